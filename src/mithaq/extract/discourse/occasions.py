"""Days told around an act: of the meeting, of the sitting, at the head of a chronology's entry."""

from __future__ import annotations

import re
from typing import TypeAlias

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context, Sentence
from mithaq.extract.dates.chains import DateMention
from mithaq.extract.modality import DENIED, OCCURRED
from mithaq.extract.parties import Segment

Dated: TypeAlias = tuple[str | None, tuple[int, int] | None]

_DAY = len("2024-09-01")
_TOLD_LIVE = frozenset({"signature", "initialling", "approval-government", "approval-parliament"})
_CLOCK = re.compile(r"\s*(?:[01]?\d|2[0-3])[:hH.][0-5]\d\s*[|–—:-]")
_OCCASION = 4
_MEETING = 10
_HEAD, _SHORT, _TWO = 3, 14, 2
_MADE = 5
_A_MONTH = len("2024-05")
_GOES_ON = frozenset({"signature", "initialling", "dialogue", "implementation"})
_NONE: Dated = (None, None)


class Occasions:
    """Remembers the days that sentences tell of, as the text is read.

    `given` are the places of the dates that acts have been given; `issue` is the day of the
    gazette that is read, if it is one.
    """

    def __init__(self, context: Context) -> None:
        self._c = context
        self._occasion: Dated = _NONE
        self._sitting: Dated = _NONE
        self._session: tuple[Dated, int, int] = (_NONE, 0, 0)
        self._minutes = self._of_minutes()
        self.issue = self._of_issue()
        self._heading: tuple[DateMention, int] | None = None
        self._headed_at = -1
        self._passed = self._number = 0
        self._read: list[Sentence] = []
        self.given: set[int] = set()

    def _of_minutes(self) -> Dated:
        """Return the day of publication, if the first lines tell of a chamber's sitting."""
        lines, words = self._c.lines[:_HEAD], self._c.words
        day = self._c.published.iso or ""
        bodies = any(words.any(x.first, x.last, "chamber") for x in lines)
        sits = any(
            words.any(x.first, x.last, "session") and x.last - x.first <= _SHORT for x in lines
        )
        return (day, None) if bodies and sits and len(day) == _DAY else _NONE

    def _of_issue(self) -> Dated:
        """Return the day of publication, if the first lines are those of an official gazette."""
        day = self._c.published.iso or ""
        named = self._c.mentions.group("gazette")
        heads = [x for x in self._c.lines[:_HEAD] if x.last - x.first <= _SHORT]
        seps = self._c.tokens.seps
        gazette = any(seps[m.first] for x in heads for m in named.inside(x.first, x.last))
        return (day, None) if gazette and len(day) == _DAY else _NONE

    def note(self, sentence: Sentence) -> None:
        """Remember the day of a meeting or sitting that a sentence tells of."""
        words, first, last = self._c.words, sentence.first, sentence.last
        self._passed += 1
        self._number += 1
        self._read = [*self._read[-1:], sentence]
        self._note_heading(sentence)
        days = [d for d in self._c.dates.inside(first, last) if len(d.value or "") == _DAY]
        if not days or days[0].ahead:
            return
        day: Dated = (days[0].value, (days[0].first, days[0].last))
        if words.any(first, last, "council", "chamber", "government") and not self._of_text(
            days[0]
        ):
            self._sitting = day
        low, high = max(first, days[0].first - _MEETING), min(last, days[0].last + _MEETING)
        sits = words.any(first, last, "chamber") and words.any(first, last, "session")
        if sits and words.any(low, high, "session", "hold"):
            self._session = day, last, self._number
        if words.any(low, high, "discuss", "talks", "session", "hold", "ceremony"):
            self._occasion, self._passed = day, 0

    def _of_text(self, day: DateMention) -> bool:
        """Say whether a day is that of a text the sentence names: "fait à Rabat le 31 janvier"."""
        low = max(0, day.first - _MADE)
        return self._c.words.any(low, day.first, "signed") and bool(
            self._c.instruments.inside(max(0, day.first - _SHORT * _TWO), day.first)
        )

    def _note_heading(self, sentence: Sentence) -> None:
        """Remember a date that is a sentence of its own: it heads an entry of a chronology."""
        found = self._c.dates.inside(sentence.first, sentence.first + 1)
        if found and found[0].last >= sentence.last - 1:
            alone = self._c.lines[sentence.line].last <= sentence.last
            self._heading, self._headed_at = (found[0], sentence.line + alone), -1
        elif self._heading is not None and self._heading[1] < sentence.line:
            self._heading = None

    def heading(self, act: Act, sentence: Sentence) -> DateMention | None:
        """Return the date that heads an entry, for the first act that the entry tells."""
        if self._heading is None or self._heading[1] != sentence.line or act.modality == DENIED:
            return None
        if self._headed_at not in (-1, act.first):
            return None
        self._headed_at = act.first
        return self._heading[0]

    def of(self, act: Act, part: Segment) -> Dated:
        """Return the day of the meeting in which an act without a day of its own took place."""
        if act.modality != OCCURRED:
            return _NONE
        published = self._c.published.iso
        if act.stage in _TOLD_LIVE and self._live(act) and len(published or "") == _DAY:
            return (published, None)
        if act.stage == "approval-government":
            return self._sitting
        if act.stage == "approval-parliament" and self._in_session(part):
            return self._session[0]
        if act.stage == "approval-parliament":
            return self._minutes
        near = self._passed <= _OCCASION
        if near and self._c.words.any(part.first, part.last, "that-occasion"):
            return self._occasion
        return self._told_before() if act.stage in _GOES_ON else _NONE

    def _told_before(self) -> Dated:
        """Return the only day of the sentence before, if no act took it and none is told here.

        A bare year dates what its own sentence says: "an initiative set up in 2004".
        """
        if len(self._read) < _TWO or self._read[0].line != self._read[1].line:
            return _NONE
        before, now = self._read
        days = self._c.dates.inside(before.first, before.last)
        if len(days) != 1 or self._c.dates.inside(now.first, now.last):
            return _NONE
        day = days[0]
        if day.value is None or len(day.value) < _A_MONTH or day.ahead or day.first in self.given:
            return _NONE
        return day.value, (day.first, day.last)

    def _in_session(self, part: Segment) -> bool:
        """Say whether a sentence shortly before told of a chamber's sitting."""
        _, end, number = self._session
        return 0 < end <= part.first and self._number - number <= _OCCASION

    def _live(self, act: Act) -> bool:
        """Say whether an act stands in a line that opens with the time of day: it is told live."""
        line = self._c.line_of(act.first)
        return line is not None and bool(_CLOCK.match(self._c.tokens.text[line.start : line.end]))
