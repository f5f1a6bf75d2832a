"""English sentences in which a body has yet to decide on a text, whichever of the two comes first.

"Ministers will look at the bill on Thursday", "the bill is on the cabinet's agenda".
"""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import DENIED, PLANNED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import PAST
from mithaq.extract.words.tokens import STRONG

_SUBJECT, _VERB, _OBJECT = 7, 4, 12
_STAGES = {
    "council": "approval-government",
    "government": "approval-government",
    "house": "approval-parliament",
    "chamber": "approval-parliament",
}
_OTHERWISE = ("refer", "sign", "negotiate", "said", "hold", "postpone", "provision-verb")


class Deciding:
    """Reads approvals that are still to come."""

    def __init__(self, context: Context) -> None:
        self._c = context

    def acts(
        self, texts: list[Instrument], first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Return the approval that a body is told to decide on, if the words tell of one."""
        c = self._c
        if not c.words.any(first, last, "take-up", "approve", "before-body"):
            return []
        for group, stage in _STAGES.items():
            for body in c.mentions.group(group).inside(first, last):
                if body.lang != "en":
                    continue
                near = body.first - first <= _SUBJECT
                found = near and self._takes_up(body, texts, last)
                found = found or self._lies_before(body, texts, first)
                modality = c.modality.read(body.first, body.last, start, end) if found else None
                if modality and modality != DENIED:
                    about = min(texts, key=lambda i: abs(i.first - body.first), default=None)
                    at, stop, rule = body.first, body.last, "approval-by-actor"
                    return [Act(stage, PLANNED, at, stop, rule, about, True)]
        return []

    def _takes_up(self, body: Mention, texts: list[Instrument], last: int) -> bool:
        """Say whether a body will look at a text or pronoun, or does so on a day to come."""
        words, near = self._c.words, min(last, body.last + _VERB)
        far = min(last, near + _OBJECT)
        if words.any(body.last, near + 1, *_OTHERWISE) or self._parted(body.last, near):
            return False
        takes = words.any(body.last, near + 1, "take-up", "approve")
        ahead = words.any(body.last, near, "will-word", "future", "planned")
        told = any(m & PAST for m in self._c.tokens.marks[body.last : near])
        days = self._c.dates.inside(body.last, last)
        ahead = ahead or (not told and any(d.ahead or d.later for d in days))
        named = any(body.last <= i.first < far for i in texts)
        return takes and ahead and (named or words.any(body.last, far, "joint-ref"))

    def _lies_before(self, body: Mention, texts: list[Instrument], first: int) -> bool:
        """Say whether a text or pronoun that opens the part is told to be before a body."""
        words, opening = self._c.words, min(body.first, first + _SUBJECT)
        named = any(i.first < opening for i in texts) or words.any(first, first + 2, "joint-ref")
        lies = words.any(max(first, body.first - _OBJECT), body.first, "before-body")
        return named and lies and not self._parted(first, body.first)

    def _parted(self, low: int, high: int) -> bool:
        return any(self._c.tokens.seps[w] >= STRONG for w in range(low + 1, high))
