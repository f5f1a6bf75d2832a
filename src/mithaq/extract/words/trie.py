"""Phrases of the lexicon as two tries: plain word sequences, and patterns over groups and gaps.

A node is a dictionary from a word to the next node; the entries that end at a node stand under
the empty word. In patterns a key in braces is a word group and `…` is a gap of a few words.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any, TypeAlias

from mithaq.textfold import fold

GAP = "…"
#: A gap in a stage's pattern: subjects and objects stand between a verb and its completion.
WIDE_GAP = "……"
END = ""
#: So many articles may stand between two words of a phrase.
ARTICLES_IN_A_ROW = 4

Node: TypeAlias = dict[str, Any]

_ARTICLE = re.compile(r"(?:[وف]?[بك]?ال|[وف]?لل)(?=\w{3})")
_PATTERN_PART = re.compile(r"\{[a-z-]+\}|…|\d+|[^\W\d_]+")


def is_pattern(label: str) -> bool:
    """Say whether a label needs the second trie: it names a word group or has a gap."""
    return "{" in label or GAP in label


def phrase_words(label: str) -> list[str]:
    """Return the folded words, groups and gaps of a label.

    >>> phrase_words("{exchange} … d'informations")
    ['{exchange}', '…', 'd', 'informations']
    """
    return [part if part[0] in "{…" else fold(part) for part in _PATTERN_PART.findall(label)]


def keys_of(label: str, articles: Container[str]) -> list[str]:
    """Return the keys by which a label is entered: inner articles and Arabic "the" left out.

    A label of one word keeps its article, so that "the day" can differ from "day".

    >>> keys_of("échange d'informations", {"d"})
    ['echange', 'informations']
    >>> keys_of("تبادل المعلومات", ()), keys_of("الخميس", ())
    (['تبادل', 'معلومات'], ['الخميس'])
    """
    words = phrase_words(label)
    if len(words) == 1:
        return words
    last = len(words) - 1
    kept = [w for i, w in enumerate(words) if i in (0, last) or w not in articles]
    return [_bare(word) for word in kept]


def _bare(word: str) -> str:
    """Take the article, and a proclitic before it, off a folded Arabic word."""
    match = _ARTICLE.match(word)
    return word[match.end() :] if match else word


def insert(root: Node, keys: Iterable[str], entry: int) -> None:
    """Enter a sequence of keys that ends in the entry of that number."""
    node = root
    for key in keys:
        node = node.setdefault(key, {})
    ends: list[int] = node.setdefault(END, [])
    if entry not in ends:
        ends.append(entry)


def shared(root: Node) -> Node:
    """Return a trie whose equal branches are one: less memory, and more of it at hand.

    >>> trie: Node = {}
    >>> insert(trie, ["police", "accord"], 1), insert(trie, ["security", "accord"], 1)
    (None, None)
    >>> small = shared(trie)
    >>> small == trie, small["police"] is small["security"]
    (True, True)
    """
    return _shared(root, {})


def _shared(node: Node, known: dict[frozenset[tuple[str, object]], Node]) -> Node:
    """Return the one of the `known` nodes that is equal to a node, its branches shared too."""
    found: Node = {}
    parts: list[tuple[str, object]] = []
    for key, child in node.items():
        found[key] = child if key == END else _shared(child, known)
        parts.append((key, tuple(child) if key == END else id(found[key])))
    return known.setdefault(frozenset(parts), found)


def openings(root: Node) -> dict[str, tuple[frozenset[str], Node]]:
    """Return the keys that patterns begin with, each with those that may follow and its node.

    Where a pattern ends at once, `END` is among those that follow.
    """
    return {key: (frozenset(_following(node)), node) for key, node in root.items()}


def _following(node: Node) -> Iterator[str]:
    for key, after in node.items():
        if key in (GAP, WIDE_GAP):
            yield from after
        else:
            yield key
