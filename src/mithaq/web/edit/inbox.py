"""The articles under review: kept as they were given until everything in them is decided.

An article is a file as any other, so ``mithaq review`` can go on with the folder where the browser
stopped. Beside it lies what the curator said of it and changed in its candidates.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from mithaq.errors import InputError, NotFound
from mithaq.extract.reading import SUFFIXES
from mithaq.files import replace_whole
from mithaq.names import node
from mithaq.review.sources import SourceDetails
from mithaq.textfold import fold

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z]+")
_NOT_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Notes:
    """What a curator said of an article; ``edits`` are changed candidates, as Turtle by name."""

    titles: Mapping[str, str] = field(default_factory=dict)
    publisher: str = ""
    source_type: str = ""
    url: str = ""
    published: str = ""
    edits: Mapping[str, str] = field(default_factory=dict)

    @property
    def details(self) -> SourceDetails:
        """What is said of the source."""
        return SourceDetails(
            titles=tuple((lang, text) for lang, text in self.titles.items() if text),
            publisher=self.publisher or None,
            source_type=node(f"source-type:{self.source_type}") if self.source_type else None,
            url=self.url or None,
            published=self.published or None,
        )


class Inbox:
    """The folder of the articles under review."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> Iterator[str]:
        """Yield the names of all articles."""
        if self._folder.is_dir():
            files = sorted(p for p in self._folder.iterdir() if p.suffix in SUFFIXES)
            yield from (path.name for path in files if _NAME.fullmatch(path.name))

    def path(self, name: str) -> Path:
        """Return the file of an article; raises NotFound where there is none."""
        path = self._folder / name
        if not _NAME.fullmatch(name) or not path.is_file():
            raise NotFound("edit.no_article", name=name[:80])
        return path

    def notes(self, name: str) -> Notes:
        """Return what was said of an article; raises InputError where that cannot be read."""
        path = self._notes(name)
        if not path.is_file():
            return Notes()
        try:
            return Notes(**json.loads(path.read_text("utf-8")))
        except (ValueError, TypeError):
            raise InputError("edit.bad_notes", path=path) from None

    def keep(self, data: bytes, called: str, notes: Notes) -> str:
        """Keep an article and return its name: the same content under the same title has the same.

        ``called`` is what the article is to be called after, with the suffix of its kind.
        """
        stem, _, suffix = called.rpartition(".")
        readable = _NOT_NAME.sub("-", fold(stem)).strip("-")[:48].strip("-") or "article"
        suffix = suffix.lower() if f".{suffix.lower()}" in SUFFIXES else "txt"
        name = f"{readable}-{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / name).write_bytes(data)
        self.note(name, replace(notes, edits=self.notes(name).edits))
        return name

    def note(self, name: str, notes: Notes) -> None:
        """Keep what was said of an article."""
        text = json.dumps(asdict(notes), ensure_ascii=False, indent=1)
        replace_whole(self._notes(name), text.encode())

    def drop(self, name: str) -> None:
        """Take an article out of the folder."""
        self.path(name).unlink()
        self._notes(name).unlink(missing_ok=True)

    def _notes(self, name: str) -> Path:
        return self._folder / f"{name}.json"
