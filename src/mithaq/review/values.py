"""What review works with: cooperations, statements and places of evidence, candidate or known.

Candidates and known facts are read into the same values, so that they can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from mithaq.model import PartialDate, Span
from mithaq.names import node, shorten
from mithaq.store import Term

DATE, BEGAN = node("mq:date"), node("mq:began")
NOT_BEFORE, NOT_AFTER = node("mq:notBefore"), node("mq:notAfter")
PUBLISHED, RETRIEVED = node("mq:published"), node("mq:retrieved")

Detail = tuple[ox.NamedNode, Term]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and the last day on which something can lie; None where nothing limits it.

    >>> march = Bounds(date(2014, 3, 1), date(2014, 3, 31))
    >>> march.overlaps(Bounds(date(2014, 3, 12), None)), march.overlaps(Bounds(date(2014, 4, 1)))
    (True, False)
    """

    earliest: date | None = None
    latest: date | None = None

    def overlaps(self, other: Bounds) -> bool:
        """Whether some day lies within both."""
        return not (self.surely_before(other) or other.surely_before(self))

    def surely_before(self, other: Bounds) -> bool:
        """Whether every day of these bounds comes before every day of the others."""
        if self.latest is None or other.earliest is None:
            return False
        return self.latest < other.earliest

    def days_with(self, other: Bounds) -> int | None:
        """Return the days from the first to the last of both together; None where one is open."""
        days = (self.earliest, self.latest, other.earliest, other.latest)
        known = [day for day in days if day is not None]
        return (max(known) - min(known)).days + 1 if len(known) == len(days) else None

    @property
    def dated(self) -> bool:
        """Whether anything limits them from both sides."""
        return self.earliest is not None and self.latest is not None

    def __str__(self) -> str:
        if self.earliest == self.latest and self.earliest is not None:
            return self.earliest.isoformat()
        return f"{self.earliest or '…'} – {self.latest or '…'}"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of evidence: an `ev:` node with its source and words, or a whole source.

    `span` is in code points of the text that the source's sha256 names.
    """

    node: ox.NamedNode
    source: ox.NamedNode
    span: Span | None = None
    words: ox.Literal | None = None

    def shares_words_with(self, other: Place) -> bool:
        """Whether both quote at least one same letter of the same text, or are the same place."""
        if self.node == other.node:
            return True
        if self.source != other.source or self.span is None or other.span is None:
            return False
        return self.span.start < other.span.end and other.span.start < self.span.end


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: its class, what it is about, its details, and where it is said.

    `details` are all its properties but class, subject and evidence; `bounds` are its days.
    """

    node: ox.NamedNode
    cls: ox.NamedNode
    about: ox.NamedNode
    details: frozenset[Detail]
    places: tuple[Place, ...]
    bounds: Bounds = Bounds()

    def values(self, prop: ox.NamedNode) -> frozenset[Term]:
        """Return the values of one property."""
        return frozenset(value for name, value in self.details if name == prop)

    def value(self, prop: ox.NamedNode) -> Term | None:
        """Return one value of a property, the first in the order of Turtle; None for none."""
        return min(self.values(prop), key=str, default=None)

    @property
    def says(self) -> str:
        """What it says, in one line that does not depend on names: to recognise it again.

        Texts are left out: they are how it is said.
        """
        parts = sorted(
            shorten(value.value) if isinstance(value, ox.NamedNode) else value.value
            for _, value in self.details
            if isinstance(value, ox.NamedNode)
            or (isinstance(value, ox.Literal) and value.language is None)
        )
        return " ".join([shorten(self.cls.value).removeprefix("mq:"), *parts])


@dataclass(frozen=True, slots=True)
class Cooperation:
    """A cooperation with its states other than Morocco, its names, and what is stated of it."""

    node: ox.NamedNode
    cls: ox.NamedNode | None
    partners: frozenset[ox.NamedNode]
    names: tuple[ox.Literal, ...]
    statements: tuple[Statement, ...]

    def of_class(self, cls: ox.NamedNode) -> tuple[Statement, ...]:
        """Return its statements of a class."""
        return tuple(s for s in self.statements if s.cls == cls)

    def values(self, prop: ox.NamedNode) -> frozenset[Term]:
        """Return the values of a property in all its statements."""
        return frozenset(value for s in self.statements for value in s.values(prop))


def bounds_of(details: frozenset[Detail]) -> Bounds:
    """Return the bounds that dates give, as ``ontology/rules/01-bounds.rq`` does: those a curator
    wrote win over what a date allows.
    """
    found = {name: value.value for name, value in details if isinstance(value, ox.Literal)}
    point = found.get(DATE) or found.get(PUBLISHED) or found.get(BEGAN)
    first, last = found.get(NOT_BEFORE, point), found.get(NOT_AFTER, point)
    last = last or found.get(RETRIEVED)
    return Bounds(
        None if first is None else PartialDate.parse(first).earliest(),
        None if last is None else PartialDate.parse(last).latest(),
    )
