"""Target nodes of shapes (SHACL 2.1.3)."""

from __future__ import annotations

from mithaq.validate.graph import Graph, instances
from mithaq.validate.memberships import ClassesOf
from mithaq.validate.shapes import Targets
from mithaq.validate.terms import Term


def target_nodes(graph: Graph, targets: Targets) -> set[Term]:
    """All nodes the targets select in the data."""
    found: set[Term] = set(targets.nodes)
    for cls in targets.classes:
        found.update(instances(graph, cls))
    for predicate in targets.subjects_of:
        found.update(subject for subject, _ in graph.edges(predicate))
    for predicate in targets.objects_of:
        found.update(value for _, value in graph.edges(predicate))
    return found


class TargetTest:
    """Whether targets select a node of a graph; `classes` gives the classes of nodes there."""

    def __init__(self, graph: Graph, classes: ClassesOf, targets: Targets) -> None:
        self.graph, self.classes = graph, classes
        self._classes, self._nodes = frozenset(targets.classes), frozenset(targets.nodes)
        self._subjects_of = frozenset(targets.subjects_of)
        self._objects_of = targets.objects_of

    def __call__(self, node: Term) -> bool:
        if not self._classes.isdisjoint(self.classes(node)) or node in self._nodes:
            return True
        return (
            bool(self._subjects_of) and not self._subjects_of.isdisjoint(self.graph.out(node))
        ) or any(self.graph.fan_in(predicate, node, 1) for predicate in self._objects_of)
