"""Dates with doubt, read from and written to EDTF (ISO 8601-2:2019, Extended Date/Time Format).

EDTF is for exchange only: the facts hold a partial date and two days as bounds, which every engine
can compare.
"""

from __future__ import annotations

import re
from datetime import date as Day
from typing import NamedTuple

from mithaq.errors import InputError
from mithaq.model import PartialDate

_ONE = re.compile(r"(?P<date>[0-9]{4}(?:-[0-9]{2}){0,2})(?P<open>(?:-XX){0,2})(?P<doubt>[~?%]?)")
_VAGUE_YEAR = re.compile(r"[0-9]{2,3}X{1,2}(?:-XX){0,2}")
_RANGE = re.compile(
    r"\[(?P<first>[^/\[\]]*?)\.\.(?P<last>[^/\[\]]*)\]|(?P<from>[^/]*)/(?P<to>[^/]*)"
)
# How an end that is open, or not known, is written.
_OPEN = {None, "", ".."}


class Dating(NamedTuple):
    """When something happened: `mq:date`, `mq:notBefore`, `mq:notAfter`, each if it is known."""

    date: PartialDate | None = None
    not_before: Day | None = None
    not_after: Day | None = None


def from_edtf(text: str) -> Dating:
    """Read a date, a date in doubt, or two bounds.

    `2014-09-XX` is the month. `A/B` and `[A..B]` are bounds, either of which may be missing.
    A date marked `~`, `?` or `%` may be one day, month or year off, and so becomes bounds, because
    a fact is never dated more surely than by its source. Raises InputError for anything else.

    >>> from_edtf("[2014-09-11..2014-09-18]").date
    PartialDate(year=2014, month=9, day=None)
    >>> from_edtf("2014~").not_after
    datetime.date(2015, 12, 31)
    """
    found = _RANGE.fullmatch(text)
    if found is None:
        return _single(text)
    first, last = found["first"] or found["from"], found["last"] or found["to"]
    low = None if first in _OPEN else _bounds(first, text)[0]
    high = None if last in _OPEN else _bounds(last, text)[1]
    if low is None and high is None:
        raise InputError("dates.not-edtf", text=text)
    if low and high and high < low:
        raise InputError("dates.bounds-reversed", text=text)
    return Dating(_common(low, high) if low and high else None, low, high)


def to_edtf(dating: Dating) -> str:
    """Write a dating, as `[A..B]` (one day of a set) where it has bounds; empty if unknown.

    >>> to_edtf(Dating(PartialDate(2014, 9), Day(2014, 9, 11), Day(2014, 9, 18)))
    '[2014-09-11..2014-09-18]'
    """
    own = dating.date
    low = dating.not_before or (own.earliest() if own else None)
    high = dating.not_after or (own.latest() if own else None)
    if own and (low, high) == (own.earliest(), own.latest()):
        return str(own)
    return f"[{low or ''}..{high or ''}]" if low or high else ""


def lasting_to_edtf(began: PartialDate | None, ended: PartialDate | None) -> str:
    """Write the interval of what lasts; `..` stands for an end that is open or not known.

    >>> lasting_to_edtf(PartialDate(2022, 6, 1), None)
    '2022-06-01/..'
    """
    return f"{began or '..'}/{ended or '..'}"


def _single(text: str) -> Dating:
    exact = _ONE.fullmatch(text)
    if exact and not exact["doubt"] and len(exact["date"] + exact["open"]) <= 10:
        return Dating(PartialDate.parse(exact["date"]))
    low, high = _bounds(text, text)
    return Dating(_common(low, high), low, high)


def _bounds(part: str, whole: str) -> tuple[Day, Day]:
    """Return the first and last day that one end of a range, or a date in doubt, can mean."""
    if _VAGUE_YEAR.fullmatch(part):
        first, last = (_value(part[:4].replace("X", digit), whole) for digit in "09")
        return first.earliest(), last.latest()
    found = _ONE.fullmatch(part)
    if found is None or len(found["date"] + found["open"]) > 10:
        raise InputError("dates.not-edtf", text=whole)
    value = _value(found["date"], whole)
    if found["doubt"]:
        return _shifted(value, -1).earliest(), _shifted(value, 1).latest()
    return value.earliest(), value.latest()


def _value(text: str, whole: str) -> PartialDate:
    if text.startswith("0000"):
        raise InputError("dates.not-edtf", text=whole)
    return PartialDate.parse(text)


def _shifted(value: PartialDate, by: int) -> PartialDate:
    """Return the day, month or year before or after, the first and last of all excepted."""
    if value.month is None:
        return PartialDate(min(max(value.year + by, Day.min.year), Day.max.year))
    if value.day is None:
        months = value.year * 12 + value.month - 1 + by
        lowest, highest = Day.min.year * 12, Day.max.year * 12 + 11
        year, month = divmod(min(max(months, lowest), highest), 12)
        return PartialDate(year, month + 1)
    ordinal = min(max(value.earliest().toordinal() + by, 1), Day.max.toordinal())
    day = Day.fromordinal(ordinal)
    return PartialDate(day.year, day.month, day.day)


def _common(low: Day, high: Day) -> PartialDate | None:
    """Return the finest day, month or year that holds both days."""
    kept = []
    for ours, theirs in zip(low.timetuple()[:3], high.timetuple()[:3], strict=True):
        if ours != theirs:
            break
        kept.append(ours)
    return PartialDate(*kept) if kept else None
