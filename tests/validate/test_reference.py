"""pySHACL behind the same interface, and the cases where it judges otherwise."""

from __future__ import annotations

import logging

import pytest

from mithaq.validate import ShapesError, validate
from mithaq.validate.reference import validate_reference
from validate.turtle import lines, shapes, store, triples

logging.getLogger("rdflib").setLevel(logging.CRITICAL)

SAME = {
    "nested": (
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:maxCount 1 ] ] ] .",
        ":a a :C ; :p :b . :b :q 1, 2 .",
    ),
    "strings": (
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:in ('x' 'y'@en) ] .",
        ":a a :C ; :p 'x', 'y'@en, 'z' .",
    ),
    "ranges": (
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minInclusive 2 ; sh:maxExclusive 4.5 ] .",
        ":a a :C ; :p 1, 2, 3.5, 4.5 .",
    ),
    "order": (
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:lessThan :q ] .",
        ":a a :C ; :p '2014-03-12'^^xsd:date, '2014-03-14'^^xsd:date ; :q '2014-03-13'^^xsd:date .",
    ),
    "query": (
        ":S sh:targetClass :C ; sh:sparql [ sh:select 'PREFIX : <http://example.org/> SELECT $this ?value { $this :p ?value . FILTER NOT EXISTS { ?value :q ?x } }' ] .",
        ":a a :C ; :p :b, :c . :b :q 1 .",
    ),
    "severity and path": (
        ":S sh:targetClass :C ; sh:property [ sh:path ( :p [ sh:zeroOrMorePath :q ] ) ; sh:severity sh:Warning ; sh:hasValue :z ] .",
        ":a a :C ; :p :b . :b :q :c .",
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_same_results(name: str) -> None:
    text, data = SAME[name]
    ours, theirs = (
        validate(store(data), shapes(text)),
        validate_reference(store(data), triples(text)),
    )
    assert lines(ours) == lines(theirs) != []
    assert [each.severity for each in ours.results] == [each.severity for each in theirs.results]


ON_P = ":S sh:targetNode :x ; sh:property [ sh:path :p ; {} ] ."
OTHERWISE = {
    "no order": (
        ON_P.format("sh:minInclusive '2014-01-01'^^xsd:date"),
        ":x :p '2014-13'^^xsd:gYearMonth .",
        1,
        0,
    ),
    "order of IRIs": (ON_P.format("sh:lessThan :q"), ":x :p :a ; :q :b .", 1, 0),
    "length of a blank node": (ON_P.format("sh:minLength 0"), ":x :p [] .", 1, 0),
    "month 13": (
        ON_P.format("sh:datatype xsd:gYearMonth"),
        ":x :p '2014-13'^^xsd:gYearMonth .",
        1,
        0,
    ),
    "inverse of a sequence": (
        ":S sh:targetNode :x ; sh:property [ sh:path [ sh:inversePath ( :p :q ) ] ; sh:hasValue :a ] .",
        ":a :p :b . :b :q :x .",
        0,
        1,
    ),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_pyshacl_judges_otherwise(name: str) -> None:
    text, data, ours, theirs = OTHERWISE[name]
    assert len(validate(store(data), shapes(text)).results) == ours
    assert len(validate_reference(store(data), triples(text)).results) == theirs


def test_pyshacl_stops_at_an_order_of_blank_nodes() -> None:
    text, data = ON_P.format("sh:lessThan :q"), ":x :p [] ; :q 1 ."
    assert lines(validate(store(data), shapes(text))) == [":x :p LessThan _"]
    with pytest.raises(ShapesError, match="BlankNode"):
        validate_reference(store(data), triples(text))
