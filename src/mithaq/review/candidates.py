"""Reading a candidate graph, whoever made it: the cooperations and statements of one text.

A graph of candidates is Turtle as ``mithaq extract --format turtle`` writes it; any other program
may write one. A source whose text has the fingerprint (``mq:sha256``) of a source already known
becomes that source, and its evidence is named after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.errors import InputError
from mithaq.model import Span
from mithaq.names import expand, node, shorten
from mithaq.review.reading import ABOUT, SOURCE, TYPE, cooperation, objects
from mithaq.review.sources import complete_source, open_questions
from mithaq.review.values import Bounds, Cooperation, Place, Statement, bounds_of
from mithaq.store import Reads
from mithaq.turtle import Document

_SHA, _SOURCE_CLASS = node("mq:sha256"), node("mq:Source")
_SRC, _EV = expand("src:"), expand("ev:")


@dataclass(frozen=True, slots=True)
class Article:
    """The candidates of one text: its source, the cooperations, and the graph they came from.

    `text` is None where only the candidates are at hand; `known` says that the source is in the
    knowledge base already.
    """

    source: ox.NamedNode
    known: bool
    published: Bounds
    cooperations: tuple[Cooperation, ...]
    graph: ox.Store
    text: str | None = None

    @property
    def local(self) -> str:
        """The name of the source without its namespace, which names the file of its facts."""
        return self.source.value.removeprefix(_SRC)

    @property
    def missing(self) -> tuple[str, ...]:
        """What a curator must still say of a new source; nothing for a known one."""
        return () if self.known else open_questions(self.graph, self.source)

    def described(self, details: Iterable[ox.Triple]) -> Article:
        """Return the article with a source that a curator has described."""
        graph = ox.Store()
        graph.bulk_extend(self.graph)
        complete_source(graph, self.source, details)
        published = _published(graph, self.source)
        return Article(self.source, self.known, published, self.cooperations, graph, self.text)


def article(document: Document, facts: Reads, text: str | None = None) -> Article:
    """Return the candidates of a graph, with its source recognised where it is known.

    Raises InputError when the graph has no statement, several sources, blank nodes, or words that
    do not stand in the text where they are said to.
    """
    if document.blank_nodes:
        raise InputError("add.blank", place=str(document.blank_nodes[0]))
    graph = ox.Store()
    graph.extend(ox.Quad(*t) for t in document.triples)
    source = _only_source(graph, document.path)
    found = _known_source(graph, source, facts)
    if found is not None:
        graph = _renamed(graph, source, found, facts)
    elif next(facts.quads_for_pattern(source, None, None), None) is not None:
        found = _free_source(source, facts)
        graph = _renamed(graph, source, found, graph)
    source, known = found or source, _is_known(found, facts)
    made = tuple(_cooperation(graph, facts, thing) for thing in _subjects(graph))
    said = (s for c in made for s in c.statements)
    check_words(said, source, text, document.path)
    published = _published(facts if known else graph, source)
    return Article(source, known, published, made, graph, text)


def _only_source(graph: Reads, path: str) -> ox.NamedNode:
    """Return the source that all evidence of a graph lies in."""
    named = {q.object for q in graph.quads_for_pattern(None, SOURCE, None)}
    named |= {q.subject for q in graph.quads_for_pattern(None, TYPE, _SOURCE_CLASS)}
    found = sorted((s for s in named if isinstance(s, ox.NamedNode)), key=str)
    if not found:
        raise InputError("review.no-candidates", path=path)
    if len(found) > 1:
        names = ", ".join(shorten(s.value) for s in found)
        raise InputError("review.several-sources", path=path, names=names)
    return found[0]


def _known_source(graph: Reads, source: ox.NamedNode, facts: Reads) -> ox.NamedNode | None:
    """Return the known source that has the fingerprint of a candidate's source.

    Candidates without a fingerprint name their source themselves.
    """
    digests = tuple(objects(graph, source, _SHA))
    for digest in digests:
        for quad in facts.quads_for_pattern(None, _SHA, digest):
            if isinstance(quad.subject, ox.NamedNode):
                return quad.subject
    return source if not digests and _is_known(source, facts) else None


def _is_known(source: ox.NamedNode | None, facts: Reads) -> bool:
    return source is not None and any(facts.quads_for_pattern(source, TYPE, _SOURCE_CLASS))


def _free_source(source: ox.NamedNode, facts: Reads) -> ox.NamedNode:
    """Return another name for a source whose name another text has."""
    number = 2
    while any(facts.quads_for_pattern(ox.NamedNode(f"{source.value}-{number}"), None, None)):
        number += 1
    return ox.NamedNode(f"{source.value}-{number}")


def _renamed(graph: ox.Store, old: ox.NamedNode, new: ox.NamedNode, facts: Reads) -> ox.Store:
    """Return a graph with a source and its evidence under another name.

    What is said of the candidate's source is dropped where the new one is described in `facts`.
    """
    before, after = (_EV + s.value.removeprefix(_SRC) + "." for s in (old, new))
    names = {old: new}
    for quad in graph:
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(before):
            names[quad.subject] = ox.NamedNode(after + quad.subject.value.removeprefix(before))
    drop = _is_known(new, facts)
    made = ox.Store()
    for s, p, o, _ in graph:
        if not (drop and s == old) and isinstance(s, ox.NamedNode):
            target = names.get(o, o) if isinstance(o, ox.NamedNode) else o
            made.add(ox.Quad(names.get(s, s), p, target))
    return made


def _subjects(graph: Reads) -> list[ox.NamedNode]:
    """Return what the statements of a graph are about."""
    found = {q.object for q in graph.quads_for_pattern(None, ABOUT, None)}
    return sorted((thing for thing in found if isinstance(thing, ox.NamedNode)), key=str)


def _cooperation(graph: Reads, facts: Reads, thing: ox.NamedNode) -> Cooperation:
    """Return a candidate cooperation; one that the graph does not describe is a known one."""
    made = cooperation(graph, thing)
    if made.cls is not None:
        return made
    known = cooperation(facts, thing)
    return Cooperation(thing, known.cls, known.partners, known.names, made.statements)


def check_words(
    statements: Iterable[Statement], source: ox.NamedNode, text: str | None, path: str
) -> None:
    """Raise InputError when a statement quotes what does not stand in the text at that place."""
    for place in (p for s in statements for p in s.places):
        if text is not None and place.source == source and _differs(place, text):
            raise InputError("review.other-words", path=path, place=shorten(place.node.value))


def _differs(place: Place, text: str) -> bool:
    if place.span is None or place.words is None:
        return False
    return Span(*place.span).of(text) != place.words.value


def _published(graph: Reads, source: ox.NamedNode) -> Bounds:
    """Return the days on which a source can have appeared."""
    own = graph.quads_for_pattern(source, None, None)
    return bounds_of(frozenset((q.predicate, q.object) for q in own))
