"""Following paths over sets of nodes, and gathering the triples met on the way."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, Triple

from mithaq.validate.graph import Graph
from mithaq.validate.paths import Alternative, Inverse, Path, Repeat, Sequence_, Step
from mithaq.validate.terms import Term

Sink = set[Triple]


def trace(graph: Graph, path: Path, starts: Iterable[Term], sink: Sink | None = None) -> set[Term]:
    """All nodes that the path leads to from the starts; inversion must be pushed down.

    Every triple on the way goes to the sink, if there is one.
    """
    match path:
        case Step(predicate):
            found = {o for s in starts for o in graph.out(s).get(predicate, ())}
            if sink is not None:
                sink.update(
                    Triple(s, predicate, o)
                    for s in starts
                    if not isinstance(s, Literal)
                    for o in graph.out(s).get(predicate, ())
                )
            return found
        case Inverse(Step(predicate)):
            pairs = [(s, o) for o in starts for s in graph.subjects(predicate, o)]
            if sink is not None:
                sink.update(Triple(s, predicate, o) for s, o in pairs)
            return {s for s, _ in pairs}
        case Sequence_(members):
            current = set(starts)
            for member in members:
                current = trace(graph, member, current, sink)
            return current
        case Alternative(members):
            nodes = set(starts)
            return set().union(*(trace(graph, member, nodes, sink) for member in members))
        case Repeat(inner, least, most):
            return _repeat(graph, inner, set(starts), least, most, sink)
    raise AssertionError(path)


def _repeat(
    graph: Graph, inner: Path, starts: set[Term], least: bool, most: bool, sink: Sink | None
) -> set[Term]:
    reached = trace(graph, inner, starts, sink)
    new = set() if most else set(reached)
    while new:
        new = trace(graph, inner, new, sink) - reached
        reached |= new
    return reached if least else reached | starts
