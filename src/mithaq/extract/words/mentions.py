"""What the lexicon knows in the words of a text: every phrase found, by its role or word group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from mithaq.extract.words.ordered import Ordered
from mithaq.extract.words.vocabulary import Heard


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


_ARTICLE = "article"
#: The order of mentions in a text.
place = itemgetter(2, 3)


#: By group, the words that belong to it by themselves: most of what is found, so no mention is
#: made of them before one is asked for.
Singles: TypeAlias = dict[str, list[int]]


class Mentions:
    """All mentions of a text, given in order, by role and by name of group.

    `heard` tells of each word what it is by itself.
    """

    def __init__(self, found: list[Mention], singles: Singles, heard: Sequence[Heard]) -> None:
        self._by_role: dict[str, list[Mention]] = defaultdict(list)
        self._by_group: dict[str, list[Mention]] = defaultdict(list)
        self._singles, self._heard = singles, heard
        for mention in found:
            if mention.role == "group":
                self._by_group[mention.name].append(mention)
            else:
                self._by_role[mention.role].append(mention)
        self._roles: dict[str, Ordered[Mention]] = {}
        self._groups: dict[str, Ordered[Mention]] = {}
        self._firsts: dict[str, frozenset[int]] = {}
        self._lasts: dict[str, set[int]] = {}

    def role(self, name: str) -> Ordered[Mention]:
        """Return the mentions of a role in text order."""
        kept = self._roles.get(name)
        if kept is None:
            kept = self._roles[name] = Ordered(self._by_role.get(name, ()))
        return kept

    def group(self, name: str) -> Ordered[Mention]:
        """Return the mentions of a word group in text order."""
        kept = self._groups.get(name)
        if kept is None:
            kept = self._groups[name] = self._group(name)
        return kept

    def firsts(self, group: str) -> frozenset[int]:
        """Return the words at which mentions of a group begin."""
        kept = self._firsts.get(group)
        if kept is None:
            longer = (mention.first for mention in self._by_group.get(group, ()))
            kept = self._firsts[group] = frozenset(self._singles.get(group, ())).union(longer)
        return kept

    def lasts(self, group: str) -> set[int]:
        """Return the words before which mentions of a group end."""
        kept = self._lasts.get(group)
        if kept is None:
            kept = {mention.last for mention in self._by_group.get(group, ())}
            kept.update([at + 1 for at in self._singles.get(group, ())])
            self._lasts[group] = kept
        return kept

    @cached_property
    def articles(self) -> Counter[str]:
        """How many articles of each language the text has."""
        longer = (mention.lang for mention in self._by_group.get(_ARTICLE, ()))
        alone = (self._lang(at, _ARTICLE) for at in self._singles.get(_ARTICLE, ()))
        return Counter((*longer, *alone))

    @cached_property
    def groups(self) -> set[str]:
        """The names of the word groups that the text holds."""
        return self._by_group.keys() | self._singles.keys()

    def words(self, group: str) -> list[int]:
        """Return the numbers, in order, of the words that the mentions of a group account for."""
        longer, singles = self._by_group.get(group), self._singles.get(group, [])
        if not longer:
            return singles
        return sorted([*singles, *(word for mention in longer for word in mention.used)])

    def _group(self, name: str) -> Ordered[Mention]:
        singles, longer = self._singles.get(name, ()), self._by_group.get(name, ())
        if not singles and not longer:
            return _NONE
        found = [Mention("group", name, at, at + 1, (at,), self._lang(at, name)) for at in singles]
        return Ordered(sorted([*found, *longer], key=place) if longer else found)

    def _lang(self, at: int, group: str) -> str:
        heard = self._heard[at]
        return heard.langs[heard.groups.index(group)]


#: Most texts hold no word of most groups.
_NONE: Ordered[Mention] = Ordered(())
