"""Words of a text, each with its place, its known forms and what parts it from the word before.

Offsets are code points of the text as given. Nothing is removed from the text: marks, tatweel and
invisible characters lie inside the words and vanish only in the folded form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mithaq.extract.lexicon import Lexicon
from mithaq.extract.morphology import (
    ARABIC,
    ATTACHED,
    CAPITAL,
    DEFINITE,
    NUMBER,
    PARTICIPLE,
    PAST,
    PRESENT,
    VERB,
    VERBAL,
    known_forms,
)
from mithaq.textfold import fold, fold_with_offsets

JOINED, COMMA, STRONG, SENTENCE = range(4)

_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u200b-\u200f\u2060-\u2069\u00ad"
)
_WORD = re.compile(rf"\d+|[^\W\d_](?:[^\W\d_]|[{_MARKS}])*")
_CACHE_LIMIT = 50_000
_LONGEST_GAP = 16
_LONGEST_WORD = 60
_GLUED = 8

Analysis = tuple[tuple[int, int, tuple[str, ...], int], ...]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one text, as parallel lists.

    `forms[i]` are the words of the lexicon that word i may be, `marks[i]` what is attached to it
    (`mithaq.extract.morphology`), `seps[i]` what parts it from the word before.
    """

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[tuple[str, ...]]
    marks: list[int]
    seps: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def surface(self, first: int, last: int) -> str:
        """Return the text from word `first` up to and without word `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]


class Tokenizer:
    """Cuts texts into words; remembers the analysis of words seen, up to a limit."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._seen: dict[str, Analysis] = {}
        self._gaps: dict[str, int] = {}

    def __call__(self, text: str, start: int = 0, end: int | None = None) -> Tokens:
        """Return the words of `text[start:end]`, with offsets into the whole text."""
        stop = len(text) if end is None else end
        tokens = Tokens(text, [], [], [], [], [])
        seen = self._seen
        if len(seen) > _CACHE_LIMIT:
            seen.clear()
        starts, ends = tokens.starts.append, tokens.ends.append
        forms_of, marks_of, seps = tokens.forms.append, tokens.marks.append, tokens.seps.append
        gaps = self._gaps
        before = start
        for match in _WORD.finditer(text, start, stop):
            first, last = match.span()
            word = match.group()
            analysis = seen.get(word)
            if analysis is None:
                analysis = self._analyse(word)
                if len(word) <= _LONGEST_WORD:
                    seen[word] = analysis
            sep = gaps.get(text[before:first], _FULL_STOP)
            if sep == _FULL_STOP:
                sep = self._separation(text[before:first], text, before, first)
            for low, high, forms, marks in analysis:
                starts(first + low)
                ends(first + high)
                forms_of(forms)
                marks_of(marks)
                seps(sep)
                sep = JOINED
            before = last
        if tokens.seps:
            tokens.seps[0] = SENTENCE
        return tokens

    def _analyse(self, word: str) -> Analysis:
        if word[0].isdigit():
            return ((0, len(word), (fold(word),), NUMBER),)
        folded = fold(word)
        if not folded or len(word) > _LONGEST_WORD:
            return ((0, len(word), (), 0),)
        forms, marks = known_forms(folded, self._lexicon.forms)
        for form in forms:
            marks |= self._lexicon.forms[form]
        marks = _by_accent(word, marks)
        if not marks & DEFINITE or marks & ATTACHED:
            known = self._lexicon.forms
            forms += tuple(VERB + form for form in forms if known[form] & VERBAL)
        if word[0].isupper():
            marks |= CAPITAL
        if not forms and marks & ARABIC and len(folded) >= _GLUED:
            glued = self._split_glued(word)
            if glued:
                return glued
        return ((0, len(word), forms, marks),)

    def _split_glued(self, word: str) -> Analysis:
        """Split names of states that pages run together, such as الولاياتالمتحدة."""
        folded = fold_with_offsets(word)
        parts = self._known_parts(folded.text)
        if len(parts) < 2 or not any(
            set(forms) & self._lexicon.state_forms for *_, forms, _ in parts
        ):
            return ()
        return tuple((*folded.span(low, high), forms, marks) for low, high, forms, marks in parts)

    def _known_parts(self, text: str, at: int = 0) -> Analysis:
        for cut in range(len(text) - 3, at + 2, -1):
            if not (
                text.startswith("ال", cut) or text[cut] == "و" or text[at:cut] in self._cut_after
            ):
                continue
            left, left_marks = known_forms(text[at:cut], self._lexicon.forms)
            if not left:
                continue
            right, right_marks = known_forms(text[cut:], self._lexicon.forms)
            if right:
                return ((at, cut, left, left_marks), (cut, len(text), right, right_marks))
            deeper = self._known_parts(text, cut)
            if deeper:
                return ((at, cut, left, left_marks), *deeper)
        return ()

    @property
    def _cut_after(self) -> frozenset[str]:
        return self._lexicon.state_forms

    def _separation(self, gap: str, text: str, start: int, end: int) -> int:
        kind = self._gaps.get(gap)
        if kind is None:
            kind = _classify(gap)
            if len(self._gaps) > _CACHE_LIMIT:
                self._gaps.clear()
            if len(gap) <= _LONGEST_GAP:
                self._gaps[gap] = kind
        if kind >= 0:
            return kind
        return _full_stop(
            gap, text, start, end, self._lexicon.words.get("abbreviation", frozenset())
        )


def _by_accent(word: str, marks: int) -> int:
    """Tell the French participle "signé" from the present "signe" by its accent."""
    both = PRESENT | PARTICIPLE
    if marks & both != both or marks & ARABIC or marks & PAST:
        return marks
    return marks & ~(PRESENT if "é" in word[-3:].lower() else PARTICIPLE)


_FULL_STOP = -1
_MENU_BLANKS = re.compile(r"[ \u00a0\t]{4,}")
_ENDS = frozenset("!؟\n\r\u2028\u2029۔")
_STRONG = frozenset(";؛|•*■►»")
_WEAK = frozenset(",،:()[]—–…ـ")


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


def _full_stop(gap: str, text: str, start: int, end: int, abbreviations: frozenset[str]) -> int:
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
    if not arabic and (len(word) == 1 or fold(word) in abbreviations) and not word.isdigit():
        return JOINED
    if not arabic and text[end].islower() and gap == ". ":
        return JOINED
    return SENTENCE
