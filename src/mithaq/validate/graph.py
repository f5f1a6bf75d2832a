"""What the validator reads data through: a node's triples, and who points to it.

`StoreGraph` serves a pyoxigraph store (memory or disk, read-only too) and remembers what it read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Store, Triple

from mithaq.validate.terms import DEFAULT_GRAPH, SUBCLASS_OF, TYPE, Node, Term

Links = Mapping[NamedNode, Sequence[Term]]
NO_LINKS: Links = {}
NO_NODES: Sequence[Node] = ()


class Graph(Protocol):
    """Read access to one RDF graph."""

    def out(self, node: Term) -> Links:
        """The node's triples as predicate -> objects; empty for literals."""

    def values(self, node: Term, predicate: NamedNode) -> Sequence[Term]:
        """The objects of the node's triples with this predicate. Cheaper than `out` where
        nothing else of the node is wanted."""

    def subjects(self, predicate: NamedNode, target: Term) -> Sequence[Node]:
        """The subjects of the triples with this predicate and object."""

    def incoming(self, target: Term) -> Iterator[Triple]:
        """The triples with this object, one by one."""

    def edges(self, predicate: NamedNode) -> Iterator[tuple[Node, Term]]:
        """Subject and object of every triple with this predicate."""

    def fan_in(self, predicate: NamedNode, target: Term, limit: int) -> int:
        """How many subjects point to the target, counted no further than `limit`."""

    def triples(self) -> Iterator[Triple]:
        """Every triple."""

    @property
    def remembered(self) -> int:
        """How many nodes are remembered."""

    def forget(self) -> None:
        """Drop what is remembered, to give memory back."""


class StoreGraph:
    """The default graph of a pyoxigraph store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._out: dict[Node, dict[NamedNode, list[Term]]] = {}
        self._values: dict[tuple[Term, NamedNode], list[Term]] = {}
        self._subjects: dict[tuple[NamedNode, Term], list[Node]] = {}
        self._fan_in: dict[tuple[NamedNode, Term, int], int] = {}
        self._absent: dict[Term, bool] = {}

    def out(self, node: Term) -> Links:
        found = self._out.get(node)  # type: ignore[arg-type]
        if found is None:
            if isinstance(node, (Literal, Triple)):
                return NO_LINKS
            found = {}
            for _, predicate, value, _ in self.store.quads_for_pattern(
                node, None, None, DEFAULT_GRAPH
            ):
                values = found.get(predicate)
                if values is None:
                    found[predicate] = [value]
                else:
                    values.append(value)
            self._out[node] = found
        return found

    def values(self, node: Term, predicate: NamedNode) -> Sequence[Term]:
        links = self._out.get(node)  # type: ignore[arg-type]
        if links is not None:
            return links.get(predicate, ())
        key = (node, predicate)
        found = self._values.get(key)
        if found is None:
            if isinstance(node, (Literal, Triple)):
                return ()
            quads = self.store.quads_for_pattern(node, predicate, None, DEFAULT_GRAPH)
            found = self._values[key] = [quad.object for quad in quads]
        return found

    def subjects(self, predicate: NamedNode, target: Term) -> Sequence[Node]:
        key = (predicate, target)
        found = self._subjects.get(key)
        if found is None:
            if self._is_absent(target):
                return NO_NODES
            quads = self.store.quads_for_pattern(None, predicate, target, DEFAULT_GRAPH)
            found = self._subjects[key] = [quad.subject for quad in quads]  # type: ignore[misc]
        return found

    def _is_absent(self, node: Term) -> bool:
        """Whether the node is known to be in no triple. Asked only of nodes that were found to
        have no triples of their own, such as those that a change brings: one look spares one
        for each predicate."""
        if self._out.get(node, True):  # type: ignore[arg-type]
            return False
        absent = self._absent.get(node)
        if absent is None:
            absent = self._absent[node] = next(self.incoming(node), None) is None
        return absent

    def incoming(self, target: Term) -> Iterator[Triple]:
        for quad in self.store.quads_for_pattern(None, None, target, DEFAULT_GRAPH):
            yield quad.triple

    def edges(self, predicate: NamedNode) -> Iterator[tuple[Node, Term]]:
        for subject, _, value, _ in self.store.quads_for_pattern(
            None, predicate, None, DEFAULT_GRAPH
        ):
            yield subject, value

    def fan_in(self, predicate: NamedNode, target: Term, limit: int) -> int:
        key = (predicate, target, limit)
        count = self._fan_in.get(key)
        if count is None:
            known = self._subjects.get((predicate, target))
            if known is None and self._is_absent(target):
                return 0
            if known is None:
                quads = self.store.quads_for_pattern(None, predicate, target, DEFAULT_GRAPH)
                known = [quad.subject for quad in islice(quads, limit)]  # type: ignore[misc]
                if len(known) < limit:
                    self._subjects[predicate, target] = known
            count = self._fan_in[key] = min(len(known), limit)
        return count

    def triples(self) -> Iterator[Triple]:
        for quad in self.store.quads_for_pattern(None, None, None, DEFAULT_GRAPH):
            yield quad.triple

    def forget(self) -> None:
        self._out.clear()
        self._values.clear()
        self._subjects.clear()
        self._fan_in.clear()
        self._absent.clear()

    @property
    def remembered(self) -> int:
        return len(self._out) + len(self._values) + len(self._subjects)


def has(links: Links, needed: Iterable[tuple[NamedNode, Term | None]]) -> bool:
    """Whether a node has all the predicates, each with the object that is asked for, if any."""
    for predicate, value in needed:
        values = links.get(predicate)
        if not values or (value is not None and value not in values):
            return False
    return True


def closure_up(graph: Graph, node: Term, predicate: NamedNode) -> set[Term]:
    """The node and all that is reached from it along the predicate."""
    seen, todo = {node}, [node]
    while todo:
        for value in graph.values(todo.pop(), predicate):
            if value not in seen:
                seen.add(value)
                todo.append(value)
    return seen


def closure_down(graph: Graph, nodes: Iterable[Term], predicate: NamedNode) -> set[Term]:
    """The nodes and all that reach them along the predicate."""
    seen = set(nodes)
    todo = list(seen)
    while todo:
        for value in graph.subjects(predicate, todo.pop()):
            if value not in seen:
                seen.add(value)
                todo.append(value)
    return seen


def instances(graph: Graph, cls: Term) -> Iterator[Node]:
    """The SHACL instances of a class (SHACL 1.3.1): rdf:type, then rdfs:subClassOf any number
    of times. A node with several fitting types comes more than once."""
    for each in closure_down(graph, (cls,), SUBCLASS_OF):
        yield from graph.subjects(TYPE, each)


def occurs(graph: Graph, node: Term) -> bool:
    """Whether some triple has the node for subject or object."""
    return bool(graph.out(node)) or next(graph.incoming(node), None) is not None
