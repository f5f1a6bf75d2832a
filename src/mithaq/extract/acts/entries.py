"""Entries of a chronology: a date at the head of a line, a dash or a colon, and what happened."""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context
from mithaq.extract.dates.chains import DateMention
from mithaq.extract.modality import OCCURRED, PLANNED
from mithaq.extract.words.morphology import ARABIC, FUTURE, PAST, PRESENT

_SIGNS = ":–—-"
_NEAR = 8


def to_come(context: Context, value: str | None) -> bool:
    """Say whether a day or month lies wholly after the publication of the article."""
    published = context.published_day
    return bool(published) and value is not None and value > published[: len(value)]


class Entries:
    """Tells the date that heads the line of an act, and what the line's tense means by it."""

    def __init__(self, context: Context) -> None:
        self._c = context

    def head(self, word: int) -> DateMention | None:
        """Return the date at the head of the line of a word, if it stands before that word."""
        c = self._c
        line = c.line_of(word)
        if line is None:
            return None
        found = c.dates.inside(line.first, line.first + 1)
        if not found or found[0].last > word or found[0].value is None:
            return None
        gap = c.tokens.text[c.tokens.ends[found[0].last - 1] : c.tokens.starts[found[0].last]]
        return found[0] if any(sign in gap for sign in _SIGNS) else None

    def told(self, act: Act, first: int, last: int) -> Act:
        """Return an act as done where a chronology tells it in the present: "1992 – it enters"."""
        c, marks = self._c, self._c.tokens.marks
        present = marks[act.first] & (ARABIC | PRESENT | PAST | FUTURE) == ARABIC | PRESENT
        head = self.head(act.first) if act.modality == PLANNED and present else None
        if head is None or head.first != first or to_come(self._c, head.value):
            return act
        low = max(head.last, act.first - _NEAR)
        ahead = c.words.any(low, act.first, "planned", "future", "until", "proposed", "negation")
        ahead = ahead or any(marks[w] & FUTURE for w in range(low, act.last))
        if ahead or c.dates.inside(head.last, last):
            return act
        return act._replace(modality=OCCURRED)
