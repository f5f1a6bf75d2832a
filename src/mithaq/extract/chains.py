"""Dates that count from the date before, and one date told in two calendars."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mithaq.extract.calendars import shifted
from mithaq.extract.mentions import Mention, Mentions
from mithaq.extract.morphology import ARABIC, NUMBER
from mithaq.extract.tokens import COMMA, Tokens

_EXACT = len("2024-09-01")
_SPANS = {"day-unit": (1, 0, 0), "week": (7, 0, 0), "month": (0, 1, 0), "year": (0, 0, 1)}


#: Stands for a step to the month of the date before.
_MONTH = (-1, -1, -1)


class DateMention(NamedTuple):
    """A date in the text, by word numbers, with its value where one is sure.

    `ahead` says that the words themselves point to the future; `ordinal` numbers the parts of one
    phrase that holds several dates.
    """

    first: int
    last: int
    value: str | None
    ahead: bool = False
    since: bool = False


class _Step(NamedTuple):
    """One date in order: found as such, or words that count from the date before.

    `shift` is days, months and years; None asks for the year alone.
    """

    at: int
    date: DateMention | None
    words: Mention | None
    shift: tuple[int, int, int] | None


class Chains:
    """Resolves "the next day", "two years later" and "that same year" in one text."""

    def __init__(self, tokens: Tokens, mentions: Mentions) -> None:
        self._tokens, self._mentions = tokens, mentions

    def resolve(self, found: list[DateMention]) -> list[DateMention]:
        """Return the dates in order, with those that rest on the date before them filled in."""
        taken = {word for d in found for word in range(d.first, d.last)}
        years = [m for m in self._mentions.group("same-year") if m.first not in taken]
        months = [m for m in self._mentions.group("same-month") if m.first not in taken]
        waiting: list[_Step] = [_Step(d.first, d, None, (0, 0, 0)) for d in found]
        waiting += [_Step(m.first, None, m, (d, mo, y)) for m, d, mo, y in self._offsets()]
        waiting += [_Step(m.first, None, m, None) for m in years]
        waiting += [_Step(m.first, None, m, _MONTH) for m in months]
        out: list[DateMention] = []
        base: str | None = None
        day: str | None = None
        for step in sorted(waiting, key=lambda s: s.at):
            counts_days = step.shift is not None and not any(step.shift[1:])
            from_ = day if counts_days and day else base
            one = step.date if step.date is not None else _counted_from(from_, step)
            if one is None:
                continue
            if one.value is not None and one.value.startswith("-"):
                one = one._replace(value=base[:4] + one.value if base else None)
            base = one.value or base
            day = base if base is not None and len(base) == _EXACT else day
            out.append(one)
        return out

    def _offsets(self) -> list[tuple[Mention, int, int, int]]:
        """Return the phrases that count from the date before: the next day, two years later."""
        found: list[tuple[Mention, int, int, int]] = []
        for name, days in (("same-day", 0), ("next-day", 1), ("eve", -1)):
            found += [(m, days, 0, 0) for m in self._mentions.group(name)]
        found += [(m, 0, 0, 1) for m in self._mentions.group("following-year")]
        found += [(m, 0, 1, 0) for m in self._mentions.group("following-month")]
        for name, sign in (("before-that", -1), ("after-that", 1)):
            for mention in self._mentions.group(name):
                counted = self._counted(mention, sign)
                if counted is not None:
                    found.append(counted)
        return sorted(found)

    def _counted(self, mention: Mention, sign: int) -> tuple[Mention, int, int, int] | None:
        """Read a count of days, months or years after "before that" or before "later"."""
        near = (
            range(mention.last, mention.last + 3)
            if self._tokens.marks[mention.first] & ARABIC
            else range(max(0, mention.first - 2), mention.first)
        )
        if self._leads_on(mention.last):
            return None
        words = [w for w in near if w < len(self._tokens)]
        unit = next((u for w in words for u in _SPANS if self._word_in(w, u) is not None), None)
        if unit is None:
            return None
        counts = [
            int(m.name)
            for m in self._mentions.role("count").inside(
                min(words, default=0), max(words, default=0) + 1
            )
        ]
        digits = [n for w in words if (n := self._digits(w)) is not None]
        uncounted = not counts and not digits and self._tokens.marks[mention.first] & ARABIC == 0
        if uncounted and not any(self._word_in(w, g) for w in words for g in ("one", "article")):
            return None
        number = sign * (counts + digits + [1])[0]
        if self._tokens.marks[mention.first] & ARABIC:
            words = words[: 1 + next(n for n, w in enumerate(words) if self._word_in(w, unit))]
        first, last = min([mention.first, *words]), max([mention.last, *(w + 1 for w in words)])
        whole = mention._replace(first=first, last=last)
        days, months, years = (number * f for f in _SPANS[unit])
        return whole, days, months, years

    def _leads_on(self, at: int) -> bool:
        """Say whether "a month after" goes on with what it counts from: "after the exchange"."""
        if at >= len(self._tokens) or self._tokens.seps[at] >= COMMA:
            return False
        preposition = self._mentions.group("after-act").inside(at - 1, at)
        return bool(preposition) and self._word_in(at, "article") is not None

    def _word_in(self, at: int, group: str) -> Mention | None:
        return next(iter(self._mentions.group(group).inside(at, at + 1)), None)

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
        return DateMention(first, last, None)
    if step.shift is None:
        return DateMention(first, last, base[:4])
    if step.shift == _MONTH:
        return DateMention(first, last, base[: len("2024-09")])
    if not any(step.shift):
        return DateMention(first, last, base)
    days, months, years = step.shift
    return DateMention(first, last, shifted(base, days, months, years))


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
