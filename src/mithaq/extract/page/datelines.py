"""Whether a date in the first lines is the day of the report itself: datelines, headers, labels."""

from __future__ import annotations

import re
from datetime import date

from mithaq.extract.dates.chains import DateMention, has_year
from mithaq.extract.page.furniture import Line
from mithaq.extract.words.mentions import Mentions
from mithaq.extract.words.morphology import PARTICIPLE, PAST, PRESENT
from mithaq.extract.words.tokens import COMMA, SENTENCE, Tokens

_HEADER_WORDS = 18
_LABEL_WORDS = 6
_PLACE_WORDS = 3
_BEFORE_WORDS, _DATELINE_WORDS = 9, 18
_AFTER_LABEL, _NEAR_LABEL, _SHORT = 4, 3, 8
_TELLING = ("kind", "topic", "stage")
_TOLD, _MASTHEAD = ("kind", "stage"), 6
_ACTING = ("hold", "sign", "approve", "between", "took-place")
#: The agency in brackets after the day: "Rabat, 31 mai 2016 (MAP) –".
_AGENCY = re.compile(r"\s*\([^()\n]{1,24}\)(?P<after>\s*\S)")
_BREAK = re.compile(r"\s*(?:[-–—|)/]|:(?!\d)|ـ\s)|\s+ـ")
_PARTED = re.compile(r"[,،|/(–—]|\s-|-\s|\sـ|ـ\s")
_DASHES = "-–—ـ:|)"
_BULLETS = "•●▪■◦*"
#: Entries of a chronology lie farther apart than the days a page was published and changed on.
_FAR_APART = 40


