"""Describing the source of an article: what an extractor cannot know, the curator says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox
from starlette.responses import Response

from mithaq.errors import InputError
from mithaq.messages import LANGUAGES
from mithaq.model import PartialDate
from mithaq.names import node
from mithaq.review.reading import objects
from mithaq.review.sources import LABEL
from mithaq.web.edit.choices import Option, choices
from mithaq.web.edit.desk import Sheet
from mithaq.web.edit.inbox import Notes
from mithaq.web.edit.visit import Problem, Visit
from mithaq.words import Name, Words

#: Which field of the form says what ``mithaq.review.sources`` asks for.
_FIELDS = {"title": "title@en", "publisher": "publisher", "source-type": "source_type"}


@dataclass(frozen=True, slots=True)
class SourceForm:
    """What is said of a source, and what can be chosen for its type; ``missing`` is needed."""

    notes: Notes
    types: tuple[Option, ...]
    missing: tuple[str, ...] = ()

    def problems(self, visit: Visit) -> tuple[Problem, ...]:
        """Return what has to be said before anything from the source can be written."""
        return tuple(
            Problem(_FIELDS[name], visit.say(f"edit.source_needs.{name}")) for name in self.missing
        )


def source_name(visit: Visit, sheet: Sheet) -> Name:
    """Return what a source is called: as it is known, else as the curator has described it."""
    article = sheet.session.article
    if article.known:
        return visit.lens.name(article.source.value)
    titles = objects(article.graph, article.source, LABEL)
    return Name(article.source.value, Words.of(t for t in titles if isinstance(t, ox.Literal)))


def source_form(visit: Visit, sheet: Sheet | None, notes: Notes | None = None) -> SourceForm:
    """Return the form for the source of an article, or for an article that is not there yet."""
    types = (f for f in visit.desk.forms.fields(node("mq:Source")) if f.name == "sourceType")
    groups = (group for field in types for group in choices(visit.lens, field, visit.lang, ""))
    return SourceForm(
        notes=notes or (sheet.notes if sheet else Notes()),
        types=tuple(option for group in groups for option in group.options),
        missing=sheet.session.article.missing if sheet else (),
    )


def read_notes(visit: Visit) -> tuple[Notes, tuple[Problem, ...]]:
    """Read what a form says of a source."""
    notes = Notes(
        titles={lang: visit.one(f"title@{lang}") for lang in LANGUAGES},
        publisher=visit.one("publisher"),
        source_type=visit.one("source_type"),
        url=visit.one("url"),
        published=visit.one("published"),
    )
    return notes, tuple(_problems(visit, notes))


def _problems(visit: Visit, notes: Notes) -> list[Problem]:
    found = []
    if notes.published:
        try:
            PartialDate.parse(notes.published)
        except InputError as error:
            found.append(Problem("published", error.say(visit.lang)))
    if notes.url and not notes.url.startswith(("http://", "https://")):
        found.append(Problem("url", visit.say("edit.bad_url")))
    types = {o.value.partition(":")[2] for o in source_form(visit, None).types}
    if notes.source_type and notes.source_type not in types:
        found.append(Problem("source_type", visit.say("edit.not_offered", value="…")))
    return found


def describe(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Keep what a curator says of the source of an article."""
    name = parts["name"]
    visit.desk.inbox.path(name)
    notes, problems = read_notes(visit)
    if problems:
        form = source_form(visit, None, notes)
        title = visit.say("edit.title_source")
        return visit.page("source", title, form, problems=problems, name=name)
    visit.desk.inbox.note(name, replace(notes, edits=visit.desk.inbox.notes(name).edits))
    return visit.see(f"/edit/article/{name}")
