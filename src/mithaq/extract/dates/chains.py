"""Dates that rest on the date before: the next day, two years later, the following April."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from mithaq.extract.dates.calendars import Published, common, following, iso, shifted
from mithaq.extract.words.mentions import Mention, Mentions
from mithaq.extract.words.morphology import ARABIC, NUMBER
from mithaq.extract.words.tokens import COMMA, SENTENCE, Tokens

_EXACT = len("2024-09-01")
_SPANS = {"day-unit": (1, 0, 0), "week": (7, 0, 0), "month": (0, 1, 0), "year": (0, 0, 1)}
#: Weeks are counted as people round them.
_ROUNDED = 3
#: Stands for a step to the month of the date before.
_MONTH = (-1, -1, -1)
#: A day without its year that lies so near before the publication is of that time.
_RECENT = 60
_YEAR = 366
_LED = 2
_YEAR_DIGITS = 4


class DateMention(NamedTuple):
    """A date in the text, by word numbers, with its value where one is sure.

    `ahead` says that the words themselves point to the future, `since` that they tell since when.
    `later` is what they mean of an act to come, where that is another day. `bare` is the month and
    day of a date without its year, and `turn` how it rests on the date before: of the "same" year,
    "after" it, of the "next" year, or a day of its "month". `until` is the last day of a range.
    """

    first: int
    last: int
    value: str | None
    ahead: bool = False
    since: bool = False
    later: str | None = None
    bare: tuple[int, int | None] | None = None
    turn: str = ""
    until: str | None = None


class _Step(NamedTuple):
    """One date in order: found as such, or words that count from the date before.

    `shift` is days, months and years; None asks for the year alone.
    """

    at: int
    date: DateMention | None
    words: Mention | None
    shift: tuple[int, int, int] | None


def belongs(tokens: Tokens, at: int, group: str) -> bool:
    """Say whether a word by itself belongs to a group; quicker than asking for its mentions."""
    return 0 <= at < len(tokens.words) and group in tokens.words[at].heard[0].groups


def has_year(tokens: Tokens, date: DateMention) -> bool:
    """Say whether a date is written with a year of its own, not that of a date before it."""
    return any(
        len(form) == _YEAR_DIGITS and form.isdigit()
        for word in range(date.first, date.last)
        for form in tokens.forms[word]
    )


class Chains:
    """Resolves "the next day", "two years later" and "that same year" in one text."""

    def __init__(self, tokens: Tokens, mentions: Mentions, published: Published) -> None:
        self._tokens, self._mentions, self._published = tokens, mentions, published

    def resolve(self, found: list[DateMention]) -> list[DateMention]:
        """Return the dates in order, with those that rest on the date before them filled in."""
        taken = {word for d in found for word in range(d.first, d.last)}
        out: list[DateMention] = []
        base: str | None = None
        day: str | None = None
        told: DateMention | None = None
        for step in [*self._steps(found, taken)]:
            counts_days = step.shift is not None and not any(step.shift[1:])
            from_ = day if counts_days and day else base
            one = step.date if step.date is not None else _counted_from(from_, step)
            if one is None or (out and one.first < out[-1].last):
                continue
            one = self._filled(one, base, told)
            if step.words is not None and out and step.shift == (0, 0, 0):
                one = one._replace(later=out[-1].later)
            base = one.value or base
            day = base if base is not None and len(base) == _EXACT else day
            told = one if one.value and (has_year(self._tokens, one) or one.turn) else told
            out.append(one)
        return out

    def _steps(self, found: list[DateMention], taken: set[int]) -> list[_Step]:
        years = [m for m in self._mentions.group("same-year") if m.first not in taken]
        months = [m for m in self._mentions.group("same-month") if m.first not in taken]
        steps = [_Step(d.first, d, None, (0, 0, 0)) for d in found]
        steps += [
            _Step(m.first, None, m, (d, mo, y))
            for m, d, mo, y in self._offsets()
            if m.first not in taken
        ]
        steps += [_Step(m.first, None, m, None) for m in years]
        steps += [_Step(m.first, None, m, _MONTH) for m in months]
        steps += [_Step(d.first, d, None, (0, 0, 0)) for d in self._days_of_it()]
        ends = {d.last for d in found}
        steps += [
            _Step(m.first, None, m, (0, 0, 0))
            for m in self._mentions.group("which-day")
            if m.first in ends or m.first - 1 in ends
        ]
        return sorted(steps, key=lambda s: (s.at, -s.words.last if s.words else 0))

    def _days_of_it(self) -> list[DateMention]:
        """Return the days of the month told before: "on the 20th", Arabic "the 19th of it"."""
        found = []
        for mention in self._mentions.role("day"):
            at = mention.first
            written = self._tokens.surface(at, at + 1).isdigit()
            if written and mention.last - at > 1 and self._alone(mention):
                bare = 0, int(mention.name)
                found.append(DateMention(at, mention.last, None, bare=bare, turn="month"))
        for mention in self._mentions.group("of-it"):
            day = self._digits(mention.first - 1) if mention.first else None
            if day is not None:
                at = mention.first - 1
                found.append(DateMention(at, mention.last, None, bare=(0, day), turn="month"))
        return found

    def _alone(self, ordinal: Mention) -> bool:
        """Say whether an ordinal follows "on the" and no noun or month follows it."""
        at, last = ordinal.first, ordinal.last
        if at < _LED or not belongs(self._tokens, at - 2, "day-word"):
            return False
        ends = last >= len(self._tokens) or self._tokens.seps[last] >= COMMA
        return ends or belongs(self._tokens, last, "conjunction")

    def _filled(self, one: DateMention, base: str | None, told: DateMention | None) -> DateMention:
        """Give a date without its year that of the date before, where it rests on it."""
        if one.bare is None or base is None:
            return one
        month, day = one.bare
        if one.turn == "month":
            return one._replace(value=_day_in(base, day))
        if one.turn:
            year = int(base[:4])
            same = f"{year + (one.turn != 'same'):04d}-{month:02d}" + (f"-{day:02d}" if day else "")
            after = one.turn == "after" and len(base) > len("2024")
            value = following(base, month, day) if after else same
            return one._replace(value=value, later=None)
        if told is None or told.value is None or not self._goes_on(told, one):
            return one
        value = following(told.value, month, day, same=True)
        apart = one.value is not None and value is not None and not self._opens_entry(told)
        if apart and not self._long_past(one.value or "", value or ""):
            return one
        return one._replace(value=value)

    def _goes_on(self, told: DateMention, one: DateMention) -> bool:
        """Say whether a date stands in the sentence of one told before, or below its heading."""
        tokens = self._tokens
        heads = tokens.seps[told.first] == SENTENCE
        year = len(told.value or "") == len("2024")
        if told.since or (year and not heads):
            return False
        if one.value is None:
            heads = heads and year
            between = tokens.text[tokens.ends[told.last - 1] : tokens.starts[one.first]]
            return heads and "\n" not in between
        if self._opens_entry(told):
            return "\n" not in tokens.text[tokens.ends[told.last - 1] : tokens.starts[one.first]]
        return all(tokens.seps[w] < SENTENCE for w in range(told.last, one.first + 1))

    def _opens_entry(self, told: DateMention) -> bool:
        """Say whether a date of long ago opens its line: an entry of a chronology."""
        tokens, latest = self._tokens, self._published.latest
        start = tokens.text.rfind("\n", 0, tokens.starts[told.first]) + 1
        opens = not tokens.text[start : tokens.starts[told.first]].strip(" \t-–—•*")
        if not opens or latest is None or len(told.value or "") < len("2024-05"):
            return False
        return (latest - _last_of_month(told.value or "")).days > _YEAR

    def _long_past(self, value: str, earlier: str) -> bool:
        """Say whether a day lies so far before the publication that another year may be meant."""
        latest = self._published.latest
        if latest is None or earlier >= value:
            return False
        return (latest - _last_of_month(value)).days > _RECENT

    def _offsets(self) -> list[tuple[Mention, int, int, int]]:
        """Return the phrases that count from the date before: the next day, two years later."""
        found: list[tuple[Mention, int, int, int]] = []
        for name, days in (("same-day", 0), ("next-day", 1), ("eve", -1)):
            found += [(m, days, 0, 0) for m in self._mentions.group(name)]
        found += [(m, 0, 0, 1) for m in self._mentions.group("following-year")]
        found += [(m, 0, 1, 0) for m in self._mentions.group("following-month")]
        for name, sign in (("before-that", -1), ("after-that", 1), ("after-count", 1)):
            for mention in self._mentions.group(name):
                counted = self._counted(mention, sign)
                if counted is not None:
                    found.append(counted)
        return found

    def _counted(self, mention: Mention, sign: int) -> tuple[Mention, int, int, int] | None:
        """Read a count of days, months or years after "before that" or before "later"."""
        arabic = bool(self._tokens.marks[mention.first] & ARABIC)
        near = (
            range(mention.last, mention.last + 3)
            if arabic
            else range(max(0, mention.first - 2), mention.first)
        )
        if self._leads_on(mention.last):
            return None
        words = [w for w in near if w < len(self._tokens)]
        unit = next((u for w in words for u in _SPANS if belongs(self._tokens, w, u)), None)
        if unit is None:
            return None
        if arabic:
            ends = (n for n, w in enumerate(words) if belongs(self._tokens, w, unit))
            words = words[: 1 + next(ends)]
        counts = [int(m.name) for w in words for m in self._mentions.role("count").inside(w, w + 1)]
        digits = [n for w in words if (n := self._digits(w)) is not None]
        one = any(belongs(self._tokens, w, g) for w in words for g in ("one", "article"))
        vague = not arabic or (mention.name == "after-count" and len(words) > 1)
        if not counts and not digits and not one and vague:
            return None
        if mention.name == "after-count" and self._goes_from(words[-1] + 1):
            return None
        number = sign * (counts + digits + [1])[0]
        first, last = min([mention.first, *words]), max([mention.last, *(w + 1 for w in words)])
        whole = mention._replace(first=first, last=last)
        days, months, years = (number * f for f in _SPANS[unit])
        return whole, days, months, years

    def _goes_from(self, at: int) -> bool:
        """Say whether a count goes on with what it counts from or of: "three months of talks"."""
        tokens = self._tokens
        if at >= len(tokens) or tokens.seps[at] >= COMMA:
            return False
        return any(belongs(tokens, at, group) for group in ("counts-from", "last"))

    def _leads_on(self, at: int) -> bool:
        """Say whether "a month after" goes on with what it counts from: "after the exchange"."""
        if at >= len(self._tokens) or self._tokens.seps[at] >= COMMA:
            return False
        preposition = self._mentions.group("after-act").inside(at - 1, at)
        return bool(preposition) and self._tokens.words[at].article

    def _digits(self, at: int) -> int | None:
        tokens = self._tokens
        if not tokens.marks[at] & NUMBER or not tokens.forms[at] or len(tokens.forms[at][0]) > 2:
            return None
        return int(tokens.forms[at][0])


def _counted_from(base: str | None, step: _Step) -> DateMention | None:
    if step.words is None or (base is None and step.shift in (None, (0, 0, 0))):
        return None
    first, last = step.words.first, step.words.last
    if base is None:
        return None if step.words.name == "after-count" else DateMention(first, last, None)
    if step.shift is None:
        return DateMention(first, last, base[:4])
    if step.shift == _MONTH:
        return DateMention(first, last, base[: len("2024-09")])
    if not any(step.shift):
        return DateMention(first, last, base)
    days, months, years = step.shift
    value = shifted(base, days, months, years)
    if value is not None and days and days % 7 == 0:
        day = date.fromisoformat(value)
        value = common(day - timedelta(days=_ROUNDED), day + timedelta(days=_ROUNDED))
    return DateMention(first, last, value)


def _day_in(base: str, day: int | None) -> str | None:
    """Return a day of the month of a date."""
    return iso(int(base[:4]), int(base[5:7]), day) if len(base) >= len("2024-09") else None


def joined_calendars(found: list[DateMention]) -> list[DateMention]:
    """Join a date with the same date of another calendar that follows in brackets."""
    out: list[DateMention] = []
    for one in found:
        if out and out[-1].last == one.first and _same_day(out[-1].value, one.value):
            out[-1] = out[-1]._replace(last=one.last, value=one.value)
        else:
            out.append(one)
    return out


def _same_day(hijri: str | None, other: str | None) -> bool:
    if hijri is None or other is None or len(hijri) != 10 or len(other) != 10:
        return False
    return abs((date.fromisoformat(hijri) - date.fromisoformat(other)).days) <= 2


def _last_of_month(value: str) -> date:
    return date(int(value[:4]), int(value[5:7]), 28)
