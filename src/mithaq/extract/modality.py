"""Whether an act happened, is planned, is proposed or is denied, from the words before it."""

from __future__ import annotations

from bisect import bisect_left

from mithaq.extract.instruments import Words
from mithaq.extract.words.morphology import (
    ARABIC,
    AT,
    FUTURE,
    INFINITIVE,
    NUMBER,
    PARTICIPLE,
    PAST,
    PRESENT,
    VERBAL,
)
from mithaq.extract.words.tokens import COMMA, STRONG, Tokens
from mithaq.textfold import fold

OCCURRED, PLANNED, PROPOSED, DENIED = "occurred", "planned", "proposed", "denied"

_REACH = 12
_DENIAL_REACH = 18
_OFFERED = 24
_LATIN_NEGATION, _ARABIC_NEGATION = 6, 2
_EXCEPT_REACH = 9
_ARABIC_FUTURE, _LATIN_FUTURE = 4, 8
_CARRYING_REACH = 15
_BARE_REACH = 2
_AFTER_NOUN = 5
_NOUN_REACH = 5
_ASIDE = 4
_NOUNS = ("instrument-noun", "generic-instrument")
#: No question about the words around a trigger reaches farther.
_WIDEST = 18
_TURNING = (
    "conditional",
    "date-fixed",
    "deny",
    "deny-after",
    "future",
    "give-up",
    "in-order-to",
    "negation",
    "planned",
    "postpone",
    "proposed",
    "refuse",
    "so-proposed",
    "soon",
    "take-place",
    "that-do",
    "un-done",
    "until",
    "why-not",
)
_THINGS = (*_NOUNS, "drill", "session", "training-course")


