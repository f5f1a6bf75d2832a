"""Words of a text, each with its place, its known forms and what parts it from the word before.

Offsets are code points of the text as given. Nothing is removed from the text: marks, tatweel and
invisible characters lie inside the words and vanish only in the folded form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate

from mithaq.extract.words.lexicon import Lexicon
from mithaq.extract.words.morphology import NUMBER, PARTED
from mithaq.extract.words.vocabulary import Vocabulary, Word
from mithaq.textfold import fold

JOINED, COMMA, STRONG, SENTENCE = range(4)

_LETTER = r"[^\W\d_]"
_MARKS = (
    "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u200b-\u200f\u2060-\u2069\u00ad]"
)
_WORD = re.compile(rf"(\d+|{_LETTER}+(?:{_MARKS}+{_LETTER}*)*)")
_KEPT = 50_000
_LONGEST_GAP = 16
#: Prose has no longer ones; a page without full stops must not cost the square of its length.
_LONGEST_SENTENCE = 500


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one text, as parallel lists.

    `words[i]` is what the lexicon knows of word i, and `forms[i]` and `marks[i]` are taken from it;
    `seps[i]` is what parts the word from the one before. `numbers` are those that are digits,
    `sentences` those that begin a sentence.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[Word]
    forms: list[tuple[str, ...]]
    marks: list[int]
    seps: list[int]
    numbers: list[int]
    sentences: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def surface(self, first: int, last: int) -> str:
        """Return the text from word `first` up to and without word `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]


class Tokenizer:
    """Cuts texts into words; remembers what it found out of words and gaps, up to a limit."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._vocabulary = Vocabulary(lexicon)
        self._gaps = _Gaps()
        self._abbreviations = lexicon.words.get("abbreviation", frozenset())

    def __call__(self, text: str) -> Tokens:
        """Return the words of a text."""
        pieces = _WORD.split(text)
        places = list(accumulate(map(len, pieces)))
        starts, ends = places[:-1:2], places[1::2]
        vocabulary = self._vocabulary
        words = [vocabulary[written] for written in pieces[1::2]]
        seps = self._separations(text, pieces[:-1:2], starts, ends)
        marks = [word.marks for word in words]
        if PARTED in marks:
            starts, ends, words, seps = _taken_apart(starts, ends, words, seps)
            marks = [word.marks for word in words]
        forms = [word.forms for word in words]
        numbers = [at for at, mark in enumerate(marks) if mark & NUMBER]
        sentences = list(_places(seps, SENTENCE))
        return Tokens(text, starts, ends, words, forms, marks, seps, numbers, sentences)

    def _separations(
        self, text: str, gaps: Sequence[str], starts: list[int], ends: list[int]
    ) -> list[int]:
        kinds = self._gaps
        seps = [kinds[gap] for gap in gaps]
        if seps:
            seps[0] = SENTENCE
        for at in _places(seps, _FULL_STOP):
            seps[at] = self._full_stop(gaps[at], text, ends[at - 1], starts[at])
        _break_up(seps)
        return seps

    def _full_stop(self, gap: str, text: str, start: int, end: int) -> int:
        """Decide what a full stop or an ASCII question mark between two words does."""
        first = start
        while first > 0 and (text[first - 1].isalnum() or text[first - 1] == "'"):
            first -= 1
        word = text[first:start]
        arabic = "\u0600" <= (word[-1:] or "a") <= "\u06ff" or "\u0600" <= text[end] <= "\u06ff"
        if "." not in gap:
            return JOINED if arabic else SENTENCE
        if gap == "." and (word.isdigit() or not arabic):
            return JOINED
        short = len(word) == 1 or fold(word) in self._abbreviations
        if not arabic and short and not word.isdigit():
            return JOINED
        if not arabic and text[end].islower() and gap == ". ":
            return JOINED
        return SENTENCE


def _places(values: Sequence[int], wanted: int) -> Iterator[int]:
    """Return where a value stands in a list, which may change behind."""
    at = -1
    with suppress(ValueError):
        while True:
            at = values.index(wanted, at + 1)
            yield at


def _break_up(seps: list[int]) -> None:
    """Break sentences that are too long."""
    begun = 0
    while begun + _LONGEST_SENTENCE < len(seps):
        try:
            begun = seps.index(SENTENCE, begun + 1, begun + _LONGEST_SENTENCE)
        except ValueError:
            begun += _LONGEST_SENTENCE
            seps[begun] = SENTENCE


def _taken_apart(
    starts: list[int], ends: list[int], words: list[Word], seps: list[int]
) -> tuple[list[int], list[int], list[Word], list[int]]:
    """Give the parts of names that are run together their own places among the words."""
    rows: list[tuple[int, int, Word, int]] = []
    for start, end, word, sep in zip(starts, ends, words, seps, strict=True):
        if not word.parts:
            rows.append((start, end, word, sep))
        for number, part in enumerate(word.parts):
            joined = JOINED if number else sep
            rows.append((start + part.start, start + part.end, part.word, joined))
    return (
        [row[0] for row in rows],
        [row[1] for row in rows],
        [row[2] for row in rows],
        [row[3] for row in rows],
    )


_FULL_STOP = -1
_MENU_BLANKS = re.compile(r"[ \u00a0\t]{4,}")
_ENDS = frozenset("!؟\n\r\u2028\u2029۔")
_STRONG = frozenset(";؛|•*■►»")
_WEAK = frozenset(",،:()[]—–…ـ")


class _Gaps(dict[str, int]):
    """What the writing between two words parts them by; short ones are remembered."""

    def __missing__(self, gap: str) -> int:
        kind = _classify(gap)
        if len(self) >= _KEPT:
            self.clear()
        if len(gap) <= _LONGEST_GAP:
            self[gap] = kind
        return kind


def _classify(gap: str) -> int:
    if any(c in _ENDS for c in gap) or _MENU_BLANKS.search(gap):
        return SENTENCE
    if "." in gap and "..." not in gap:
        return _FULL_STOP
    if "?" in gap:
        return _FULL_STOP
    if any(c in _STRONG and c != "»" for c in gap):
        return STRONG
    if any(c in _WEAK for c in gap) or " - " in gap or "..." in gap:
        return COMMA
    return JOINED
