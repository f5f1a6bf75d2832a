"""pySHACL behind the same interface: the reference that this engine is tested against.

pySHACL and rdflib are imported only when a validation is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from mithaq.validate.compile_path import path_at
from mithaq.validate.paths import Path
from mithaq.validate.report import Pair, Report, Result, report_of
from mithaq.validate.shapegraph import ShapesGraph, triples_of
from mithaq.validate.shapes import ShapesError
from mithaq.validate.terms import TYPE, VIOLATION, XSD_STRING, Node, Quad, Term, as_stored, sh

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node as RdflibNode

DEEPEST = 200
"""How deep shapes may refer to shapes."""


def validate_reference(data: Store, shapes: Iterable[Triple | Quad] | Store) -> Report:
    """Validate the default graph of a store with pySHACL.

    Results are those of pySHACL, messages included; it does not tell which focus node of which
    shape a nested result belongs to, so the report cannot be merged. Raises ShapesError where
    pySHACL refuses the shapes.
    """
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError

    try:
        _, answer, text = pyshacl.validate(
            to_rdflib(triples_of(data)),
            shacl_graph=to_rdflib(as_stored(list(triples_of(shapes)))),
            inference="none",
            inplace=True,
            max_validation_depth=DEEPEST,
        )
    except ReportableRuntimeError as error:
        raise ShapesError(f"pySHACL refuses the shapes: {error}") from None
    if isinstance(answer, ReportableRuntimeError):
        raise ShapesError(f"pySHACL cannot validate: {text}")
    return _report(ShapesGraph(from_rdflib(answer)))


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """The triples as an rdflib graph.

    A string without a language gets no datatype: rdflib holds `"x"` and `"x"^^xsd:string` for
    different terms, and writes the first itself.
    """
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")

    def term(of: Term) -> RdflibNode:
        if isinstance(of, NamedNode):
            return rdflib.URIRef(of.value)
        if isinstance(of, BlankNode):
            return rdflib.BNode(of.value)
        if not isinstance(of, Literal):
            raise ShapesError(f"rdflib has no term for {of}")
        if of.language:
            return rdflib.Literal(of.value, lang=of.language)
        if of.datatype == XSD_STRING:
            return rdflib.Literal(of.value)
        datatype = rdflib.URIRef(of.datatype.value)
        return rdflib.Literal(of.value, datatype=datatype, normalize=False)

    for triple in triples:
        graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph


def from_rdflib(graph: rdflib.Graph) -> list[Triple]:
    """The triples of an rdflib graph (see `to_rdflib`)."""
    import rdflib

    def term(of: RdflibNode) -> NamedNode | BlankNode | Literal:
        if isinstance(of, rdflib.URIRef):
            return NamedNode(str(of))
        if isinstance(of, rdflib.BNode):
            return BlankNode(str(of))
        assert isinstance(of, rdflib.Literal)
        if of.language:
            return Literal(str(of), language=of.language)
        datatype = NamedNode(str(of.datatype)) if of.datatype else XSD_STRING
        return Literal(str(of), datatype=datatype)

    found: list[Triple] = []
    for subject, predicate, value in graph:
        start, step = term(subject), term(predicate)
        assert not isinstance(start, Literal) and isinstance(step, NamedNode)
        found.append(Triple(start, step, term(value)))
    return found


def _report(graph: ShapesGraph) -> Report:
    found: dict[Pair, tuple[Result, ...]] = {}
    for report in graph.sources(TYPE, sh("ValidationReport")):
        for node in graph.values(report, sh("result")):
            result = _result(graph, node)
            pair = Pair(result.shape, result.focus)
            found[pair] = (*found.get(pair, ()), result)
    return report_of(found, digest="")


def _result(graph: ShapesGraph, node: Term) -> Result:
    def value(name: str) -> Term | None:
        return next(iter(graph.values(node, sh(name))), None)

    def iri(name: str) -> NamedNode:
        found = value(name)
        assert isinstance(found, NamedNode)
        return found

    def resource(name: str) -> Node | None:
        found = value(name)
        return found if isinstance(found, (NamedNode, BlankNode)) else None

    focus, shape = value("focusNode"), resource("sourceShape")
    assert focus is not None and shape is not None
    assert isinstance(node, (NamedNode, BlankNode))
    return Result(
        focus=graph.stored(focus),
        path=_path(graph, node),
        value=None if (found := value("value")) is None else graph.stored(found),
        shape=shape,
        component=iri("sourceConstraintComponent"),
        constraint=resource("sourceConstraint"),
        severity=iri("resultSeverity") if value("resultSeverity") else VIOLATION,
        messages=graph.texts(node, sh("resultMessage")),
    )


def _path(graph: ShapesGraph, node: Node) -> Path | None:
    paths = graph.values(node, sh("resultPath"))
    return path_at(graph, node, paths[0]) if paths else None
