"""Reading shapes graphs: what is refused, and what is kept."""

from __future__ import annotations

import pickle

import pytest
from pyoxigraph import RdfFormat, parse

from mithaq.validate import PreparedShapes, ShapesError, prepare, validate, validate_change
from validate.turtle import PREFIXES, lines, shapes, store, triples

ILL_FORMED = {
    "sh:path must have one value at most": ":S a sh:PropertyShape ; sh:path :p, :q .",
    "a property path": ":S a sh:PropertyShape ; sh:path [ :odd :p ] .",
    "at least two members": ":S a sh:PropertyShape ; sh:path ( :p ) .",
    "contains itself": ":S a sh:PropertyShape ; sh:path _:p . _:p sh:inversePath _:p .",
    "well-formed RDF list": ":S a sh:NodeShape ; sh:in [ rdf:first 1 ] .",
    "has no sh:path": ":S a sh:NodeShape ; sh:property :T . :T sh:nodeKind sh:IRI .",
    "a property shape around it": ":S a sh:NodeShape ; sh:minCount 1 .",
    "an integer, not": ":S a sh:PropertyShape ; sh:path :p ; sh:minCount 'one' .",
    "one of the six node kinds": ":S a sh:NodeShape ; sh:nodeKind sh:Iri .",
    "a regular expression": ":S a sh:NodeShape ; sh:pattern '(' .",
    "true or false": ":S a sh:NodeShape ; sh:closed 'yes' .",
    "an IRI, not": ":S a sh:NodeShape ; sh:targetClass 'C' .",
    "refers to itself": ":S a sh:NodeShape ; sh:node :T . :T sh:not :S .",
    "a node shape, not": ":S a sh:NodeShape ; sh:node :T . :T sh:path :p .",
    "where a shape is expected": ":S a sh:NodeShape ; sh:not 1 .",
    "Advanced Features": ":S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ] .",
    "entailment": ":G sh:entailment :RDFS .",
    "the text of a query": ":S a sh:NodeShape ; sh:sparql [ sh:message 'x' ] .",
    "at least one parameter": ":K a sh:ConstraintComponent .",
}


@pytest.mark.parametrize("reason", ILL_FORMED)
def test_ill_formed_shapes_are_refused_with_the_reason(reason: str) -> None:
    with pytest.raises(ShapesError, match=reason.replace("(", "\\(")):
        shapes(ILL_FORMED[reason])


SHAPES = """:S sh:targetClass :C ; sh:property [ sh:path ( :p [ sh:inversePath :q ] ) ; sh:in ( 1 2 ) ; sh:message 'No'@en ] ;
    sh:sparql [ sh:select 'SELECT $this ?value { $this :p/:r* ?value . FILTER NOT EXISTS { ?value a :D } }' ] ."""
DATA = ":a a :C ; :p :b . :b :r :c . :c a :D . :x :q :b ."


def test_prepared_shapes_survive_their_cache() -> None:
    prepared = shapes(SHAPES)
    again = PreparedShapes.from_bytes(prepared.to_bytes())
    assert again == prepared == pickle.loads(pickle.dumps(prepared))
    assert lines(validate(store(DATA), again)) == lines(validate(store(DATA), prepared)) != []


def test_prepared_shapes_can_be_kept_after_use() -> None:
    prepared = shapes(SHAPES)
    before = store(DATA)
    change = validate_change(before, prepared, triples(":x a :C ; :p :a ."))
    again = PreparedShapes.from_bytes(prepared.to_bytes())
    assert lines(change.report) != []
    assert validate_change(before, again, triples(":x a :C ; :p :a .")) == change


def test_a_broken_cache_is_told() -> None:
    for broken in (b"", b"junk", pickle.dumps((0, None)), pickle.dumps("x")):
        with pytest.raises(ShapesError, match="prepare them again"):
            PreparedShapes.from_bytes(broken)


def test_the_digest_names_the_content() -> None:
    again = [
        quad.triple
        for quad in parse(PREFIXES + SHAPES, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    ]
    prefixes = {"": "http://example.org/"}
    assert prepare(again[::-1], prefixes).digest == shapes(SHAPES).digest
    assert shapes(SHAPES.replace("'No'", "'Yes'")).digest != shapes(SHAPES).digest


def test_triples_said_twice_count_once() -> None:
    twice = triples(":S sh:targetNode :a ; sh:nodeKind sh:Literal .") * 2
    assert len(validate(store(""), prepare(twice)).results) == 1


def test_a_store_of_shapes_will_do() -> None:
    assert len(prepare(store(":S sh:targetNode :a ; sh:nodeKind sh:Literal ."))) == 1


def test_shapes_come_inner_ones_first() -> None:
    names = [
        str(node)
        for node in shapes(
            ":A a sh:NodeShape ; sh:node :B . :B a sh:NodeShape ; sh:not :C ."
        ).shapes
    ]
    assert [name[-2] for name in names] == ["C", "B", "A"]
