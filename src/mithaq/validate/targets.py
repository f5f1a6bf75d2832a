"""Target nodes of shapes (SHACL 2.1.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mithaq.validate.graph import Graph, instances
from mithaq.validate.memberships import ClassesOf
from mithaq.validate.shapes import PreparedShapes, Shape, Targets
from mithaq.validate.terms import Node, Term


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


def _shapes_by_class(prepared: PreparedShapes) -> Mapping[Term, list[Node]]:
    found: dict[Term, list[Node]] = {}
    for shape in prepared.targeted:
        for cls in shape.targets.classes:
            found.setdefault(cls, []).append(shape.id)
    return found


class TargetTest:
    """Which nodes of a graph the targets of shapes select; `classes` gives the classes of nodes
    there."""

    def __init__(self, graph: Graph, classes: ClassesOf, prepared: PreparedShapes) -> None:
        self.graph = graph
        self._by_class = _ByClass(classes, prepared.derived(_shapes_by_class))

    def among(self, nodes: Iterable[Term], shape: Shape) -> set[Term]:
        """The nodes that are targets of the shape."""
        name, by_class = shape.id, self._by_class
        given, classes, subjects_of, objects_of = shape.targets
        found = {node for node in nodes if name in by_class[node]} if classes else set()
        if given:
            found.update(node for node in nodes if node in given)
        if subjects_of:
            out = self.graph.out
            found.update(n for n in nodes if not out(n).keys().isdisjoint(subjects_of))
        for predicate in objects_of:
            found.update(node for node in nodes if self.graph.fan_in(predicate, node, 1))
        return found


class _ByClass(dict[Term, set[Node]]):
    """For each node, the shapes that target one of its classes."""

    def __init__(self, classes: ClassesOf, shapes: Mapping[Term, list[Node]]) -> None:
        super().__init__()
        self.classes, self.shapes = classes, shapes

    def __missing__(self, node: Term) -> set[Node]:
        classes, shapes = self.classes(node), self.shapes
        found = self[node] = {shape for cls in classes for shape in shapes.get(cls, ())}
        return found
