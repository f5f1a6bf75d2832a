"""Find every phrase of the lexicon in the words of a text.

First the plain phrases by one trie, then the patterns over word groups and gaps by another. Each
step looks only at the words ahead in the same sentence, so the time grows with the text alone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from mithaq.extract.lexicon import Entry, Lexicon
from mithaq.extract.ordered import Ordered
from mithaq.extract.tokens import COMMA, SENTENCE, STRONG, Tokens
from mithaq.extract.trie import END, GAP, WIDE_GAP, Node

_WIDEST_GAP = _WIDER_GAP = 7
_NO_STOPS: frozenset[int] = frozenset()
_ARTICLES_IN_A_ROW = 4
_GAP_STOPS = frozenset({"gap-stop", "traffic", "exchange"})
_MASKED = frozenset({"topic", "measure", "state", "demonym", "kind", "stage", "security-word"})
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


class Mentions:
    """All mentions of a text, in order, by role and by name of group."""

    def __init__(self, found: list[Mention]) -> None:
        self.all = found
        by_role: dict[str, list[Mention]] = defaultdict(list)
        by_group: dict[str, list[Mention]] = defaultdict(list)
        for mention in found:
            if mention.role == "group":
                by_group[mention.name].append(mention)
            else:
                by_role[mention.role].append(mention)
        self._by_role = {name: Ordered(items) for name, items in by_role.items()}
        self._by_group = {name: Ordered(items) for name, items in by_group.items()}
        self._nothing: Ordered[Mention] = Ordered([])

    def role(self, name: str) -> Ordered[Mention]:
        """Return the mentions of a role in text order."""
        return self._by_role.get(name, self._nothing)

    def group(self, name: str) -> Ordered[Mention]:
        """Return the mentions of a word group in text order."""
        return self._by_group.get(name, self._nothing)


def find_mentions(tokens: Tokens, lexicon: Lexicon) -> Mentions:
    """Return every mention that stands: longest of its role, and under no mask."""
    plain = _in_language(tokens, _plain(tokens, lexicon))
    groups: dict[int, list[tuple[str, int]]] = defaultdict(list)
    stops = frozenset(m.first for m in plain if m.role == "group" and m.name in _GAP_STOPS)
    for mention in plain:
        if mention.role == "group" and mention.name in lexicon.groups_in_patterns:
            groups[mention.first].append(("{" + mention.name + "}", mention.last))
    found = plain + _in_language(tokens, _patterned(tokens, lexicon, groups, stops), plain)
    return Mentions(_standing(found))


def _in_language(
    tokens: Tokens, found: list[Mention], clues: list[Mention] | None = None
) -> list[Mention]:
    """Drop words of the other Latin-script language: French "un" is not the United Nations.

    The language of a sentence is that of most of its articles, else of the whole text's; names of
    states count in every language.
    """
    if all(m.lang == "ar" or m.role in _ANY_LANGUAGE for m in found):
        return found
    sentence, number = [], 0
    for sep in tokens.seps:
        number += sep == SENTENCE
        sentence.append(number)
    votes: dict[int, int] = defaultdict(int)
    for mention in found if clues is None else clues:
        if mention.role == "group" and mention.name == "article" and mention.lang != "ar":
            votes[sentence[mention.first]] += 1 if mention.lang == "fr" else -1
    total = sum(votes.values())

    def fits(mention: Mention) -> bool:
        if mention.role in _ANY_LANGUAGE or mention.lang == "ar":
            return True
        vote = votes.get(sentence[mention.first], 0) or total
        return vote == 0 or (vote > 0) == (mention.lang == "fr")

    return [m for m in found if fits(m)]


def _plain(tokens: Tokens, lexicon: Lexicon) -> list[Mention]:
    found: list[Mention] = []
    root, entries, articles = lexicon.phrases, lexicon.entries, lexicon.articles
    forms, seps = tokens.forms, tokens.seps
    for i, starts in enumerate(forms):
        for form in starts:
            node = root.get(form)
            if node is not None:
                _walk(node, i, (i,), forms, seps, articles, entries, found)
    return found


def _walk(
    node: Node,
    at: int,
    used: tuple[int, ...],
    forms: list[tuple[str, ...]],
    seps: list[int],
    articles: frozenset[str],
    entries: tuple[Entry, ...],
    found: list[Mention],
) -> None:
    for number in node.get(END, ()):
        role, name, lang = entries[number]
        found.append(Mention(role, name, used[0], at + 1, used, lang))
    if len(node) == (END in node):
        return
    following = at + 1
    stop = min(len(forms), following + _ARTICLES_IN_A_ROW)
    while following < stop and seps[following] == 0:
        stepped = False
        for form in forms[following]:
            child = node.get(form)
            if child is not None:
                stepped = True
                _walk(child, following, (*used, following), forms, seps, articles, entries, found)
        if stepped or not any(form in articles for form in forms[following]):
            return
        following += 1


def _patterned(
    tokens: Tokens,
    lexicon: Lexicon,
    groups: dict[int, list[tuple[str, int]]],
    stops: frozenset[int],
) -> list[Mention]:
    found: list[Mention] = []
    root = lexicon.patterns
    walker = _PatternWalk(tokens, lexicon, groups, found, stops)
    for i, forms in enumerate(tokens.forms):
        if not forms:
            continue
        for form in forms:
            node = root.get(form)
            if node is not None:
                walker.step(node, i + 1, (i,))
        for key, end in groups.get(i, ()):
            node = root.get(key)
            if node is not None:
                walker.step(node, end, tuple(range(i, end)))
    return found


class _PatternWalk:
    """One pass over the pattern trie; holds what does not change between steps."""

    __slots__ = ("_articles", "_entries", "_forms", "_found", "_groups", "_seps", "_stops")

    def __init__(
        self,
        tokens: Tokens,
        lexicon: Lexicon,
        groups: dict[int, list[tuple[str, int]]],
        found: list[Mention],
        stops: frozenset[int],
    ) -> None:
        self._stops = stops
        self._forms, self._seps = tokens.forms, tokens.seps
        self._entries, self._articles = lexicon.entries, lexicon.articles
        self._groups, self._found = groups, found

    def step(self, node: Node, at: int, used: tuple[int, ...]) -> None:
        """Go on from `node`, whose phrase accounts for `used` and ends before word `at`."""
        for number in node.get(END, ()):
            role, name, lang = self._entries[number]
            self._found.append(Mention(role, name, used[0], at, used, lang))
        gap = node.get(GAP)
        if gap is not None:
            self._over_gap(gap, at, used, _WIDEST_GAP, self._stops)
        gap = node.get(WIDE_GAP)
        if gap is not None:
            self._over_gap(gap, at, used, _WIDER_GAP, _NO_STOPS)
        stop = min(len(self._forms), at + _ARTICLES_IN_A_ROW)
        while at < stop and self._seps[at] == 0:
            if self._advance(node, at, used):
                return
            if not any(form in self._articles for form in self._forms[at]):
                return
            at += 1

    def _advance(self, node: Node, at: int, used: tuple[int, ...]) -> bool:
        moved = False
        for form in self._forms[at]:
            child = node.get(form)
            if child is not None:
                moved = True
                self.step(child, at + 1, (*used, at))
        for key, end in self._groups.get(at, ()):
            child = node.get(key)
            if child is not None:
                moved = True
                self.step(child, end, (*used, *range(at, end)))
        return moved

    def _over_gap(
        self, node: Node, at: int, used: tuple[int, ...], widest: int, stops: frozenset[int]
    ) -> None:
        commas = 0
        for reach in range(widest + 1):
            if at + reach >= len(self._forms) or self._seps[at + reach] >= STRONG:
                return
            commas += self._seps[at + reach] == COMMA
            if commas > 2 or (reach and at + reach - 1 in stops):
                return
            self._advance(node, at + reach, used)


def _standing(found: list[Mention]) -> list[Mention]:
    found.sort(key=lambda m: (m.first, m.last))
    hidden = _mask_words(found, "mask-false-friend")
    office = _mask_words(found, "mask-office")
    widest: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in found:
        if mention.role != "group":
            for word in mention.used:
                widest[mention.role, word].append(mention)
    kept: dict[tuple[str, str, int, int], Mention] = {}
    for mention in found:
        role, name, first, last, used, _ = mention
        if role == "group":
            if name in _MASKED and not hidden.isdisjoint(used):
                continue
        elif (
            (role in _MASKED and not hidden.isdisjoint(used))
            or (role in _MASKED_BY_OFFICE and not office.isdisjoint(used))
            or _within_another(mention, widest)
        ):
            continue
        kept.setdefault((role, name, first, last), mention)
    return list(kept.values())


def _mask_words(found: list[Mention], name: str) -> set[int]:
    return {word for m in found if m.role == "group" and m.name == name for word in m.used}


def _within_another(mention: Mention, widest: dict[tuple[str, int], list[Mention]]) -> bool:
    """Say whether a longer phrase of the same role accounts for all the words of this one.

    Measures share their words ("exchange of information and expertise"), so only a longer phrase
    of the same measure counts.
    """
    rivals = widest[mention.role, mention.used[0]]
    if len(rivals) == 1:
        return False
    words = set(mention.used)
    for other in rivals:
        if mention.role == "measure" and other.name != mention.name:
            continue
        if len(other.used) > len(words) and words <= set(other.used):
            return True
    return False
