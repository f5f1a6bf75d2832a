"""Statements in words: what each says, whether it stands, and the numbers of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from mithaq.cli.page import Line
from mithaq.cli.when import when_text
from mithaq.dossier import (
    Act,
    Assessment,
    Contents,
    Description,
    Dossier,
    Participation,
    Source,
    Statement,
)
from mithaq.messages import say
from mithaq.names import expand, shorten
from mithaq.words import Name

_PLANNED = expand("modality:planned")
_OCCURRED = expand("modality:occurred")


class Statements:
    """Puts the statements of one dossier into words of one language."""

    def __init__(self, dossier: Dossier, lang: str) -> None:
        self.dossier, self.lang = dossier, lang
        self.say = partial(say, lang=lang)
        self.numbers = dossier.source_numbers()
        self._acts = {act.statement.iri: act for act in dossier.acts}
        self._stated = {item.statement.iri: item.statement for item in dossier.stated()}
        self._descriptions = {d.statement.iri: d for d in dossier.descriptions}
        self._contents = {c.statement.iri: c for c in dossier.contents}
        self._parts = {p.statement.iri: p for p in dossier.participations}

    def line(self, iri: str) -> str:
        """Return one statement as a line; one that is only named elsewhere, by its identifier."""
        if iri in self._acts:
            return self.act(self._acts[iri])
        if iri in self._descriptions:
            return self.description(self._descriptions[iri])
        if iri in self._contents:
            return self.content(self._contents[iri])
        if iri in self._parts:
            return self.participation(self._parts[iri])
        statement = self._stated.get(iri)
        summary = statement.summary.say(self.lang) if statement else ""
        return (summary or shorten(iri)) + (self.tail(statement) if statement else "")

    def act(self, act: Act) -> str:
        """Return an act: when, which stage, how it is said, where, by whom."""
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
            parts.append(self.names(act.actors))
        if act.signers:
            parts.append(self.say("dossier.signed_by", names=self.names(act.signers)))
        what = self.say("dossier.comma").join(parts)
        return self.say("dossier.act", when=when, what=what) + self.tail(act.statement)

    def description(self, found: Description) -> str:
        """Return how one account describes the cooperation."""
        parts = [found.kind.say(self.lang)] if found.kind else []
        if found.articles is not None:
            parts.append(self.say("dossier.articles", count=found.articles))
        if found.text_public is not None:
            parts.append(self.say(f"dossier.text_{'public' if found.text_public else 'secret'}"))
        if found.binding is not None:
            parts.append(self.say(f"dossier.{'binding' if found.binding else 'not_binding'}"))
        text = self.say("dossier.comma").join(parts) or found.statement.summary.say(self.lang)
        titles = self.say("dossier.comma").join(f"«{title}»" for _, title in found.titles.texts)
        return (text or titles or "…") + self.tail(found.statement)

    def content(self, found: Contents) -> str:
        """Return what a provision covers or provides, for whom and how long."""
        text = self.names((*found.topics, *found.measures, *found.clauses))
        if found.beneficiaries:
            text = self.say("dossier.for", what=text, names=self.names(found.beneficiaries))
        if found.duration:
            text += f" ({found.duration})"
        return text + self.tail(found.statement)

    def participation(self, found: Participation) -> str:
        """Return who takes part, in which role."""
        role = found.role.say(self.lang) if found.role else "…"
        text = self.say("dossier.role", role=role, names=self.names(found.parties))
        return text + self.tail(found.statement)

    def sides(self, found: Assessment) -> Iterator[Line]:
        """Yield what an assessment prefers and what it sets aside."""
        for key, iris in (("preferred", found.prefers), ("rival", found.rivals)):
            for iri in iris:
                yield Line(self.say(f"dossier.{key}", what=self.line(iri)), 1)

    def below(self, statement: Statement) -> Iterator[Line]:
        """Yield the summary of a statement and the words it rests on."""
        summary = statement.summary.say(self.lang)
        if summary:
            yield Line(summary, 1)
        for place in statement.places:
            for lang, words in place.quote.texts:
                yield Line(f"«{words}» [{self.numbers.get(place.source, '–')}]", 1, lang or "und")

    def tail(self, statement: Statement) -> str:
        """Return what follows a statement: that it is set aside, and its sources."""
        aside = "" if statement.stands else f" ({self.say('dossier.set_aside')})"
        return aside + self._cites(statement)

    def _cites(self, statement: Statement) -> str:
        found = {self.numbers[p.source] for p in statement.places if p.source in self.numbers}
        return f" [{', '.join(map(str, sorted(found)))}]" if found else ""

    def cites_of(self, iris: Iterable[str]) -> str:
        """Return the numbers of the sources of several statements."""
        wanted = set(iris)
        found = {
            number
            for item in self.dossier.stated()
            if item.statement.iri in wanted
            for place in item.statement.places
            if (number := self.numbers.get(place.source)) is not None
        }
        return f" [{', '.join(map(str, sorted(found)))}]" if found else ""

    def names(self, names: Iterable[Name]) -> str:
        """Return names one after the other."""
        return self.say("dossier.comma").join(name.say(self.lang) for name in names)


def source_text(source: Source, lang: str) -> str:
    """Return a source in one line: title, publisher, day, type."""
    day = source.published or "/".join(filter(None, (source.not_before, source.not_after)))
    parts = [source.publisher, day, source.type.say(lang) if source.type else ""]
    return f"{source.title.say(lang)}. {', '.join(filter(None, parts))}."
