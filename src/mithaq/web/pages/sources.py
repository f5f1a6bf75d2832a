"""The sources: all of them, and what rests on each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from mithaq.dossier import Place, Source, Statement
from mithaq.errors import NotFound
from mithaq.messages import say
from mithaq.names import node
from mithaq.web.address import thing
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.lens import Lens
from mithaq.web.naming import statement_words
from mithaq.words import Name, Words

COLUMNS = ("id", "title", "publisher", "type", "language", "published", "url", "statements")


@dataclass(frozen=True, slots=True)
class Counted:
    """A source and how many statements rest on it."""

    source: Source
    statements: int


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources, the latest first."""

    sources: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Resting:
    """A statement that rests on a source, with the places in it."""

    cooperation: Name
    statement: Statement
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class OneSource:
    """A source, its copies, and what rests on it."""

    source: Source
    copies: tuple[Name, ...]
    statements: tuple[Resting, ...]


def sources(asked: Asked) -> Page:
    """Make the list of all sources."""
    found = asked.lens.keep("sources", _all)
    return Page(
        template="sources.html",
        title=say("web.nav.sources", asked.lang),
        it=found,
        subjects=tuple(ox.NamedNode(entry.source.iri) for entry in found.sources),
        rows=lambda: _rows(found.sources, asked.lang),
    )


def source(asked: Asked) -> Page:
    """Make the page of one source; raises NotFound where there is none."""
    lens, iri = asked.lens, thing("source", asked.part["local"]).value
    if node("mq:Source").value not in lens.types(iri):
        raise NotFound("lookup.none", name=asked.part["local"])
    one = read_source(lens, iri)
    it = OneSource(
        source=one,
        copies=tuple(lens.name(c) for c in lens.subjects("mq:copyOf", ox.NamedNode(iri))),
        statements=tuple(_resting(lens, iri)),
    )
    nodes = [iri, *lens.subjects("mq:source", ox.NamedNode(iri))]
    return Page(
        template="source.html",
        title=one.title.say(asked.lang) or iri,
        it=it,
        subjects=tuple(ox.NamedNode(n) for n in nodes),
        rows=_resting_rows(it, asked.lang),
        extra={"first": _first(it), "called": partial(statement_words, lens)},
    )


def _first(it: OneSource) -> dict[str, str]:
    """Return for each place the statement under which it has its anchor, as statement by place."""
    found: dict[str, str] = {}
    for entry in it.statements:
        for place in entry.places:
            found.setdefault(place.iri, entry.statement.iri)
    return found


def read_source(lens: Lens, iri: str) -> Source:
    """Return a source."""

    def text(prop: str) -> str:
        return next((v.value for v in lens.objects(iri, f"mq:{prop}")), "")

    kind = text("sourceType")
    return Source(
        iri=iri,
        title=lens.name(iri).words,
        publisher=text("publisher"),
        type=lens.name(kind) if kind else None,
        language=text("language"),
        published=text("published"),
        not_before=text("notBefore"),
        not_after=text("notAfter"),
        retrieved=text("retrieved"),
        url=text("url"),
        sha256=text("sha256"),
        copy_of=text("copyOf"),
    )


def _all(lens: Lens) -> Sources:
    found = [
        Counted(read_source(lens, iri), len(lens.subjects("mq:supportedBy", ox.NamedNode(iri))))
        for iri in lens.subjects("rdf:type", node("mq:Source"))
    ]
    return Sources(tuple(sorted(found, key=_day, reverse=True)))


def _day(entry: Counted) -> tuple[str, str]:
    found = entry.source
    return found.published or found.not_after or found.not_before or "", found.iri


def _resting(lens: Lens, iri: str) -> Iterable[Resting]:
    """Yield what rests on a source, by cooperation."""
    stated = lens.subjects("mq:supportedBy", ox.NamedNode(iri))
    about = {s: value.value for s in stated for value in lens.objects(s, "mq:about")}
    for cooperation in sorted(set(about.values())):
        dossier = lens.dossier(cooperation)
        for item in dossier.stated():
            statement = item.statement
            if about.get(statement.iri) == cooperation:
                places = tuple(p for p in statement.places if p.source == iri)
                yield Resting(dossier.cooperation, statement, places)


def _rows(found: Iterable[Counted], lang: str) -> Rows:
    return Rows(COLUMNS, tuple(_row(entry, lang) for entry in found))


def _row(entry: Counted, lang: str) -> tuple[str, ...]:
    one = entry.source
    return (
        one.iri.rpartition("/")[2],
        one.title.say(lang),
        one.publisher,
        one.type.short if one.type else "",
        one.language,
        one.published,
        one.url,
        str(entry.statements),
    )


def _resting_rows(it: OneSource, lang: str) -> Callable[[], Rows]:
    columns = ("statement", "type", "cooperation", "says", "words", "start", "end")

    def rows() -> Rows:
        found = [
            (
                entry.statement.iri.rpartition("/")[2],
                entry.statement.type.short,
                entry.cooperation.short,
                entry.statement.summary.say(lang),
                _quoted(place),
                "" if place.start < 0 else str(place.start),
                "" if place.end < 0 else str(place.end),
            )
            for entry in it.statements
            for place in entry.places
        ]
        return Rows(columns, tuple(found))

    return rows


def _quoted(place: Place) -> str:
    words: Words = place.quote or place.locator
    return " | ".join(text for _, text in words.texts)
