"""Reports: order, severity, messages, and their form in RDF."""

from __future__ import annotations

from pyoxigraph import Literal, Store

from mithaq.validate import validate
from mithaq.validate.terms import DEFAULT_GRAPH, Quad, sh
from validate.turtle import lines, shapes, short, store

SHAPES = """
:S sh:targetClass :C ; sh:property :P, :Q .
:P a sh:PropertyShape ; sh:path [ sh:inversePath ( :p :q ) ] ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message 'Gap'@en, 'Lacune'@fr .
:Q a sh:PropertyShape ; sh:path :p ; sh:maxCount 0 .
"""
DATA = ":b a :C . :a a :C ; :p 1 ."


def test_results_are_sorted_and_carry_severity_and_messages() -> None:
    report = validate(store(DATA), shapes(SHAPES))
    assert not report.conforms
    assert [short(each.focus) for each in report.results] == [":a", ":a", ":b"]
    assert [short(each.focus) for each in report.of_severity()] == [":a"]
    (first, _) = report.of_severity(sh("Warning"))
    assert first.message("fr") == "Lacune"
    assert first.message("ar") == "Gap"


def test_focus_limits_what_is_checked() -> None:
    data = store(DATA)
    focus = [quad.subject for quad in data if short(quad.subject) == ":b"]
    assert {each.split()[0] for each in lines(validate(data, shapes(SHAPES), focus))} == {":b"}
    assert validate(data, shapes(SHAPES), []).conforms


def test_the_report_in_rdf_answers_queries() -> None:
    graph = Store()
    report = validate(store(DATA), shapes(SHAPES))
    graph.extend(Quad(t.subject, t.predicate, t.object, DEFAULT_GRAPH) for t in report.to_triples())
    query = """PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?focus ?last {
        ?report a sh:ValidationReport ; sh:conforms false ; sh:result ?result .
        ?result a sh:ValidationResult ; sh:focusNode ?focus ; sh:resultSeverity sh:Warning ;
            sh:resultMessage "Lacune"@fr ; sh:resultPath/sh:inversePath/rdf:rest/rdf:first ?last }"""
    prefixes = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
    rows = sorted(
        (short(row["focus"]), short(row["last"])) for row in graph.query(query, prefixes=prefixes)
    )
    assert rows == [(":a", ":q"), (":b", ":q")]


def test_an_empty_report_conforms() -> None:
    report = validate(store(""), shapes(SHAPES))
    assert report.conforms
    assert {t.object for t in report.to_triples() if t.predicate == sh("conforms")} == {
        Literal(True)
    }
