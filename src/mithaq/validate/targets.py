"""Target nodes of shapes (SHACL 2.1.3)."""

from __future__ import annotations

from mithaq.validate.graph import Graph, instances, is_instance
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


def is_target(graph: Graph, targets: Targets, node: Term) -> bool:
    """Whether the targets select the node."""
    return (
        node in targets.nodes
        or any(is_instance(graph, node, cls) for cls in targets.classes)
        or any(predicate in graph.out(node) for predicate in targets.subjects_of)
        or any(graph.fan_in(predicate, node, 1) for predicate in targets.objects_of)
    )
