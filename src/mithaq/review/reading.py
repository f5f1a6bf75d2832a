"""From a graph to values: the cooperations in it, their statements and their evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyoxigraph as ox

from mithaq.model import Span
from mithaq.names import node
from mithaq.review.values import Bounds, Cooperation, Place, Statement, bounds_of
from mithaq.store import Reads, Term

TYPE, ABOUT, EVIDENCE, SOURCE = (
    node(name) for name in ("rdf:type", "mq:about", "mq:evidence", "mq:source")
)
BETWEEN, MOROCCO = node("mq:between"), node("state:MA")
START, END, QUOTE, LOCATOR = (node(f"mq:{name}") for name in "start end quote locator".split())
EARLIEST, LATEST = node("mq:earliest"), node("mq:latest")
NAMES = (node("skos:prefLabel"), node("skos:altLabel"))

_BESIDE = frozenset({TYPE, ABOUT, EVIDENCE})
_OURS = node("mq:about").value.partition("#")[0]


def cooperation(graph: Reads, thing: ox.NamedNode, view: Reads | None = None) -> Cooperation:
    """Return a cooperation as a graph tells it, with all statements about it.

    Bounds of statements are taken from a view, where one is given.
    """
    named = [value for name in NAMES for value in objects(graph, thing, name)]
    statements = (q.subject for q in graph.quads_for_pattern(None, ABOUT, thing))
    return Cooperation(
        node=thing,
        cls=_class(graph, thing),
        partners=frozenset(_nodes(graph, thing, BETWEEN)) - {MOROCCO},
        names=tuple(sorted((n for n in named if isinstance(n, ox.Literal)), key=str)),
        statements=tuple(
            statement(graph, s, view)
            for s in sorted(statements, key=str)
            if isinstance(s, ox.NamedNode)
        ),
    )


def statement(graph: Reads, thing: ox.NamedNode, view: Reads | None = None) -> Statement:
    """Return a statement as a graph of facts tells it, its bounds as a view derives them.

    Without a view they follow from its own dates.
    """
    own = ((q.predicate, q.object) for q in graph.quads_for_pattern(thing, None, None))
    details = frozenset((name, value) for name, value in own if name not in _BESIDE)
    about = next(iter(_nodes(graph, thing, ABOUT)), thing)
    places = (place(graph, p) for p in sorted(_nodes(graph, thing, EVIDENCE), key=str))
    bounds = bounds_of(details) if view is None else _derived_bounds(view, thing)
    return Statement(thing, _class(graph, thing) or TYPE, about, details, tuple(places), bounds)


def _derived_bounds(view: Reads, thing: ox.NamedNode) -> Bounds:
    days = [_day(next(objects(view, thing, prop), None)) for prop in (EARLIEST, LATEST)]
    return Bounds(*days)


def _day(value: Term | None) -> date | None:
    return date.fromisoformat(value.value) if isinstance(value, ox.Literal) else None


def place(graph: Reads, thing: ox.NamedNode) -> Place:
    """Return a place of evidence; a node without a source stands for a whole source."""
    source = next(iter(_nodes(graph, thing, SOURCE)), thing)
    numbers = [_number(value) for p in (START, END) for value in objects(graph, thing, p)]
    span = Span(numbers[0], numbers[1]) if len(numbers) == 2 else None
    words = next((v for p in (QUOTE, LOCATOR) for v in objects(graph, thing, p)), None)
    return Place(thing, source, span, words if isinstance(words, ox.Literal) else None)


def objects(graph: Reads, thing: ox.NamedNode, prop: ox.NamedNode) -> Iterator[Term]:
    """Yield the values of a property of a thing."""
    for quad in graph.quads_for_pattern(thing, prop, None):
        yield quad.object


def known_cooperations(
    facts: Reads, view: Reads, partners: frozenset[ox.NamedNode]
) -> tuple[Cooperation, ...]:
    """Return what is known with some partners, in the order of their names."""
    found = {
        q.subject
        for partner in partners
        for q in facts.quads_for_pattern(None, BETWEEN, partner)
        if isinstance(q.subject, ox.NamedNode)
    }
    return tuple(cooperation(facts, thing, view) for thing in sorted(found, key=str))


def _nodes(graph: Reads, thing: ox.NamedNode, prop: ox.NamedNode) -> Iterator[ox.NamedNode]:
    return (value for value in objects(graph, thing, prop) if isinstance(value, ox.NamedNode))


def _class(graph: Reads, thing: ox.NamedNode) -> ox.NamedNode | None:
    own = (c for c in _nodes(graph, thing, TYPE) if c.value.startswith(_OURS))
    return next(own, None)


def _number(value: Term) -> int:
    assert isinstance(value, ox.Literal)
    return int(value.value)