class ModalityReader:
    """Reads the modality of triggers in one text."""

    def __init__(self, tokens: Tokens, words: Words) -> None:
        self._tokens, self._words = tokens, words
        self._futures = [at for at, marks in enumerate(tokens.marks) if marks & FUTURE]

    def read(self, first: int, last: int, start: int, end: int) -> str | None:
        """Return the modality of the trigger from `first` to `last`, None for a mere condition.

        `start` and `end` bound the sentence. Negation with an exception ("not until") affirms.
        """
        words, tokens = self._words, self._tokens
        if not self._turned(first, last):
            return OCCURRED
        if words.any(first, last, "postpone"):
            return PLANNED
        if words.any(first, last, "un-done"):
            return DENIED
        if self._describes(first):
            return DENIED if words.any(first - 1, first, "negation") else OCCURRED
        low = self._clause_start(first, start)
        ahead = self._ahead(first, low) or self._future_inside(first, last)
        if self._until(first, low):
            return PLANNED
        if words.any(max(low, first - _ASIDE), first, "why-not"):
            return PROPOSED
        if tokens.marks[first] & INFINITIVE and words.any(max(low, first - 3), first, "give-up"):
            return DENIED
        if self._denied_after(first, last, end) or self._refused(first, low):
            return DENIED
        if self._negated(first, last, low):
            if words.any(last, self._clause_end(last, end), "except") or self._excepted(first, low):
                ahead = ahead or words.any(low, first, "never-yet", "future")
                return PLANNED if ahead else OCCURRED
            near = min(end, last + _EXCEPT_REACH)
            waits = tokens.marks[first] & ARABIC and words.any(last, near, "until")
            return PLANNED if waits else DENIED
        if words.any(max(start, first - _DENIAL_REACH), first, "deny") or words.any(
            last, min(end, last + self._denial_reach(first)), "deny-after"
        ):
            return DENIED
        if words.any(max(low, first - 7), first, "conditional"):
            return None
        if words.any(low, first, "just-did"):
            return OCCURRED
        if words.any(max(low, first - 1), first, "date-fixed") and tokens.marks[first] & ARABIC:
            return PLANNED
        done = words.any(max(low, first - 2), first, "be") and tokens.marks[first] & ARABIC
        if done and not ahead:
            return OCCURRED
        if self._bare_participle(first):
            low = max(low, first - _BARE_REACH)
        if words.any(low, first, "proposed") and not self._told(first):
            return PROPOSED
        if tokens.marks[first] & ARABIC and words.any(last, last + 1, "so-proposed"):
            return PROPOSED
        awaited = words.any(low, first, "planned", "future") and not self._happened(first)
        if ahead or awaited or self._planned_after(last, end):
            return PLANNED
        noun = not tokens.marks[first] & VERBAL or words.any(first, first + 1, "acting-noun")
        if noun and self._carried_ahead(last, end):
            return PLANNED
        if tokens.marks[first] & INFINITIVE and self._after_to(first, low):
            offered = words.any(max(start, first - _OFFERED), first, "offer")
            return PROPOSED if offered or self._wanted_of_others(first, low) else PLANNED
        if not self._told(first) and words.any(max(low, first - 3), first, "in-order-to"):
            return PLANNED
        return PLANNED if self._subjunctive(first) else OCCURRED

    def _turned(self, first: int, last: int) -> bool:
        """Say whether any word around could make of an act told something else than done."""
        words, futures = self._words, self._futures
        if words.any(first - _WIDEST, last + _WIDEST, *_TURNING):
            return True
        near = bisect_left(futures, first - _WIDEST)
        if near < len(futures) and futures[near] < last + _WIDEST:
            return True
        infinitive = self._tokens.marks[first] & INFINITIVE
        return bool(infinitive) and words.any(first - 2, first, "to")

    def _happened(self, first: int) -> bool:
        """Say whether a word can only be an Arabic verb in the past, with its own feminine end."""
        marks = self._tokens.marks[first]
        past = marks & (ARABIC | PAST | PRESENT | AT | INFINITIVE) == ARABIC | PAST
        return past and self._tokens.surface(first, first + 1).endswith("ت")

    def _subjunctive(self, first: int) -> bool:
        """Say whether an Arabic verb in the present follows "that" at once: it is yet to be."""
        tokens, words = self._tokens, self._words
        at = first - 1 if words.any(first - 1, first, "helping-verb") else first
        soon = tokens.marks[at] & (ARABIC | PRESENT | PAST) == ARABIC | PRESENT
        told = words.any(at - 2, at, "then-did")
        return soon and not told and words.any(at - 1, at, "that-do")

    def _wanted_of_others(self, first: int, low: int) -> bool:
        """Say whether someone is to do what another wants: "wants Belgium to end …"."""
        wanted = self._words.any(low, first - 2, "want-of")
        return wanted and not self._words.any(first - 2, first - 1, "want-of")

    def _ahead(self, first: int, low: int) -> bool:
        """Say whether the trigger or a verb just before it has the Arabic future prefix."""
        tokens = self._tokens
        arabic = tokens.marks[first] & ARABIC
        reach = _ARABIC_FUTURE if arabic else _LATIN_FUTURE
        for word in range(first, max(low, first - reach) - 1, -1):
            if tokens.marks[word] & FUTURE:
                return True
            if tokens.seps[word] >= COMMA:
                return False
        return False

    def _refused(self, first: int, low: int) -> bool:
        """Say whether an Arabic noun is what somebody refuses: "refused to endorse"."""
        marks, near = self._tokens.marks[first], max(low, first - _NOUN_REACH)
        noun = marks & ARABIC and (marks & AT or not marks & (PAST | PRESENT))
        noun = noun and not self._words.any(first, first + 1, "go", "refer")
        return bool(noun) and self._words.any(near, first, "refuse")

    def _denied_after(self, first: int, last: int, end: int) -> bool:
        """Say whether an Arabic noun is followed by a negated verb: "talks … have not begun"."""
        tokens, words = self._tokens, self._words
        if tokens.marks[first] & VERBAL or not tokens.marks[first] & ARABIC:
            return False
        stop = min(end - 1, last + _AFTER_NOUN)
        if not words.any(last, stop, "negation"):
            return False
        near = [w for w in range(last, stop) if w in words.of("negation")]
        return any(words.any(w + 1, w + 2, "begin-word", "helping-verb") for w in near)

    def _denial_reach(self, first: int) -> int:
        """Return how far after a trigger a denial counts: farther after a noun, "the signing"."""
        return _REACH if self._tokens.marks[first] & VERBAL else _DENIAL_REACH

    def _clause_end(self, last: int, end: int) -> int:
        """Return how far after a trigger an exception counts: in Latin script to the comma."""
        tokens, far = self._tokens, min(end, last + _EXCEPT_REACH)
        if tokens.marks[last - 1] & ARABIC:
            return far
        return next((w for w in range(last, far) if tokens.seps[w] >= COMMA), far)

    def _until(self, first: int, low: int) -> bool:
        """Say whether an Arabic verb in the present names what is waited for: "until it adopts"."""
        marks = self._tokens.marks[first]
        waited = marks & ARABIC and marks & PRESENT
        return bool(waited) and self._words.any(max(low, first - 2), first, "until")

    def _future_inside(self, first: int, last: int) -> bool:
        """Say whether a noun and its verb, in the future, make the trigger."""
        tokens = self._tokens
        if self._words.any(first + 1, last, "take-place"):
            return True
        if tokens.marks[first] & VERBAL and not self._words.any(first, first + 1, *_THINGS):
            return False
        if not tokens.marks[first] & ARABIC and self._words.any(first, last, "future"):
            return True
        if tokens.marks[first] & ARABIC and self._words.any(first + 1, last, "planned"):
            return True
        return any(tokens.marks[word] & FUTURE for word in range(first + 1, last))

    def _told(self, first: int) -> bool:
        """Say whether the trigger is a verb in the past that no "be" or "have" goes before."""
        before = self._words.any(max(0, first - 3), first, "be", "have", "to")
        marks = self._tokens.marks[first]
        return bool(marks & PAST) and not marks & AT and not before

    def _bare_participle(self, first: int) -> bool:
        """Say whether a participle only describes the noun before it: "the agreement signed"."""
        marks = self._tokens.marks[first]
        if marks & (ARABIC | INFINITIVE) or not marks & PARTICIPLE:
            return False
        named = self._words.any(max(0, first - _NOUN_REACH), first, *_NOUNS)
        return named and not self._words.any(max(0, first - 3), first, "be", "have", "to")

    def _describes(self, first: int) -> bool:
        """Say whether an Arabic participle only describes the instrument that stands before it."""
        if not self._tokens.marks[first] & ARABIC or not self._words.any(
            first, first + 1, "signed"
        ):
            return False
        near = max(0, first - _NOUN_REACH)
        named = self._words.any(near, first, *_NOUNS)
        return named and not self._words.any(max(0, first - 3), first, "be", "have")

    def _opens_relative(self, word: int) -> bool:
        """Say whether a word such as "that" opens a clause about the noun just before it."""
        opens = self._words.any(word, word + 1, "relative")
        return opens and self._words.any(word - 1, word, *_NOUNS)

    def _carried_ahead(self, last: int, end: int) -> bool:
        """Say whether the verb that carries a noun is in the future: "the signing will follow"."""
        tokens, ahead = self._tokens, self._words.of("future", "postpone")
        helping = self._words.of("between", *_NOUNS)
        for word in range(last, min(end, last + _CARRYING_REACH)):
            if tokens.seps[word] >= COMMA:
                return False
            if word in ahead or tokens.marks[word] & FUTURE:
                return True
            if tokens.marks[word] & (PAST | PRESENT) and word not in helping:
                return False
        return False

    def _clause_start(self, first: int, start: int) -> int:
        tokens = self._tokens
        low, commas, finite = first, 0, 0
        told = self._told(first)
        while low > start and first - low < _REACH:
            if tokens.seps[low] >= STRONG:
                break
            commas += tokens.seps[low] == COMMA
            if commas > 1 and finite:
                break
            low -= 1
            if told and self._opens_relative(low):
                break
            past = tokens.marks[low] & PAST and not self._words.any(low, low + 1, "be", "have")
            finite += bool(past)
        return low

    def _negated(self, first: int, last: int, low: int) -> bool:
        arabic = self._tokens.marks[first] & ARABIC
        reach = self._arabic_reach(first, low) if arabic else _LATIN_NEGATION
        near = range(max(low, first - reach), first)
        seps = self._tokens.seps
        for word in near:
            if self._negates(word) and all(seps[w] < COMMA for w in range(word + 1, first + 1)):
                return True
        return any(self._negates(word) for word in range(first + 1, last - 1))

    def _negates(self, word: int) -> bool:
        """Tell whether a word negates; "No. 23" and "n° 6420" are numbers of laws."""
        words, marks = self._words, self._tokens.marks
        if word not in words.of("negation") or word in words.of("not-negation"):
            return False
        return not marks[min(word + 1, len(marks) - 1)] & NUMBER

    def _arabic_reach(self, first: int, low: int) -> int:
        """Return how far back an Arabic negation works: over helping verbs, far before "any"."""
        if self._words.any(max(low, first - 2), first, "any-word"):
            return _REACH
        at = first
        while at > low and self._words.any(at - 1, at, "helping-verb"):
            at -= 1
        return first - at + _ARABIC_NEGATION

    def _excepted(self, first: int, low: int) -> bool:
        """Say whether "only" or "but" stands before the trigger, and no "none" after that."""
        near = range(max(low, first - 4), first)
        negations = self._words.of("negation")
        last = max((w for w in near if w in negations), default=near.start - 1)
        return self._words.any(last + 1, first, "except")

    def _planned_after(self, last: int, end: int) -> bool:
        stop = last
        while stop < end and stop - last < 3 and self._tokens.seps[stop] < COMMA:
            stop += 1
        words = self._words
        return words.any(last, stop, "soon") and not words.any(last + 1, stop + 1, "by-agent")

    def _after_to(self, first: int, low: int) -> bool:
        """Say whether an infinitive follows "to" or "à", as in "a text to sign".

        Folded, "à" looks like the verb "a" (has); its accent tells them apart.
        """
        words = self._words
        object_ = words.any(first - 1, first, "object-pronoun")
        at = first - 1 if object_ and not words.any(first - 1, first, "to") else first
        if at <= low or not words.any(at - 1, at, "to"):
            return False
        if words.any(max(low, at - 3), at - 1, "did-to"):
            return False
        surface = self._tokens.surface(at - 1, at)
        return surface != fold(surface) or not words.any(at - 1, at, "have")
