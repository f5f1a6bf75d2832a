"""French sentences in which a draft is settled, or put forward, whichever words tell it.

"Les termes en avaient été arrêtés", "se sont entendus en février sur le libellé": a part of a text
beside a verb of finishing. "A transmis un avant-projet d'accord": a draft beside one of sending.
"""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import DENIED, PROPOSED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.tokens import STRONG

_BEFORE, _AFTER, _NEAR, _AUXILIARY = 14, 10, 24, 4
_DECIDED = ("council", "chamber", "gazette", "crown")


class Drafting:
    """Reads negotiations in one French sentence part."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._settling = context.mentions.group("settle")
        self._drafts = context.mentions.group("first-draft")

    def acts(self, told: list[Act], first: int, last: int, start: int, end: int) -> list[Act]:
        """Return the negotiation that a part tells of, if no other does and no body decides."""
        c = self._c
        settling = self._settling.inside(first, last)
        drafts = self._drafts.inside(first, last)
        if (not settling and not drafts) or any(a.stage == "negotiation" for a in told):
            return []
        if c.words.any(first, last, *_DECIDED):
            return []
        texts = [i for i in c.instruments.inside(first, last) if not i.many]
        return self._settled(settling, texts, start, end, first, last) or self._put_forward(
            drafts, texts, first, last
        )

    def _settled(
        self,
        settling: list[Mention],
        texts: list[Instrument],
        start: int,
        end: int,
        first: int,
        last: int,
    ) -> list[Act]:
        """Read a part of a text that is finished or agreed on."""
        c = self._c
        for verb in settling:
            low, high = max(first, verb.first - _BEFORE), min(last, verb.last + _AFTER)
            parts = c.mentions.group("draft-part").inside(low, high)
            parts = [m for m in parts if self._whole(m, verb)]
            if verb.lang != "fr" or not parts or not self._told(verb):
                continue
            modality = c.modality.read(verb.first, verb.last, start, end)
            about = self._nearest(texts, verb)
            pronoun = c.words.any(max(first, verb.first - _AUXILIARY), verb.first, "object-pronoun")
            if modality and modality != DENIED and (about is not None or pronoun):
                at, stop = verb.first, verb.last
                return [Act("negotiation", modality, at, stop, "negotiation", about, True)]
        return []

    def _put_forward(
        self, drafts: list[Mention], texts: list[Instrument], first: int, last: int
    ) -> list[Act]:
        """Read a draft that one side sends the other."""
        c = self._c
        for draft in drafts:
            verbs = c.mentions.group("put-forward").inside(max(first, draft.first - _BEFORE), last)
            verbs = [v for v in verbs if v.first - draft.last <= _AUXILIARY and self._told(v)]
            if verbs:
                at, stop, about = verbs[0].first, verbs[0].last, self._nearest(texts, draft)
                return [Act("negotiation", PROPOSED, at, stop, "negotiation", about, True)]
        return []

    def _told(self, verb: Mention) -> bool:
        """Say whether a verb is told as done: after "a" or "ont été", or of several words."""
        if verb.last - verb.first > 1:
            return True
        return self._c.words.any(verb.first - _AUXILIARY, verb.first, "have")

    def _whole(self, one: Mention, other: Mention) -> bool:
        low, high = sorted((one.first, other.first))
        return low < high and all(self._c.tokens.seps[w] < STRONG for w in range(low + 1, high + 1))

    def _nearest(self, texts: list[Instrument], at: Mention) -> Instrument | None:
        """Return the text nearest to a mention, a named one before a general word."""
        near = [i for i in texts if abs(i.first - at.first) <= _NEAR]
        near = [i for i in near if i.kind] or near
        return min(near, key=lambda i: abs(i.first - at.first), default=None)
