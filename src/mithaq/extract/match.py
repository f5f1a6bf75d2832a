"""Find every phrase of the lexicon in the words of a text.

First the plain phrases by one trie, then the patterns over word groups and gaps by another. Each
step looks only at the words ahead in the same sentence, so the time grows with the text alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from mithaq.extract.lexicon import Entry, Lexicon
from mithaq.extract.morphology import ARABIC, NUMBER
from mithaq.extract.ordered import Ordered
from mithaq.extract.tokens import COMMA, SENTENCE, STRONG, Tokens
from mithaq.extract.trie import END, GAP, WIDE_GAP, Node
from mithaq.extract.vocabulary import Word

_WIDEST_GAP = 7
_WIDEST_STAGE_GAP = 10
_NO_STOPS: frozenset[int] = frozenset()
_ARTICLES_IN_A_ROW = 4
_PASSED_OVER = "also"
_GAP_STOPS = frozenset({"gap-stop", "traffic", "exchange"})
_MASKED = frozenset(
    {"topic", "measure", "state", "demonym", "kind", "stage", "security-word", "planned"}
)
_ANY_LANGUAGE = frozenset({"state", "demonym", "capital"})
_MASKED_BY_OFFICE = _MASKED - {"state", "demonym"}


class Mention(NamedTuple):
    """A phrase of the lexicon in the text, by word numbers, end exclusive.

    `used` are the words that the phrase itself accounts for; a gap between them is not used.
    """

    role: str
    name: str
    first: int
    last: int
    used: tuple[int, ...]
    lang: str


_place = itemgetter(2, 3)


class Mentions:
    """All mentions of a text, given in order, by role and by name of group."""

    def __init__(self, found: list[Mention]) -> None:
        self._by_role: dict[str, list[Mention]] = defaultdict(list)
        self._by_group: dict[str, list[Mention]] = defaultdict(list)
        for mention in found:
            if mention.role == "group":
                self._by_group[mention.name].append(mention)
            else:
                self._by_role[mention.role].append(mention)
        self._roles: dict[str, Ordered[Mention]] = {}
        self._groups: dict[str, Ordered[Mention]] = {}

    def role(self, name: str) -> Ordered[Mention]:
        """Return the mentions of a role in text order."""
        found = self._roles.get(name)
        if found is None:
            found = self._roles[name] = Ordered(self._by_role.get(name, ()))
        return found

    def group(self, name: str) -> Ordered[Mention]:
        """Return the mentions of a word group in text order."""
        found = self._groups.get(name)
        if found is None:
            found = self._groups[name] = Ordered(self._by_group.get(name, ()))
        return found


def find_mentions(tokens: Tokens, lexicon: Lexicon) -> Mentions:
    """Return every mention that stands: longest of its role, and under no mask."""
    found = _plain(tokens, lexicon.entries)
    foreign = _foreign(tokens, found)
    plain = _in_language(found, foreign)
    patterned = _PatternWalk(tokens, lexicon, plain).found()
    return Mentions(_standing(plain + _in_language(patterned, foreign)))


def _foreign(tokens: Tokens, found: list[Mention]) -> list[str]:
    """Return for each word the language that its sentence is not in; none where no article tells.

    French "un" is not the United Nations. The language of a sentence is that of most of its
    articles, else of the whole text's.
    """
    articles = [m for m in found if m.name == "article" and m.role == "group" and m.lang != "ar"]
    if not articles:
        return []
    sentences = list(accumulate(sep == SENTENCE for sep in tokens.seps))
    votes = [0] * (sentences[-1] + 1)
    for mention in articles:
        votes[sentences[mention.first]] += 1 if mention.lang == "fr" else -1
    total = sum(votes)
    other = ["" if not (v or total) else "en" if (v or total) > 0 else "fr" for v in votes]
    return [other[number] for number in sentences]


def _in_language(found: list[Mention], foreign: list[str]) -> list[Mention]:
    """Drop words of the other Latin-script language; names of states count in every language."""
    if not foreign:
        return found
    return [m for m in found if m.lang != foreign[m.first] or m.role in _ANY_LANGUAGE]


def _plain(tokens: Tokens, entries: tuple[Entry, ...]) -> list[Mention]:
    """Return the phrases that are words in a row, articles between them left out."""
    found: list[Mention] = []
    words, seps = tokens.words, tokens.seps
    last = len(words) - 1
    for at, word in enumerate(words):
        for role, name, lang in word.alone:
            found.append(Mention(role, name, at, at + 1, (at,), lang))
        if word.phrases and at < last and seps[at + 1] == 0:
            following = words[at + 1]
            for node in word.phrases:
                # Most words that could begin a phrase do not: it is not worth a call to see that.
                if following.article or not node.keys().isdisjoint(following.forms):
                    _walk(node, at + 1, (at,), words, seps, entries, found)
    return found


def _walk(
    node: Node,
    at: int,
    used: tuple[int, ...],
    words: list[Word],
    seps: list[int],
    entries: tuple[Entry, ...],
    found: list[Mention],
) -> None:
    """Go on from `node`, whose phrase accounts for `used`, at word `at` or after articles."""
    stop = min(len(words), at + _ARTICLES_IN_A_ROW)
    while at < stop and seps[at] == 0:
        word = words[at]
        stepped = False
        for form in word.forms:
            child = node.get(form)
            if child is None:
                continue
            stepped = True
            more = (*used, at)
            if END in child:
                for number in child[END]:
                    role, name, lang = entries[number]
                    found.append(Mention(role, name, used[0], at + 1, more, lang))
                if len(child) == 1:
                    continue
            _walk(child, at + 1, more, words, seps, entries, found)
        if stepped or not word.article:
            return
        at += 1


class _PatternWalk:
    """One pass over the pattern trie; holds what does not change between steps.

    `_steps` gives, by word number, the keys of patterns that a word offers and the word after
    each: its own forms, and the word groups whose phrases begin with it.
    """

    __slots__ = ("_entries", "_found", "_roots", "_seps", "_steps", "_stops", "_words")

    def __init__(self, tokens: Tokens, lexicon: Lexicon, plain: list[Mention]) -> None:
        self._words, self._seps = tokens.words, tokens.seps
        self._entries, self._roots = lexicon.entries, lexicon.patterns
        self._found: list[Mention] = []
        self._steps: dict[int, list[tuple[str, int]]] = defaultdict(list)
        self._stops: set[int] = set()
        passed: set[int] = set()
        for at, word in enumerate(tokens.words):
            if word.steps:
                self._steps[at] = [(key, at + 1) for key in word.steps]
        in_patterns = lexicon.groups_in_patterns
        for role, name, first, last, _, _ in plain:
            if role == "group":
                if name in in_patterns:
                    self._steps[first].append(("{" + name + "}", last))
                if name in _GAP_STOPS:
                    self._stops.add(first)
                elif name == _PASSED_OVER:
                    passed.update(range(first, last))
        self._stops -= passed

    def found(self) -> list[Mention]:
        """Return all mentions of patterns."""
        for at in self._steps:
            root = self._roots.get(bool(self._words[at].marks & ARABIC))
            if root is not None:
                self._advance(root, at, ())
        return self._found

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
        stop = min(len(self._words), at + _ARTICLES_IN_A_ROW)
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


def _standing(found: list[Mention]) -> list[Mention]:
    """Return what no mask hides and no longer phrase of its kind covers, in order of place."""
    found.sort(key=_place)
    hidden = _mask_words(found, "mask-false-friend")
    office = _mask_words(found, "mask-office")
    open_ = found
    if hidden:
        open_ = [m for m in found if m.role not in _MASKED or hidden.isdisjoint(m.used)]
    longer = _of_several_words(open_)
    kept: dict[tuple[str, str, int, int], Mention] = {}
    for mention in found:
        role, name, first, last, used, _ = mention
        if role == "group":
            if name in _MASKED and not hidden.isdisjoint(used):
                continue
        elif (
            (role in _MASKED and not hidden.isdisjoint(used))
            or (role in _MASKED_BY_OFFICE and not office.isdisjoint(used))
            or _within_another(mention, longer)
        ):
            continue
        kept.setdefault((role, name, first, last), mention)
    return list(kept.values())


def _mask_words(found: list[Mention], name: str) -> set[int]:
    return {word for m in found if m.name == name and m.role == "group" for word in m.used}


def _of_several_words(found: list[Mention]) -> dict[tuple[str, int], list[Mention]]:
    """Return, by role and word, the mentions of concepts that account for more words than that."""
    several: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in found:
        if len(mention.used) > 1 and mention.role != "group":
            for word in mention.used:
                several[mention.role, word].append(mention)
    return several


def _within_another(mention: Mention, longer: dict[tuple[str, int], list[Mention]]) -> bool:
    """Say whether a longer phrase of the same role accounts for all the words of this one.

    Measures share their words ("exchange of information and expertise"), so only a longer phrase
    of the same measure counts.
    """
    role, name, first, _, used, _ = mention
    for other in longer.get((role, first), ()):
        if len(other.used) <= len(used) or (role == "measure" and other.name != name):
            continue
        if set(used).issubset(other.used):
            return True
    return False
