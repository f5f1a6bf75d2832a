"""Dates told from the day of publication: yesterday, on Thursday, last month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mithaq.extract.dates.calendars import (
    common,
    few_before,
    iso,
    month_shift,
    season_of,
    week_of,
    weekday_after,
    weekday_before,
)
from mithaq.extract.dates.chains import DateMention
from mithaq.extract.dates.dayranges import DayRanges
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import AND, ARABIC
from mithaq.extract.words.tokens import COMMA

_NEGATED = 6


class RelativeDates(DayRanges):
    """Reads dates that count from the day of publication."""

    def _add_relative(self, found: list[DateMention]) -> None:
        for name, shift in _DAYS.items():
            for mention in self._mentions.group(name):
                if not self._until_now(mention):
                    self._add(found, self._day_word(mention, shift))
        for name, rule in _UNITS.items():
            for mention in self._mentions.group(name):
                self._add(found, self._unit(mention, rule))
        for mention in self._mentions.role("season"):
            self._add(found, self._season(mention))
        for mention in self._mentions.group("ago"):
            self._add(found, self._ago(mention))
        for mention in self._mentions.group("current"):
            self._add(found, self._of_current(mention))
        for at in sorted(self._weekday_at):
            self._add(found, self._weekday(at))

    def _until_now(self, today: Mention) -> bool:
        """Say whether "today" only ends a time, "to this day", or is "the day that"."""
        at = today.first
        ends = self._mentions.group("until-now").inside(max(0, at - 2), at + 1)
        told = [self._mentions.group(g).inside(at, at + 1) for g in ("same-day", "which-day")]
        return any(at <= m.last for m in ends) or any(told)

    def _unit(self, mention: Mention, rule: Callable[[date], str | None]) -> DateMention | None:
        """Read "last month", "in the coming weeks", also with a day: "the 12th of last month"."""
        name, at = mention.name, mention.last
        if self._year_after(at)[0] is not None:
            return None
        if name == "this-month" and {at, at + 1} & self._month_at.keys():
            return None  # "the end of the month of April" is not this month's
        if name.startswith(("this", "year-end")) and any(
            self._begins(at, w) for w in ("last", "next")
        ):
            return None
        value = self._published.resolve(lambda d: rule(d) or "") or None
        first = mention.first
        day, start = self._day_of(first) if name.endswith("-month") else (None, first)
        if value and day is not None:
            day, first = self._paired_day(day, start)
            value = iso(int(value[:4]), int(value[5:7]), day)
        return DateMention(first, mention.last, value, name.startswith("next"))

    def _of_current(self, mention: Mention) -> DateMention | None:
        """Read the 12th of the current month, said without the month: "le 12 courant"."""
        at = mention.first - 1
        day = self._number(at, 1, 31)
        if day is None or not self._begins(at - 1, "day-word"):
            return None
        value = self._published.resolve(lambda d: iso(d.year, d.month, day) or "")
        return DateMention(at, mention.last, value or None)

    def _not_before(self, mention: Mention) -> bool:
        """Say whether "not before the autumn" leaves open when."""
        at = mention.first
        if not self._begins(at, "deadline") and not self._begins(at - 1, "deadline"):
            return False
        return bool(self._mentions.group("negation").inside(max(0, at - _NEGATED), at))

    def _season(self, mention: Mention) -> DateMention | None:
        """Read "in the autumn", "last summer": a season of the year it surely lies in."""
        number = int(mention.name)
        if self._year_after(mention.last)[0] is not None or self._not_before(mention):
            return None
        ahead, last, first = self._direction(mention.first, mention.last)
        other = [n for n in ("last-year", "next-year") if self._beside(mention.last, n)]
        if other:
            return None
        resolve = self._published.resolve
        value = resolve(lambda d: season_of(d, number, ahead) or "") or None
        later = resolve(lambda d: season_of(d, number, ahead=True) or "") or None
        alone = (first, last) == (mention.first, mention.last)
        return DateMention(first, last, value, ahead, later=later if alone else None)

    def _ago(self, mention: Mention) -> DateMention | None:
        """Read "three days ago", "a year ago": as fine as the unit counted in."""
        if self._tokens.marks[mention.first] & ARABIC or mention.lang == "fr":
            return self._ago_before(mention)
        at = mention.first - 1
        unit = next((u for u in _BACK if at > 0 and self._begins(at, u)), None)
        if unit is None:
            return None
        counted = next(iter(self._mentions.role("count").inside(at - 1, at)), None)
        number = int(counted.name) if counted is not None else self._number(at - 1, 1, 60)
        if number is None and not any(self._single(at - 1, g) for g in ("one", "article")):
            return DateMention(at - 1, mention.last, self._few(unit))
        return DateMention(at - 1, mention.last, self._back(unit, number or 1))

    def _back(self, unit: str, number: int) -> str | None:
        rule = _BACK[unit]
        return self._published.resolve(lambda d: rule(d, number) or "") or None

    def _few(self, unit: str) -> str | None:
        """Return what surely holds "a few days ago"."""
        least, most = _FEW.get(unit, (0, 0))
        if not most:
            return None
        return self._published.resolve(lambda d: few_before(d, least, most) or "") or None

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
        end = self._second_weekday(weekday.last)
        ahead, last, first = self._direction(at, end)
        named_last = last > end or first < at
        coming = self._published.resolve(
            lambda d: weekday_after(d, number, same_day=not named_last).isoformat()
        )
        if ahead:
            return DateMention(first, last, coming, ahead)
        value = self._published.resolve(
            lambda d: weekday_before(d, number, same_day=not named_last).isoformat()
        )
        return DateMention(first, last, value, later=None if named_last else coming)

    def _second_weekday(self, end: int) -> int:
        """Return where "Monday and Tuesday" ends, of which the first is meant."""
        tokens, at = self._tokens, end
        if at < len(tokens) and self._single(at, "conjunction"):
            at += 1
        second = self._weekday_at.get(at)
        if second is None or tokens.seps[at] >= COMMA or self._number(second.last, 1, 31):
            return end
        return second.last if at > end or tokens.marks[at] & AND else end

    def _ago_before(self, mention: Mention) -> DateMention | None:
        """Read a count of units after "before", unless it goes on with what it counts from."""
        near = range(mention.last, min(mention.last + 3, len(self._tokens)))
        at, unit = next(((w, u) for w in near for u in _BACK if self._begins(w, u)), (0, ""))
        counts = self._mentions.role("count").inside(mention.last, at + 1)
        digits = self._number(mention.last, 1, 60)
        leads_on = at + 1 < len(self._tokens) and self._begins(at + 1, "of-day")
        counted_from = self._begins(mention.last, "this")
        if not unit or leads_on or counted_from:
            return None
        vague = self._begins(at, "plural-unit") or self._begins(mention.last, "few")
        if not counts and not digits and vague:
            return DateMention(mention.first, at + 1, self._few(unit))
        if not (counts or digits or at == mention.last):
            return None
        number = int(counts[0].name) if counts else digits or 1
        return DateMention(mention.first, at + 1, self._back(unit, number))


_DAYS = {
    "day-before-yesterday": -2,
    "day-after-tomorrow": 2,
    "yesterday": -1,
    "tomorrow": 1,
    "today": 0,
}
#: Days are counted exactly; weeks, months and years as people round them.
_BACK: dict[str, Callable[[date, int], str | None]] = {
    "day-unit": lambda d, n: (d - timedelta(days=n)).isoformat(),
    "week": lambda d, n: common(d - timedelta(days=7 * n + 3), d - timedelta(days=7 * n - 3)),
    "month": lambda d, n: month_shift(d, -n),
    "year": lambda d, n: iso(d.year - n),
}
#: How many days back "a few" of a unit lie, at least and at most.
_FEW = {"day-unit": (2, 10), "week": (10, 50), "month": (45, 300)}
_UNITS: dict[str, Callable[[date], str | None]] = {
    "last-year": lambda d: iso(d.year - 1),
    "next-year": lambda d: iso(d.year + 1),
    "this-year": lambda d: iso(d.year),
    "year-end": lambda d: iso(d.year),
    "last-month": lambda d: month_shift(d, -1),
    "next-month": lambda d: month_shift(d, 1),
    "this-month": lambda d: month_shift(d, 0),
    "last-week": lambda d: week_of(d, -1),
    "next-week": lambda d: week_of(d, 1),
    "this-week": lambda d: week_of(d, 0),
    "last-weekend": lambda d: few_before(weekday_before(d, 6, same_day=True), -1, 0),
    "next-weekend": lambda d: few_before(weekday_after(d, 6), -1, 0),
    "last-days": lambda d: few_before(d, 0, 10),
    "last-weeks": lambda d: few_before(d, 0, 45),
    "last-months": lambda d: few_before(d, 0, 200),
    "next-days": lambda d: few_before(d, -10, -1),
    "next-weeks": lambda d: few_before(d, -45, -5),
    "next-months": lambda d: few_before(d, -200, -30),
}
