"""How a noun names an instrument: whether alone, again, as an exercise, in a condition."""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context
from mithaq.extract.discourse.drafts import Draft, KindWord
from mithaq.extract.instruments import Instrument
from mithaq.extract.parties import Segment
from mithaq.extract.words.morphology import ARABIC

#: Words that lead on from a noun to what it is about, or tell its kind.
_DESCRIBING = (
    "article",
    "concerning",
    "between",
    "signed",
    "with-state",
    "bind",
    "security-word",
    "relative",
    "joint-word",
)
_NEGATED = 3


class Naming:
    """Judges the nouns of one text, whatever is in focus."""

    def __init__(self, context: Context) -> None:
        self._c = context

    def bare(self, instrument: Instrument) -> bool:
        """Say whether a noun stands alone, "the convention aims at …": it tells nothing itself."""
        c, at = self._c, instrument.last
        if at >= len(c.tokens) or c.tokens.marks[instrument.first] & ARABIC:
            return False
        described = c.words.any(at, at + 1, *_DESCRIBING) or bool(c.refs.inside(at, at + 1))
        return not described and not c.words.any(at - 1, at, "security-word")

    def same_noun(self, word: KindWord, instrument: Instrument) -> bool:
        """Say whether a noun can name again what another did: a plan is no exercise."""
        if word.kind != instrument.kind:
            return False
        drills = [self._c.words.any(noun.first, noun.last, "drill") for noun in (word, instrument)]
        return drills[0] == drills[1]

    def mere_drill(self, draft: Draft, instrument: Instrument) -> bool:
        """Say whether a record is of an exercise, which no noun of a text names again."""
        words = self._c.words
        if words.any(instrument.first, instrument.last, "drill") or instrument.kind == "programme":
            return False
        return all(words.any(k.first, k.last, "drill") for k in draft.kinds)

    def with_partner(self, instrument: Instrument, partner: str) -> bool:
        """Say whether a text is named by its partner alone: "the convention with Bahrain"."""
        withs = self._c.mentions.group("with-state").inside(instrument.last, instrument.last + 2)
        return any(
            ref.code == partner and ref.first - with_.last <= 2
            for with_ in withs
            for ref in self._c.refs.inside(with_.last, with_.last + 3)
        )

    def decided_on(self, instrument: Instrument, acts: list[Act]) -> bool:
        """Say whether an exercise is only what a committee that sits decides on."""
        words = self._c.words
        if not words.any(instrument.first, instrument.last, "drill"):
            return False
        if any(a.first <= instrument.first < a.last or a.instrument == instrument for a in acts):
            return False
        sat = [a for a in acts if a.rule == "practice" and a.last <= instrument.first]
        return any(words.any(a.first, instrument.first, "joint-body") for a in sat)

    def hedged(self, instrument: Instrument, part: Segment) -> bool:
        """Say whether a text is named in a condition, as wrongly reported, or as what is not."""
        words, at = self._c.words, instrument.first
        if words.any(part.first, part.last, "conditional", "retracted"):
            return True
        return words.any(max(part.first, at - _NEGATED), at, "negation")
