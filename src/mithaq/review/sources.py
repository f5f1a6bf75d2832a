"""Describing a new source: what an extractor cannot know, a curator says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.messages import LANGUAGES, say
from mithaq.model import PartialDate
from mithaq.names import node
from mithaq.review.reading import objects
from mithaq.store import Reads

LABEL, PUBLISHER, SOURCE_TYPE, URL = (
    node(name) for name in ("skos:prefLabel", "mq:publisher", "mq:sourceType", "mq:url")
)
PUBLISHED, RETRIEVED, BASIS = (node(f"mq:{name}") for name in ("published", "retrieved", "basis"))

#: What must be said, by the name of the option that says it.
REQUIRED = ("title", "publisher", "source-type")


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """What a curator says of a source; what is left out stays as the candidates have it.

    `titles` are by language; `source_type` is the name of a concept, such as ``press``;
    `published` is an ISO date of any precision.
    """

    titles: tuple[tuple[str, str], ...] = ()
    publisher: str | None = None
    source_type: ox.NamedNode | None = None
    url: str | None = None
    published: str | None = None

    def triples(self, source: ox.NamedNode) -> Iterator[ox.Triple]:
        """Yield what is said of a source; raises InputError for a malformed date."""
        for lang, title in self.titles:
            yield ox.Triple(source, LABEL, ox.Literal(title, language=lang))
        if self.publisher:
            yield ox.Triple(source, PUBLISHER, ox.Literal(self.publisher))
        if self.source_type is not None:
            yield ox.Triple(source, SOURCE_TYPE, self.source_type)
        if self.url:
            yield ox.Triple(source, URL, ox.Literal(self.url))
        if self.published:
            datatype = ox.NamedNode(PartialDate.parse(self.published).datatype)
            yield ox.Triple(source, PUBLISHED, ox.Literal(self.published, datatype=datatype))
            yield ox.Triple(source, BASIS, node("basis:printed"))


def open_questions(graph: Reads, source: ox.NamedNode) -> tuple[str, ...]:
    """Return which of REQUIRED nobody has said yet: an extractor's stand-ins do not count."""
    titles = {str(t) for t in objects(graph, source, LABEL)}
    stand_ins = _stand_in_titles(graph, source)
    publishers = {p.value for p in objects(graph, source, PUBLISHER) if isinstance(p, ox.Literal)}
    types = set(objects(graph, source, SOURCE_TYPE))
    nobody = say("extract.unknown-publisher", "en")
    stand_in = nobody in publishers and types == {node("source-type:other")}
    said = {
        "title": bool(titles - stand_ins),
        "publisher": bool(publishers - {nobody}),
        "source-type": bool(types) and not stand_in,
    }
    return tuple(name for name in REQUIRED if not said[name])


def complete_source(graph: ox.Store, source: ox.NamedNode, said: Iterable[ox.Triple]) -> None:
    """Put what a curator said in the place of what a graph says of a source.

    A day of publication makes the day of reading needless; a title makes all stand-ins so.
    """
    triples = tuple(said)
    gone = {t.predicate for t in triples}
    if PUBLISHED in gone:
        gone.add(RETRIEVED)
    for predicate in gone:
        for quad in list(graph.quads_for_pattern(source, predicate, None)):
            graph.remove(quad)
    graph.extend(ox.Quad(*t) for t in triples)


def _stand_in_titles(graph: Reads, source: ox.NamedNode) -> set[str]:
    """Return the titles that the extractor gives, recognised by the words around the name."""
    found = set()
    for title in objects(graph, source, LABEL):
        if not isinstance(title, ox.Literal) or title.language not in LANGUAGES:
            continue
        head, _, tail = say("extract.source-title", title.language, name="\0").partition("\0")
        if title.value.startswith(head) and title.value.endswith(tail):
            found.add(str(title))
    return found
