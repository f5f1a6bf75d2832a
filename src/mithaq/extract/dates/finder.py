"""Dates in running text: full, partial, numeric, Hijri, doubled month names, and relative ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from mithaq.extract.dates.calendars import (
    common,
    from_hijri,
    iso,
    last_day,
    latest_before,
    next_after,
)
from mithaq.extract.dates.chains import Chains, DateMention, joined_calendars
from mithaq.extract.dates.ranges import RangedDates
from mithaq.extract.words.morphology import ARABIC, AT, FOR
from mithaq.extract.words.tokens import COMMA, SENTENCE, STRONG

_NUMERIC = re.compile(
    r"(?<![\d/.])(?<!\w-)(?:(?P<y>\d{4})[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2}) ?[/.-] ?(?P<m2>\d{1,2}) ?[/.-] ?(?P<y2>\d{4})"
    r"|(?P<d3>\d{2})(?P<sep>[/.])(?P<m3>\d{2})(?P=sep)(?P<y3>\d{2}))(?![\d/.-]*\d)"
)
_JOINED = 2
_APART = 3
_BEFORE = 4
_CENTURY, _SHORT_YEARS = 2000, 50
_EARLIEST, _LATEST, _TITLE_LINES, _TITLE_LENGTH = 1950, 2049, 4, 140
_ENTRY = re.compile(r"\s?[:–—|(]|\s-\s|\.\s")
_RANGE = re.compile(r"[-–—/]")


class _Parts(NamedTuple):
    first: int
    last: int
    day: int | None
    month: int
    year: int | None
    hijri: bool = False


class DateFinder(RangedDates):
    """Finds the dates of one text."""

    @cached_property
    def _titled_year(self) -> int | None:
        """The one year in the text's title lines ("Country report 2021"); a cup's year is none."""
        cups = {m.last for m in self._mentions.group("event")}
        cups |= {m.first - 1 for m in self._mentions.group("event")}
        dated = {at + n for at in self._month_at for n in (1, 2)}
        found = {
            year
            for word in range(self._title_end())
            if word not in cups | dated
            and (year := self._number(word, _EARLIEST, _LATEST)) is not None
        }
        return found.pop() if len(found) == 1 else None

    def _title_end(self) -> int:
        """Return the word after the title: short lines at the top that end without a full stop."""
        tokens, start, end = self._tokens, 0, 0
        for line in tokens.text.split("\n")[:_TITLE_LINES]:
            stop = start + len(line)
            if len(line) > _TITLE_LENGTH or line.rstrip().endswith((".", "؟", "!")):
                break
            end, start = bisect_left(tokens.starts, stop), stop + 1
        return end if end < len(tokens) else 0

    def find(self) -> list[DateMention]:
        """Return the dates in text order; those that rest on an earlier date come out resolved."""
        found = self._told()
        self._add_relative(found)
        self._add_years(found)
        found = self._with_ranges(joined_calendars(self._with_full(_in_order(found))))
        return Chains(self._tokens, self._mentions, self._published).resolve(found)

    def find_told(self) -> list[DateMention]:
        """Return only the dates told by a month or in numbers, in text order."""
        return self._with_ranges(joined_calendars(_in_order(self._told())))

    def _told(self) -> list[DateMention]:
        found = self._numeric()
        for at in sorted(a for a in self._month_at if a < self._until):
            self._add(found, self._month_date(at))
        for at in sorted(a for a in self._hijri_at if a < self._until):
            self._add(found, self._hijri_date(at))
        return found

    def _with_full(self, found: list[DateMention]) -> list[DateMention]:
        """Join "today, Thursday" with the full date that is said to correspond to it."""
        out: list[DateMention] = []
        for one in found:
            before = self._mentions.group("corresponding").inside(one.first - 2, one.first)
            link = any(m.last == one.first for m in before)
            if out and link and one.value and 1 <= one.first - out[-1].last <= _APART:
                out[-1] = out[-1]._replace(last=one.last, value=one.value)
            else:
                out.append(one)
        return out

    def _numeric(self) -> list[DateMention]:
        found: list[DateMention] = []
        starts = self._tokens.starts
        if not starts:
            return found
        text, high = self._tokens.text, self._tokens.ends[self._until - 1]
        for at in self._tokens.numbers:
            match = _NUMERIC.match(text, starts[at], high) if at < self._until else None
            if match is None:
                continue
            year, month, day = (int(match[k] or match[k + "2"] or match[k + "3"]) for k in "ymd")
            year += _CENTURY if year < _SHORT_YEARS else 0
            value = iso(year, month, day) or iso(year, day, month)
            first = bisect_left(starts, match.start())
            last = self._after_era(bisect_left(starts, match.end()))
            if value and last > first:
                self._add(found, DateMention(first, last, value))
        return found

    def _month_date(self, at: int) -> DateMention | None:
        month = self._month_at[at]
        joined = at - 1 in self._taken and self._tokens.seps[at] < COMMA
        if joined or at in self._taken:
            return None
        day, first = self._day_before(at)
        told = day
        if day is not None:
            day, first = self._paired_day(day, first)
        last = month.last
        twin = self._month_at.get(last)
        if twin is not None and twin.name == month.name:
            last = twin.last
        if first == at and not self._tokens.marks[at] & ARABIC:
            after = self._number(last, 1, 31) or self._ordinal_at(last)
            if after is not None and (self._year_after(last + 1)[0] or month.lang == "en"):
                day, last = self._later_day(after, self._day_end(last))
        year, end = self._year_after(last)
        last = end if year is not None else last
        if first == at and year is None and self._begins(at, "ambiguous-month"):
            return None
        parts = _Parts(first, last, day, int(month.name), year)
        found = self._completed(parts)
        if found is None or year is None or told in (None, day):
            return found
        return found._replace(until=iso(year, parts.month, told))

    def _day_end(self, at: int) -> int:
        """Return the word after a day of the month at a word: "12" or "12th"."""
        near = self._mentions.role("day").inside(at, at + 1)
        return max([m.last for m in near if m.first == at], default=at + 1)

    def _ordinal_at(self, at: int) -> int | None:
        """Return the day of the month that an ordinal at a word gives: "October 12th"."""
        near = self._mentions.role("day").inside(at, at + 1)
        written = any(
            m.last == at + 1 and self._tokens.surface(at, at + 1)[0].isdigit() for m in near
        )
        return int(near[0].name) if written else None

    def _completed(self, parts: _Parts) -> DateMention | None:
        first, last = parts.first, parts.last
        weekday = self._weekday_end.get(first)
        if weekday is not None and self._tokens.seps[first] < STRONG:
            first = weekday.first
        if parts.year is not None:
            value = iso(parts.year, parts.month, parts.day)
            return DateMention(first, last, value) if value else None
        return self._of_year(parts, first, last) or self._yearless(parts, first, last)

    def _of_year(self, parts: _Parts, first: int, last: int) -> DateMention | None:
        """Read "March of last year", "in May of the same year", "this January"."""
        bare = (parts.month, parts.day)
        for name, turn in (("same-year", "same"), ("following-year", "next")):
            if (other := self._beside(last, name)) is not None:
                return DateMention(first, other.last, None, bare=bare, turn=turn)
        for name, years in (("last-year", -1), ("next-year", 1), ("this-year", 0)):
            if (other := self._beside(last, name)) is not None:
                return DateMention(first, other.last, self._in_year(parts, years), years > 0)
        goes_on = last < len(self._tokens) and self._tokens.seps[last] < COMMA
        if goes_on and self._begins(last, "following"):
            return DateMention(first, last + 1, None, bare=bare, turn="after")
        before = first and not self._tokens.marks[first] & ARABIC
        if before and self._begins(first - 1, "following"):
            return DateMention(first - 1, last, None, bare=bare, turn="after")
        if goes_on and self._begins(last, "current"):
            return DateMention(first, last + 1, self._in_year(parts, 0))
        this = first > 0 and self._begins(first - 1, "this-one")
        past = this and self._begins(first - 1, "last")
        if this and not past:
            return DateMention(first - 1, last, self._in_year(parts, 0))
        return None

    def _in_year(self, parts: _Parts, years: int) -> str | None:
        """Return a month or day so many years from that of the publication."""
        rule = self._published.resolve
        return rule(lambda d: iso(d.year + years, parts.month, parts.day) or "") or None

    def _yearless(self, parts: _Parts, first: int, last: int) -> DateMention:
        """Read a month or day that no year is told of; "last" or "next" may stand beside it."""
        ahead, end, start = self._direction(first, last)
        value = self._nearest(parts, ahead)
        if (end, start) != (last, first):
            return DateMention(start, end, value, ahead)
        later = self._deadline(parts, first) or self._nearest(parts, ahead=True)
        return DateMention(first, last, value, later=later, bare=(parts.month, parts.day))

    def _deadline(self, parts: _Parts, first: int) -> str | None:
        """Return what surely holds the days until the end of a month: "by June"."""
        if parts.day is not None or self._published.earliest is None:
            return None
        words = range(max(0, first - _BEFORE), first)
        if not any(self._begins(w, "deadline") for w in words):
            return None
        end = self._nearest(parts, ahead=True)
        return common(self._published.earliest, last_day(end)) if end else None

    def _nearest(self, parts: _Parts, ahead: bool) -> str | None:
        if self._published.latest is None and self._titled_year is not None:
            return iso(self._titled_year, parts.month, parts.day)
        pick = next_after if ahead else latest_before
        return self._published.resolve(lambda d: pick(d, parts.month, parts.day) or "") or None

    def _hijri_date(self, at: int) -> DateMention | None:
        month = self._hijri_at[at]
        day, first = self._day_before(at)
        year, last = self._year_after(month.last)
        if year is None or not 1200 <= year <= 1500:
            return None
        return DateMention(first, last, from_hijri(year, int(month.name), day))

    def _add_years(self, found: list[DateMention]) -> None:
        """Add years that a word leads in, and those joined to one: "in 2018 and 2022"."""
        tokens = self._tokens
        last_marked = -_JOINED
        for at in tokens.numbers:
            year = self._number(at, 1900, 2100)
            if year is None or at >= self._until or at in self._taken or self._in_range(at):
                continue
            if at > 0 and self._begins(at - 1, "for-years"):
                continue
            marked = self._joined(last_marked, at) or bool(tokens.marks[at] & (AT | FOR))
            marked = marked or self._heads_line(at)
            if not marked and at > 0 and tokens.seps[at] < COMMA:
                marked = self._led_in(at - 1)
            if marked:
                last_marked = at
                since = at > 0 and self._begins(at - 1, "since")
                self._add(found, DateMention(at, at + 1, iso(year), since=since))

    def _joined(self, before: int, at: int) -> bool:
        """Say whether a number follows an earlier one at once, or after "and"."""
        if at - before == 1:
            return self._tokens.seps[at] <= COMMA
        return at - before == _JOINED and (self._single(before + 1, "conjunction"))

    def _heads_line(self, at: int) -> bool:
        """Say whether a year opens a sentence, before a colon or a dash: a chronology's entry."""
        tokens = self._tokens
        if tokens.seps[at] != SENTENCE:
            return False
        stages = self._mentions.role("stage").inside(at + 1, at + 2)
        return bool(stages) or bool(_ENTRY.match(tokens.text, tokens.ends[at]))

    def _led_in(self, at: int) -> bool:
        if self._begins(at, "of-day") and self._number(at - 1, 0, 9999) is not None:
            return False  # "Decree No. 23 of 2019" tells no act's year
        if self._begins(at, "in-year") or self._begins(at, "year"):
            return True
        if self._begins(at - 1, "goes-back"):
            return True
        ranged = self._begins(at, "range-from") and self._single(at + 2, "range-to")
        return ranged and self._number(at + 3, 1900, 2100) is not None

    def _in_range(self, at: int) -> bool:
        """Say whether a year is one end of a period such as 2025-2026, or part of a number."""
        text, tokens = self._tokens.text, self._tokens
        after = text[tokens.ends[at] : tokens.ends[at] + 5]
        before = text[max(0, tokens.starts[at] - 5) : tokens.starts[at]]
        return bool(
            (_RANGE.match(after) and after[1:2].isdigit())
            or (before and _RANGE.match(before[-1]) and before[-2:-1].isdigit())
        )


def _in_order(found: list[DateMention]) -> list[DateMention]:
    return sorted(found, key=lambda d: (d.first, d.last))
