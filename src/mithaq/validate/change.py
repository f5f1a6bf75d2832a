"""A change of a graph, and the graph as it is after the change, without copying anything."""

from __future__ import annotations

from collections import defaultdict
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
    coming = dict.fromkeys(as_stored(list(added)))
    going = dict.fromkeys(as_stored(list(removed)))
    return Change(
        tuple(t for t in coming if not holds(graph, t)),
        tuple(t for t in going if t not in coming and holds(graph, t)),
    )


def holds(graph: Graph, triple: Triple) -> bool:
    """Whether the triple is in the graph."""
    return triple.object in graph.out(triple.subject).get(triple.predicate, ())


class Overlay:
    """A graph with a change laid over it; the graph itself stays as it is."""

    def __init__(self, base: Graph, change: Change) -> None:
        self.base, self.change = base, change
        self._out: dict[Term, Links] = {}
        self._added: dict[Term, list[Triple]] = defaultdict(list)
        self._removed: dict[Term, list[Triple]] = defaultdict(list)
        self._added_to: dict[tuple[NamedNode, Term], list[Node]] = {}
        self._removed_from: dict[tuple[NamedNode, Term], set[Node]] = {}
        for triple in change.added:
            self._added[triple.subject].append(triple)
            subjects = self._added_to.setdefault((triple.predicate, triple.object), [])
            subjects.append(triple.subject)  # type: ignore[arg-type]
        for triple in change.removed:
            self._removed[triple.subject].append(triple)
            gone = self._removed_from.setdefault((triple.predicate, triple.object), set())
            gone.add(triple.subject)  # type: ignore[arg-type]

    def out(self, node: Term) -> Links:
        if node not in self._added and node not in self._removed:
            return self.base.out(node)
        found = self._out.get(node)
        if found is None:
            found = self._out[node] = self._changed_links(node)
        return found

    def values(self, node: Term, predicate: NamedNode) -> Sequence[Term]:
        if node in self._added or node in self._removed:
            return self.out(node).get(predicate, ())
        return self.base.values(node, predicate)

    def _changed_links(self, node: Term) -> Links:
        links = {predicate: list(values) for predicate, values in self.base.out(node).items()}
        for triple in self._removed.get(node, ()):
            links[triple.predicate].remove(triple.object)
        for triple in self._added.get(node, ()):
            links.setdefault(triple.predicate, []).append(triple.object)
        return {predicate: values for predicate, values in links.items() if values}

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
        return self.base.remembered + len(self._out)

    def forget(self) -> None:
        self.base.forget()
        self._out.clear()
