"""What can be chosen in a field: the concepts of its schemes, the things of its classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.names import BASE, expand, node, shorten
from mithaq.textfold import fold
from mithaq.web.edit.fields import Field
from mithaq.web.lens import Lens
from mithaq.words import Name, Words

_SUBCLASS, _STATEMENT = "rdfs:subClassOf", expand("mq:Statement")
_CONCEPT, _CLASS = expand("skos:Concept"), expand("owl:Class")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: its short name, what it is called, how deep it lies below others."""

    value: str
    label: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Options under a common heading; the heading is empty where there is one group only."""

    heading: str
    options: tuple[Option, ...]


def choices(lens: Lens, field: Field, lang: str, about: str) -> tuple[Group, ...]:
    """Return what can be chosen in a field.

    ``about`` is the IRI of the cooperation that the form is about: of statements, only those about
    it are offered.
    """
    groups = list(_groups(lens, field, lang, about))
    return tuple(
        Group(heading if len(groups) > 1 else "", options) for heading, options in groups if options
    )


def _groups(
    lens: Lens, field: Field, lang: str, about: str
) -> Iterator[tuple[str, tuple[Option, ...]]]:
    if field.values:
        yield "", tuple(_option(lens, value.value, lang) for value in field.values)
    for scheme in field.schemes or _all_schemes(lens, field):
        yield lens.name(scheme.value).say(lang), _concepts(lens, scheme, lang)
    for cls in field.classes:
        if cls.value == _CLASS:
            yield lens.name(_STATEMENT).say(lang), statement_classes(lens, lang)
        elif cls.value != _CONCEPT:
            for leaf in _leaves(lens, cls.value):
                yield lens.name(leaf).say(lang), things(lens, leaf, lang, about)


def _all_schemes(lens: Lens, field: Field) -> tuple[ox.NamedNode, ...]:
    if _CONCEPT not in {cls.value for cls in field.classes}:
        return ()
    return tuple(ox.NamedNode(s) for s in lens.subjects("rdf:type", node("skos:ConceptScheme")))


def _concepts(lens: Lens, scheme: ox.NamedNode, lang: str) -> tuple[Option, ...]:
    """Return the concepts of a scheme, each below its broader one."""
    members = lens.subjects("skos:inScheme", scheme)
    below: dict[str, list[str]] = {}
    for member in members:
        above = next((v.value for v in lens.objects(member, "skos:broader")), "")
        below.setdefault(above if above in members else "", []).append(member)

    def branch(above: str, depth: int) -> Iterator[Option]:
        for member in sorted(below.get(above, ()), key=lambda m: fold(lens.name(m).say(lang))):
            yield _option(lens, member, lang, depth)
            yield from branch(member, depth + 1)

    return tuple(branch("", 0))


def statement_classes(lens: Lens, lang: str) -> tuple[Option, ...]:
    """Return the classes of statements, by name."""
    return _sorted(_option(lens, cls, lang) for cls in _leaves(lens, _STATEMENT))


def things(lens: Lens, cls: str, lang: str, about: str = "") -> tuple[Option, ...]:
    """Return the things of a class, by name; statements only where they are about ``about``."""
    found: Iterable[str] = lens.subjects("rdf:type", ox.NamedNode(cls))
    if about and _STATEMENT in _above(lens, cls):
        found = set(found) & set(lens.subjects("mq:about", ox.NamedNode(about)))
    return _sorted(_option(lens, thing, lang) for thing in found)


def cooperations(lens: Lens, lang: str) -> tuple[Group, ...]:
    """Return all cooperations, by partner."""
    rows: dict[str, list[Option]] = {}
    for row in lens.listed:
        heading = row.partner.say(lang) if row.partner else "…"
        rows.setdefault(heading, []).append(_option(lens, row.cooperation.iri, lang))
    ordered = sorted(rows, key=lambda heading: (heading == "…", fold(heading)))
    return tuple(Group(heading, _sorted(rows[heading])) for heading in ordered)


def named(lens: Lens, iri: str) -> Name:
    """Return the name of a thing; a statement is called by its summary, else by its short name."""
    name = lens.name(iri)
    if name.words:
        return name
    said = (v for v in lens.objects(iri, "mq:summary") if isinstance(v, ox.Literal))
    words = Words.of(said)
    return Name(iri, words) if words else name


def _option(lens: Lens, iri: str, lang: str, depth: int = 0) -> Option:
    label = named(lens, iri).say(lang)
    local = iri.removeprefix(f"{BASE}id/")
    shown = f"{label} ({local})" if "/" not in local and local != iri else label
    return Option(shorten(iri), shown, depth)


def _sorted(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: fold(option.label)))


def _leaves(lens: Lens, cls: str) -> Iterator[str]:
    """Yield a class, if nothing is below it, or else all lowest classes below it."""
    below = lens.subjects(_SUBCLASS, ox.NamedNode(cls))
    if not below:
        yield cls
    for one in below:
        yield from _leaves(lens, one)


def _above(lens: Lens, cls: str) -> set[str]:
    found = {cls}
    for value in lens.objects(cls, _SUBCLASS):
        found |= _above(lens, value.value)
    return found
