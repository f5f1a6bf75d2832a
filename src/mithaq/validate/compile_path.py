"""Reading property paths (SHACL 2.3.1)."""

from __future__ import annotations

from pyoxigraph import NamedNode

from mithaq.validate.paths import Alternative, Inverse, Path, Repeat, Sequence_, Step
from mithaq.validate.shapegraph import ShapesGraph, fault
from mithaq.validate.shapes import ShapesError
from mithaq.validate.terms import FIRST, Node, Term, sh

PATH = sh("path")
REPEATS = {
    sh("zeroOrMorePath"): (False, False),
    sh("oneOrMorePath"): (True, False),
    sh("zeroOrOnePath"): (False, True),
}


def read_path(graph: ShapesGraph, shape: Node) -> Path | None:
    """The path of a property shape; None for a node shape.

    Raises ShapesError for a path that is ill-formed, and for several paths.
    """
    value = graph.single(shape, PATH)
    return None if value is None else path_at(graph, shape, value)


def path_at(graph: ShapesGraph, shape: Node, node: Term) -> Path:
    """The path that a node of the graph describes; `shape` is named in errors."""
    return _path(graph, shape, node, ())


def _path(graph: ShapesGraph, shape: Node, node: Term, above: tuple[Term, ...]) -> Path:
    if isinstance(node, NamedNode):
        return Step(node)
    if node in above:
        raise ShapesError(f"shape {shape}: its sh:path contains itself")
    inside = (*above, node)
    if graph.values(node, FIRST):
        return Sequence_(_members(graph, shape, node, inside))
    inverse = graph.values(node, sh("inversePath"))
    if inverse:
        return Inverse(_path(graph, shape, inverse[0], inside))
    alternatives = graph.values(node, sh("alternativePath"))
    if alternatives:
        return Alternative(_members(graph, shape, alternatives[0], inside))
    for predicate, (least, most) in REPEATS.items():
        inner = graph.values(node, predicate)
        if inner:
            return Repeat(_path(graph, shape, inner[0], inside), least, most)
    raise fault(shape, PATH, f"a property path; {node} is none")


def _members(
    graph: ShapesGraph, shape: Node, head: Term, above: tuple[Term, ...]
) -> tuple[Path, ...]:
    members = graph.members(head, shape, PATH)
    if len(members) < 2:
        raise fault(shape, PATH, "at least two members in a sequence or alternative")
    return tuple(_path(graph, shape, each, above) for each in members)
