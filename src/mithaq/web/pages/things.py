"""The pages of partners, concepts, institutions and officials: what they are, and the
cooperations they lead to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.errors import NotFound
from mithaq.listing import Listed
from mithaq.names import BASE, expand, node
from mithaq.stats import COUNTED
from mithaq.web.address import HOME, thing
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.lens import Lens
from mithaq.web.pages.agreements import table
from mithaq.web.pages.home import Count, Share, shares
from mithaq.words import Name, Words

#: The easy property that leads from cooperations to the concepts of a scheme.
LEADS = {
    "topic": "mq:covers",
    "measure": "mq:provides",
    "kind": "mq:kind",
    "status": "mq:status",
}

#: The properties by which statements name a thing of any other sort.
SAYS = (
    *("mq:party", "mq:actor", "mq:signer", "mq:beneficiary", "mq:issuer", "mq:role", "mq:stage"),
    *("mq:modality", "mq:clause", "mq:relation", "mq:basis", "mq:confidence", "mq:referenceType"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Cooperations that a thing leads to by one property."""

    property: Name
    rows: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A partner, a concept, an institution or an official."""

    name: Name
    type: Name
    also_called: Words
    definition: Words
    note: Words
    broader: tuple[Name, ...]
    narrower: tuple[Name, ...]
    of: tuple[Name, ...]
    members: tuple[Name, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner and what links it to Morocco; Morocco itself is at home in all that stands here."""

    name: Name
    at_home: bool
    also_called: Words
    counts: tuple[Count, ...]
    statuses: tuple[Share, ...]
    topics: tuple[Share, ...]
    measures: tuple[Share, ...]
    rows: tuple[Listed, ...]
    institutions: tuple[Name, ...]


def partner(asked: Asked) -> Page:
    """Make the page of a state; raises NotFound where there is none."""
    lens, iri = asked.lens, thing("partner", asked.part["local"]).value
    _known(lens, iri, "mq:State")
    rows = tuple(r for r in lens.listed if r.partner and r.partner.iri == iri)
    counts = lens.stats.partners.get(asked.part["local"], {})
    it = Partner(
        name=lens.name(iri),
        at_home=iri == expand(HOME),
        also_called=_words(lens, iri, "skos:altLabel"),
        counts=tuple(Count(key, counts[key]) for key in COUNTED if counts.get(key)),
        statuses=shares(lens, (row.status for row in rows)),
        topics=_reached(lens, rows, "mq:covers"),
        measures=_reached(lens, rows, "mq:provides"),
        rows=rows,
        institutions=_names(lens, lens.subjects("mq:of", ox.NamedNode(iri))),
    )
    return Page(
        template="partner.html",
        title=it.name.say(asked.lang),
        it=it,
        subjects=_nodes(iri, rows),
        rows=_csv(rows, asked),
    )


def concept(asked: Asked) -> Page:
    """Make the page of an institution, an official, or a concept of any scheme; raises NotFound
    where there is none.
    """
    lens, family = asked.lens, asked.part["family"]
    iri = thing(family, asked.part["local"]).value
    _known(lens, iri, "")
    it = Thing(
        name=lens.name(iri),
        type=_type(lens, iri),
        also_called=_words(lens, iri, "skos:altLabel"),
        definition=_words(lens, iri, "skos:definition"),
        note=_words(lens, iri, "skos:scopeNote"),
        broader=_values(lens, iri, "skos:broader"),
        narrower=_names(lens, lens.subjects("skos:broader", ox.NamedNode(iri))),
        of=_values(lens, iri, "mq:of"),
        members=_names(lens, lens.subjects("mq:of", ox.NamedNode(iri))),
        groups=tuple(_groups(lens, iri, family)),
    )
    rows = tuple({r.cooperation.iri: r for g in it.groups for r in g.rows}.values())
    return Page("thing.html", it.name.say(asked.lang), it, _nodes(iri, rows), _csv(rows, asked))


def _groups(lens: Lens, iri: str, family: str) -> Iterable[Group]:
    """Yield the cooperations that lead to a thing, by the property that does."""
    if family in LEADS:
        found = {prop: set(lens.subjects(prop, ox.NamedNode(iri))) for prop in (LEADS[family],)}
    else:
        found = {prop: _about(lens, prop, iri) for prop in SAYS}
    for prop, iris in found.items():
        rows = tuple(row for row in lens.listed if row.cooperation.iri in iris)
        if rows:
            yield Group(lens.name(node(prop).value), rows)


def _about(lens: Lens, prop: str, iri: str) -> set[str]:
    statements = lens.subjects(prop, ox.NamedNode(iri))
    return {value.value for s in statements for value in lens.objects(s, "mq:about")}


def _reached(lens: Lens, rows: Iterable[Listed], prop: str) -> tuple[Share, ...]:
    return shares(
        lens,
        (
            lens.name(value.value)
            for row in rows
            for value in lens.objects(row.cooperation.iri, prop)
        ),
    )


def _known(lens: Lens, iri: str, cls: str) -> None:
    types = lens.types(iri)
    if not types or (cls and node(cls).value not in types):
        raise NotFound("lookup.none", name=iri.removeprefix(BASE).removeprefix("id/"))


def _type(lens: Lens, iri: str) -> Name:
    scheme = next(iter(lens.objects(iri, "skos:inScheme")), None)
    return lens.name(scheme.value if scheme else min(lens.types(iri)))


def _words(lens: Lens, iri: str, prop: str) -> Words:
    return Words.of(v for v in lens.objects(iri, prop) if isinstance(v, ox.Literal))


def _values(lens: Lens, iri: str, prop: str) -> tuple[Name, ...]:
    return _names(lens, (v.value for v in lens.objects(iri, prop)))


def _names(lens: Lens, iris: Iterable[str]) -> tuple[Name, ...]:
    return tuple(lens.name(iri) for iri in iris)


def _nodes(iri: str, rows: Iterable[Listed]) -> tuple[ox.NamedNode, ...]:
    return (ox.NamedNode(iri), *(ox.NamedNode(row.cooperation.iri) for row in rows))


def _csv(rows: tuple[Listed, ...], asked: Asked) -> Callable[[], Rows]:
    return lambda: table(rows, asked.lang)
