"""The desk: the knowledge base as it is now, the articles under review, and what is written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from mithaq.add import Proposal, carry_out
from mithaq.build import content_key, writing
from mithaq.errors import InputError
from mithaq.extract.pipeline import extract
from mithaq.extract.reading import read_document
from mithaq.extract.runner import Job
from mithaq.extract.values import Extraction
from mithaq.extract.words.lexicon import Lexicon
from mithaq.extract.writers import write_turtle
from mithaq.knowledge import KnowledgeBase
from mithaq.model import Span
from mithaq.review.candidates import Article, article
from mithaq.review.decisions import (
    FILE_NAME,
    Decision,
    Key,
    Verdict,
    read_decisions,
    write_decisions,
)
from mithaq.review.editing import edited
from mithaq.review.session import Session
from mithaq.review.values import Statement
from mithaq.turtle import parse
from mithaq.web.edit.fields import Forms
from mithaq.web.edit.inbox import Inbox, Notes
from mithaq.web.edit.marked import local
from mithaq.web.edit.settings import EditSettings
from mithaq.web.lens import Lens


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article on the desk: the session that matches it, and its candidates as they were changed.

    ``read`` are the parts of the text that were read; the rest is furniture of the page.
    """

    name: str
    session: Session
    notes: Notes
    changed: Mapping[str, Statement]
    read: tuple[Span, ...]

    def statement(self, original: Statement) -> Statement:
        """Return a candidate as the curator has changed it, or as it was found."""
        return self.changed.get(local(original), original)


class Desk:
    """Where curating happens; one at a time may write.

    ``renewed`` is told the knowledge base after each change, so that pages can follow.
    """

    def __init__(
        self,
        kb: KnowledgeBase,
        settings: EditSettings,
        renewed: Callable[[KnowledgeBase], None] = lambda _: None,
    ) -> None:
        self.inbox = Inbox(settings.inbox)
        self._kb, self._renewed = kb, renewed
        self._key = content_key(kb.home.all_files())
        self._job = Job(kb.home.ontology, settings.cache)
        self._lock = threading.RLock()
        self._extracted = lru_cache(maxsize=16)(self._extract)
        self._lens = Lens(kb)

    @cached_property
    def forms(self) -> Forms:
        """The shapes, asked for the fields of a class."""
        return Forms(self._kb.home.shape_files())

    def lens(self) -> Lens:
        """Return the view of the knowledge base as its files are now, whoever changed them."""
        with self._lock:
            key = content_key(self._kb.home.all_files())
            if key != self._key:
                self._kb, self._key = self._kb.reopened(), key
                self._lens = Lens(self._kb)
                self._renewed(self._kb)
            return self._lens

    def sheet(self, name: str, kb: KnowledgeBase) -> Sheet | None:
        """Return an article with its candidates; None where nothing was found in it.

        Raises NotFound where there is no such article, InputError for what cannot be read.
        """
        notes = self.inbox.notes(name)
        found = self.extraction(name)
        turtle = write_turtle(found)
        if not turtle:
            return None
        made = article(parse(turtle, name), kb.facts, found.document.text)
        if not made.known:
            made = made.described(notes.details.triples(made.source))
        made, changed = _changed(made, notes.edits)
        return Sheet(name, Session(kb, made), notes, changed, found.article)

    def extraction(self, name: str) -> Extraction:
        """Return what is found in an article; read again only where it or its date changed."""
        path = self.inbox.path(name)
        return self._extracted(path, path.stat().st_mtime_ns, self.inbox.notes(name).published)

    def _extract(self, path: Path, _changed_at: int, published: str) -> Extraction:
        return extract(read_document(path), self._lexicon, published or None)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return self._job.lexicon()

    @property
    def decisions(self) -> Mapping[Key, Decision]:
        """All decisions, those made with ``mithaq review`` among them."""
        return read_decisions(self._decisions)

    def decided(self) -> frozenset[Key]:
        """What needs no more decision."""
        later = Verdict.LATER.value
        return frozenset(key for key, one in self.decisions.items() if one.verdict != later)

    @property
    def _decisions(self) -> Path:
        return self._kb.home.kb / "extracted" / FILE_NAME

    def save(
        self,
        kb: KnowledgeBase,
        proposal: Proposal | None,
        decisions: Iterable[Decision],
        lang: str,
    ) -> int:
        """Write what is proposed, then the decisions; return how many triples were new.

        Raises GateError when a shape refuses the proposal; then nothing is written.
        """
        made = tuple(decisions)
        with self._lock:
            count = 0
            if proposal is not None and proposal.triples:
                count = carry_out(kb, proposal, lang).triples
            if made:
                with writing(kb.home.kb / ".mithaq.lock"):
                    write_decisions(self._decisions, [*self.decisions.values(), *made])
            self.lens()
            return count

    def take_back(self, key: Key) -> None:
        """Forget a decision, so that its candidate is asked again."""
        with self._lock, writing(self._kb.home.kb / ".mithaq.lock"):
            kept = [one for one in self.decisions.values() if one.key != key]
            write_decisions(self._decisions, kept)


def _changed(made: Article, edits: Mapping[str, str]) -> tuple[Article, dict[str, Statement]]:
    """Return the article and its candidates as the curator has changed them; a change that fits
    no more, since the candidates are others now, is left out.
    """
    changed = {}
    for one in (s for c in made.cooperations for s in c.statements):
        text = edits.get(local(one))
        if text is None:
            continue
        try:
            made, changed[local(one)] = edited(made, one, text)
        except InputError:
            continue
    return made, changed


def with_edit(notes: Notes, name: str, turtle: str) -> Notes:
    """Return the notes with a candidate changed."""
    return replace(notes, edits={**notes.edits, name: turtle})
