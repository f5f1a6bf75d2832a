"""The queue of articles, and taking a new one in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from starlette.responses import Response

from mithaq.errors import FileError, InputError
from mithaq.review.batch import open_candidates
from mithaq.web.edit.source import SourceForm, read_notes, source_form, source_name
from mithaq.web.edit.visit import Problem, Visit
from mithaq.words import Name, Words


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article in the queue: its source, how many candidates it has, how many are open.

    ``fault`` says why it cannot be read, where it cannot.
    """

    name: str
    source: Name | None
    open: int
    all: int
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """All articles under review."""

    articles: tuple[Waiting, ...]


def queue(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Show the articles that wait, and what can be done."""
    del parts
    return visit.page("queue", visit.say("edit.title"), Queue(tuple(_waiting(visit))))


def _waiting(visit: Visit) -> Iterator[Waiting]:
    decided = visit.desk.decided()
    for name in visit.desk.inbox.names():
        try:
            sheet = visit.desk.sheet(name, visit.lens.kb)
        except InputError as error:
            yield Waiting(name, None, 0, 0, error.say(visit.lang))
            continue
        if sheet is None:
            titles = Words(visit.desk.inbox.notes(name).details.titles)
            yield Waiting(name, Name(name, titles), 0, 0)
            continue
        article = sheet.session.article
        left = sum(len(s) for _, s in open_candidates(sheet.session, decided))
        total = sum(len(c.statements) for c in article.cooperations)
        yield Waiting(name, source_name(visit, sheet), left, total)


def ask_article(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Show the form for a new article."""
    del parts
    return visit.page("article", visit.say("edit.title_article"), source_form(visit, None))


def take_article(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Keep a pasted or uploaded article and go on to its review."""
    del parts
    notes, problems = read_notes(visit)
    data, called = _given(visit)
    if not data.strip():
        problems = (Problem("text", visit.say("edit.no_text")), *problems)
    if problems:
        return _again(visit, source_form(visit, None, notes), problems)
    name = visit.desk.inbox.keep(data, called, notes)
    try:
        visit.desk.sheet(name, visit.lens.kb)
    except FileError as error:
        visit.desk.inbox.drop(name)
        fault = Problem("text", error.say(visit.lang))
        return _again(visit, source_form(visit, None, notes), (fault,))
    return visit.see(f"/edit/article/{name}")


def drop_article(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Take an article out of the queue; what was decided of it stays."""
    visit.desk.inbox.drop(parts["name"])
    return visit.see("/edit")


def _given(visit: Visit) -> tuple[bytes, str]:
    """Return an article and what to call it: an uploaded file goes before a pasted text.

    A browser sends pasted line ends as CR LF, whatever they were (HTML §4.10.22.4).
    """
    title = visit.one("title@en")
    if visit.upload is not None and visit.upload.data:
        own = PurePath(visit.upload.name.replace("\\", "/")).name
        suffix = PurePath(own).suffix or ".txt"
        return visit.upload.data, f"{title}{suffix}" if title else own
    text = "".join(visit.filled.get("text", ())).replace("\r\n", "\n")
    return text.encode("utf-8", "replace"), f"{title or 'article'}.txt"


def _again(visit: Visit, form: SourceForm, problems: tuple[Problem, ...]) -> Response:
    return visit.page("article", visit.say("edit.title_article"), form, problems=problems)
