"""Searching in three languages at once, with suggestions where nothing is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import pyoxigraph as ox

from mithaq.messages import say
from mithaq.search import NAMES_ONLY, Hit, words
from mithaq.web.address import address
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.lens import Lens
from mithaq.words import Name, Words

#: How many things a page of results shows.
SHOWN = 40

#: What is longer than this many characters is not searched for.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A thing found, what it is, and the text in which it was found."""

    name: Name
    type: Name
    text: Words


@dataclass(frozen=True, slots=True)
class Results:
    """What was found for some words, and other words to try."""

    query: str
    found: tuple[Found, ...]
    more: int
    suggestions: tuple[str, ...]


def search(asked: Asked) -> Page:
    """Make the page of results; without words, the form alone."""
    query = asked.query.get("q", "").strip()[:LONGEST]
    it = results(asked.lens, query)
    return Page(
        template="search.html",
        title=say("web.nav.search", asked.lang),
        it=it,
        subjects=tuple(ox.NamedNode(found.name.iri) for found in it.found),
        rows=lambda: Rows(
            ("id", "name", "type", "found_in"),
            tuple(
                (f.name.short, f.name.say(asked.lang), f.type.short, f.text.say(asked.lang))
                for f in it.found
            ),
        ),
    )


def results(lens: Lens, query: str) -> Results:
    """Search for all the words of a query."""
    hits = [h for h in lens.index.find(query) if address(lens, h.thing.value)] if query else []
    return Results(
        query=query,
        found=tuple(_found(lens, hit) for hit in hits[:SHOWN]),
        more=max(len(hits) - SHOWN, 0),
        suggestions=() if hits or not query else tuple(_suggestions(lens, query)),
    )


def _found(lens: Lens, hit: Hit) -> Found:
    iri = hit.thing.value
    scheme = next(iter(lens.objects(iri, "skos:inScheme")), None)
    kind = scheme.value if scheme else min(lens.types(iri))
    return Found(lens.name(iri), lens.name(kind), Words.of([hit.text]))


def _suggestions(lens: Lens, query: str) -> Iterator[str]:
    """Yield the query with each unknown word replaced by near ones that lead somewhere."""
    known = lens.keep("vocabulary", _vocabulary)
    wanted = sorted(words(query))
    unknown = [word for word in wanted if word not in known]
    for word in unknown[:2]:
        for near in get_close_matches(word, known, n=3, cutoff=0.7):
            other = " ".join(near if w == word else w for w in wanted)
            if lens.index.find(other):
                yield other


def _vocabulary(lens: Lens) -> tuple[str, ...]:
    found = {
        word
        for texts in lens.index.texts.values()
        for text in texts
        if text.weight >= NAMES_ONLY
        for word in text.words
        if len(word) > 2
    }
    return tuple(sorted(found))
