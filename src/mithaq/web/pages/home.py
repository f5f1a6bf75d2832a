"""The first page: what is known, what happened last, how sure it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from mithaq.dossier import Act
from mithaq.names import BASE, node
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.lens import Lens
from mithaq.words import Name

#: How many acts the page shows.
SHOWN = 8

#: The counts on the page, by the keys of the statistics.
COUNTS = ("instruments", "practices", "events", "provisions", "sources", "assessments")

_OCCURRED = node("modality:occurred")


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something; ``key`` is as in the statistics."""

    key: str
    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many things stand under a concept or with a partner."""

    what: Name
    count: int


@dataclass(frozen=True, slots=True)
class Happened:
    """An act and the cooperation it belongs to."""

    cooperation: Name
    partner: Name | None
    act: Act


@dataclass(frozen=True, slots=True)
class Home:
    """What is known as a whole."""

    counts: tuple[Count, ...]
    partners: tuple[Share, ...]
    statuses: tuple[Share, ...]
    confidence: tuple[Share, ...]
    latest: tuple[Happened, ...]
    awaited: tuple[Happened, ...]
    open_disagreements: int


def home(asked: Asked) -> Page:
    """Make the first page."""
    lens = asked.lens
    it = overview(lens)
    return Page(
        template="home.html",
        title="",
        it=it,
        subjects=tuple(ox.NamedNode(row.cooperation.iri) for row in lens.listed),
        rows=lambda: _rows(it),
    )


def overview(lens: Lens) -> Home:
    """Return what is known as a whole."""
    total = lens.stats.total
    return Home(
        counts=tuple(Count(key, total[key]) for key in COUNTS),
        partners=shares(lens, (row.partner for row in lens.listed)),
        statuses=shares(lens, (row.status for row in lens.listed)),
        confidence=tuple(_confidence(lens)),
        latest=tuple(latest(lens)),
        awaited=tuple(_awaited(lens)),
        open_disagreements=sum(row.disputed for row in lens.listed),
    )


def shares(lens: Lens, names: Iterator[Name | None]) -> tuple[Share, ...]:
    """Count names, the most frequent first."""
    counted = Counter(name.iri for name in names if name)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Share(lens.name(iri), count) for iri, count in ordered)


def _confidence(lens: Lens) -> Iterator[Share]:
    """Yield the levels of confidence, the best supported first, with their statements."""
    for iri in lens.subjects("skos:inScheme", ox.NamedNode(BASE + "confidence")):
        count = len(lens.subjects("mq:confidence", ox.NamedNode(iri)))
        if count:
            yield Share(lens.name(iri), count)


def latest(lens: Lens, most: int = SHOWN) -> Iterator[Happened]:
    """Yield the last acts that took place, the very last first.

    Acts of which no first day is known are left out: they may be much older.
    """
    today = date.today().isoformat()
    found = []
    for iri in lens.subjects("mq:modality", _OCCURRED):
        days = [v.value for v in lens.objects(iri, "mq:latest")]
        about = lens.objects(iri, "mq:about")
        if days and about and days[0] <= today and _is_dated(lens, iri):
            found.append((days[0], iri, about[0].value))
    for _, iri, cooperation in sorted(found, reverse=True)[:most]:
        yield from _happened(lens, cooperation, iri)


def _is_dated(lens: Lens, iri: str) -> bool:
    return bool(lens.objects(iri, "mq:stands") and lens.objects(iri, "mq:earliest"))


def _awaited(lens: Lens) -> Iterator[Happened]:
    """Yield the plans that no act has met, the last due first."""
    found = [
        happened
        for about in lens.subjects("mq:awaits", None)
        for value in lens.objects(about, "mq:awaits")
        for happened in _happened(lens, about, value.value)
    ]
    yield from sorted(found, key=_due, reverse=True)[:SHOWN]


def _due(happened: Happened) -> tuple[str, str]:
    when, statement = happened.act.when, happened.act.statement
    return when.latest or when.earliest or statement.known_from, statement.iri


def _happened(lens: Lens, about: str, iri: str) -> Iterator[Happened]:
    dossier = lens.dossier(about)
    for act in dossier.acts:
        if act.statement.iri == iri:
            yield Happened(dossier.cooperation, dossier.partner, act)


def _rows(it: Home) -> Rows:
    rows = [("count", entry.key, str(entry.count)) for entry in it.counts]
    for kind, found in (
        ("partner", it.partners),
        ("status", it.statuses),
        ("confidence", it.confidence),
    ):
        rows += [(kind, share.what.short, str(share.count)) for share in found]
    return Rows(("what", "id", "count"), tuple(rows))
