"""What is missing: searches without result, what instruments lack, and open disagreements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.dossier import Assessment, Search
from mithaq.messages import say
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.lens import Lens
from mithaq.words import Name


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is not known of a cooperation, and what was looked for."""

    cooperation: Name
    partner: Name | None
    missing: tuple[Name, ...]
    searches: tuple[Search, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A disagreement between sources, and the cooperation it is about."""

    cooperation: Name
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Gaps:
    """Everything that is known not to be known."""

    lacking: tuple[Lacking, ...]
    disagreements: tuple[Disagreement, ...]


def gaps(asked: Asked) -> Page:
    """Make the page of what is missing."""
    it = asked.lens.keep("gaps", lambda lens: Gaps(tuple(_lacking(lens)), tuple(_open(lens))))
    iris = {s.statement.iri for entry in it.lacking for s in entry.searches}
    iris |= {entry.assessment.iri for entry in it.disagreements}
    return Page(
        template="gaps.html",
        title=say("web.nav.gaps", asked.lang),
        it=it,
        subjects=tuple(ox.NamedNode(iri) for iri in sorted(iris)),
        rows=_rows(it, asked.lang),
    )


def _lacking(lens: Lens) -> Iterator[Lacking]:
    for row in lens.listed:
        dossier = lens.dossier(row.cooperation.iri)
        if dossier.missing or dossier.searches:
            yield Lacking(row.cooperation, row.partner, dossier.missing, dossier.searches)


def _open(lens: Lens) -> Iterator[Disagreement]:
    for row in lens.listed:
        for assessment in lens.dossier(row.cooperation.iri).assessments:
            if not assessment.settled:
                yield Disagreement(row.cooperation, assessment)


def _rows(it: Gaps, lang: str) -> Callable[[], Rows]:
    def rows() -> Rows:
        found = [
            ("missing", entry.cooperation.short, name.short, "", "")
            for entry in it.lacking
            for name in entry.missing
        ]
        found += [
            (
                "search",
                entry.cooperation.short,
                search.sought.short if search.sought else "",
                search.searched_on,
                search.statement.summary.say(lang),
            )
            for entry in it.lacking
            for search in entry.searches
        ]
        found += [
            ("open", d.cooperation.short, "", "", d.assessment.question.say(lang))
            for d in it.disagreements
        ]
        return Rows(("what", "cooperation", "id", "searched_on", "says"), tuple(found))

    return rows
