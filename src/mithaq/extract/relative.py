"""Dates told from the day of publication: yesterday, on Thursday, last month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mithaq.extract.calendars import (
    common,
    iso,
    month_shift,
    week_of,
    weekday_after,
    weekday_before,
)
from mithaq.extract.chains import DateMention
from mithaq.extract.dateparts import DateParts
from mithaq.extract.mentions import Mention
from mithaq.extract.morphology import ARABIC
from mithaq.extract.tokens import COMMA


class RelativeDates(DateParts):
    """Reads dates that count from the day of publication."""

    def _add_relative(self, found: list[DateMention]) -> None:
        resolve = self._published.resolve
        for name, shift in (
            ("day-before-yesterday", -2),
            ("yesterday", -1),
            ("tomorrow", 1),
            ("day-after-tomorrow", 2),
            ("today", 0),
        ):
            for mention in self._mentions.group(name):
                self._add(found, self._day_word(mention, shift))
        for name, rule in _UNITS.items():
            for mention in self._mentions.group(name):
                if self._number(mention.last, 1900, 2100) is not None:
                    continue
                after = {mention.last, mention.last + 1}
                if name == "this-month" and after & self._month_at.keys():
                    continue  # "the end of the month of April" is not this month's
                value = resolve(lambda d, rule=rule: rule(d) or "") or None  # type: ignore[misc]
                day = self._day_of(mention.first) if name.endswith("-month") else None
                if value and day is not None:
                    value = iso(int(value[:4]), int(value[5:7]), day)
                    mention = mention._replace(first=mention.first - 2)
                self._add(
                    found, DateMention(mention.first, mention.last, value, name.startswith("next"))
                )
        for mention in self._mentions.group("ago"):
            self._add(found, self._ago(mention))
        for at in sorted(self._weekday_at):
            self._add(found, self._weekday(at))

    def _ago(self, mention: Mention) -> DateMention | None:
        """Read "three days ago", "a year ago": as fine as the unit counted in."""
        if self._tokens.marks[mention.first] & ARABIC or mention.lang == "fr":
            return self._ago_before(mention)
        at = mention.first - 1
        rule = next((r for u, r in _BACK.items() if self._word_in(at, u) is not None), None)
        if rule is None or at < 1:
            return None
        counted = next(iter(self._mentions.role("count").inside(at - 1, at)), None)
        digits = self._number(at - 1, 1, 60)
        number = int(counted.name) if counted is not None else digits or 1
        value = self._published.resolve(lambda d: rule(d, number) or "") or None
        return DateMention(at - 1, mention.last, value)

    def _day_of(self, at: int) -> int | None:
        """Return the day that a number gives before "of last month"."""
        linked = self._word_in(at - 1, "of-day") is not None
        return self._number(at - 2, 1, 31) if linked else None

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

    def _ago_before(self, mention: Mention) -> DateMention | None:
        """Read a count of units after "before", unless it goes on with what it counts from."""
        near = range(mention.last, min(mention.last + 3, len(self._tokens)))
        at, rule = next(
            ((w, r) for w in near for u, r in _BACK.items() if self._word_in(w, u)), (0, None)
        )
        counts = self._mentions.role("count").inside(mention.last, at + 1)
        digits = self._number(mention.last, 1, 60)
        leads_on = at + 1 < len(self._tokens) and self._word_in(at + 1, "of-day") is not None
        counted_from = self._word_in(mention.last, "this") is not None
        if rule is None or leads_on or counted_from or not (counts or digits or at == mention.last):
            return None
        number = int(counts[0].name) if counts else digits or 1
        value = self._published.resolve(lambda d: rule(d, number) or "") or None
        return DateMention(mention.first, at + 1, value)


#: Days are counted exactly; weeks, months and years as people round them.
_BACK: dict[str, Callable[[date, int], str | None]] = {
    "day-unit": lambda d, n: (d - timedelta(days=n)).isoformat(),
    "week": lambda d, n: common(d - timedelta(days=7 * n + 3), d - timedelta(days=7 * n - 3)),
    "month": lambda d, n: month_shift(d, -n),
    "year": lambda d, n: iso(d.year - n),
}
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
