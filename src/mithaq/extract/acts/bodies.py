"""Acts of Arabic sentences known by who stands beside what, whichever verb tells them.

A council or a chamber named with a text decides on it, unless its words say otherwise; a text that
has been there since a day binds; a draft that the two sides are told of with is being negotiated;
what both sides are told to have done on a day is carried out.
"""

from __future__ import annotations

from mithaq.extract.acts.entries import to_come
from mithaq.extract.acts.frames import DESCRIBING, UNDECIDED
from mithaq.extract.acts.linking import Act
from mithaq.extract.acts.stories import is_since
from mithaq.extract.context import Context
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import DENIED, OCCURRED, PLANNED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import ARABIC, AT, FOR, FUTURE, PAST, PRESENT
from mithaq.extract.words.ordered import Ordered
from mithaq.extract.words.tokens import STRONG

_REACH, _OPENING, _BEGUN = 24, 60, 10
_STAGES = (("council", "approval-government"), ("chamber", "approval-parliament"))
_BESIDE, _JOINT = 3, "joint-committee"
_NOT_BOUND = ("talks", "negotiate", "drafting", "retracted", "said")
_LED_IN = ("location", "toward")
_WEAK = frozenset((*DESCRIBING, "talks", "binds"))


class Bodies:
    """Reads Arabic acts from a body, or both sides, and a text in one sentence part."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._done = context.lexicon.codes.get("practised-measure", frozenset())
        self._reads = any(mark & ARABIC for mark in context.tokens.marks[:_OPENING])
        self._drafts, self._begins, self._letters = (
            context.mentions.group(name) for name in ("draft-noun", "begin-word", "letter-noun")
        )
        self._committees = context.mentions.group("bare-body")
        self._sittings = [context.mentions.group(name) for name in ("session", "hold", "meet-verb")]
        self._bodies = [(context.mentions.group(group), stage) for group, stage in _STAGES]

    def acts(self, told: list[Act], first: int, last: int, start: int, end: int) -> list[Act]:
        """Return the acts between words `first` and `last` that none of those `told` covers."""
        if not self._reads or any(a.rule not in _WEAK for a in told):
            return []
        inside = self._c.instruments.inside(first, last)
        texts = [i for i in inside if i.kind or i.known or i.bill]
        found = self._decided(texts, first, last, start, end) if texts else []
        if told and all(a.rule == "binds" for a in told):
            return found
        found = found or self._drafted(texts, first, last, start, end)
        if not told and not found:
            found = self._lettered(first, last, start, end)
            found = found or self._since(texts, first, last)
            found = found or self._sat(first, last, start, end)
            found = found or self._begun(first, last, start, end)
            found = found or self._practised(texts, first, last, start, end)
        return found

    def _decided(
        self, texts: list[Instrument], first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Read what a council or chamber did with a text: "the treaty won 212 deputies over"."""
        c = self._c
        for bodies, stage in self._bodies:
            for body in bodies.inside(first, last):
                about = self._nearest(texts, body)
                if about is None or c.words.any(first, last, *UNDECIDED, "council-word"):
                    continue
                modality = self._modality(first, last, start, end)
                if modality and (modality == PLANNED or not self._no_actor(body, bodies, first)):
                    at, stop, rule = body.first, body.last, "approval-by-actor"
                    return [Act(stage, modality, at, stop, rule, about, False)]
        return []

    def _no_actor(self, body: Mention, bodies: Ordered[Mention], first: int) -> bool:
        """Say whether a body only tells where, or whose officer speaks: "before the House"."""
        c, at = self._c, body.first
        whole = any(b.last >= body.last for b in bodies.inside(max(first, at - 2), at))
        if whole or c.tokens.marks[at] & (AT | FOR):
            return True
        led_in = c.words.any(max(first, at - 2), at, "body-officer", *_LED_IN)
        return led_in and not c.words.any(at - 1, at, "out-of")

    def _modality(self, first: int, last: int, start: int, end: int) -> str | None:
        """Return the modality of what the first verb of a part tells, planned where to come."""
        c, verb = self._c, self._verb(first, last)
        modality = c.modality.read(verb, verb + 1, start, end)
        if modality == DENIED and c.words.any(first, last, "oppose"):
            return OCCURRED  # nobody objected
        if modality != OCCURRED:
            return modality
        if any(d.ahead or to_come(c, d.value) for d in c.dates.inside(first, last)):
            return PLANNED
        return modality

    def _verb(self, first: int, last: int) -> int:
        """Return the first word that is known to be a verb, or the first word."""
        marks = self._c.tokens.marks
        verbs = (w for w in range(first, last) if marks[w] & (PAST | PRESENT | FUTURE))
        return next(verbs, first)

    def _drafted(
        self, texts: list[Instrument], first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Read a draft that the two sides are at: "the two capitals polish the last draft"."""
        c, drafts = self._c, self._drafts.inside(first, last) if texts else []
        if drafts and c.words.any(first, last, "council", "chamber", "bill", "gazette", "crown"):
            return []
        for draft in drafts:
            about = self._nearest(texts, draft)
            if about is None or about.bill or not self._both(first, last):
                continue
            modality = self._modality(first, last, start, end)
            if modality:
                at, stop = draft.first, draft.last
                return [Act("negotiation", modality, at, stop, "negotiation", about, True)]
        return []

    def _lettered(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read letters that those named at length between exchange."""
        c = self._c
        for letters in self._letters.inside(first, last):
            verbs = c.mentions.group("exchange").inside(max(first, letters.first - _REACH), last)
            told = [v for v in verbs if v.first < letters.first]
            told = [v for v in told if c.tokens.marks[v.first] & (PAST | PRESENT)]
            if not told or not self._both(first, last):
                continue
            modality = self._modality(told[-1].first, last, start, end)
            if modality:
                at, stop = letters.first, letters.last
                return [Act("signature", modality, at, stop, "letters", None, True)]
        return []

    def _since(self, texts: list[Instrument], first: int, last: int) -> list[Act]:
        """Read a text that has been there since a day: "they owe it to a treaty since 2016"."""
        c = self._c
        since = [d for d in c.dates.inside(first, last) if is_since(c, d)]
        about = next((i for i in texts if i.kind and not i.bill and not i.known), None)
        if not since or about is None or about.kind in ("programme", "dialogue"):
            return []
        at, stop = min(about.first, since[0].first), max(about.last, since[0].last)
        untold = c.words.any(first, stop, "negation") or c.words.any(first, last, *_NOT_BOUND)
        if untold:
            return []
        return [Act("in-force", OCCURRED, at, stop, "binds", about, True)]

    def _sat(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read "the committee" that a text set up, where it meets: "its committee first met"."""
        for body in self._committees.inside(first, last):
            low = max(first, body.first - _BESIDE)
            sits = [m for group in self._sittings for m in group.inside(low, body.last + _BESIDE)]
            if not sits or not self._set_up(body.first):
                continue
            modality = self._modality(sits[0].first, last, start, end)
            if modality:
                at, stop = min(body.first, sits[0].first), max(body.last, sits[0].last)
                return [Act("implementation", modality, at, stop, "practice", None, True)]
        return []

    def _set_up(self, at: int) -> bool:
        """Say whether a joint committee was told of before a word, and no chamber anywhere."""
        c = self._c
        told = (m for m in c.mentions.role("measure").inside(0, at) if m.last < at)
        joint = any(c.coarse(m) == _JOINT for m in told)
        return joint and not len(c.mentions.group("chamber"))

    def _begun(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read a measure that begins on a day: "the first queries will start in January"."""
        c = self._c
        begins = self._begins.inside(first, last) if c.dates.inside(first, last) else []
        for begin in begins:
            if not c.tokens.marks[begin.first] & (PAST | PRESENT | FUTURE):
                continue
            low, high = max(first, begin.first - _BEGUN), min(last, begin.last + _BEGUN)
            for measure in c.mentions.role("measure").inside(low, high):
                modality = self._modality(begin.first, last, start, end)
                if modality in (OCCURRED, PLANNED) and c.coarse(measure):
                    at, stop = begin.first, begin.last
                    return [Act("implementation", modality, at, stop, "practice", None, True)]
        return []

    def _practised(
        self, texts: list[Instrument], first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Read a measure that both sides are told with on a day: they carried it out then."""
        c = self._c
        if any(i.kind != "programme" for i in texts) or not c.dates.inside(first, last):
            return []
        if not c.names_both(first, last):
            return []
        if c.words.any(first, last, "said", "multilateral", "third-party-threat", "chamber"):
            return []
        for measure in c.mentions.role("measure").inside(first, last):
            if c.coarse(measure) not in self._done:
                continue
            modality = self._modality(first, last, start, end)
            if modality in (OCCURRED, PLANNED):
                at, stop = measure.first, measure.last
                return [Act("implementation", modality, at, stop, "practice", None, True)]
        return []

    def _both(self, first: int, last: int) -> bool:
        """Say whether a part names both sides, by their names or as "the two"."""
        c = self._c
        return c.names_both(first, last) or c.words.any(first, last, "both", "drafter")

    def _nearest(self, texts: list[Instrument], at: Mention) -> Instrument | None:
        """Return the text nearest to a mention with no strong break between them."""
        near = [i for i in texts if self._close(i.first, at.first)]
        named = [i for i in near if i.kind] or near
        return min(named, key=lambda i: abs(i.first - at.first), default=None)

    def _close(self, one: int, other: int) -> bool:
        low, high = sorted((one, other))
        seps = self._c.tokens.seps
        return high - low <= _REACH and all(seps[w] < STRONG for w in range(low + 1, high + 1))
