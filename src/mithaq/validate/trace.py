"""Following paths over sets of nodes, and gathering the triples met on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.validate.graph import Graph
from mithaq.validate.paths import Alternative, Inverse, Path, Repeat, Sequence_, Step
from mithaq.validate.terms import DEFAULT_GRAPH, Node, Term


class Gathered:
    """The triples of a graph that were met, each step from a node once."""

    def __init__(self) -> None:
        self.quads: list[Quad] = []
        self._seen: set[tuple[Term, NamedNode, bool]] = set()

    def outgoing(self, node: Term, predicate: NamedNode, values: Sequence[Term]) -> None:
        """Take the triples of a node with a predicate."""
        key = (node, predicate, True)
        if key not in self._seen and not isinstance(node, Literal):
            self._seen.add(key)
            self.quads += [Quad(node, predicate, value, DEFAULT_GRAPH) for value in values]

    def presence(self, graph: Graph, node: Term) -> None:
        """Take one triple with the node, if there is any: a path of no steps matches only what
        occurs in the graph."""
        for predicate, values in graph.out(node).items():
            self.outgoing(node, predicate, values)
            return
        triple = next(graph.incoming(node), None)
        if triple is not None:
            self.quads.append(Quad(triple.subject, triple.predicate, node, DEFAULT_GRAPH))

    def incoming(self, node: Term, predicate: NamedNode, subjects: Sequence[Node]) -> None:
        """Take the triples that lead to a node with a predicate."""
        key = (node, predicate, False)
        if key not in self._seen:
            self._seen.add(key)
            self.quads += [Quad(subject, predicate, node, DEFAULT_GRAPH) for subject in subjects]


def trace(
    graph: Graph, path: Path, starts: Iterable[Term], gathered: Gathered | None = None
) -> set[Term]:
    """All nodes that the path leads to from the starts; inversion must be pushed down.

    Every triple on the way is gathered where that is asked for.
    """
    found: set[Term] = set()
    match path:
        case Step(predicate):
            for start in starts:
                values = graph.values(start, predicate)
                if values:
                    found.update(values)
                    if gathered is not None:
                        gathered.outgoing(start, predicate, values)
        case Inverse(Step(predicate)):
            for start in starts:
                subjects = graph.subjects(predicate, start)
                if subjects:
                    found.update(subjects)
                    if gathered is not None:
                        gathered.incoming(start, predicate, subjects)
        case Sequence_(members):
            found = set(starts)
            for member in members:
                found = trace(graph, member, found, gathered)
        case Alternative(members):
            nodes = set(starts)
            for member in members:
                found |= trace(graph, member, nodes, gathered)
        case Repeat():
            found = _repeat(graph, path, set(starts), gathered)
        case _:
            raise AssertionError(path)
    return found


def _repeat(graph: Graph, path: Repeat, starts: set[Term], gathered: Gathered | None) -> set[Term]:
    reached = trace(graph, path.path, starts, gathered)
    new = set() if path.at_most_once else set(reached)
    while new:
        new = trace(graph, path.path, new, gathered) - reached
        reached |= new
    return reached if path.at_least_once else reached | starts


def is_hub(graph: Graph, path: Path, node: Term, limit: int) -> bool:
    """Whether the last step of the path, walked backwards from the node, or its first step
    walked from it where it is an inverse one, meets `limit` nodes or more."""
    match path:
        case Step(predicate):
            return graph.fan_in(predicate, node, limit) >= limit
        case Inverse(Step(predicate)):
            return len(graph.values(node, predicate)) >= limit
        case Sequence_(members):
            return is_hub(graph, members[-1], node, limit)
        case Alternative(members):
            return any(is_hub(graph, each, node, limit) for each in members)
        case Repeat(inner):
            return is_hub(graph, inner, node, limit)
    return True
