"""From what a person types to the thing that is meant: an identifier, a name, or words of it, in
any language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mithaq.errors import Ambiguous, NotFound
from mithaq.names import BASE, OWN_PREFIXES, QUERY_PREFIXES, node
from mithaq.words import name_of

if TYPE_CHECKING:
    from mithaq.search import Index
    from mithaq.wordfile import WordFile

#: What can be asked for by kind, beside the concept schemes, which go by their own names
#: (``topic``, ``status`` …).
CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cooperation": ("Instrument", "Practice", "MultilateralFramework"),
        "state": ("State",),
        "official": ("Official",),
        "institution": ("Institution",),
        "source": ("Source",),
        "statement": (
            "Description",
            "Participation",
            "LifecycleEvent",
            "StatusReport",
            "Provision",
            "Relation",
            "Reference",
            "Search",
            "Assessment",
        ),
        "evidence": ("Evidence",),
    }
)

#: How many candidates an ambiguous name lists.
SHOWN = 10

#: The names of up to so many things are read one by one; of more, the search index is asked.
FEW = 2_000

#: Where to get the search index of a store, which is made only if it is needed.
Finder = Callable[[], "Index | WordFile"]

_LABELS = tuple(
    node(name) for name in ("skos:prefLabel", "skos:altLabel", "skos:notation", "skos:hiddenLabel")
)


def types_of(kind: str) -> tuple[ox.NamedNode, ...]:
    """Return the classes of a kind, or the concept scheme that has its name.

    >>> types_of("topic")
    (<NamedNode value=https://w3id.org/mithaq/topic>,)
    """
    if kind in CLASSES:
        return tuple(node(f"mq:{name}") for name in CLASSES[kind])
    return (ox.NamedNode(BASE + kind),)


def lookup(
    store: ox.Store,
    text: str,
    kinds: Iterable[str] = ("cooperation",),
    lang: str = "en",
    finder: Finder | None = None,
) -> ox.NamedNode:
    """Return the one thing of some kinds that a text names.

    An identifier (``bh-2014-mou``, ``id:bh-2014-mou``, ``BH``, a full IRI) is taken first; then a
    whole name, the kinds in the order given; then words of names. ``finder`` gives the search index
    of the store where there is one, or else it is made for words. Raises Ambiguous, which lists
    the candidates, or NotFound with near names.
    """
    wanted = tuple(kinds)
    finder = finder or partial(_index, store)
    found = _identified(store, text.strip(), wanted)
    if found is not None:
        return found
    for kind in wanted:
        named = _named(store, text, types_of(kind), finder)
        if named:
            return _only(store, text, named, len(named), lang)
    return _by_words(store, text, wanted, lang, finder)


def _index(store: ox.Store) -> Index:
    from mithaq.search import Index

    return Index.of(store)


def _identified(store: ox.Store, text: str, kinds: tuple[str, ...]) -> ox.NamedNode | None:
    types = {t for kind in kinds for t in types_of(kind)}
    for iri in _spellings(text, kinds):
        thing = ox.NamedNode(iri)
        if types & set(_types(store, thing)):
            return thing
    return None


def _spellings(text: str, kinds: tuple[str, ...]) -> Iterable[str]:
    """Yield the IRIs that an identifier may stand for."""
    if any(character in text for character in ' <>"{}|\\^`\n'):
        return
    if "://" in text:
        yield text
        return
    prefix, colon, local = text.partition(":")
    if colon and prefix in QUERY_PREFIXES:
        yield QUERY_PREFIXES[prefix] + local
        return
    homes = {"cooperation": "id", "statement": "id", "institution": "org", "source": "src"}
    for kind in kinds:
        namespace = OWN_PREFIXES.get(homes.get(kind, kind), f"{BASE}{kind}/")
        yield namespace + text
        yield namespace + (text.upper() if kind == "state" else text.lower())


def _types(store: ox.Store, thing: ox.NamedNode) -> Iterable[object]:
    for prop in (node("rdf:type"), node("skos:inScheme")):
        for quad in store.quads_for_pattern(thing, prop, None):
            yield quad.object


def _named(
    store: ox.Store, text: str, types: tuple[ox.NamedNode, ...], finder: Finder
) -> list[ox.NamedNode]:
    """Return the things of some types that have the text for a whole name, the best kind of name
    first.
    """
    from mithaq.textfold import fold

    wanted = " ".join(fold(text).split())
    members = {thing for thing in _members(store, types) if isinstance(thing, ox.NamedNode)}
    if len(members) > FEW:
        members &= finder().exactly(text)
    for prop in _LABELS:
        found = {
            quad.subject
            for thing in members
            for quad in store.quads_for_pattern(thing, prop, None)
            if isinstance(quad.object, ox.Literal) and fold(quad.object.value) == wanted
        }
        if found:
            return sorted((n for n in found if isinstance(n, ox.NamedNode)), key=str)
    return []


def _members(store: ox.Store, types: tuple[ox.NamedNode, ...]) -> Iterable[object]:
    for wanted in types:
        for prop in (node("rdf:type"), node("skos:inScheme")):
            for quad in store.quads_for_pattern(None, prop, wanted):
                yield quad.subject


def _by_words(
    store: ox.Store, text: str, kinds: tuple[str, ...], lang: str, finder: Finder
) -> ox.NamedNode:
    from mithaq.search import NAMES_ONLY

    for kind in kinds:
        hits, count = finder().best(text, types_of(kind), limit=SHOWN, least=NAMES_ONLY)
        if hits:
            return _only(store, text, [hit.thing for hit in hits], count, lang)
    raise _not_found(store, text, [t for kind in kinds for t in types_of(kind)], lang)


def _only(
    store: ox.Store, text: str, found: list[ox.NamedNode], count: int, lang: str
) -> ox.NamedNode:
    if count == 1:
        return found[0]
    listed = "\n".join(f"  {_described(store, thing, lang)}" for thing in found[:SHOWN])
    if count > SHOWN:
        listed += "\n  …"
    raise Ambiguous("lookup.ambiguous", name=text, count=count, candidates=listed)


def _not_found(store: ox.Store, text: str, types: Iterable[ox.NamedNode], lang: str) -> NotFound:
    from difflib import get_close_matches

    from mithaq.textfold import fold

    names = {}
    for thing in _members(store, tuple(types)):
        if isinstance(thing, ox.NamedNode):
            names[fold(thing.value.rpartition("/")[2])] = thing
            for _, label in name_of(store, thing).words.texts:
                names[fold(label)] = thing
    near = get_close_matches(fold(text), names, n=3, cutoff=0.6)
    if not near:
        return NotFound("lookup.none", name=text)
    listed = "\n".join(f"  {_described(store, t, lang)}" for t in {names[n]: None for n in near})
    return NotFound("lookup.none_near", name=text, near=listed)


def _described(store: ox.Store, thing: ox.NamedNode, lang: str) -> str:
    name = name_of(store, thing)
    return f"{name.short.removeprefix('id:')}  {name.say(lang)}"


def things_of(store: ox.Store, kinds: Iterable[str]) -> tuple[ox.NamedNode, ...]:
    """Return all things of some kinds, in the order of their IRIs."""
    types = tuple(t for kind in kinds for t in types_of(kind))
    found = {thing for thing in _members(store, types) if isinstance(thing, ox.NamedNode)}
    return tuple(sorted(found, key=lambda thing: thing.value))
