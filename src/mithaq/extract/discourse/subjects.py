"""What a text is told to be about, where that is no matter of security."""

from __future__ import annotations

from mithaq.extract.context import Context
from mithaq.extract.discourse.drafts import Draft
from mithaq.extract.instruments import Instrument
from mithaq.extract.parties import Segment
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import ARABIC, NUMBER
from mithaq.extract.words.tokens import COMMA, SENTENCE

_TITLE, _SUBJECT = 25, 4
_OCCASION, _OPENING = 3, 5
_NAMED, _BEFORE, _CLAUSE = 2, 2, 12
_AIM, _LONG = "ل", 5


class Subjects:
    """Tells a text on driving licences from one that may yet prove to be on security."""

    def __init__(self, context: Context) -> None:
        self._c = context

    def civil(self, text: Instrument) -> bool:
        """Say whether a text is told to be about something, which is no matter of security."""
        if text.secure or not text.kind:
            return False
        if text.civil or text.many:
            return text.civil
        first, last = text.first - _BEFORE, self._end(text)
        if self._c.words.any(first, last, "civil-subject"):
            return True
        led = self._leads(text)
        return bool(led) and not self._wide(led[-1])

    def _leads(self, text: Instrument) -> list[int]:
        """Return the words at which what a text is about begins: "on …", "relatif à …"."""
        c, end = self._c, self._end(text)
        if self._aims(text.last):
            return [text.last]
        passing = c.words.of("no-title", "gathering-noun")
        found = []
        for lead in c.mentions.group("title-word").inside(text.last, end):
            if not passing.isdisjoint(range(lead.first - _OCCASION, lead.last)):
                continue
            if lead.last < end and not self._of_a_day(lead.last):
                found.append(lead.last)
        return found

    def _end(self, text: Instrument) -> int:
        """Return where the words that may tell what a text is about end."""
        c, end = self._c, min(len(self._c.tokens), text.last + _TITLE)
        later = [i.first for i in c.instruments.inside(text.last + 1, end) if i.kind]
        stop = min(later, default=end)
        breaks = (w for w in range(text.last, stop) if c.tokens.seps[w] >= COMMA)
        return next(breaks, stop)

    def _aims(self, at: int) -> bool:
        """Say whether an Arabic word gives the aim of the text before it: "accord to share …"."""
        tokens = self._c.tokens
        if at >= len(tokens) or not tokens.marks[at] & ARABIC or tokens.seps[at] >= COMMA:
            return False
        word = tokens.surface(at, at + 1)
        return word.startswith(_AIM) and len(word) >= _LONG and not self._of_a_day(at)

    def _of_a_day(self, at: int) -> bool:
        """Say whether a day, a number or a state follows: "on Monday", "for five years"."""
        c = self._c
        counted = any(c.tokens.marks[w] & NUMBER for w in range(at, min(at + 2, len(c.tokens))))
        return counted or bool(c.dates.inside(at, at + 2)) or bool(c.refs.inside(at, at + 2))

    def _wide(self, at: int) -> bool:
        """Say whether what a text is about is told in words that fit any matter: cooperation."""
        return self._c.words.any(at, at + _SUBJECT, "wide-subject")

    def tells_security(self, text: Instrument, draft: Draft) -> bool:
        """Say whether a text named again is one of security by the words it is named with now."""
        return text.secure and (not draft.civil or bool(self._leads(text)))

    def of_a_law(self, text: Instrument) -> bool:
        """Say whether "the text" is a law of one state, not having been called anything else."""
        c = self._c
        laws = [m.first for m in c.mentions.group("law-word").inside(0, text.last + _NAMED)]
        named = [i.first for i in c.instruments.inside(0, text.last) if i.kind]
        return bool(laws) and max(named, default=-1) < laws[-1]

    def of_others(self, text: Instrument) -> bool:
        """Say whether an organisation made a text: "the GCC, whose ministers signed …"."""
        c, first = self._c, max(0, text.first - _CLAUSE)
        many = c.words.of("multilateral") - c.words.of("drill")
        named = [w for w in range(first, text.first) if w in many]
        if not named or not c.words.any(named[-1] + 1, text.first, "relative"):
            return False
        return all(c.tokens.seps[w] < SENTENCE for w in range(named[-1] + 1, text.first + 1))

    def in_passing(self, mention: Mention) -> bool:
        """Say whether a matter is only what a gathering was about: "after a conference on …"."""
        first = mention.first
        return self._c.words.any(first - _OCCASION - 1, first, "gathering-noun")

    def speaks_of(
        self, mention: Mention, draft: Draft, part: Segment, named: list[Instrument]
    ) -> bool:
        """Say whether a matter of security named after a text was is a matter of that text.

        `named` are the texts of the part that stand for the record. Where the text is known to be
        on something else, only its own name tells.
        """
        if not draft.kinds:
            return True
        if self.in_passing(mention):
            return False
        if any(i.kind or i.known for i in named):
            return True
        words, at_once = self._c.words, self._at_once(draft, mention)
        opening = part.first, part.first + _OPENING
        if draft.civil and (not at_once or words.any(*opening, "said")):
            return False
        if words.any(part.first, part.last, "civil-word", "civil-subject"):
            return False
        if words.any(part.first, part.last, "both", "permission"):
            return True
        if words.any(*opening, "provision-verb", "ordinal-ref", "joint-ref"):
            return True
        return not draft.civil

    def _at_once(self, draft: Draft, mention: Mention) -> bool:
        """Say whether a matter is named in the sentence of a text or the next of its paragraph."""
        c, at = self._c, draft.kinds[-1].last
        line = c.line_of(at)
        if line is None or not at <= mention.first < line.last:
            return False
        return sum(c.tokens.seps[w] >= SENTENCE for w in range(at, mention.first + 1)) <= 1
