"""The small values that the whole program speaks in: places, partial dates, findings."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from mithaq.errors import InputError

XSD = "http://www.w3.org/2001/XMLSchema#"

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Span(NamedTuple):
    """A stretch of text, counted in code points, end exclusive.

    >>> Span(4, 9).of("وقع المغرب اتفاقا")
    'المغر'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the text inside the span."""
        return text[self.start : self.end]


class Position(NamedTuple):
    """A place in a file: line and column count from 1, columns in code points.

    >>> str(Position("kb/bahrain.ttl", 12, 5))
    'kb/bahrain.ttl:12:5'
    """

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Severity(Enum):
    """How grave a finding is; the values are the names of SHACL 1.0 §2.1.4."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check has to say about the facts, with the place where it says it.

    `check` names the constraint; `focus` and `path` are IRIs, `value` is a term as Turtle writes
    it, each empty where there is none; `near` are known names close to an unknown one.
    """

    position: Position
    severity: Severity
    check: str
    message: str
    focus: str = ""
    path: str = ""
    value: str = ""
    advice: str = ""
    near: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.position}: {self.severity.name} {self.check} {self.message}"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year of the Gregorian calendar, years 1 to 9999.

    >>> PartialDate.parse("2014-09").latest()
    datetime.date(2014, 9, 30)
    >>> PartialDate(2014, 2, 30)
    Traceback (most recent call last):
    mithaq.errors.InputError: 2014-02-30 is not a date of the calendar. ...
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise InputError("dates.day-without-month", text=f"{self.year}, {self.day}")
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            raise InputError("dates.not-in-calendar", text=str(self)) from None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; anything else is an InputError."""
        match = _PARTIAL.fullmatch(text)
        if match is None:
            raise InputError("dates.not-partial", text=text)
        return cls(*(int(part) for part in match.groups() if part is not None))

    @property
    def datatype(self) -> str:
        """The IRI of the XML Schema datatype: gYear, gYearMonth or date."""
        if self.month is None:
            return XSD + "gYear"
        return XSD + ("gYearMonth" if self.day is None else "date")

    def earliest(self) -> date:
        """Return the first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """Return the last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def surely_before(self, other: PartialDate) -> bool:
        """Tell whether every day this can mean comes before every day the other can mean.

        Compared as text, as the rules and shapes do in SPARQL, so that both always agree.

        >>> PartialDate(2014, 8).surely_before(PartialDate(2014, 9, 1))
        True
        >>> PartialDate(2014).surely_before(PartialDate(2014, 9, 1))
        False
        """
        return f"{self}-99" < str(other)

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part))
        return "-".join(parts)
