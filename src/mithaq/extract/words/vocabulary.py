"""What the lexicon knows of each written word, looked up once for all its places in all texts."""

from __future__ import annotations

from typing import NamedTuple

from mithaq.extract.words.labels import Entry
from mithaq.extract.words.lexicon import Lexicon
from mithaq.extract.words.morphology import (
    ARABIC,
    ATTACHED,
    CAPITAL,
    DEFINITE,
    NUMBER,
    PARTED,
    PARTICIPLE,
    PAST,
    PRESENT,
    VERB,
    VERBAL,
    known_forms,
    uninflected_forms,
)
from mithaq.extract.words.trie import END, Node
from mithaq.textfold import fold, fold_with_offsets

_KEPT = 50_000
_LONGEST_WORD = 60
_GLUED = 8

_Cut = tuple[int, int, tuple[str, ...], int]


class Heard(NamedTuple):
    """A word without what it would be in one of the languages in Latin script.

    `groups` names the word groups that it belongs to, each once, and `langs` the language of each;
    `steps` are the keys that it offers to patterns, and `openings` those patterns that one of them
    opens: the keys that may follow, and the node.
    """

    groups: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    openings: tuple[tuple[frozenset[str], Node], ...] = ()


#: The language that a sentence is not in, as `Word.heard` counts them.
LANGUAGES = ("", "en", "fr")
NOTHING_HEARD = (Heard(), Heard(), Heard())


class Word(NamedTuple):
    """A word as written, whatever stands around it.

    `forms` are the words of the lexicon that it may be and `marks` what is attached to it
    (`morphology`). By itself it belongs to the word `groups` and stands for what is
    `alone`; `phrases` are the nodes from which longer phrases that it begins go on. Phrases pass
    over an `article`. Names run together have `parts` and nothing else. `heard` is what it is in a
    sentence by the language that this is not in: none known, English, French (`LANGUAGES`).
    """

    forms: tuple[str, ...]
    marks: int
    groups: tuple[Entry, ...] = ()
    alone: tuple[Entry, ...] = ()
    phrases: tuple[Node, ...] = ()
    article: bool = False
    parts: tuple[Part, ...] = ()
    heard: tuple[Heard, Heard, Heard] = NOTHING_HEARD


class Part(NamedTuple):
    """One of several words written as one, by its place in the whole."""

    start: int
    end: int
    word: Word


class Vocabulary(dict[str, Word]):
    """Words by their writing, analysed when first asked for; at most 50,000 are remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, written: str) -> Word:
        word = self._analysed(written)
        if len(self) >= _KEPT:
            self.clear()
        if len(written) <= _LONGEST_WORD:
            self[written] = word
        return word

    def _analysed(self, written: str) -> Word:
        folded = fold(written)
        if not folded or len(written) > _LONGEST_WORD:
            return Word((), 0)
        if folded.isdecimal():
            return self._word((folded,), NUMBER)
        known = self._lexicon.forms
        forms, marks = known_forms(folded, known)
        if forms and marks & ARABIC and not any(self._whole(form) for form in forms):
            more, ending = uninflected_forms(folded, known)
            forms, marks = forms + tuple(f for f in more if f not in forms), marks | ending
        for form in forms:
            marks |= known[form]
        marks = _by_accent(written, marks)
        if not marks & DEFINITE or marks & ATTACHED:
            forms += tuple(VERB + form for form in forms if known[form] & VERBAL)
        if written[0].isupper():
            marks |= CAPITAL
        if not forms and marks & ARABIC and len(folded) >= _GLUED:
            parts = self._taken_apart(written)
            if parts:
                return Word((), PARTED, parts=parts)
        return self._word(forms, marks)

    def _whole(self, form: str) -> bool:
        """Say whether a form is a label by itself, not only a word of longer ones."""
        return bool(self._lexicon.forms[form] & VERBAL) or END in self._lexicon.phrases.get(
            form, {}
        )

    def _word(self, forms: tuple[str, ...], marks: int) -> Word:
        lexicon = self._lexicon
        nodes = [lexicon.phrases[form] for form in forms if form in lexicon.phrases]
        entries = [lexicon.entries[n] for node in nodes for n in node.get(END, ())]
        groups = tuple(entry for entry in entries if entry.role == "group")
        return Word(
            forms=forms,
            marks=marks,
            groups=groups,
            alone=tuple(entry for entry in entries if entry.role != "group"),
            phrases=tuple(node for node in nodes if node.keys() - {END}),
            article=not lexicon.articles.isdisjoint(forms),
            heard=self._heard(forms, groups, bool(marks & ARABIC)),
        )

    def _heard(
        self, forms: tuple[str, ...], groups: tuple[Entry, ...], arabic: bool
    ) -> tuple[Heard, Heard, Heard]:
        """Return what a word is by each language that its sentence is not in."""
        plain = self._heard_but(LANGUAGES[0], forms, groups, arabic)
        spoken = {entry.lang for entry in groups}
        english, french = (
            self._heard_but(lang, forms, groups, arabic) if lang in spoken else plain
            for lang in LANGUAGES[1:]
        )
        return plain, english, french

    def _heard_but(
        self, other: str, forms: tuple[str, ...], groups: tuple[Entry, ...], arabic: bool
    ) -> Heard:
        lexicon = self._lexicon
        langs = {entry.name: entry.lang for entry in reversed(groups) if entry.lang != other}
        keys = [form for form in forms if form in lexicon.words_in_patterns]
        keys += [key for name in langs if (key := lexicon.groups_in_patterns.get(name))]
        openings = lexicon.openings.get(arabic, {})
        opened = tuple(openings[key] for key in keys if key in openings)
        return Heard(tuple(langs), tuple(langs.values()), tuple(keys), opened)

    def _taken_apart(self, written: str) -> tuple[Part, ...]:
        """Split names of states that pages run together, such as الولاياتالمتحدة."""
        folded = fold_with_offsets(written)
        cuts = self._cuts(folded.text, 0, set())
        states = self._lexicon.state_forms
        if len(cuts) < 2 or all(states.isdisjoint(forms) for *_, forms, _ in cuts):
            return ()
        return tuple(
            Part(*folded.span(low, high), self._word(forms, marks))
            for low, high, forms, marks in cuts
        )

    def _cuts(self, text: str, at: int, dead: set[int]) -> tuple[_Cut, ...]:
        """Cut `text[at:]` into known words, if it can be; `dead` are places where it cannot."""
        known, states = self._lexicon.forms, self._lexicon.state_forms
        for cut in range(len(text) - 3, at + 2, -1):
            if not (text.startswith("ال", cut) or text[cut] == "و" or text[at:cut] in states):
                continue
            left, left_marks = known_forms(text[at:cut], known)
            if not left or cut in dead:
                continue
            right, right_marks = known_forms(text[cut:], known)
            if right:
                return ((at, cut, left, left_marks), (cut, len(text), right, right_marks))
            deeper = self._cuts(text, cut, dead)
            if deeper:
                return ((at, cut, left, left_marks), *deeper)
        dead.add(at)
        return ()


def _by_accent(word: str, marks: int) -> int:
    """Tell the French participle "signé" from the present "signe" by its accent."""
    both = PRESENT | PARTICIPLE
    if marks & both != both or marks & ARABIC or marks & PAST:
        return marks
    return marks & ~(PRESENT if "é" in word[-3:].lower() else PARTICIPLE)
