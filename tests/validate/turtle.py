"""Shapes and data written as Turtle, and reports as lines of text."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, parse

from mithaq.validate import PreparedShapes, Report, Result, prepare

PREFIXES = """
@prefix : <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def triples(text: str) -> list[Triple]:
    quads = parse(PREFIXES + text, format=RdfFormat.TURTLE)
    return [quad.triple for quad in quads]


def shapes(text: str) -> PreparedShapes:
    return prepare(triples(text), {"": "http://example.org/"})


def store(text: str) -> Store:
    made = Store()
    made.load(PREFIXES + text, format=RdfFormat.TURTLE)
    return made


def short(term: object) -> str:
    """A term as people write it: `:a`, `"x"@en`, `7`; anything else as it is."""
    if isinstance(term, NamedNode):
        return term.value.replace("http://example.org/", ":")
    if isinstance(term, BlankNode):
        return "_"
    if isinstance(term, Literal) and term.datatype.value.endswith(("#integer", "#boolean")):
        return term.value
    return "-" if term is None else str(term).replace("http://example.org/", ":")


def line(result: Result) -> str:
    """`focus path component value` of one result."""
    name = result.component.value.split("#")[-1].removesuffix("ConstraintComponent")
    path = str(result.path or "-").replace("<http://example.org/", ":").replace(">", "")
    return f"{short(result.focus)} {path} {name} {short(result.value)}"


def lines(report: Report) -> list[str]:
    return sorted(map(line, report.results))
