"""What an article is on, and what the sentence before told: whether a text is of security."""

from __future__ import annotations

from functools import cached_property

from mithaq.extract.context import Context
from mithaq.extract.discourse.headlines import is_headline
from mithaq.extract.instruments import Instrument
from mithaq.extract.parties import Segment
from mithaq.extract.words.tokens import COMMA

_LEAD, _TITLES, _PARAGRAPH = 60, 4, 140
_EXCLAIMED, _AGAINST = 3, 2


class Theme:
    """Says of one article whether it is on security where a text does not say what it is on."""

    def __init__(self, context: Context) -> None:
        self._c = context

    def holds(self, part: Segment, sole: bool) -> bool:
        """Say whether an article on security says nothing civil in a part.

        Where it has one partner, its lead says what it is on; where it has several, its title.
        """
        words = self._c.words
        if words.any(part.first, part.last, "civil-word"):
            return False
        if not sole:
            return self._titled_so
        start = self._c.lines[0].first
        end = min(start + _LEAD, part.last)
        topics = self._c.mentions.role("topic").inside(start, end)
        return bool(topics) or words.any(start, end, "security-word", "force-unit", "police")

    @cached_property
    def _titled_so(self) -> bool:
        """Whether a title of the article speaks of security, and of nothing civil."""
        words, text = self._c.words, self._c.tokens.text
        heads = [h for h in self._c.lines[:_TITLES] if is_headline(h, text)]
        civil = any(words.any(h.first, h.last, "civil-word") for h in heads)
        return not civil and any(words.any(h.first, h.last, "security-word") for h in heads)

    @cached_property
    def civil(self) -> bool:
        """Whether the article opens with trade, pensions or sport, and with nothing of security."""
        if not self._c.lines:
            return False
        words, start = self._c.words, self._c.lines[0].first
        prose = (x.last for x in self._c.lines if x.end - x.start >= _PARAGRAPH)
        end = min(start + _LEAD, next(prose, start + _LEAD))
        if not words.any(start, end, "civil-word", "civil-subject"):
            return False
        topics = self._c.mentions.role("topic").inside(start, end)
        weak = words.of("weak-topic")
        told = any(not weak.issuperset(m.used) for m in topics)
        return not told and not words.any(start, end, "security-word", "force-unit", "police")

    def fights(self, instrument: Instrument) -> bool:
        """Say whether a text is against what trade speaks of as well: "against corruption"."""
        at, seps = instrument.last, self._c.tokens.seps
        if instrument.civil or not self._c.words.any(at, at + _AGAINST, "fight"):
            return False
        topics = self._c.mentions.role("topic").inside(at, at + 2 * _AGAINST)
        return any(all(seps[w] < COMMA for w in range(at, m.first + 1)) for m in topics)

    def told_before(self, part: Segment) -> bool:
        """Say whether the sentence before speaks, of the same partner, of a matter of security."""
        if self._c.words.any(part.first, part.last, "civil-word"):
            return False
        before = [s for s in self._c.sentences if s.last <= part.first]
        told = [s for s in before if s.last - s.first > _EXCLAIMED][-1:]
        return any(self._c.mentions.role("topic").inside(s.first, s.last) for s in told)