class Headings:
    """Judges the dates of the first lines of one text."""

    def __init__(
        self, tokens: Tokens, mentions: Mentions, heads: list[Line], dates: list[DateMention]
    ) -> None:
        self._tokens, self._mentions = tokens, mentions
        opening = {line.first for line in heads}
        days = [
            date.fromisoformat(_whole(d.value)) for d in dates if d.first in opening and d.value
        ]
        self._chronicle = bool(days) and (max(days) - min(days)).days > _FAR_APART

    def tells_day(self, line: Line, day: DateMention) -> bool:
        """Say whether a day in a line is that of the report."""
        if day.first == line.first and self._chronicle:
            return False
        if (day.first, day.last) == (line.first, line.last):
            return True
        return (
            self._is_dateline(line, day)
            or self._closes_line(line, day)
            or (
                self.tells_nothing_else(line)
                and has_year(self._tokens, day)
                and not self._looks_back(line, day)
            )
            or self.is_labelled(line, day)
            or self._of_sitting(line, day)
        )

    def _of_sitting(self, line: Line, day: DateMention) -> bool:
        """Say whether a heading tells the day of the sitting whose minutes follow."""
        short = line.last - line.first <= _HEADER_WORDS and has_year(self._tokens, day)
        before = self._mentions.group("session").inside(line.first, day.first)
        near = [m for m in before if day.first - m.last <= _NEAR_LABEL]
        full = short and bool(near) and not self._chronicle
        return full and not self._is_told(line.first, near[0].first)

    def tells_month(self, line: Line, month: DateMention) -> bool:
        """Say whether a month stands by itself in a header: "Policy brief no. 14 | June 2022"."""
        if (
            month.value is None
            or len(month.value) < len("2024-09")
            or not has_year(self._tokens, month)
        ):
            return False
        if (month.first, month.last) == (line.first, line.last):
            return not self._chronicle
        seps = self._tokens.seps
        parted = month.first == line.first or seps[month.first] >= COMMA
        parted = parted and (month.last == line.last or seps[month.last] >= COMMA)
        return parted and self.tells_nothing_else(line) and not self._chronicle

    def _tells_nothing(self, first: int, last: int) -> bool:
        """Say whether words name no act, no instrument and no matter of security."""
        if any(self._mentions.role(role).inside(first, last) for role in _TELLING):
            return False
        return not any(self._mentions.group(group).inside(first, last) for group in _ACTING)

    def _is_dateline(self, line: Line, day: DateMention) -> bool:
        """Say whether only a place and an agency stand before a day, and a break after it."""
        tokens, first, last = self._tokens, day.first, day.last
        words = first - line.first
        if words > _BEFORE_WORDS or last - line.first > _DATELINE_WORDS:
            return False
        before = tokens.text[line.start : tokens.starts[first]]
        alone = last == line.last
        if not alone and any(c in before for c in _BULLETS):
            return False
        rest = tokens.text[tokens.ends[last - 1] : line.end]
        if (agency := _AGENCY.match(rest)) is not None:
            rest = rest[agency.start("after") :]
        breaks = bool(_BREAK.match(rest))
        if not words:
            return alone or breaks or (rest.startswith(".") and self._of_weekday(day))
        if not self._tells_nothing(line.first, first):
            return False
        short = words <= _PLACE_WORDS
        placed = short and bool(self._mentions.role("capital").inside(line.first, first))
        if placed and (agency is not None or before.rstrip().endswith(tuple(_DASHES))):
            return True
        parted = bool(_PARTED.search(before))
        beside = short or before.rstrip().endswith(("-", "–", "—", "|", "ـ"))
        if not (parted and beside) and self._is_told(line.first, first):
            return False
        if not parted:
            return short and breaks and not rest.lstrip().startswith(":")
        if "(" in before and len(before.split("(")[0].split()) > _PLACE_WORDS:
            return False
        return alone or breaks or (rest.startswith((".", ").")) and (short or "(" in before))

    def _is_told(self, first: int, last: int) -> bool:
        """Say whether a verb or participle stands among words."""
        marks = self._tokens.marks[first:last]
        return any(m & (PAST | PRESENT | PARTICIPLE) for m in marks)

    def _of_weekday(self, day: DateMention) -> bool:
        return bool(self._mentions.role("weekday").inside(day.first, day.first + 1))

    def _looks_back(self, line: Line, day: DateMention) -> bool:
        """Say whether a headline only counts from a day: "Ten years after 16 May 2003"."""
        groups = (self._mentions.group(g) for g in ("after-act", "since"))
        return any(group.inside(line.first, day.first) for group in groups)

    def is_labelled(self, line: Line, day: DateMention) -> bool:
        """Say whether "published", "updated" leads a day in, or it dates a communiqué."""
        tokens = self._tokens
        for label in self._mentions.group("published-label").inside(line.first, day.first):
            near = day.first - _NEAR_LABEL <= label.last
            opens = label.last - line.first <= _LABEL_WORDS or tokens.seps[label.first] >= COMMA
            if near and opens and self._stands_alone(line, day):
                return True
        for label in self._mentions.group("dated").inside(line.first, day.first):
            if day.first - _NEAR_LABEL > label.last:
                continue
            nouns = self._mentions.group("report-noun").inside(label.first - 2, label.first)
            kinds = self._mentions.role("kind").inside(label.first - 2, label.first)
            gazettes = self._mentions.group("gazette").inside(line.first, day.first)
            if nouns and not kinds and not gazettes:
                return True
        return False

    def _stands_alone(self, line: Line, day: DateMention) -> bool:
        """Say whether a date and what leads it in are all of a line or sentence: no one acts."""
        tokens, end = self._tokens, day.last
        while end < line.last and tokens.seps[end] < SENTENCE:
            if tokens.seps[end] >= COMMA and self._dash_before(end):
                break
            end += 1
        if end - day.last > _AFTER_LABEL:
            return False
        begins = day.first
        while begins > line.first and tokens.seps[begins] < SENTENCE:
            begins -= 1
        telling = _TELLING if end - begins > _SHORT else ("kind", "topic")
        told = [self._mentions.role(role) for role in telling]
        told += [self._mentions.group(group) for group in _ACTING]
        acting = any(found.inside(begins, day.first) for found in told)
        return not acting and not self._mentions.group("gazette").inside(begins, day.first)

    def _closes_line(self, line: Line, day: DateMention) -> bool:
        """Say whether a full date after a dash ends a line, as after a byline: "… – 17 mars"."""
        if day.last != line.last or day.first == line.first or not self._dash_before(day.first):
            return False
        sentence = day.first
        while sentence > line.first and self._tokens.seps[sentence] < SENTENCE:
            sentence -= 1
        if self._of_weekday(day) and day.first - line.first <= _MASTHEAD:
            return not any(self._mentions.role(r).inside(line.first, day.first) for r in _TOLD)
        told = (self._mentions.role(role).inside(sentence, day.first) for role in _TELLING)
        return not any(told)

    def _dash_before(self, word: int) -> bool:
        tokens = self._tokens
        return any(c in _DASHES for c in tokens.text[tokens.ends[word - 1] : tokens.starts[word]])

    def tells_nothing_else(self, line: Line) -> bool:
        """Say whether a short line that holds a date tells nothing else: no act, no instrument."""
        if line.last - line.first > _HEADER_WORDS:
            return False
        told = (self._mentions.role(role).inside(line.first, line.last) for role in _TELLING)
        return not any(told) and not self._mentions.group("hold").inside(line.first, line.last)


def _whole(value: str | None) -> str:
    """Return the first day of a date."""
    return ((value or "") + "-01-01")[: len("2024-09-01")]
