"""From a result about a node to the file, line and column where the curator wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from mithaq.model import Position
from mithaq.store import Term
from mithaq.turtle import Document, read


class Locator:
    """Finds the place of a node, a property or a value in documents already read, then in files.

    Files are read only when a node is not in the documents, and only those that spell its name.
    """

    def __init__(self, documents: Iterable[Document], files: Iterable[Path] = ()) -> None:
        self._documents = list(documents)
        self._files = tuple(files)

    def position(
        self, focus: Term, path: ox.NamedNode | None = None, value: Term | None = None
    ) -> Position:
        """Return the most exact place known; the first line of the first file where there is none.

        A triple in a document wins over the node's block in another one.
        """
        self._spelling(focus)
        places = [self._place(document, focus, path, value) for document in self._documents]
        if not places:
            return Position(str(self._files[0]) if self._files else "-", 1, 1)
        return max(places, key=lambda place: place[0])[1]

    def _spelling(self, focus: Term) -> None:
        """Read the files that spell a node's name and were not read yet."""
        if not isinstance(focus, ox.NamedNode):
            return
        last = focus.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        known = {document.path for document in self._documents}
        spelling = [p for p, text in self._texts.items() if last in text and str(p) not in known]
        self._documents += [read(path, limit=path.stat().st_size) for path in spelling]

    @cached_property
    def _texts(self) -> dict[Path, str]:
        return {path: path.read_text("utf-8") for path in self._files if path.suffix == ".ttl"}

    def _place(
        self, document: Document, focus: Term, path: ox.NamedNode | None, value: Term | None
    ) -> tuple[int, Position]:
        """Return a place in one document, with how much of the triple is written there."""
        own = [t for t in document.triples if t.subject == focus]
        if path is None and value is not None:
            path = next((t.predicate for t in own if t.object == value), None)
        with_path = [t for t in own if t.predicate == path]
        with_value = [t for t in with_path if t.object == value]
        written = (bool(own), bool(with_path), bool(with_value))
        return sum(written), document.where(focus, path, value)
