"""From an easy fact back to its ground: the statements that give it, their sources and words, and
the rule.

Every easy property says by which rule it is derived (``mq:derivedBy``), and every statement which
easy properties rest on it (``mq:grounds``). For what awaits and what is disputed, the value itself
is the ground.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.dossier import Assessment, Dossier, Statement, assemble
from mithaq.errors import NotFound
from mithaq.names import node, shorten
from mithaq.words import Name, Words, name_of

_DERIVED_BY, _GROUNDS = node("mq:derivedBy"), node("mq:grounds")
_DEFINITION = node("skos:definition")
_DOMAIN, _COOPERATION = node("rdfs:domain"), node("mq:Cooperation")


@dataclass(frozen=True, slots=True)
class Because:
    """Why a cooperation has one value of an easy property."""

    property: Name
    cooperation: Name
    value: str
    value_name: Name | None
    statements: tuple[Statement, ...]
    rivals: tuple[Assessment, ...]
    definition: Words
    rules: tuple[str, ...]


def why(
    store: ox.Store, prop: str, cooperation: ox.NamedNode, lang: str = "en"
) -> tuple[Dossier, tuple[Because, ...]]:
    """Return the dossier of a cooperation and the grounds of each value of one easy property.

    The property is given by its local name or a label in any language. Raises NotFound when it is
    no easy property, or when the cooperation does not have it.
    """
    found = easy_property(store, prop)
    dossier = assemble(store, cooperation)
    values = sorted((q.object for q in store.quads_for_pattern(cooperation, found, None)), key=str)
    if not values:
        name = name_of(store, found).say(lang)
        raise NotFound("why.no_value", property=name, name=dossier.cooperation.say(lang))
    return dossier, tuple(
        _because(store, dossier, found, value)
        for value in values
        if isinstance(value, ox.NamedNode | ox.Literal)
    )


def easy_property(store: ox.Store, text: str) -> ox.NamedNode:
    """Return the derived property of cooperations that has that local name or label; raises
    NotFound, with all of them.
    """
    derived = {
        q.subject
        for q in store.quads_for_pattern(None, _DERIVED_BY, None)
        if isinstance(q.subject, ox.NamedNode)
        and next(store.quads_for_pattern(q.subject, _DOMAIN, _COOPERATION), None)
    }
    local = text if ":" in text else f"mq:{text}"
    if node(local) in derived:
        return node(local)
    from mithaq.textfold import fold

    wanted = fold(text)
    for prop in sorted(derived, key=lambda p: p.value):
        if wanted in {fold(label) for _, label in name_of(store, prop).words.texts}:
            return prop
    known = ", ".join(sorted(shorten(p.value).removeprefix("mq:") for p in derived))
    raise NotFound("why.no_property", name=text, known=known)


def _because(
    store: ox.Store,
    dossier: Dossier,
    prop: ox.NamedNode,
    value: ox.NamedNode | ox.Literal,
) -> Because:
    statements = tuple(
        item.statement
        for item in dossier.stated()
        if _is_ground(store, ox.NamedNode(item.statement.iri), prop, value)
    )
    iris = {statement.iri for statement in statements} | {value.value}
    return Because(
        property=name_of(store, prop),
        cooperation=dossier.cooperation,
        value=value.value,
        value_name=name_of(store, value) if isinstance(value, ox.NamedNode) else None,
        statements=statements,
        rivals=tuple(
            a for a in dossier.assessments if iris & {a.iri, *a.prefers} or iris & set(a.rivals)
        ),
        definition=_words(store, prop, _DEFINITION),
        rules=tuple(sorted(text for _, text in _words(store, prop, _DERIVED_BY).texts)),
    )


def _is_ground(
    store: ox.Store, statement: ox.NamedNode, prop: ox.NamedNode, value: ox.NamedNode | ox.Literal
) -> bool:
    """Tell whether a statement gives the property this value: it says so, or says a narrower
    one.
    """
    if statement == value:
        return True
    if not any(store.quads_for_pattern(statement, _GROUNDS, prop)):
        return False
    if prop == node("mq:status"):
        return True
    return value in _said(store, statement)


def _said(store: ox.Store, statement: ox.NamedNode) -> set[object]:
    """Return all values of a statement, concepts with all that is broader."""
    found: set[object] = set()
    ahead = [q.object for q in store.quads_for_pattern(statement, None, None)]
    while ahead:
        value = ahead.pop()
        if value not in found:
            found.add(value)
            if isinstance(value, ox.NamedNode):
                broader = store.quads_for_pattern(value, node("skos:broader"), None)
                ahead += [q.object for q in broader]
    return found


def _words(store: ox.Store, thing: ox.NamedNode, prop: ox.NamedNode) -> Words:
    quads = store.quads_for_pattern(thing, prop, None)
    return Words.of(q.object for q in quads if isinstance(q.object, ox.Literal))
