"""Finding things by words, whatever the language, the case, the accents or the vowel marks.

What can be found are cooperations, actors, sources and concepts. A cooperation is found by its own
names and titles, by the summaries, words and places of its statements, and by the names of its
partner, kind, topics, measures and signers in every language, so that a word in one language finds
what is written in another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from mithaq.names import node
from mithaq.textfold import fold

#: The least weight of a text that says what a thing is called, and with whom it is.
NAMES_ONLY = 3

#: How much a match weighs in each property: what a thing is called counts most.
WEIGHTS: Mapping[ox.NamedNode, int] = {
    node(name): weight
    for name, weight in {
        "skos:prefLabel": 8,
        "skos:notation": 8,
        "skos:altLabel": 6,
        "mq:title": 6,
        "skos:hiddenLabel": 5,
        "mq:number": 4,
        "mq:publisher": 3,
        "mq:question": 3,
        "mq:summary": 2,
        "mq:quote": 2,
        "mq:place": 2,
        "mq:dateAsWritten": 1,
        "mq:reason": 1,
    }.items()
}

#: Through which properties of a cooperation the names of other things lead to it, and what they
#: weigh.
LINKS: Mapping[ox.NamedNode, int] = {
    node(name): weight
    for name, weight in {
        "mq:partner": 4,
        "mq:kind": 3,
        "mq:covers": 2,
        "mq:provides": 2,
        "mq:signedBy": 2,
    }.items()
}

_NAMES = tuple(node(n) for n in ("skos:prefLabel", "skos:altLabel", "skos:notation", "mq:demonym"))
_ABOUT, _EVIDENCE = node("mq:about"), node("mq:evidence")
_PREFERS, _RIVAL = node("mq:prefers"), node("mq:rival")
_TYPE, _IN_SCHEME = node("rdf:type"), node("skos:inScheme")
_FINDABLE = frozenset(
    node(f"mq:{name}")
    for name in (
        *("Instrument", "Practice", "MultilateralFramework"),
        *("State", "Institution", "Official", "Source"),
    )
) | {node("skos:Concept")}

_WORD = re.compile(r"\w+")
# The Arabic article and the particles written in one word with it or before it.
_ATTACHED = re.compile(r"(?:[وفبك]?ال|لل)(?=\w{3})")

WHOLE, BEGINNING, INSIDE = 3, 2, 1

#: What a reader mostly looks for; a hit among these counts twice.
_FIRST = frozenset(
    node(f"mq:{name}") for name in "Instrument Practice MultilateralFramework State".split()
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text by which something can be found, and how much a match in it weighs."""

    literal: ox.Literal
    weight: int
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what, how well, and the text that matched best."""

    thing: ox.NamedNode
    score: int
    text: ox.Literal


@dataclass(frozen=True, slots=True)
class Index:
    """All that can be found in one store, by the words that lead to it."""

    texts: Mapping[ox.NamedNode, tuple[Text, ...]]
    types: Mapping[ox.NamedNode, frozenset[ox.NamedNode]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: ox.Store) -> Index:
        """Read the index from a store with the easy view."""
        types = _types(store)
        gathered: dict[ox.NamedNode, list[Text]] = {thing: [] for thing in types}
        owners = _owners(store)
        for prop, weight in WEIGHTS.items():
            for quad in store.quads_for_pattern(None, prop, None):
                for thing in _things(quad.subject, types, owners):
                    gathered[thing].append(_text(quad.object, weight))
        for thing, texts in _linked(store):
            gathered[thing].extend(texts)
        for thing, texts in gathered.items():
            texts.append(_text(ox.Literal(_local(thing)), WEIGHTS[_NAMES[0]]))
        return cls({thing: tuple(texts) for thing, texts in gathered.items()}, types)

    def find(self, query: str, types: Iterable[ox.NamedNode] = (), least: int = 0) -> list[Hit]:
        """Return what all words of a query lead to, best first.

        ``types`` limits it to some classes or schemes, ``least`` to texts of at least that weight.
        """
        wanted = words(query)
        allowed = frozenset(types)
        hits = (
            hit
            for thing, texts in self.texts.items()
            if not allowed or allowed & self.types[thing]
            if (hit := _hit(thing, _weighty(texts, least), wanted, self.factor(thing)))
        )
        return sorted(hits, key=lambda hit: (-hit.score, hit.thing.value))

    def best(
        self, query: str, types: Iterable[ox.NamedNode] = (), *, limit: int, least: int = 0
    ) -> tuple[list[Hit], int]:
        """Return the first hits of a query, best first, and how many there are."""
        hits = self.find(query, types, least)
        return hits[:limit], len(hits)

    def exactly(self, query: str) -> frozenset[ox.NamedNode]:
        """Return what has a text that holds the words of a query and no others."""
        wanted = words(query)
        found = self.texts.items()
        return frozenset(t for t, texts in found if any(wanted == text.words for text in texts))

    def factor(self, thing: ox.NamedNode) -> int:
        """Return how often a hit of a thing counts: twice for what a reader mostly looks for."""
        return 2 if _FIRST & self.types[thing] else 1


def words(text: str) -> frozenset[str]:
    """Return the words of a text as they are compared, without the Arabic article.

    >>> sorted(words("الاتفاقية الأمنية، accord Sécurité"))
    ['accord', 'securite', 'اتفاقيه', 'امنيه']
    """
    return frozenset(_ATTACHED.sub("", word, count=1) for word in _WORD.findall(fold(text)))


def _types(store: ox.Store) -> dict[ox.NamedNode, frozenset[ox.NamedNode]]:
    found: defaultdict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for prop in (_TYPE, _IN_SCHEME):
        for quad in store.quads_for_pattern(None, prop, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                found[quad.subject].add(quad.object)
    return {thing: frozenset(types) for thing, types in found.items() if types & _FINDABLE}


def _owners(store: ox.Store) -> Mapping[ox.NamedNode, frozenset[ox.NamedNode]]:
    """Return the cooperations that statements, assessments and pieces of evidence belong to."""
    found: defaultdict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, _ABOUT, None):
        found[_named(quad.subject)].add(_named(quad.object))
    for quad in store.quads_for_pattern(None, _EVIDENCE, None):
        found[_named(quad.object)] |= found[_named(quad.subject)]
    for prop in (_PREFERS, _RIVAL):
        for quad in store.quads_for_pattern(None, prop, None):
            found[_named(quad.subject)] |= found[_named(quad.object)]
    return {thing: frozenset(owners) for thing, owners in found.items()}


def _things(
    subject: object,
    types: Mapping[ox.NamedNode, object],
    owners: Mapping[ox.NamedNode, frozenset[ox.NamedNode]],
) -> Iterable[ox.NamedNode]:
    if not isinstance(subject, ox.NamedNode):
        return ()
    if subject in types:
        return (subject,)
    return (owner for owner in owners.get(subject, ()) if owner in types)


def _linked(store: ox.Store) -> Iterator[tuple[ox.NamedNode, list[Text]]]:
    """Yield for each cooperation the names of the things it is linked to."""

    @cache
    def names(thing: ox.NamedNode, weight: int) -> list[Text]:
        quads = (q for p in _NAMES for q in store.quads_for_pattern(thing, p, None))
        return [_text(quad.object, weight) for quad in quads]

    for prop, weight in LINKS.items():
        for quad in store.quads_for_pattern(None, prop, None):
            yield _named(quad.subject), names(_named(quad.object), weight)


def _text(literal: object, weight: int) -> Text:
    assert isinstance(literal, ox.Literal)
    return Text(literal, weight, words(literal.value))


def _weighty(texts: Iterable[Text], least: int) -> Iterator[Text]:
    return (text for text in texts if text.weight >= least)


def _hit(
    thing: ox.NamedNode, texts: Iterable[Text], wanted: frozenset[str], factor: int
) -> Hit | None:
    """Return the hit if every word is found in some text of the thing.

    A text that holds these words and no others counts once more.
    """
    best: dict[str, tuple[int, ox.Literal]] = {}
    whole = 0
    for text in texts:
        if text.words == wanted:
            whole = max(whole, text.weight * WHOLE * len(wanted))
        for word in wanted:
            score = text.weight * closeness(word, text.words)
            if score > best.get(word, (0, text.literal))[0]:
                best[word] = score, text.literal
    if not wanted or len(best) < len(wanted):
        return None
    literal = max(best.values(), key=lambda found: (found[0], found[1].value))[1]
    return Hit(thing, factor * (whole + sum(score for score, _ in best.values())), literal)


def closeness(word: str, among: frozenset[str]) -> int:
    """Return how closely some words match a word: as a whole, at the beginning, inside, or not.

    >>> [closeness("secur", frozenset(each)) for each in (["secur"], ["security"], ["x"])]
    [3, 2, 0]
    """
    if word in among:
        return WHOLE
    if len(word) < 3:
        return 0
    found = 0
    for other in among:
        if other.startswith(word):
            return BEGINNING
        if word in other:
            found = INSIDE
    return found


def _local(thing: ox.NamedNode) -> str:
    return thing.value.rpartition("/")[2]


def _named(term: object) -> ox.NamedNode:
    assert isinstance(term, ox.NamedNode)
    return term
