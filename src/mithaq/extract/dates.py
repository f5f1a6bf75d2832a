"""Dates in running text: full, partial, numeric, Hijri, doubled month names, and relative ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from mithaq.extract.calendars import (
    from_hijri,
    iso,
    latest_before,
    next_after,
)
from mithaq.extract.chains import Chains, DateMention, joined_calendars
from mithaq.extract.morphology import ARABIC, AT, FOR, NUMBER
from mithaq.extract.relative import RelativeDates
from mithaq.extract.tokens import COMMA, SENTENCE

_NUMERIC = re.compile(
    r"(?<![\d/.-])(?:(?P<y>\d{4})[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2}) ?[/.-] ?(?P<m2>\d{1,2}) ?[/.-] ?(?P<y2>\d{4}))(?![\d/.-]*\d)"
)
_JOINED = 2
_EARLIEST, _LATEST, _TITLE_LINES, _TITLE_LENGTH = 1950, 2049, 4, 140
_RANGE = re.compile(r"[-–—/]")


class _Parts(NamedTuple):
    first: int
    last: int
    day: int | None
    month: int
    year: int | None
    hijri: bool = False


class DateFinder(RelativeDates):
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
        found = self._numeric()
        for at in sorted(a for a in self._month_at if a < self._until):
            self._add(found, self._month_date(at))
        for at in sorted(self._hijri_at):
            self._add(found, self._hijri_date(at))
        self._add_relative(found)
        self._add_years(found)
        found.sort(key=lambda d: (d.first, d.last))
        found = joined_calendars(self._with_full(found))
        return Chains(self._tokens, self._mentions).resolve(found)

    def _with_full(self, found: list[DateMention]) -> list[DateMention]:
        """Join "today, Thursday" with the full date that is said to correspond to it."""
        out: list[DateMention] = []
        for one in found:
            link = self._word_in(one.first - 1, "corresponding") is not None
            if out and link and one.value and 1 <= one.first - out[-1].last <= _JOINED:
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
        for start, marks in zip(starts[: self._until], self._tokens.marks, strict=False):
            match = _NUMERIC.match(text, start, high) if marks & NUMBER else None
            if match is None:
                continue
            year, month, day = (int(match[k] or match[k + "2"]) for k in "ymd")
            value = iso(year, month, day) or iso(year, day, month)
            first = bisect_left(starts, match.start())
            last = bisect_left(starts, match.end())
            if value and last > first:
                self._add(found, DateMention(first, last, value))
        return found

    def _month_date(self, at: int) -> DateMention | None:
        month = self._month_at[at]
        joined = at - 1 in self._taken and self._tokens.seps[at] < COMMA
        if joined or at in self._taken:
            return None
        day, first = self._day_before(at)
        last = month.last
        twin = self._month_at.get(last)
        if twin is not None and twin.name == month.name:
            last = twin.last
        if day is None and not self._tokens.marks[at] & ARABIC:
            after = self._number(last, 1, 31) or self._ordinal_at(last)
            if after is not None and (self._year_after(last + 1)[0] or month.lang == "en"):
                day, last = after, last + 1
        year, end = self._year_after(last)
        last = end if year is not None else last
        parts = _Parts(first, last, day, int(month.name), year)
        return self._completed(parts)

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
        if weekday is not None:
            first = weekday.first
        if parts.year is not None:
            value = iso(parts.year, parts.month, parts.day)
            return DateMention(first, last, value) if value else None
        for name, years in (("last-year", -1), ("next-year", 1)):
            if (other := self._word_in(last, name)) is not None:
                value = self._published.resolve(
                    lambda d, by=years: iso(d.year + by, parts.month, parts.day) or ""  # type: ignore[misc]
                )
                return DateMention(first, other.last, value or None, years > 0)
        ahead, last, back = self._direction(first, last)
        first = back
        same_year = self._beside(last, "same-year")
        if same_year is not None:
            return DateMention(
                first,
                same_year.last,
                f"-{parts.month:02d}" + (f"-{parts.day:02d}" if parts.day else ""),
            )
        this_year = self._beside(last, "this-year")
        if this_year is not None:
            value = self._published.resolve(lambda d: iso(d.year, parts.month, parts.day) or "")
            return DateMention(first, this_year.last, value or None)
        this = first > 0 and self._word_in(first - 1, "this-one") is not None
        if this or self._word_in(last, "current") is not None:
            rule = self._published.resolve(lambda d: iso(d.year, parts.month, parts.day) or "")
            if this:
                return DateMention(first - 1, last, rule or None)
            return DateMention(first, last + 1, rule or None)
        value = self._nearest(parts, ahead)
        return DateMention(first, last, value, ahead)

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
        for at in [w for w, m in enumerate(tokens.marks) if m & NUMBER and w < self._until]:
            year = self._number(at, 1900, 2100)
            if year is None or at in self._taken or self._in_range(at):
                continue
            if at > 0 and self._word_in(at - 1, "for-years") is not None:
                continue
            marked = self._joined(last_marked, at) or bool(tokens.marks[at] & (AT | FOR))
            marked = marked or self._heads_line(at)
            if not marked and at > 0 and tokens.seps[at] < COMMA:
                marked = self._led_in(at - 1)
            if marked:
                last_marked = at
                since = at > 0 and self._word_in(at - 1, "since") is not None
                self._add(found, DateMention(at, at + 1, iso(year), since=since))

    def _joined(self, before: int, at: int) -> bool:
        """Say whether a number follows an earlier one at once, or after "and"."""
        if at - before == 1:
            return self._tokens.seps[at] <= COMMA
        return at - before == _JOINED and (
            self._tokens.surface(before + 1, before + 2) in self._joiners
        )

    def _heads_line(self, at: int) -> bool:
        """Say whether a year opens a sentence, before a colon: an entry of a chronology."""
        tokens = self._tokens
        end = tokens.ends[at]
        return tokens.seps[at] == SENTENCE and ":" in tokens.text[end : end + 2]

    def _led_in(self, at: int) -> bool:
        if self._word_in(at, "of-day") is not None and self._number(at - 1, 0, 9999) is not None:
            return False  # "Decree No. 23 of 2019" tells no act's year
        return self._word_in(at, "in-year") is not None or self._word_in(at, "year") is not None

    def _in_range(self, at: int) -> bool:
        """Say whether a year is one end of a period such as 2025-2026, or part of a number."""
        text, tokens = self._tokens.text, self._tokens
        after = text[tokens.ends[at] : tokens.ends[at] + 5]
        before = text[max(0, tokens.starts[at] - 5) : tokens.starts[at]]
        return bool(
            (_RANGE.match(after) and after[1:2].isdigit())
            or (before and _RANGE.match(before[-1]) and before[-2:-1].isdigit())
        )
