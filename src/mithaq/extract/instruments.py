"""Instruments in the text: what they are called, whether new or known, and what they are about."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from mithaq.extract.words.lexicon import Lexicon
from mithaq.extract.words.mentions import Mention, Mentions
from mithaq.extract.words.morphology import ARABIC, ATTACHED, DEFINITE, MANY, TWO
from mithaq.extract.words.tokens import COMMA, STRONG, Tokens

_NOUN_PHRASE = 16
_OTHER = 2
_PLURAL_ENDINGS = ("ات", "تين", "تان", "تا", "تي", "s")
_NO_WORDS: list[int] = []
_SECURITY, _CIVIL = "security-word", "civil-word"
_APPROVALS = ("approval-government", "approval-parliament")


class Instrument(NamedTuple):
    """A noun that names an instrument, by word numbers.

    `kind` is the coarse code, empty for general words such as "text"; `known` says that the noun
    points back (the agreement, this text), `other` that it sets itself apart (another, a second);
    `secure` and `civil` say what its noun phrase speaks of; `world` that more than two states
    made it.
    """

    first: int
    last: int
    kind: str
    concept: str
    known: bool
    other: bool
    many: bool
    secure: bool
    civil: bool
    world: bool
    bill: bool


class Words:
    """The words of one text that carry a given group, for questions by word number."""

    def __init__(self, mentions: Mentions) -> None:
        self._mentions = mentions
        self._present = mentions.groups
        self._sets: dict[tuple[str, ...], frozenset[int]] = {}
        self._ordered: dict[tuple[str, ...], list[int]] = {}

    def of(self, *groups: str) -> frozenset[int]:
        """Return the numbers of all words that belong to one of the groups."""
        kept = self._sets.get(groups)
        if kept is None:
            kept = self._sets[groups] = frozenset(self._in_order(groups))
        return kept

    def any(self, first: int, last: int, *groups: str) -> bool:
        """Say whether a word from `first` to before `last` belongs to one of the groups."""
        words = self._ordered.get(groups)
        if words is None:
            words = self._ordered[groups] = self._in_order(groups)
        if not words:
            return False
        at = bisect_left(words, first)
        return at < len(words) and words[at] < last

    def _in_order(self, groups: tuple[str, ...]) -> list[int]:
        if self._present.isdisjoint(groups):
            return _NO_WORDS
        present = [group for group in groups if group in self._present]
        if len(present) == 1:
            return self._mentions.words(present[0])
        return sorted(word for group in present for word in self._mentions.words(group))


def find_instruments(
    tokens: Tokens, mentions: Mentions, words: Words, lexicon: Lexicon
) -> list[Instrument]:
    """Return the instruments named in the text, in order."""
    consent = {
        m.used[-1]
        for m in mentions.role("stage")
        if m.name in _APPROVALS and m.lang == "fr" and len(m.used) > 1
        if not words.any(m.first, m.last - 1, "approval")
    }
    named = [m for m in mentions.role("kind") if m.last - m.first > 1 or m.first not in consent]
    taken = {w for m in named for w in m.used}
    taken |= {w for m in mentions.group("sign") if m.last - m.first > 1 for w in m.used}
    loose = [m for m in mentions.group("generic-instrument") if not taken & set(m.used)]
    criminal = lexicon.codes.get("criminal-measure", frozenset())
    weak = words.of("weak-topic")
    subjects = frozenset(
        w
        for role in ("topic", "measure")
        for m in mentions.role(role)
        if m.role == "topic" or m.name in criminal
        for w in m.used
        if w not in weak
    )
    heads = {m.first for m in named}
    loose = [m for m in loose if not heads & {m.last, m.last + 1}]
    found = [_instrument(tokens, words, lexicon, subjects, m) for m in named + loose]
    return sorted(found)


def _instrument(
    tokens: Tokens, words: Words, lexicon: Lexicon, subjects: frozenset[int], mention: Mention
) -> Instrument:
    first, last = mention.first, mention.last
    marks = 0
    for word in range(first, last):
        marks |= tokens.marks[word]
    end = _phrase_end(tokens, words, last)
    start = first if tokens.marks[first] & ARABIC else _phrase_start(tokens, words, first)
    secure = words.any(start, end, _SECURITY) or not subjects.isdisjoint(range(start, end))
    many = bool(tokens.marks[first] & (MANY | TWO)) or _plural(tokens.forms[first])
    made_by_many = words.of("multilateral") - words.of("drill")
    world = not made_by_many.isdisjoint(range(max(start, first - 2), min(end, last + 3)))
    return Instrument(
        first=first,
        last=last,
        kind=lexicon.coarse.get(f"kind:{mention.name}", mention.name)
        if mention.role == "kind"
        else "",
        concept=mention.name if mention.role == "kind" else "",
        known=_points_back(tokens, words, first, last),
        other=words.any(max(0, first - 2), first, "another", "some")
        or words.any(last, _unbroken(tokens, last, _OTHER), "another"),
        many=many,
        secure=secure,
        civil=words.any(start, end, _CIVIL),
        world=world,
        bill=words.any(first, last, "bill"),
    )


def _unbroken(tokens: Tokens, last: int, reach: int) -> int:
    """Return where at most `reach` words after word `last` end, before any break."""
    stop = last
    while stop < min(last + reach, len(tokens)) and tokens.seps[stop] < COMMA:
        stop += 1
    return stop


def _plural(forms: tuple[str, ...]) -> bool:
    """Say whether a noun that the lexicon lists as it stands has a plural ending."""
    return any(form.endswith(_PLURAL_ENDINGS) for form in forms)


def _points_back(tokens: Tokens, words: Words, first: int, last: int) -> bool:
    marks = tokens.marks[first]
    if last - first > 1 and words.any(first, first + 1, "definite") and not marks & ARABIC:
        return True
    if words.any(max(0, first - 1), first, "this") and tokens.seps[first] < COMMA:
        return True
    if marks & ARABIC:
        return bool((marks | tokens.marks[last - 1]) & (DEFINITE | ATTACHED))
    return words.any(max(0, first - 2), first, "definite") and not words.any(
        max(0, first - 1), first, "another", "some"
    )


def _phrase_end(tokens: Tokens, words: Words, last: int) -> int:
    """Return where the noun phrase after an instrument ends: a break, or its full length."""
    stop = min(len(tokens), last + _NOUN_PHRASE)
    including = words.of("including")
    for word in range(last, stop):
        if tokens.seps[word] >= STRONG or word in including:
            return word
        if tokens.seps[word] >= COMMA and word - last > 2:
            return word
    return stop


def _phrase_start(tokens: Tokens, words: Words, first: int) -> int:
    """Return where the noun phrase before an English head noun begins."""
    start, joining = first, words.of("conjunction")
    while start > 0 and first - start < 4 and tokens.seps[start] < COMMA:
        if start - 1 in joining:
            break
        start -= 1
    return start
