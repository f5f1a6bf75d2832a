"""Ranges and pairs of days of one month: "from 5 to 9 March", "March 5 and 6"."""

from __future__ import annotations

from mithaq.extract.dates.dateparts import DateParts
from mithaq.extract.words.tokens import COMMA

_DASH = frozenset("-–—/")
_LINKED = 2


class DayRanges(DateParts):
    """Reads what two days of a month have in common, or the first of them."""

    def _paired_day(self, day: int, first: int) -> tuple[int | None, int]:
        """Return the day that "from 5 to 9", "5 and 6" before a month tells, and where it begins.

        A range of days tells the month alone, days that are listed the first of them.
        """
        ranged = False
        while True:
            earlier, start, apart = self._earlier_day(day, first)
            if earlier is None:
                return (None if ranged else day), first
            ranged = ranged or apart or self._led(start)
            day, first = earlier, start

    def _earlier_day(self, day: int, first: int) -> tuple[int | None, int, bool]:
        """Return the day before a dash, "to" or "and", where it begins, and if it is a range."""
        weekday = self._weekday_end.get(first)
        if weekday is not None and weekday.first > 0:
            first = weekday.first
        at, apart = first, self._dashed(first)
        if not apart:
            at -= 1
            if self._single(at, "article") and not self._links(at):
                at -= 1
            if at < 1 or not self._links(at) or self._tokens.seps[first] >= COMMA:
                return None, first, False
            apart = self._single(at, "range-to")
        ordinal = self._ordinal_end.get(at)
        number = int(ordinal.name) if ordinal is not None else self._number(at - 1, 1, 31)
        if number is None or number >= day:
            return None, first, False
        start = ordinal.first if ordinal is not None else at - 1
        return number, start, apart and day - number > 1

    def _later_day(self, day: int, last: int) -> tuple[int | None, int]:
        """Return the day that "March 5-9", "March 5 and 6" tells, and where it ends."""
        dashed = self._dashed(last)
        at = last if dashed else last + 1
        number = self._number(at, day + 1, 31)
        if number is None or not (dashed or self._links(last)) or at + 1 in self._month_at:
            return day, last
        apart = dashed or self._single(last, "range-to")
        return (None if apart and number - day > 1 else day), at + 1

    def _dashed(self, at: int) -> bool:
        """Say whether only a dash stands before a word."""
        tokens = self._tokens
        if not 0 < at < len(tokens):
            return False
        gap = tokens.text[tokens.ends[at - 1] : tokens.starts[at]].strip()
        return gap in _DASH

    def _links(self, at: int) -> bool:
        if self._single(at, "range-to"):
            return True
        return 0 <= at < len(self._tokens) and self._single(at, "conjunction")

    def _led(self, at: int) -> bool:
        """Say whether "from" or "between" stands before a word."""
        before = range(max(0, at - _LINKED), at)
        return any(self._single(w, "range-from") for w in before)
