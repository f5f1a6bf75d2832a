"""Patterns of the lexicon in the words of a text: words and word groups in a row, or gaps apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet
from itertools import accumulate

from mithaq.extract.lexicon import Lexicon
from mithaq.extract.mentions import Mention, Singles
from mithaq.extract.morphology import ARABIC, NUMBER
from mithaq.extract.tokens import COMMA, STRONG, Tokens
from mithaq.extract.trie import ARTICLES_IN_A_ROW, END, GAP, WIDE_GAP, Node

_WIDEST_GAP = 7
_WIDEST_STAGE_GAP = 10
_NO_STOPS: frozenset[int] = frozenset()
_PASSED_OVER = "also"
_GAP_STOPS = frozenset({"gap-stop", "traffic", "exchange"})


class PatternWalk:
    """One pass over the pattern trie; holds what does not change between steps.

    `_steps` gives, by word number, the keys of patterns that a word offers and the word after
    each: its own forms, and the word groups whose phrases begin with it.
    """

    __slots__ = ("_entries", "_found", "_openings", "_seps", "_steps", "_stops", "_words")

    def __init__(
        self, tokens: Tokens, lexicon: Lexicon, plain: list[Mention], singles: Singles
    ) -> None:
        self._words, self._seps = tokens.words, tokens.seps
        self._entries, self._openings = lexicon.entries, lexicon.openings
        self._found: list[Mention] = []
        self._steps: dict[int, list[tuple[str, int]]] = defaultdict(list)
        self._stops = {at for name in _GAP_STOPS for at, _ in singles.get(name, ())}
        passed = {at for at, _ in singles.get(_PASSED_OVER, ())}
        for at, word in enumerate(tokens.words):
            if word.steps:
                self._steps[at] = [(key, at + 1) for key in word.steps]
        keys = lexicon.groups_in_patterns
        for name, words in singles.items():
            key = keys.get(name)
            if key is not None:
                for at, _ in words:
                    self._steps[at].append((key, at + 1))
        for role, name, first, last, _, _ in plain:
            if role == "group":
                key = keys.get(name)
                if key is not None:
                    self._steps[first].append((key, last))
                if name in _GAP_STOPS:
                    self._stops.add(first)
                elif name == _PASSED_OVER:
                    passed.update(range(first, last))
        self._stops -= passed

    def found(self) -> list[Mention]:
        """Return all mentions of patterns."""
        ahead = self._keys_ahead()
        for at, steps in self._steps.items():
            openings = self._openings.get(bool(self._words[at].marks & ARABIC), {})
            for key, end in steps:
                opening = openings.get(key)
                # Most words that could open a pattern do not: its sentence has no next one.
                if opening is not None and not opening[0].isdisjoint(ahead[at]):
                    self._go_on(opening[1], end, tuple(range(at, end)))
        return self._found

    def _keys_ahead(self) -> list[set[str]]:
        """Return for each word the keys that its sentence offers."""
        sentences = list(accumulate(sep >= STRONG for sep in self._seps))
        offered: list[set[str]] = [{END} for _ in range(sentences[-1] + 1)] if sentences else []
        for at, steps in self._steps.items():
            keys = offered[sentences[at]]
            for key, _ in steps:
                keys.add(key)
        return [offered[number] for number in sentences]

    def _advance(self, node: Node, at: int, used: tuple[int, ...]) -> bool:
        """Take every step from `node` that word `at` offers; say whether there was one."""
        moved = False
        for key, end in self._steps[at]:
            if key in node:
                moved = True
                self._go_on(node[key], end, (*used, *range(at, end)))
        return moved

    def _go_on(self, node: Node, at: int, used: tuple[int, ...]) -> None:
        """Go on from `node`, whose phrase accounts for `used` and ends before word `at`."""
        for number in node.get(END, ()):
            role, name, lang = self._entries[number]
            self._found.append(Mention(role, name, used[0], at, used, lang))
        if GAP in node:
            self._over_gap(node[GAP], at, used, self._stops, _WIDEST_GAP)
        if WIDE_GAP in node:
            self._over_gap(node[WIDE_GAP], at, used, _NO_STOPS, _WIDEST_STAGE_GAP)
        stop = min(len(self._words), at + ARTICLES_IN_A_ROW)
        while at < stop and self._seps[at] == 0:
            if at in self._steps and self._advance(node, at, used):
                return
            if not self._words[at].article:
                return
            at += 1

    def _over_gap(
        self, node: Node, at: int, used: tuple[int, ...], stops: AbstractSet[int], widest: int
    ) -> None:
        """Go on from each word that a gap may lead to; numbers, as in dates, do not widen it."""
        commas = 0
        for reached in range(at, min(len(self._words), at + 2 * widest + 1)):
            sep = self._seps[reached]
            commas += sep == COMMA
            if sep >= STRONG or commas > 2 or (reached > at and reached - 1 in stops):
                return
            if reached in self._steps:
                self._advance(node, reached, used)
            widest -= not self._words[reached].marks & NUMBER
            if widest < 0:
                return
