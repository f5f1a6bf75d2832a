"""What a dossier is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from mithaq.words import NOTHING, Name, Words


@dataclass(frozen=True, slots=True)
class Source:
    """A publication. Days are written as the facts have them: day, month or year."""

    iri: str
    title: Words
    publisher: str
    type: Name | None
    language: str
    published: str
    not_before: str
    not_after: str
    retrieved: str
    url: str
    sha256: str
    copy_of: str


@dataclass(frozen=True, slots=True)
class Place:
    """What a statement rests on: a source, and where it is known, the place and the words.

    Offsets count code points of the source's text, the end not included; -1 where there is none.
    """

    iri: str
    source: str
    quote: Words = NOTHING
    locator: Words = NOTHING
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Statement:
    """What all statements have. ``type`` is the class; ``stands`` whether it outweighs its
    rivals.
    """

    iri: str
    type: Name
    summary: Words
    stands: bool
    confidence: Name | None
    known_from: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class When:
    """When something was: as written in the facts, between which days, and how that is known."""

    date: str = ""
    earliest: str = ""
    latest: str = ""
    began: str = ""
    ended: str = ""
    basis: Name | None = None
    as_written: Words = NOTHING

    @property
    def order(self) -> str:
        """A text by which acts come in order of time; what has no day at all comes last."""
        return self.earliest or self.date or self.latest or "9999"


@dataclass(frozen=True, slots=True)
class Act:
    """One act as some sources tell it, done, planned, proposed or denied."""

    statement: Statement
    stage: Name
    modality: Name
    when: When
    place: Words
    actors: tuple[Name, ...]
    signers: tuple[Name, ...]
    fulfils: str
    awaited: bool


@dataclass(frozen=True, slots=True)
class Description:
    """How one account names and describes the cooperation; None where it does not say."""

    statement: Statement
    titles: Words
    kind: Name | None
    articles: int | None
    text_public: bool | None
    binding: bool | None


@dataclass(frozen=True, slots=True)
class Participation:
    """Who takes part, in which role."""

    statement: Statement
    parties: tuple[Name, ...]
    role: Name | None


@dataclass(frozen=True, slots=True)
class Report:
    """What a source says of how things stand, without an act."""

    statement: Statement
    status: Name | None
    when: When


@dataclass(frozen=True, slots=True)
class Contents:
    """What is fought or protected, how, for whom, and by which clause."""

    statement: Statement
    topics: tuple[Name, ...]
    measures: tuple[Name, ...]
    clauses: tuple[Name, ...]
    beneficiaries: tuple[Name, ...]
    duration: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link from one cooperation to another."""

    statement: Statement
    about: Name
    relation: Name | None
    target: Name | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A law, a bill, a gazette number."""

    statement: Statement
    type: Name | None
    issuers: tuple[Name, ...]
    number: str
    date: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for and not found."""

    statement: Statement
    sought: Name | None
    searched_on: str
    searched_in: Words


@dataclass(frozen=True, slots=True)
class Assessment:
    """A disagreement weighed: what is preferred, what is set aside, why, and whether it is
    settled.
    """

    iri: str
    question: Words
    reason: Words
    prefers: tuple[str, ...]
    rivals: tuple[str, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the easy view, such as the day of signature, and the statements that give it."""

    property: Name
    value: str
    grounds: tuple[str, ...]


class Stated(Protocol):
    """Whatever a dossier holds that rests on sources."""

    @property
    def statement(self) -> Statement:
        """What it has as a statement."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One cooperation. Acts are in order of time; everything else in the order of its IRIs."""

    cooperation: Name
    type: Name
    partner: Name | None
    between: tuple[Name, ...]
    also_called: Words
    note: Words
    kinds: tuple[Name, ...]
    status: Name | None
    status_grounds: tuple[str, ...]
    days: tuple[Day, ...]
    descriptions: tuple[Description, ...]
    acts: tuple[Act, ...]
    reports: tuple[Report, ...]
    contents: tuple[Contents, ...]
    participations: tuple[Participation, ...]
    links: tuple[Link, ...]
    references: tuple[Reference, ...]
    searches: tuple[Search, ...]
    assessments: tuple[Assessment, ...]
    missing: tuple[Name, ...]
    sources: Mapping[str, Source]

    def source_numbers(self) -> Mapping[str, int]:
        """Return a number for each source, from 1, in the order in which they are listed."""
        return {iri: number for number, iri in enumerate(self.sources, start=1)}

    def stated(self) -> tuple[Stated, ...]:
        """Return everything that rests on sources."""
        return (
            *self.descriptions,
            *self.acts,
            *self.reports,
            *self.contents,
            *self.participations,
            *self.links,
            *self.references,
            *self.searches,
        )
