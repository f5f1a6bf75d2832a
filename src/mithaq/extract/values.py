"""What an extraction hands out: frozen records with the words that carry each statement."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mithaq.model import Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text to read. Offsets everywhere are code points of `text`.

    `name` is the file's base name; `published` is an ISO date of any precision that the file's
    own data or the page gives, with `certainty` "certain" or "inferred". `read_on` is the day on
    which the file was last written, the best that is known of when the text was fetched.
    """

    name: str
    text: str
    media: str = "text"
    title: str | None = None
    published: str | None = None
    certainty: str = "unknown"
    path: Path | None = None
    read_on: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that carry a statement: at most 12, exactly as they stand, and the rule."""

    start: int
    end: int
    exact: str
    rule: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ActFound:
    """One act: a coarse stage code, a modality, and the date if one is told and sure."""

    stage: str
    modality: str
    date: str | None
    date_as_written: str | None
    place: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class ItemFound:
    """One topic or measure: the coarse code, and the finest concept the words allow."""

    code: str
    concept: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class PersonFound:
    """An official in office: name as written, role, and the state whose side they are on."""

    name: str
    role: str
    side: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Record:
    """One cooperation of the home state with one partner, as one document reports it."""

    doc: str
    partner: str
    kind: str
    title: Quote | None
    events: tuple[ActFound, ...]
    topics: tuple[ItemFound, ...]
    measures: tuple[ItemFound, ...]
    people: tuple[PersonFound, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document.

    `article` are the parts that were read, the rest being furniture; `other_partners` are states
    out of scope that the article names beside the home state.
    """

    document: Document
    language: str
    published: str | None
    certainty: str
    records: tuple[Record, ...]
    other_partners: tuple[str, ...]
    article: tuple[Span, ...]
