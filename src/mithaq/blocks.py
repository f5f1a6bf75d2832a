"""Blocks ready to be filled in: what a new statement of a class needs, as the shapes say it.

The block is Turtle with the required properties first, each with the shape's own message as a hint,
and the optional ones behind a comment sign; values are left open as ``…``, which is no Turtle, so
that nothing unfinished is added. It is meant for a file of its own that ``mithaq add`` reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.home import Home
from mithaq.messages import say
from mithaq.names import OWN_PREFIXES, USUAL_PREFIXES, expand, node, shorten
from mithaq.queries import select
from mithaq.store import create, load_files
from mithaq.turtle.order import predicate_ranks
from mithaq.words import Words


@dataclass(frozen=True, slots=True)
class Hint:
    """One property of a class: whether it is required, what the shape says of it, an example."""

    property: str
    required: bool
    says: Words
    example: str


def hints(home: Home, cls: ox.NamedNode, store: ox.Store) -> tuple[Hint, ...]:
    """Return the properties that the shapes allow on a class, required ones first."""
    shapes = create()
    load_files(shapes, home.shape_files())
    found: dict[str, list[tuple[bool, ox.Literal]]] = {}
    for solution in select(shapes, "shape-properties", **{"class": cls}):
        path, least, message = (solution[name] for name in ("path", "least", "message"))
        assert isinstance(path, ox.NamedNode) and isinstance(message, ox.Literal)
        required = least is not None and least.value != "0"
        found.setdefault(path.value, []).append((required, message))
    made = [_hint(store, cls, path, rows) for path, rows in found.items()]
    return tuple(sorted(made, key=lambda hint: (not hint.required, _rank(hint), hint.property)))


def _rank(hint: Hint) -> int:
    ranks = predicate_ranks()
    return ranks.get(expand(hint.property), len(ranks))


def _hint(
    store: ox.Store, cls: ox.NamedNode, path: str, rows: list[tuple[bool, ox.Literal]]
) -> Hint:
    required = any(required for required, _ in rows)
    first = next((message for wanted, message in rows if wanted == required), rows[0][1])
    says = Words.of({m for _, m in rows if m.language} | {first})
    return Hint(shorten(path), required, says, _example(store, cls, ox.NamedNode(path)))


def _example(store: ox.Store, cls: ox.NamedNode, prop: ox.NamedNode) -> str:
    """Return a value that a fact of this class has, written as Turtle writes it."""
    solutions = select(store, "example-value", **{"class": cls, "property": prop})
    for solution in solutions:
        value = solution["value"]
        if isinstance(value, ox.NamedNode):
            return shorten(value.value)
        if isinstance(value, ox.Literal) and len(value.value) < 40:
            datatype = value.datatype.value
            if value.language or datatype == expand("xsd:string"):
                return str(value)
            return str(value).replace(f"<{datatype}>", shorten(datatype))
    return ""


def free_name(store: ox.Store, cooperation: ox.NamedNode, stem: str) -> str:
    """Return the name of a new statement of a cooperation: the stem, or the stem with the next
    number.

    >>> store = create()
    >>> free_name(store, node("id:bh-2014-mou"), "signature")
    'id:bh-2014-mou.signature'
    """
    base = f"{shorten(cooperation.value)}.{stem}"
    number, name = 1, base
    while any(store.quads_for_pattern(node(name), None, None)):
        number += 1
        name = f"{base}-{number}"
    return name


def block(
    name: str, cls: ox.NamedNode, given: dict[str, str], known: tuple[Hint, ...], lang: str
) -> str:
    """Return the block: prefixes, the values already given, and the rest to be filled in."""
    body = [name, f"    a {shorten(cls.value)} ;"]
    body += [f"    {prop} {value} ;" for prop, value in given.items()]
    for hint in known:
        if hint.property not in given:
            body += _lines(hint, lang)
    text = "\n".join([*body, "."])
    return f"{_prefixes(text)}\n{text}\n"


def _lines(hint: Hint, lang: str) -> Iterator[str]:
    """Yield the hint and the property; the value is left open, so that no example slips in."""
    example = f" ({say('new.such_as', lang, example=hint.example)})" if hint.example else ""
    yield f"    # {hint.says.say(lang)}{example}"
    yield f"    {'' if hint.required else '# '}{hint.property} … ;"


def _prefixes(text: str) -> str:
    known = {**OWN_PREFIXES, **USUAL_PREFIXES}
    used = [p for p in known if f"{p}:" in text.replace(f"-{p}:", " ")]
    return "".join(f"@prefix {p}: <{known[p]}> .\n" for p in used)
