"""Acts told once for many texts, "the council adopted the following", given to each item."""

from __future__ import annotations

import re
from itertools import pairwise

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context, Sentence
from mithaq.extract.discourse.drafts import Draft, Event, KindWord
from mithaq.extract.discourse.occasions import Dated
from mithaq.extract.discourse.timing import Timing
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import OCCURRED, PLANNED
from mithaq.extract.parties import Segment
from mithaq.extract.words.morphology import NUMBER
from mithaq.extract.words.tokens import COMMA

_BILL_BEFORE = 8
_ORDINAL, _STILL = 3, 2
_OPENING, _SEVERAL = 4, 2
_BULLET = re.compile(r"\s*(?:[-–—•*▪■●◦]|\d{1,2}\s*[-–.)/])")


class Lists:
    """Keeps the acts of a sentence that opens a list, as long as items follow."""

    def __init__(self, context: Context, timing: Timing) -> None:
        self._c, self._timing = context, timing
        self._shared = context.lexicon.codes.get("listed-stage", frozenset())
        self._acts: list[tuple[Act, list[Dated]]] = []
        self._left: list[tuple[Act, list[Dated]]] = []
        self._given: list[Draft] = []
        self._told: Draft | None = None
        self._whole = False
        self._since = 0
        self._noun: Instrument | None = None

    def step(self, sentence: Sentence) -> None:
        """Go on to a sentence; one that is no item leaves the list, to which a bill leads back."""
        self._since += 1
        if self._whole:
            self._acts, self._whole = [], False
        far = self._since > _STILL and not self._is_item(sentence)
        if far and self._acts:
            self._left, self._acts = self._acts, []
        elif self._left and not self._acts and self._is_bill(sentence):
            self._acts = self._left

    @property
    def open(self) -> bool:
        """Whether the sentence read belongs to a list."""
        return bool(self._acts)

    def head(self, acts: list[Act], part: Segment, sentence: Sentence, told: Draft | None) -> None:
        """Remember the acts of a sentence that opens a list or speaks of bills in general.

        What it has `told` of "three texts" is told of the items, no text by itself.
        """
        inline = part.last < sentence.last and self._ends_in_colon(part)
        colon = inline or self._ends_in_colon(sentence) or self._is_counted(acts, sentence)
        shared = [
            a
            for a in acts
            if a.stage in self._shared
            and a.modality in (OCCURRED, PLANNED)
            and (a.instrument is None or not a.instrument.kind or a.instrument.many)
        ]
        if not shared or not (colon or (not part.partners and self._in_general(part))):
            return
        done = [a for a in shared if a.modality == OCCURRED] or shared
        dated = [(a, self._timing.of(a, part, sentence, acts)) for a in done]
        self._acts = ([pair for pair in dated if pair[1]] or dated)[-1:]
        self._left, self._given = [], []
        self._told = told if told is not None and not told.kinds else None
        self._since = _STILL if inline else 0
        self._noun = next((a.instrument for a in shared if a.instrument is not None), None)

    def item(self, partner: str, part: Segment) -> Draft | None:
        """Return a record for an item that is only numbered: "the first concerns …"."""
        noun, words = self._noun, self._c.words
        if not self._acts or noun is None or not noun.kind:
            return None
        named = any(i.kind for i in self._c.instruments.inside(part.first, part.last))
        if named or not words.any(part.first, part.first + _ORDINAL, "ordinal-ref"):
            return None
        told = any(
            self._c.mentions.role(role).inside(part.first, part.last)
            for role in ("topic", "measure")
        )
        if not told and not words.any(part.first, part.last, "security-word"):
            return None
        draft = Draft(partner, noun.kind, part.first, True)
        draft.kinds.append(KindWord(noun.kind, noun.concept, noun.first, noun.last, False))
        return draft

    def without_bills(self, acts: list[Act]) -> list[Act]:
        """Leave out acts that only say what a bill of the list is for."""
        if not self._acts:
            return acts
        words = self._c.words
        return [
            a
            for a in acts
            if a.stage not in {head.stage for head, _ in self._acts}
            or not words.any(max(0, a.first - _BILL_BEFORE), a.first, "bill")
        ]

    def give(self, drafts: list[Draft]) -> None:
        """Give the acts of the list to the records of an item."""
        for draft in drafts:
            for act, dated in self._acts:
                for value, words in dated or [(None, None)]:
                    draft.add_event(
                        Event(
                            act.stage,
                            act.stage,
                            act.modality,
                            act.first,
                            act.last,
                            "for-each-item",
                            value,
                            words,
                        )
                    )
        if drafts:
            self._since = 0
        if self._acts and drafts and self._told is not None and self._told not in drafts:
            self._told.secure = False
        if self._acts:
            self._given += [d for d in drafts if not any(d is g for g in self._given)]

    def first_only(self, part: Segment) -> bool:
        """Say whether an item is of the first text it names: "bill 12 on the protocol to …"."""
        if self._acts and self._is_bill(part):
            return True
        return self._c.words.any(part.first, part.first + _OPENING - 1, "ordinal-ref")

    def together(self, part: Segment) -> list[Draft]:
        """Return the records of a list of which a part speaks as a whole: "both bills go to …"."""
        if len(self._given) < _SEVERAL or {*part.partners} - {d.partner for d in self._given}:
            return []
        whole = self._c.words.any(part.first, part.first + _OPENING, "all-of-list")
        return self._given if whole else []

    def _in_general(self, part: Segment) -> bool:
        """Say whether a part speaks of several texts without naming one."""
        return self._c.words.any(part.first, part.last, "several-texts")

    def _is_counted(self, acts: list[Act], sentence: Sentence) -> bool:
        """Say whether texts that are signed are told one by one: "two accords. The first …"."""
        at, words = sentence.last, self._c.words
        if not any(a.instrument is not None and a.instrument.many for a in acts):
            return False
        if not words.any(at, at + _SEVERAL, "ordinal-ref"):
            return False
        return not words.any(at, at + _OPENING, "office-minister", "office-head")

    def items(self, part: Segment) -> list[Segment]:
        """Cut a part of a list where a break leads to an item: "the first …; the second …"."""
        seps, words = self._c.tokens.seps, self._c.words
        cuts = []
        if words.any(part.first + 1, part.last + _SEVERAL, "ordinal-ref"):
            cuts = [
                w
                for w in range(part.first + 1, part.last)
                if seps[w] >= COMMA and words.any(w, w + _SEVERAL, "ordinal-ref")
            ]
        counted = [] if cuts else self._counted_off(part)
        self._whole = self._whole or bool(counted)
        cuts = cuts or counted
        if not cuts:
            return [part]
        if not self._acts and not self._after_colon(cuts[0]):
            return [part]
        edges = [part.first, *cuts, part.last]
        return [part._replace(first=a, last=b) for a, b in pairwise(edges)]

    def _counted_off(self, part: Segment) -> list[int]:
        """Return where texts are counted off: "three texts were signed: a pact, a protocol …"."""
        c = self._c
        texts = c.instruments.inside(part.first, part.last)
        for one, following in pairwise(texts):
            if one.many and not one.kind and following.kind and not following.known:
                between = range(one.last, following.first + 1)
                return [w for w in between if self._after_colon(w)]
        return []

    def _after_colon(self, word: int) -> bool:
        tokens = self._c.tokens
        return ":" in tokens.text[tokens.ends[word - 1] : tokens.starts[word]]

    def _ends_in_colon(self, sentence: Sentence | Segment) -> bool:
        tokens = self._c.tokens
        end = tokens.ends[sentence.last - 1]
        after = tokens.starts[sentence.last] if sentence.last < len(tokens) else len(tokens.text)
        return ":" in tokens.text[end:after]

    def _is_item(self, sentence: Sentence) -> bool:
        line = self._c.lines[sentence.line]
        if _BULLET.match(self._c.tokens.text[line.start : line.end]):
            return True
        if self._is_bill(sentence):
            return True
        return self._c.words.any(sentence.first, sentence.first + 2, "ordinal-ref", "list-number")

    def _is_bill(self, sentence: Sentence | Segment) -> bool:
        """Say whether a sentence opens with a bill and its number: "Bill 32.21 deals with …"."""
        at, marks = sentence.first, self._c.tokens.marks
        if not self._c.words.any(at, at + _ORDINAL, "bill"):
            return False
        return any(m & NUMBER for m in marks[at : at + 2 * _ORDINAL])
