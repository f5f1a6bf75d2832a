"""The page of a dossier: what is known of one cooperation, each line with the numbers of its
sources.
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.cli.page import Line, Page, Section
from mithaq.cli.statement_lines import Statements, source_text
from mithaq.dossier import Dossier
from mithaq.messages import say
from mithaq.names import expand

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


class _Writer(Statements):
    """Writes the sections of one dossier in one language."""

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
            for act in known.acts:
                if act.statement.iri in known.status_grounds:
                    yield Line(self.say("dossier.because", what=self.act(act)), 1)
        for day in known.days:
            named = self.say("dossier.day", property=day.property.say(self.lang), day=day.value)
            yield Line(named + self.cites_of(day.grounds))
        for _, note in known.note.texts[:1]:
            yield Line(known.note.say(self.lang) or note)

    def called(self) -> Iterator[Line]:
        """Say how each account names it."""
        for found in self.dossier.descriptions:
            yield Line(self.description(found))
            yield from (Line(text, 1, lang) for lang, text in found.titles.texts)

    def acts(self) -> Iterator[Line]:
        """Say what happened, was planned, proposed or denied, in order of time."""
        for act in self.dossier.acts:
            yield Line(self.act(act))
            yield from self.below(act.statement)
        for report in self.dossier.reports:
            status = report.status.say(self.lang) if report.status else "…"
            text = self.say("dossier.reported", status=status)
            yield Line(text + self.tail(report.statement))
            yield from self.below(report.statement)

    def awaited(self) -> Iterator[Line]:
        """Say which plans no act has met."""
        for act in self.dossier.acts:
            if act.awaited:
                yield Line(self.act(act))

    def contents(self) -> Iterator[Line]:
        """Say what it covers and how it works."""
        for found in self.dossier.contents:
            yield Line(self.content(found))
            yield from self.below(found.statement)

    def people(self) -> Iterator[Line]:
        """Say who takes part, in which role."""
        for found in self.dossier.participations:
            yield Line(self.participation(found))

    def links(self) -> Iterator[Line]:
        """Say what it bears on, and what bears on it."""
        for found in self.dossier.links:
            relation = found.relation.say(self.lang) if found.relation else "…"
            target = found.target.say(self.lang) if found.target else "…"
            own = found.about.iri == self.dossier.cooperation.iri
            text = f"{relation} {target}" if own else f"{found.about.say(self.lang)} {relation} …"
            yield Line(text + self.tail(found.statement))

    def references(self) -> Iterator[Line]:
        """Say which laws, bills and gazettes bear on it."""
        for found in self.dossier.references:
            kind = found.type.say(self.lang) if found.type else "…"
            parts = [kind, found.number, found.date, self.names(found.issuers)]
            yield Line(
                self.say("dossier.comma").join(filter(None, parts)) + self.tail(found.statement)
            )

    def disagreements(self) -> Iterator[Line]:
        """Say each question, both sides, the reason, and whether it is settled."""
        for found in self.dossier.assessments:
            state = self.say("dossier.settled" if found.settled else "dossier.open")
            yield Line(f"{found.question.say(self.lang)} ({state})")
            yield from self.sides(found)
            yield Line(found.reason.say(self.lang), 1)

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
