"""A line of time drawn with characters: a dot for a day, a span for doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

DONE, PLANNED, OTHER = "●", "○", "◌"
LEFT, SPAN, RIGHT, BEFORE = "├", "─", "┤", "┄"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn in one row: a sign between two days; no first day means at the latest."""

    sign: str
    first: date | None
    last: date


def scale(marks: Sequence[Mark]) -> tuple[date, date]:
    """Return the whole years that hold all marks."""
    days = [day for mark in marks for day in (mark.first, mark.last) if day]
    return date(min(days).year, 1, 1), date(max(days).year, 12, 31)


def drawn(mark: Mark, begin: date, end: date, width: int) -> str:
    """Return a row of that many columns with the mark at its place.

    >>> year = date(2014, 1, 1), date(2014, 12, 31)
    >>> drawn(Mark(DONE, date(2014, 7, 1), date(2014, 7, 1)), *year, 9)
    '    ●    '
    >>> drawn(Mark(DONE, date(2014, 1, 1), date(2014, 6, 30)), *year, 9)
    '├───┤    '
    """
    last = _column(mark.last, begin, end, width)
    first = _column(mark.first or begin, begin, end, width)
    if mark.first == mark.last or (mark.first and first == last):
        return " " * last + mark.sign + " " * (width - last - 1)
    opening, line = (LEFT, SPAN) if mark.first else (BEFORE, BEFORE)
    body = opening + line * (last - first - 1) + RIGHT if last > first else RIGHT
    return " " * (last + 1 - len(body)) + body + " " * (width - last - 1)


def axis(begin: date, end: date, width: int) -> str:
    """Return the row with the first and the last year.

    >>> axis(date(2014, 1, 1), date(2022, 12, 31), 20)
    '2014            2022'
    """
    return f"{begin.year}{' ' * max(width - 8, 1)}{end.year}"


def _column(day: date, begin: date, end: date, width: int) -> int:
    whole = max((end - begin).days, 1)
    return min((day - begin).days * width // whole, width - 1)
