"""Patterns of the lexicon in the words of a text: words and word groups in a row, or gaps apart."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Set as AbstractSet
from itertools import pairwise

from mithaq.extract.words.lexicon import Lexicon
from mithaq.extract.words.mentions import Mention, Singles
from mithaq.extract.words.morphology import ARABIC, NUMBER
from mithaq.extract.words.tokens import COMMA, STRONG, Tokens
from mithaq.extract.words.trie import ARTICLES_IN_A_ROW, END, GAP, WIDE_GAP, Node
from mithaq.extract.words.vocabulary import Heard

_WIDEST_GAP = 7
_WIDEST_STAGE_GAP = 10
_NO_STOPS: frozenset[int] = frozenset()
_PASSED_OVER = "also"
_GAP_STOPS = frozenset({"gap-stop", "traffic", "exchange"})


class PatternWalk:
    """One pass over the pattern trie; holds what does not change between steps.

    Each word offers the keys of patterns that it has by itself, with the word after it next, and
    `_longer` those of the word groups whose phrases of several words begin with it.
    """

    __slots__ = (
        "_ahead",
        "_entries",
        "_found",
        "_heard",
        "_longer",
        "_openings",
        "_places",
        "_seps",
        "_stops",
        "_words",
    )

    def __init__(
        self,
        tokens: Tokens,
        lexicon: Lexicon,
        heard: list[Heard],
        plain: list[Mention],
        singles: Singles,
    ) -> None:
        self._words, self._seps, self._heard = tokens.words, tokens.seps, heard
        self._entries, self._openings = lexicon.entries, lexicon.openings
        self._found: list[Mention] = []
        self._ahead: set[str] = set()
        self._places: list[int] = []
        self._longer: dict[int, list[tuple[str, int]]] = defaultdict(list)
        self._stops = {at for name in _GAP_STOPS for at in singles.get(name, ())}
        passed = set(singles.get(_PASSED_OVER, ()))
        keys = lexicon.groups_in_patterns
        for role, name, first, last, _, _ in plain:
            if role == "group":
                key = keys.get(name)
                if key is not None:
                    self._longer[first].append((key, last))
                if name in _GAP_STOPS:
                    self._stops.add(first)
                elif name == _PASSED_OVER:
                    passed.update(range(first, last))
        self._stops -= passed

    def found(self) -> list[Mention]:
        """Return all mentions of patterns."""
        seps, self._places = self._seps, sorted(self._longer)
        starts = [at for at, sep in enumerate(seps) if sep >= STRONG]
        for first, last in pairwise([*starts, len(seps)]):
            self._read(first, last)
        return self._found

    def _read(self, first: int, last: int) -> None:
        """Find the patterns that begin from word `first` to before `last`, which no break parts."""
        heard = self._heard[first:last]
        longer = self._places[bisect_left(self._places, first) : bisect_left(self._places, last)]
        ahead = self._ahead = {END}.union(*[word.steps for word in heard])
        ahead.update(key for at in longer for key, _ in self._longer[at])
        # Most words that could open a pattern do not: what parts no break from them has no next.
        for at, word in enumerate(heard, first):
            for following, node in word.openings:
                if not following.isdisjoint(ahead):
                    self._go_on(node, at + 1, (at,))
        for at in longer:
            openings = self._openings.get(bool(self._words[at].marks & ARABIC), {})
            for key, end in self._longer[at]:
                if key in openings and not openings[key][0].isdisjoint(ahead):
                    self._go_on(openings[key][1], end, tuple(range(at, end)))

    def _advance(self, node: Node, at: int, used: tuple[int, ...]) -> bool:
        """Take every step from `node` that word `at` offers; say whether there was one."""
        moved = False
        for key in self._heard[at].steps:
            if key in node:
                moved = True
                self._go_on(node[key], at + 1, (*used, at))
        if at in self._longer:
            for key, end in self._longer[at]:
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
            if self._advance(node, at, used):
                return
            if not self._words[at].article:
                return
            at += 1

    def _over_gap(
        self, node: Node, at: int, used: tuple[int, ...], stops: AbstractSet[int], widest: int
    ) -> None:
        """Go on from each word that a gap may lead to; numbers, as in dates, do not widen it."""
        wanted = self._ahead.intersection(node)
        if not wanted:
            return
        commas = 0
        for reached in range(at, min(len(self._words), at + 2 * widest + 1)):
            sep = self._seps[reached]
            commas += sep == COMMA
            if sep >= STRONG or commas > 2 or (reached > at and reached - 1 in stops):
                return
            if reached in self._longer or not wanted.isdisjoint(self._heard[reached].steps):
                self._advance(node, reached, used)
            widest -= not self._words[reached].marks & NUMBER
            if widest < 0:
                return
