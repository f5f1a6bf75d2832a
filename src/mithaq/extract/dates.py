"""Dates in running text: full, partial, numeric, Hijri, doubled month names, and relative ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from typing import NamedTuple

from mithaq.extract.calendars import (
    Published,
    from_hijri,
    iso,
    latest_before,
    month_shift,
    next_after,
    week_of,
    weekday_after,
    weekday_before,
)
from mithaq.extract.chains import Chains, DateMention, joined_calendars
from mithaq.extract.match import Mention, Mentions
from mithaq.extract.morphology import ARABIC, AT, CAPITAL, FOR, NUMBER
from mithaq.extract.tokens import COMMA, STRONG, Tokens

_NUMERIC = re.compile(
    r"(?<![\d/.-])(?:(?P<y>\d{4})[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>\d{4}))(?![\d/.-]*\d)"
)
_JOINED = 2
_RANGE = re.compile(r"[-–—/]")


class _Parts(NamedTuple):
    first: int
    last: int
    day: int | None
    month: int
    year: int | None
    hijri: bool = False


class DateFinder:
    """Finds the dates of one text; holds its words, mentions and day of publication."""

    def __init__(
        self, tokens: Tokens, mentions: Mentions, published: Published, until: int | None = None
    ) -> None:
        self._tokens, self._published = tokens, published
        self._until = len(tokens) if until is None else until
        self._mentions = mentions
        self._taken: set[int] = set()
        self._month_at = {m.first: m for m in mentions.role("month") if self._is_name(m)}
        self._hijri_at = {m.first: m for m in mentions.role("hijri-month")}
        self._weekday_at = {m.first: m for m in mentions.role("weekday") if self._is_name(m)}
        self._weekday_end = {m.last: m for m in self._weekday_at.values()}
        self._ordinal_end = {m.last: m for m in mentions.role("day")}
        self._groups: dict[str, dict[int, Mention]] = {}
        self._joiners = frozenset(
            tokens.surface(m.first, m.last) for m in mentions.group("conjunction")
        )

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
        return Chains(self._tokens, self._mentions).resolve(joined_calendars(found))

    def _is_name(self, mention: Mention) -> bool:
        marks = self._tokens.marks[mention.first]
        if marks & ARABIC:
            return True
        return bool(marks & CAPITAL) or mention.lang == "fr"

    def _at(self, group: str) -> dict[int, Mention]:
        kept = self._groups.get(group)
        if kept is None:
            kept = self._groups[group] = {m.first: m for m in self._mentions.group(group)}
        return kept

    def _add(self, found: list[DateMention], one: DateMention | None) -> None:
        if one is None or any(word in self._taken for word in range(one.first, one.last)):
            return
        self._taken.update(range(one.first, one.last))
        found.append(one)

    def _numeric(self) -> list[DateMention]:
        found: list[DateMention] = []
        starts = self._tokens.starts
        if not starts:
            return found
        low, high = starts[0], self._tokens.ends[self._until - 1]
        for match in _NUMERIC.finditer(self._tokens.text, low, high):
            year, month, day = (int(match[k] or match[k + "2"]) for k in "ymd")
            value = iso(year, month, day) or iso(year, day, month)
            first = bisect_left(starts, match.start())
            last = bisect_left(starts, match.end())
            if value and last > first:
                self._add(found, DateMention(first, last, value))
        return found

    def _number(self, at: int, low: int, high: int) -> int | None:
        tokens = self._tokens
        if not 0 <= at < len(tokens) or not tokens.marks[at] & NUMBER or not tokens.forms[at]:
            return None
        digits = tokens.forms[at][0]
        return int(digits) if len(digits) <= 4 and low <= int(digits) <= high else None

    def _word_in(self, at: int, group: str) -> Mention | None:
        return self._at(group).get(at)

    def _day_before(self, at: int) -> tuple[int | None, int]:
        """Return the day of the month that stands before word `at`, and where it begins."""
        back = at
        for _ in range(2):
            linked = back > 0 and any(m.last == back for m in self._links_ending(back))
            if not linked:
                break
            back -= 1
        if back and self._tokens.seps[back] < COMMA:
            day = self._number(back - 1, 1, 31)
            ordinal = self._ordinal_end.get(back)
            if ordinal is not None:
                return int(ordinal.name), ordinal.first
            if day is not None:
                return day, back - 1
        return None, at

    def _links_ending(self, end: int) -> list[Mention]:
        near = self._mentions.group("of-day").inside(end - 1, end)
        near = near + self._mentions.group("month").inside(end - 1, end)
        return [m for m in near if m.last == end]

    def _year_after(self, at: int) -> tuple[int | None, int]:
        """Return the year that begins at word `at`, and where it ends."""
        for skip in range(3):
            if at + skip < len(self._tokens) and self._tokens.seps[at + skip] >= STRONG:
                break
            year = self._number(at + skip, 1000, 2199)
            if year is not None:
                return year, at + skip + 1
            if (
                self._word_in(at + skip, "of-day") is None
                and self._word_in(at + skip, "year") is None
            ):
                break
        return None, at

    def _month_date(self, at: int) -> DateMention | None:
        month = self._month_at[at]
        if at - 1 in self._taken or at in self._taken:
            return None
        day, first = self._day_before(at)
        last = month.last
        twin = self._month_at.get(last)
        if twin is not None and twin.name == month.name:
            last = twin.last
        if day is None and not self._tokens.marks[at] & ARABIC:
            after = self._number(last, 1, 31)
            if after is not None and (self._year_after(last + 1)[0] or month.lang == "en"):
                day, last = after, last + 1
        year, end = self._year_after(last)
        last = end if year is not None else last
        parts = _Parts(first, last, day, int(month.name), year)
        return self._completed(parts)

    def _completed(self, parts: _Parts) -> DateMention | None:
        first, last = parts.first, parts.last
        weekday = self._weekday_end.get(first)
        if weekday is not None:
            first = weekday.first
        if parts.year is not None:
            value = iso(parts.year, parts.month, parts.day)
            return DateMention(first, last, value) if value else None
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
        if self._word_in(last, "current") is not None:
            rule = self._published.resolve(lambda d: iso(d.year, parts.month, parts.day) or "")
            return DateMention(first, last + 1, rule or None)
        value = self._nearest(parts, ahead)
        return DateMention(first, last, value, ahead)

    def _beside(self, at: int, group: str) -> Mention | None:
        """Return a phrase of the group at word `at`, or one word on ("of the same year")."""
        for skip in range(3):
            word = self._word_in(at + skip, group)
            if word is not None:
                return word
        return None

    def _direction(self, first: int, last: int) -> tuple[bool, int, int]:
        """Read "last" or "next" beside a date: whether ahead, the new end and the new start."""
        for group, ahead in (("last", False), ("next", True)):
            if (word := self._word_in(last, group)) is not None:
                return ahead, word.last, first
            before = first > 0 and self._word_in(first - 1, group) is not None
            if before and not self._tokens.marks[first] & ARABIC:
                return ahead, last, first - 1
        return False, last, first

    def _nearest(self, parts: _Parts, ahead: bool) -> str | None:
        pick = next_after if ahead else latest_before
        return self._published.resolve(lambda d: pick(d, parts.month, parts.day) or "") or None

    def _hijri_date(self, at: int) -> DateMention | None:
        month = self._hijri_at[at]
        day, first = self._day_before(at)
        year, last = self._year_after(month.last)
        if year is None or not 1200 <= year <= 1500:
            return None
        return DateMention(first, last, from_hijri(year, int(month.name), day))

    def _add_relative(self, found: list[DateMention]) -> None:
        resolve = self._published.resolve
        for name, shift in (
            ("day-before-yesterday", -2),
            ("yesterday", -1),
            ("tomorrow", 1),
            ("today", 0),
        ):
            for mention in self._mentions.group(name):
                self._add(found, self._day_word(mention, shift))
        for name, rule in _UNITS.items():
            for mention in self._mentions.group(name):
                value = resolve(lambda d, rule=rule: rule(d) or "") or None  # type: ignore[misc]
                self._add(
                    found, DateMention(mention.first, mention.last, value, name.startswith("next"))
                )
        for at in sorted(self._weekday_at):
            self._add(found, self._weekday(at))

    def _day_word(self, mention: Mention, shift: int) -> DateMention:
        weekday = self._weekday_at.get(mention.last)
        first, last = mention.first, mention.last
        if weekday is None or self._tokens.seps[weekday.first] > COMMA:
            value = self._published.resolve(lambda d: (d + timedelta(days=shift)).isoformat())
            return DateMention(first, last, value, shift > 0)
        number = int(weekday.name)

        def rule(day: date) -> str:
            meant = day + timedelta(days=shift)
            if meant.isoweekday() != number and shift <= 0:
                meant = weekday_before(meant, number, same_day=True)
            return meant.isoformat()

        return DateMention(first, weekday.last, self._published.resolve(rule), shift > 0)

    def _weekday(self, at: int) -> DateMention:
        weekday = self._weekday_at[at]
        number = int(weekday.name)
        ahead, last, first = self._direction(at, weekday.last)
        named_last = last > weekday.last or first < at
        if ahead:
            value = self._published.resolve(lambda d: weekday_after(d, number).isoformat())
        else:
            value = self._published.resolve(
                lambda d: weekday_before(d, number, same_day=not named_last).isoformat()
            )
        return DateMention(first, last, value, ahead)

    def _add_years(self, found: list[DateMention]) -> None:
        """Add years that a word leads in, and those joined to one: "in 2018 and 2022"."""
        tokens = self._tokens
        last_marked = -_JOINED
        for at in [w for w, m in enumerate(tokens.marks) if m & NUMBER and w < self._until]:
            year = self._number(at, 1900, 2100)
            if year is None or at in self._taken or self._in_range(at):
                continue
            marked = self._joined(last_marked, at) or bool(tokens.marks[at] & (AT | FOR))
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

    def _led_in(self, at: int) -> bool:
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


_UNITS = {
    "last-year": lambda d: iso(d.year - 1),
    "next-year": lambda d: iso(d.year + 1),
    "this-year": lambda d: iso(d.year),
    "last-month": lambda d: month_shift(d, -1),
    "next-month": lambda d: month_shift(d, 1),
    "this-month": lambda d: month_shift(d, 0),
    "last-week": lambda d: week_of(d, -1),
    "next-week": lambda d: week_of(d, 1),
    "this-week": lambda d: week_of(d, 0),
}
