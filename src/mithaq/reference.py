"""The gate run by pyshacl over rdflib: slow, independent of our engine, and there to be compared
with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyshacl import validate
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from mithaq.locate import Locator
from mithaq.model import Finding, Severity
from mithaq.names import expand, shorten

if TYPE_CHECKING:
    from mithaq.knowledge import KnowledgeBase

SH = Namespace("http://www.w3.org/ns/shacl#")
_SEVERITIES = {SH[severity.value]: severity for severity in Severity}


def check_all(kb: KnowledgeBase, lang: str = "en") -> tuple[Finding, ...]:
    """Return what pyshacl says about the whole knowledge base, at file and line."""
    data, shapes = (
        _graph(map(str, files)) for files in (kb.home.data_files(), kb.home.shape_files())
    )
    _, report, _ = validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    locator = Locator((), kb.home.fact_files() + kb.home.ontology_files())
    found = (_finding(report, result, locator, lang) for result in _results(report))
    return tuple(sorted(found, key=lambda f: (f.position, f.check, f.value)))


def _graph(files: Iterator[str]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for file in files:
        graph.parse(file, format="turtle")
    return graph


def _results(report: Graph) -> Iterator[Node]:
    """Yield the results of a report, without those that only detail another one."""
    details = set(report.objects(None, SH.detail))
    for result in report.subjects(RDF.type, SH.ValidationResult):
        if result not in details:
            yield result


def _finding(report: Graph, result: Node, locator: Locator, lang: str) -> Finding:
    focus, path, value = (
        _term(report.value(result, SH[name])) for name in ("focusNode", "resultPath", "value")
    )
    shape = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
    severity = report.value(result, SH.resultSeverity)
    named = path if isinstance(path, ox.NamedNode) else None
    return Finding(
        position=locator.position(focus or ox.Literal(""), named, value),
        severity=_SEVERITIES.get(URIRef(str(severity)), Severity.VIOLATION),
        check=str(shape).removeprefix(expand("mqs:")),
        message=_message(report, result, lang),
        focus=_written(focus),
        path=_written(named),
        value=_written(value),
    )


def _message(report: Graph, result: Node, lang: str) -> str:
    texts = [m for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)]
    spoken = sorted(texts, key=lambda text: (text.language != lang, str(text)))
    return str(spoken[0]) if spoken else ""


def _term(term: Node | None) -> ox.NamedNode | ox.Literal | None:
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        kind = str(term.datatype or "http://www.w3.org/2001/XMLSchema#string")
        return ox.Literal(str(term), datatype=ox.NamedNode(kind))
    return None


def _written(term: ox.NamedNode | ox.Literal | None) -> str:
    if term is None:
        return ""
    return shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)
