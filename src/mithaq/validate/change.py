"""A change of a graph, and the graph as it is after the change, without copying anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from mithaq.validate.graph import Graph, Links
from mithaq.validate.terms import Node, Term, as_stored


class Change(NamedTuple):
    """Triples that come and triples that go; none is in both, all differ from the graph."""

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)

    def triples(self) -> Iterator[Triple]:
        """What is added and what is removed."""
        yield from self.added
        yield from self.removed


def change_of(graph: Graph, added: Iterable[Triple], removed: Iterable[Triple]) -> Change:
    """What the addition and removal amount to on this graph.

    Triples are taken as a store keeps them; adding what is there and removing what is not are
    no change, and what is both removed and added stays.
    """
    coming, going = as_stored(list(added)), as_stored(list(removed))
    stays = set(coming) if going else ()
    return Change(
        tuple(t for t in coming if not holds(graph, t)),
        tuple(t for t in going if t not in stays and holds(graph, t)),
    )


def holds(graph: Graph, triple: Triple) -> bool:
    """Whether the triple is in the graph."""
    subject, predicate, value = triple
    return value in graph.out(subject).get(predicate, ())


class Overlay:
    """A graph with a change laid over it; the graph itself stays as it is.

    `changed` holds the triples of the nodes whose own triples change, as they are afterwards.
    """

    def __init__(self, base: Graph, change: Change) -> None:
        self.base, self.change = base, change
        self.changed: dict[Term, dict[NamedNode, list[Term]]] = {}
        self._added_to: dict[tuple[NamedNode, Term], list[Node]] = {}
        self._removed_from: dict[tuple[NamedNode, Term], set[Node]] = {}
        for subject, predicate, value in change.removed:
            links = self._own_links(subject)
            links[predicate].remove(value)
            if not links[predicate]:
                del links[predicate]
            self._removed_from.setdefault((predicate, value), set()).add(subject)
        for subject, predicate, value in change.added:
            self._own_links(subject).setdefault(predicate, []).append(value)
            self._added_to.setdefault((predicate, value), []).append(subject)

    def _own_links(self, node: Term) -> dict[NamedNode, list[Term]]:
        """The links of a node that changes, to be altered."""
        found = self.changed.get(node)
        if found is None:
            links = self.base.out(node)
            found = self.changed[node] = {each: list(links[each]) for each in links}
        return found

    def out(self, node: Term) -> Links:
        found = self.changed.get(node)
        return self.base.out(node) if found is None else found

    def values(self, node: Term, predicate: NamedNode) -> Sequence[Term]:
        found = self.changed.get(node)
        return self.base.values(node, predicate) if found is None else found.get(predicate, ())

    def subjects(self, predicate: NamedNode, target: Term) -> Sequence[Node]:
        key = (predicate, target)
        found = self.base.subjects(predicate, target)
        gone, coming = self._removed_from.get(key), self._added_to.get(key)
        if gone:
            found = [each for each in found if each not in gone]
        return [*found, *coming] if coming else found

    def incoming(self, target: Term) -> Iterator[Triple]:
        gone = {triple for triple in self.change.removed if triple.object == target}
        for triple in self.base.incoming(target):
            if triple not in gone:
                yield triple
        yield from (triple for triple in self.change.added if triple.object == target)

    def edges(self, predicate: NamedNode) -> Iterator[tuple[Node, Term]]:
        gone = {(t.subject, t.object) for t in self.change.removed if t.predicate == predicate}
        for edge in self.base.edges(predicate):
            if edge not in gone:
                yield edge
        for triple in self.change.added:
            if triple.predicate == predicate:
                yield triple.subject, triple.object  # type: ignore[misc]

    def fan_in(self, predicate: NamedNode, target: Term, limit: int) -> int:
        key = (predicate, target)
        gone, coming = self._removed_from.get(key, ()), self._added_to.get(key, ())
        count = self.base.fan_in(predicate, target, limit + len(gone)) - len(gone) + len(coming)
        return min(count, limit)

    def triples(self) -> Iterator[Triple]:
        gone = set(self.change.removed)
        for triple in self.base.triples():
            if triple not in gone:
                yield triple
        yield from self.change.added

    @property
    def remembered(self) -> int:
        return self.base.remembered

    def forget(self) -> None:
        self.base.forget()
