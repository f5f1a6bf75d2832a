"""The parts of a date: day, month, year, weekday, and the words that turn it back or ahead."""

from __future__ import annotations

from mithaq.extract.dates.calendars import Published
from mithaq.extract.dates.chains import DateMention, belongs
from mithaq.extract.words.mentions import Mention, Mentions
from mithaq.extract.words.morphology import ARABIC, CAPITAL, NUMBER
from mithaq.extract.words.tokens import COMMA, STRONG, Tokens

#: Words between a date and the year or month it is of.
_LINKS = ("of-day", "article", "in-year")


class DateParts:
    """Reads the parts of dates; holds the words, mentions and day of publication of one text."""

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

    def _number(self, at: int, low: int, high: int) -> int | None:
        tokens = self._tokens
        if (
            not 0 <= at < len(tokens.starts)
            or not tokens.marks[at] & NUMBER
            or not tokens.forms[at]
        ):
            return None
        digits = tokens.forms[at][0]
        return int(digits) if len(digits) <= 4 and low <= int(digits) <= high else None

    def _begins(self, at: int, group: str) -> bool:
        return at in self._mentions.firsts(group)

    def _word_in(self, at: int, group: str) -> Mention | None:
        return self._at(group).get(at) if self._begins(at, group) else None

    def _single(self, at: int, group: str) -> bool:
        return belongs(self._tokens, at, group)

    def _day_before(self, at: int) -> tuple[int | None, int]:
        """Return the day of the month that stands before word `at`, and where it begins."""
        back = at
        for _ in range(2):
            if back <= 0 or not self._linked(back):
                break
            back -= 1
        if back and self._tokens.seps[back] < COMMA:
            day = self._number(back - 1, 1, 31)
            ordinal = self._ordinal_end.get(back)
            if ordinal is not None and self._begins(ordinal.first - 1, "week"):
                return None, at
            if ordinal is not None:
                return int(ordinal.name), ordinal.first
            if day is not None:
                return day, back - 1
        return None, at

    def _day_of(self, at: int) -> tuple[int | None, int]:
        """Return the day that stands before "of last month" at word `at`, and where it begins."""
        linked = any(self._single(at - 1, link) for link in ("of-day", "article"))
        return self._day_before(at - 1) if linked else (None, at)

    def _linked(self, end: int) -> bool:
        """Say whether a word that links a day to its month stands before word `end`."""
        at = end - 1
        return any(
            m.last == end
            for group in ("of-day", "month")
            if self._begins(at, group)
            for m in self._mentions.group(group).inside(at, end)
        )

    def _year_after(self, at: int) -> tuple[int | None, int]:
        """Return the year that begins at word `at`, and where it ends."""
        for skip in range(3):
            if at + skip < len(self._tokens) and self._tokens.seps[at + skip] >= STRONG:
                break
            year = self._number(at + skip, 1000, 2199)
            if year is not None:
                return year, self._after_era(at + skip + 1)
            if not self._begins(at + skip, "of-day") and not self._begins(at + skip, "year"):
                break
        return None, at

    def _after_era(self, at: int) -> int:
        """Return the word after the era that a year may be followed by: "1443 AH"."""
        if at >= len(self._tokens) or self._tokens.seps[at] >= COMMA:
            return at
        return at + 1 if self._begins(at, "era") else at

    def _beside(self, at: int, group: str) -> Mention | None:
        """Return a phrase of the group at word `at`, or linked to it ("of the same year")."""
        for skip in range(4):
            if at + skip >= len(self._tokens) or self._tokens.seps[at + skip] >= STRONG:
                return None
            word = self._word_in(at + skip, group)
            if word is not None:
                return word
            if not any(self._single(at + skip, link) for link in _LINKS):
                return None
        return None

    def _direction(self, first: int, last: int) -> tuple[bool, int, int]:
        """Read "last" or "next" beside a date: whether ahead, the new end and the new start."""
        for group, ahead in (("last", False), ("next", True)):
            if (word := self._word_in(last, group)) is not None:
                return ahead, word.last, first
            before = first > 0 and self._begins(first - 1, group)
            if before and not self._tokens.marks[first] & ARABIC:
                return ahead, last, first - 1
        return False, last, first
