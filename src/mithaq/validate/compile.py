"""From a shapes graph to prepared shapes (SHACL 2: shapes, targets, parameters)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, NamedNode, Store, Triple

from mithaq.validate.compile_custom import Component, components, custom_constraints
from mithaq.validate.compile_parameters import PARAMETERS, Reading
from mithaq.validate.compile_path import read_path
from mithaq.validate.compile_sparql import sparql_constraints
from mithaq.validate.constraints.base import Constraint
from mithaq.validate.footprint import reads_of
from mithaq.validate.shapegraph import ShapesGraph, fault, triples_of
from mithaq.validate.shapes import PreparedShapes, Shape, ShapesError, Targets
from mithaq.validate.terms import SH_NS, VIOLATION, Node, Quad, Term, sh

TARGETS = (sh("targetNode"), sh("targetClass"), sh("targetSubjectsOf"), sh("targetObjectsOf"))
KNOWN = frozenset(
    """alternativePath ask conforms declare defaultValue description deactivated detail entailment
    flags focusNode group ignoredProperties inversePath labelTemplate message name namespace
    nodeValidator oneOrMorePath optional order parameter path prefix prefixes property
    propertyValidator qualifiedMaxCount qualifiedMinCount qualifiedValueShapesDisjoint result
    resultMessage resultPath resultSeverity select severity shapesGraph shapesGraphWellFormed
    sourceConstraint sourceConstraintComponent sourceShape sparql suggestedShapesGraph targetClass
    targetNode targetObjectsOf targetSubjectsOf update validator value zeroOrMorePath
    zeroOrOnePath""".split()
)
"""Properties of the SHACL vocabulary besides the parameters of SHACL Core."""

SHAPE_PREDICATES = {*PARAMETERS, sh("property"), sh("sparql")}
REFUSED = {
    sh("target"): "targets of SHACL Advanced Features are not supported",
    sh("expression"): "expression constraints of SHACL Advanced Features are not supported",
    sh("js"): "JavaScript constraints are not supported",
    sh("entailment"): "entailment is not supported: validate data with the inferences in it",
}


def prepared(
    shapes: Iterable[Triple | Quad] | Store, prefixes: Mapping[str, str] | None
) -> PreparedShapes:
    """See `mithaq.validate.prepare`."""
    graph = ShapesGraph(triples_of(shapes))
    builder = _Builder(graph, dict(prefixes or {}))
    for node in _roots(graph):
        builder.shape(node)
    reads = {node: reads_of(shape) for node, shape in builder.done.items()}
    return PreparedShapes(builder.done, reads, graph.digest(), tuple(_unknown_terms(graph)))


def _unknown_terms(graph: ShapesGraph) -> Iterator[str]:
    """A warning for each property of the SHACL namespace that is none: a misspelt parameter
    would else constrain nothing."""
    for predicate in sorted({triple.predicate for triple in graph.triples}, key=str):
        name = predicate.value.removeprefix(SH_NS)
        if predicate.value.startswith(SH_NS) and name not in KNOWN and predicate not in PARAMETERS:
            yield f"sh:{name} is not a property of SHACL; it is not looked at"


def _roots(graph: ShapesGraph) -> list[Node]:
    """The nodes that are shapes by their own triples (SHACL 2.1)."""
    declared = graph.instances(sh("NodeShape")) | graph.instances(sh("PropertyShape"))
    for node in graph.subjects():
        predicates = set(graph.predicates(node))
        is_class = node in graph.classes
        if predicates.intersection(TARGETS) or (is_class and predicates & SHAPE_PREDICATES):
            declared.add(node)
    return sorted(declared, key=str)


class _Builder:
    """Builds shapes, inner ones first."""

    def __init__(self, graph: ShapesGraph, prefixes: dict[str, str]) -> None:
        self.graph, self.prefixes = graph, prefixes
        self.done: dict[Node, Shape] = {}
        self.open: list[Node] = []
        self.components: tuple[Component, ...] = components(graph, prefixes)
        for node in graph.subjects():
            self._refuse(node)

    def _refuse(self, node: Node) -> None:
        for predicate, reason in REFUSED.items():
            if self.graph.values(node, predicate):
                raise ShapesError(f"{node}: {reason}")

    def shape(self, node: Term) -> Node:
        """Build a shape unless that was done; returns its node."""
        if not isinstance(node, (NamedNode, BlankNode)):
            raise ShapesError(f"{node} stands where a shape is expected")
        if node in self.done:
            return node
        if node in self.open:
            raise ShapesError(f"shape {node} refers to itself; recursive shapes are not supported")
        self.open.append(node)
        shape = self._build(node)
        self.open.pop()
        self.done[node] = shape
        return node

    def _build(self, node: Node) -> Shape:
        graph = self.graph
        path = read_path(graph, node)
        reading = Reading(graph, node, path, self.shape)
        deactivated = graph.flag(node, sh("deactivated"))
        constraints: list[Constraint] = []
        for predicate in sorted(graph.predicates(node), key=str):
            for build in PARAMETERS.get(predicate, ()):
                constraints.extend(build(reading, predicate))
        constraints.extend(sparql_constraints(graph, node, path, self.prefixes))
        constraints.extend(custom_constraints(graph, node, path, self.components))
        return Shape(
            id=node,
            path=path,
            targets=self._targets(node),
            constraints=tuple(constraints),
            properties=tuple(self._property(node, v) for v in graph.values(node, sh("property"))),
            severity=self._severity(node),
            messages=graph.texts(node, sh("message")),
            deactivated=deactivated,
        )

    def _property(self, node: Node, value: Term) -> Node:
        shape = self.shape(value)
        if self.done[shape].path is None:
            raise fault(node, sh("property"), f"property shapes; {value} has no sh:path")
        return shape

    def _severity(self, node: Node) -> NamedNode:
        severity = self.graph.single(node, sh("severity"))
        if severity is None:
            return VIOLATION
        if not isinstance(severity, NamedNode):
            raise fault(node, sh("severity"), f"an IRI, not {severity}")
        return severity

    def _targets(self, node: Node) -> Targets:
        graph = self.graph
        classes = self._resources(node, sh("targetClass"))
        if isinstance(node, NamedNode) and node in graph.classes:
            classes = (*classes, node)
        return Targets(
            nodes=tuple(map(graph.stored, graph.values(node, sh("targetNode")))),
            classes=tuple(dict.fromkeys(classes)),
            subjects_of=self._resources(node, sh("targetSubjectsOf")),
            objects_of=self._resources(node, sh("targetObjectsOf")),
        )

    def _resources(self, node: Node, predicate: NamedNode) -> tuple[NamedNode, ...]:
        values = self.graph.values(node, predicate)
        for value in values:
            if not isinstance(value, NamedNode):
                raise fault(node, predicate, f"an IRI, not {value}")
        return tuple(v for v in values if isinstance(v, NamedNode))
