"""sh:sparql and constraint components of one's own (SHACL 5, 6)."""

from __future__ import annotations

import pytest

from mithaq.validate import ShapesError, validate
from validate.turtle import lines, shapes, short, store

DATA = ":a a :C ; :p 1, 5 ; :q :b . :b :p 7 . :c a :C ."


def constraint(query: str, more: str = "") -> str:
    return f':S sh:targetClass :C ; sh:sparql [ sh:select """{query}""" {more} ] .'


QUERIES = {
    "value": ("SELECT $this ?value { $this :p ?value FILTER(?value > 3) }", [":a - SPARQL 5"]),
    "focus node for value": ("SELECT $this { $this :p 5 }", [":a - SPARQL :a"]),
    "path": (
        "SELECT $this ?path ?value { $this ?path ?value FILTER(?value = 5) }",
        [":a :p SPARQL 5"],
    ),
    "solutions once": ("SELECT $this { $this :p ?x }", [":a - SPARQL :a"]),
    "filter without pattern": ("SELECT $this { FILTER($this = :c) }", [":c - SPARQL :c"]),
    "bound": ("SELECT $this { FILTER(bound($this)) }", [":a - SPARQL :a", ":c - SPARQL :c"]),
    "assigned": ("SELECT $this { BIND($this AS ?x) FILTER(?x = :c) }", [":c - SPARQL :c"]),
    "optional first": (
        "SELECT $this { OPTIONAL { $this :p ?x } FILTER(!BOUND(?x)) }",
        [":c - SPARQL :c"],
    ),
    "counted": (
        "SELECT $this { $this :p ?x } GROUP BY $this HAVING (COUNT(?x) > 1)",
        [":a - SPARQL :a"],
    ),
    "cut for each focus node": (
        "SELECT $this ?value { $this :p ?value } ORDER BY ?value LIMIT 1",
        [":a - SPARQL 1"],
    ),
    "sub-query": (
        "SELECT $this ?value { { SELECT $this (MAX(?x) AS ?value) { $this :p ?x } GROUP BY $this } FILTER(?value > 3) }",
        [":a - SPARQL 5"],
    ),
    "own shape": ("SELECT $this { $this :p 5 FILTER($currentShape = :S) }", [":a - SPARQL :a"]),
}


@pytest.mark.parametrize("name", QUERIES)
def test_query(name: str) -> None:
    query, expected = QUERIES[name]
    assert lines(validate(store(DATA), shapes(constraint(query)))) == expected


def test_path_of_a_property_shape() -> None:
    text = ":S sh:targetClass :C ; sh:property [ sh:path (:q :p) ; sh:sparql [ sh:select 'SELECT $this ?value { $this $PATH ?value }' ] ] ."
    assert lines(validate(store(DATA), shapes(text))) == [":a :q/:p SPARQL 7"]


def test_blank_nodes_are_focus_nodes_too() -> None:
    query = "SELECT $this ?value { $this :p ?value FILTER(isBlank($this)) }"
    assert lines(validate(store("[] a :C ; :p 1 ."), shapes(constraint(query)))) == ["_ - SPARQL 1"]


def test_messages_are_filled_in() -> None:
    text = constraint(
        "SELECT $this ?value ?other { $this :p ?value ; :q ?other FILTER(?value > 3) }",
        "; sh:message 'not {?value} with {$other}'@en, '{?nothing}'@fr",
    )
    (result,) = validate(store(DATA), shapes(text)).results
    assert result.message("en") == "not 5 with http://example.org/b"
    assert result.message("fr") == "{?nothing}"


def test_a_query_may_bring_its_message() -> None:
    text = constraint(
        "SELECT $this ?message { $this :p 5 BIND('five'@en AS ?message) }", "; sh:message 'other'"
    )
    assert [each.messages for each in validate(store(DATA), shapes(text)).results] == [
        (("five", "en"),)
    ]


def test_prefixes_are_declared() -> None:
    text = """:S sh:targetClass :C ; sh:sparql [ sh:prefixes :P ; sh:select 'SELECT $this { $this e:p 5 }' ] .
        :P sh:declare [ sh:prefix 'e' ; sh:namespace 'http://example.org/'^^xsd:anyURI ] ."""
    assert lines(validate(store(DATA), shapes(text))) == [":a - SPARQL :a"]


REFUSED = {
    "MINUS": "SELECT $this { $this :p ?x MINUS { $this :q ?x } }",
    "VALUES": "SELECT $this { VALUES ?x { 1 } $this :p ?x }",
    "SERVICE": "SELECT $this { $this :p ?x SERVICE :s { ?x :q ?y } }",
    "GRAPH": "SELECT $this { GRAPH ?g { $this :p ?x } }",
    "sub-query must select": "SELECT $this { { SELECT ?x { ?x :p ?y } } }",
    "must not assign": "SELECT $this { BIND(:a AS ?this) }",
    "must select \\$this": "SELECT ?x { $this :p ?x }",
    "cannot be read": "SELECT $this { $this :p }",
    "unknown prefix": "SELECT $this { $this no:p ?x }",
    "shapesGraph": "SELECT $this { $this :p $shapesGraph }",
}


@pytest.mark.parametrize("reason", REFUSED)
def test_queries_that_shacl_forbids_are_refused(reason: str) -> None:
    with pytest.raises(ShapesError, match=reason):
        shapes(constraint(REFUSED[reason]))


COMPONENT = """
:AtMost a sh:ConstraintComponent ; sh:parameter [ sh:path :atMost ], [ sh:path :unless ; sh:optional true ] ;
    sh:validator [ a sh:SPARQLAskValidator ; sh:message 'more than {$atMost}' ;
        sh:ask 'ASK { FILTER ($value <= $atMost || $value = COALESCE(?unless, -1)) }' ] .
:Links a sh:ConstraintComponent ; sh:parameter [ sh:path :linked ] ;
    sh:nodeValidator [ sh:select 'SELECT $this { FILTER NOT EXISTS { $this :q $linked } }' ] ;
    sh:propertyValidator [ sh:select 'SELECT $this ?value { $this $PATH ?value . FILTER NOT EXISTS { $this :q $linked } }' ] .
"""


def test_components_of_ones_own() -> None:
    text = (
        COMPONENT + ":S sh:targetClass :C ; :linked :b ; sh:property [ sh:path :p ; :atMost 3 ] ."
    )
    report = validate(store(DATA), shapes(text))
    found = [each.replace("http://example.org/", ":") for each in lines(report)]
    assert found == [":a :p :AtMost 5", ":c - :Links :c"]
    assert [each.message() for each in report.results] == ["more than 3", ""]


def test_optional_arguments() -> None:
    text = COMPONENT + ":S sh:targetClass :C ; sh:property [ sh:path :p ; :atMost 3 ; :unless 5 ] ."
    assert validate(store(DATA), shapes(text)).conforms


def test_arguments_that_are_not_complete_make_no_constraint() -> None:
    text = COMPONENT + ":S sh:targetClass :C ; sh:property [ sh:path :p ; :unless 5 ] ."
    assert validate(store(DATA), shapes(text)).conforms


def test_results_name_their_constraint() -> None:
    text = (
        ":S sh:targetClass :C ; sh:sparql :Five . :Five sh:select 'SELECT $this { $this :p 5 }' ."
    )
    (result,) = validate(store(DATA), shapes(text)).results
    assert (short(result.constraint), short(result.shape)) == (":Five", ":S")
