"""The lists of what there are pages of: partners, topics and measures, institutions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.messages import say
from mithaq.names import BASE, node
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.lens import Lens
from mithaq.web.pages.home import Share
from mithaq.words import Name


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept with its cooperations counted, and what is narrower."""

    share: Share
    narrower: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A state, its institutions, and who held office there."""

    state: Name
    institutions: tuple[tuple[Name, tuple[Name, ...]], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """One list; only what it is a list of is filled."""

    key: str
    partners: tuple[Share, ...] = ()
    topics: tuple[Branch, ...] = ()
    measures: tuple[Branch, ...] = ()
    sides: tuple[Side, ...] = ()


def partners(asked: Asked) -> Page:
    """Make the list of partners."""
    found = {row.partner.iri for row in asked.lens.listed if row.partner}
    shares = tuple(_share(asked.lens, iri, "mq:partner") for iri in sorted(found))
    return _page(asked, Index("partners", partners=shares))


def subjects(asked: Asked) -> Page:
    """Make the list of topics and measures."""
    lens = asked.lens
    topics, measures = _tree(lens, "topic", "mq:covers"), _tree(lens, "measure", "mq:provides")
    return _page(asked, Index("subjects", topics=topics, measures=measures))


def actors(asked: Asked) -> Page:
    """Make the list of institutions and officials, by state."""
    lens = asked.lens
    sides = tuple(
        side for iri in lens.subjects("rdf:type", node("mq:State")) if (side := _side(lens, iri))
    )
    return _page(asked, Index("actors", sides=sides))


def _tree(lens: Lens, scheme: str, prop: str) -> tuple[Branch, ...]:
    iris = lens.subjects("skos:inScheme", ox.NamedNode(BASE + scheme))
    return tuple(
        Branch(
            _share(lens, iri, prop),
            tuple(_share(lens, n, prop) for n in lens.subjects("skos:broader", ox.NamedNode(iri))),
        )
        for iri in iris
        if not lens.objects(iri, "skos:broader")
    )


def _share(lens: Lens, iri: str, prop: str) -> Share:
    return Share(lens.name(iri), len(lens.subjects(prop, ox.NamedNode(iri))))


def _side(lens: Lens, iri: str) -> Side | None:
    institutions = tuple(_below(lens, iri))
    return Side(lens.name(iri), institutions) if institutions else None


def _below(lens: Lens, iri: str) -> list[tuple[Name, tuple[Name, ...]]]:
    """Return the institutions of a state, however deep, each with its officials."""
    found = []
    for child in lens.subjects("mq:of", ox.NamedNode(iri)):
        if node("mq:Institution").value in lens.types(child):
            below = lens.subjects("mq:of", ox.NamedNode(child))
            officials = [o for o in below if node("mq:Official").value in lens.types(o)]
            found.append((lens.name(child), tuple(lens.name(o) for o in officials)))
            found += _below(lens, child)
    return found


def _page(asked: Asked, it: Index) -> Page:
    names = tuple(_names(it))
    return Page(
        template=f"{it.key}.html",
        title=say(f"web.nav.{it.key}", asked.lang),
        it=it,
        subjects=tuple(ox.NamedNode(name.iri) for name, _ in names),
        rows=_rows(names, asked.lang),
    )


def _names(it: Index) -> list[tuple[Name, str]]:
    found = [(share.what, str(share.count)) for share in it.partners]
    for branch in (*it.topics, *it.measures):
        found += [(s.what, str(s.count)) for s in (branch.share, *branch.narrower)]
    for side in it.sides:
        found.append((side.state, ""))
        for institution, officials in side.institutions:
            found += [(name, "") for name in (institution, *officials)]
    return found


def _rows(names: tuple[tuple[Name, str], ...], lang: str) -> Callable[[], Rows]:
    return lambda: Rows(
        ("id", "name", "count"), tuple((n.short, n.say(lang), count) for n, count in names)
    )
