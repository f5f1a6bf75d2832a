"""The dossier of one agreement, practice or framework."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from mithaq.cite import Citation, bibtex, cite_dossier, csl_items
from mithaq.dossier import Act, Day, Dossier, Statement
from mithaq.dossier.values import Stated
from mithaq.names import BASE
from mithaq.web.address import thing
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.results import direction
from mithaq.web.timeline import Timeline, timeline
from mithaq.words import NOTHING, Name, Words

COLUMNS = ("id", "type", "when", "stage", "modality", "says", "stands", "confidence", "sources")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the template needs beside the dossier."""

    numbers: Mapping[str, int]
    timeline: Timeline | None
    stated: Mapping[str, Stated]
    days: tuple[tuple[Name, tuple[Day, ...]], ...]
    citation: Citation
    bibtex: str
    csl: str


def agreement(asked: Asked) -> Page:
    """Make the page of a cooperation; raises NotFound where there is none."""
    node = thing("agreement", asked.part["local"])
    dossier = asked.lens.dossier(node.value)
    return Page(
        template="agreement.html",
        title=dossier.cooperation.say(asked.lang),
        it=dossier,
        subjects=subjects(dossier),
        rows=lambda: _rows(dossier, asked.lang),
        extra={"reading": _reading(dossier, asked.lang)},
    )


def _reading(dossier: Dossier, lang: str) -> Reading:
    citation = cite_dossier(dossier)
    return Reading(
        numbers=dossier.source_numbers(),
        timeline=timeline(dossier.acts, rightwards=direction(lang) == "ltr"),
        stated={item.statement.iri: item for item in dossier.stated()},
        days=tuple((name, tuple(days)) for name, days in groupby(dossier.days, _property)),
        citation=citation,
        bibtex=bibtex(citation, lang),
        csl=json.dumps(csl_items(citation, lang), ensure_ascii=False, indent=1),
    )


def _property(day: Day) -> Name:
    return day.property


def subjects(dossier: Dossier) -> tuple[ox.NamedNode, ...]:
    """Return the nodes of a dossier: the cooperation, what is said of it, what that rests on."""
    statements = [item.statement for item in dossier.stated()]
    iris = [
        dossier.cooperation.iri,
        *(s.iri for s in statements),
        *(a.iri for a in dossier.assessments),
        *(place.iri for s in statements for place in s.places),
        *dossier.sources,
    ]
    return tuple(ox.NamedNode(iri) for iri in dict.fromkeys(iris) if iri.startswith(BASE))


def _rows(dossier: Dossier, lang: str) -> Rows:
    return Rows(COLUMNS, tuple(_row(item, lang) for item in dossier.stated()))


def _row(item: Stated, lang: str) -> tuple[str, ...]:
    statement = item.statement
    act = item if isinstance(item, Act) else None
    return (
        statement.iri.removeprefix(BASE + "id/"),
        statement.type.short,
        act.when.date or act.when.order.replace("9999", "") if act else "",
        act.stage.short if act else "",
        act.modality.short if act else "",
        (statement.summary or _titles(item)).say(lang),
        str(statement.stands).lower(),
        statement.confidence.short if statement.confidence else "",
        " | ".join(_sources(statement)),
    )


def _titles(item: Stated) -> Words:
    titles = getattr(item, "titles", NOTHING)
    assert isinstance(titles, Words)
    return titles


def _sources(statement: Statement) -> list[str]:
    return list(dict.fromkeys(place.source.rpartition("/")[2] for place in statement.places))
