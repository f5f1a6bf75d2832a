"""The page of a dossier: what is known of one cooperation, each line with the numbers of its
sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from mithaq.cli.page import Line, Page, Section
from mithaq.cli.when import when_text
from mithaq.dossier import Act, Assessment, Description, Dossier, Source, Statement
from mithaq.messages import say
from mithaq.names import expand, shorten
from mithaq.words import Name

_PLANNED = expand("modality:planned")
_OCCURRED = expand("modality:occurred")
_OFFICIAL = expand("source-type:official")


def dossier_page(dossier: Dossier, lang: str) -> Page:
    """Return the page of a dossier in a language."""
    writer = _Writer(dossier, lang)
    sections = (
        ("standing", writer.standing()),
        ("called", writer.called()),
        ("acts", writer.acts()),
        ("awaited", writer.awaited()),
        ("contents", writer.contents()),
        ("people", writer.people()),
        ("links", writer.links()),
        ("references", writer.references()),
        ("disagreements", writer.disagreements()),
        ("searches", writer.searches()),
        ("missing", writer.missing()),
        ("sources", writer.sources()),
    )
    filled = ((key, tuple(lines)) for key, lines in sections)
    return Page(
        title=dossier.cooperation.say(lang),
        subtitle=writer.subtitle(),
        sections=tuple(
            Section(say(f"dossier.title.{key}", lang), lines) for key, lines in filled if lines
        ),
        lang=lang,
    )


class _Writer:
    """Writes the lines of one dossier in one language."""

    def __init__(self, dossier: Dossier, lang: str) -> None:
        self.dossier, self.lang = dossier, lang
        self.say = partial(say, lang=lang)
        self.numbers = dossier.source_numbers()
        self.lines_by_iri = {act.statement.iri: self._act(act) for act in dossier.acts}

    def subtitle(self) -> str:
        """Say which node this is, of what type, with which partner."""
        known = self.dossier
        parts = [known.cooperation.short, known.type.say(self.lang)]
        parts += [known.partner.say(self.lang)] if known.partner else []
        return " · ".join([*parts, *(kind.say(self.lang) for kind in known.kinds)])

    def standing(self) -> Iterator[Line]:
        """Say the status and what it rests on, then the days."""
        known = self.dossier
        if known.status:
            yield Line(known.status.say(self.lang))
            for iri in known.status_grounds:
                if iri in self.lines_by_iri:
                    yield Line(self.say("dossier.because", what=self.lines_by_iri[iri]), 1)
        for day in known.days:
            yield Line(f"{day.property.say(self.lang)}: {day.value}{self._cites_of(day.grounds)}")
        for _, note in known.note.texts[:1]:
            yield Line(known.note.say(self.lang) or note)

    def called(self) -> Iterator[Line]:
        """Say how each account names it."""
        for found in self.dossier.descriptions:
            yield Line(self._description(found) + self._tail(found.statement))
            yield from (Line(text, 1, lang) for lang, text in found.titles.texts)

    def _description(self, found: Description) -> str:
        parts = [found.kind.say(self.lang)] if found.kind else []
        if found.articles is not None:
            parts.append(self.say("dossier.articles", count=found.articles))
        if found.text_public is not None:
            parts.append(self.say(f"dossier.text_{'public' if found.text_public else 'secret'}"))
        if found.binding is not None:
            parts.append(self.say(f"dossier.{'binding' if found.binding else 'not_binding'}"))
        return ", ".join(parts) or found.statement.summary.say(self.lang) or "…"

    def acts(self) -> Iterator[Line]:
        """Say what happened, was planned, proposed or denied, in order of time."""
        for act in self.dossier.acts:
            yield Line(self.lines_by_iri[act.statement.iri])
            yield from self._below(act.statement)
        for report in self.dossier.reports:
            status = report.status.say(self.lang) if report.status else "…"
            text = self.say("dossier.reported", status=status)
            yield Line(text + self._tail(report.statement))
            yield from self._below(report.statement)

    def _act(self, act: Act) -> str:
        when = when_text(act.when, self.lang)
        if act.modality.iri == _PLANNED:
            key = "foreseen" if act.when.order != "9999" else "announced"
            when = self.say(f"dossier.{key}", day=when, known=act.statement.known_from)
        parts = [act.stage.say(self.lang)]
        if act.modality.iri != _OCCURRED:
            parts.append(act.modality.say(self.lang))
        place = act.place.say(self.lang)
        parts += [place] if place else []
        if act.actors:
            parts.append(self._names(act.actors))
        if act.signers:
            parts.append(self.say("dossier.signed_by", names=self._names(act.signers)))
        what = self.say("dossier.comma").join(parts)
        return self.say("dossier.act", when=when, what=what) + self._tail(act.statement)

    def awaited(self) -> Iterator[Line]:
        """Say which plans no act has met."""
        for act in self.dossier.acts:
            if act.awaited:
                yield Line(self.lines_by_iri[act.statement.iri])

    def contents(self) -> Iterator[Line]:
        """Say what it covers and how it works."""
        for found in self.dossier.contents:
            names = (*found.topics, *found.measures, *found.clauses)
            text = self._names(names)
            if found.beneficiaries:
                text = self.say("dossier.for", what=text, names=self._names(found.beneficiaries))
            if found.duration:
                text += f" ({found.duration})"
            yield Line(text + self._tail(found.statement))
            yield from self._below(found.statement)

    def people(self) -> Iterator[Line]:
        """Say who takes part, in which role."""
        for found in self.dossier.participations:
            role = found.role.say(self.lang) if found.role else "…"
            yield Line(f"{role}: {self._names(found.parties)}{self._tail(found.statement)}")

    def links(self) -> Iterator[Line]:
        """Say what it bears on, and what bears on it."""
        for found in self.dossier.links:
            relation = found.relation.say(self.lang) if found.relation else "…"
            target = found.target.say(self.lang) if found.target else "…"
            own = found.about.iri == self.dossier.cooperation.iri
            text = f"{relation} {target}" if own else f"{found.about.say(self.lang)} {relation} …"
            yield Line(text + self._tail(found.statement))

    def references(self) -> Iterator[Line]:
        """Say which laws, bills and gazettes bear on it."""
        for found in self.dossier.references:
            kind = found.type.say(self.lang) if found.type else "…"
            parts = [kind, found.number, found.date, self._names(found.issuers)]
            yield Line(", ".join(filter(None, parts)) + self._tail(found.statement))

    def disagreements(self) -> Iterator[Line]:
        """Say each question, both sides, the reason, and whether it is settled."""
        for found in self.dossier.assessments:
            state = self.say("dossier.settled" if found.settled else "dossier.open")
            yield Line(f"{found.question.say(self.lang)} ({state})")
            yield from self._sides(found)
            yield Line(found.reason.say(self.lang), 1)

    def _sides(self, found: Assessment) -> Iterator[Line]:
        for key, iris in (("preferred", found.prefers), ("rival", found.rivals)):
            for iri in iris:
                yield Line(self.say(f"dossier.{key}", what=self._statement(iri)), 1)

    def _statement(self, iri: str) -> str:
        if iri in self.lines_by_iri:
            return self.lines_by_iri[iri]
        return f"{shorten(iri)}{self._cites_of([iri])}"

    def searches(self) -> Iterator[Line]:
        """Say what was looked for and not found, when and where."""
        for found in self.dossier.searches:
            yield Line(
                self.say(
                    "dossier.sought",
                    what=found.sought.say(self.lang) if found.sought else "…",
                    day=found.searched_on,
                    where=found.searched_in.say(self.lang),
                )
            )

    def missing(self) -> Iterator[Line]:
        """Say what this knowledge base does not have."""
        for name in self.dossier.missing:
            official = name.iri == _OFFICIAL
            yield Line(self.say("dossier.official_source") if official else name.say(self.lang))

    def sources(self) -> Iterator[Line]:
        """List the sources under their numbers."""
        for iri, source in self.dossier.sources.items():
            yield Line(f"[{self.numbers[iri]}] {source_text(source, self.lang)}")
            if source.url:
                yield Line(source.url, 1)
            if source.copy_of:
                number = self.numbers.get(source.copy_of, "–")
                yield Line(self.say("dossier.copy", number=number), 1)

    def _below(self, statement: Statement) -> Iterator[Line]:
        summary = statement.summary.say(self.lang)
        if summary:
            yield Line(summary, 1)
        for place in statement.places:
            for lang, words in place.quote.texts:
                yield Line(f"«{words}» [{self.numbers.get(place.source, '–')}]", 1, lang or "und")

    def _tail(self, statement: Statement) -> str:
        aside = "" if statement.stands else f" ({self.say('dossier.set_aside')})"
        return aside + self._cites(statement)

    def _cites(self, statement: Statement) -> str:
        found = {self.numbers[p.source] for p in statement.places if p.source in self.numbers}
        return f" [{', '.join(map(str, sorted(found)))}]" if found else ""

    def _cites_of(self, iris: Iterable[str]) -> str:
        wanted = set(iris)
        found = {
            number
            for item in self.dossier.stated()
            if item.statement.iri in wanted
            for place in item.statement.places
            if (number := self.numbers.get(place.source)) is not None
        }
        return f" [{', '.join(map(str, sorted(found)))}]" if found else ""

    def _names(self, names: Iterable[Name]) -> str:
        return self.say("dossier.comma").join(name.say(self.lang) for name in names)


def source_text(source: Source, lang: str) -> str:
    """Return a source in one line: title, publisher, day, type."""
    day = source.published or "/".join(filter(None, (source.not_before, source.not_after)))
    parts = [source.publisher, day, source.type.say(lang) if source.type else ""]
    return f"{source.title.say(lang)}. {', '.join(filter(None, parts))}."
