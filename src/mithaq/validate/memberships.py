"""Which nodes enter or leave which classes by a change."""

from __future__ import annotations

from collections import defaultdict

from mithaq.validate.change import Change
from mithaq.validate.graph import Graph, closure_up, instances
from mithaq.validate.terms import SUBCLASS_OF, TYPE, Term


class ClassesOf:
    """The classes of nodes in one graph, superclasses included."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._above: dict[Term, set[Term]] = {}
        self._of: dict[Term, set[Term]] = {}

    def __call__(self, node: Term) -> set[Term]:
        found = self._of.get(node)
        if found is None:
            types = self.graph.values(node, TYPE)
            if len(types) == 1:
                found = self._of[node] = self.above(types[0])
            else:
                found = self._of[node] = set().union(*map(self.above, types))
        return found

    def above(self, cls: Term) -> set[Term]:
        """The class and its superclasses."""
        found = self._above.get(cls)
        if found is None:
            found = self._above[cls] = closure_up(self.graph, cls, SUBCLASS_OF)
        return found


def moved(
    before: ClassesOf, after: ClassesOf, union: Graph, change: Change, used: frozenset[Term]
) -> dict[Term, set[Term]]:
    """For each class in use, the nodes that are its instances on one side of the change only.

    A triple of rdfs:subClassOf moves all instances of its subject, but is looked into only when
    a class in use lies above its object.
    """
    nodes: set[Term] = set()
    for subject, predicate, value in change.triples():
        if predicate == TYPE:
            nodes.add(subject)
        elif predicate == SUBCLASS_OF:
            above = closure_up(union, value, SUBCLASS_OF)
            if not used.isdisjoint(above):
                nodes.update(instances(union, subject))
    found: dict[Term, set[Term]] = defaultdict(set)
    for node in nodes:
        for cls in (before(node) ^ after(node)) & used:
            found[cls].add(node)
    return found
