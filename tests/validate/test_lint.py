"""Remarks on shapes: slow queries, loose patterns, datatypes that a store forgets."""

from __future__ import annotations

from mithaq.validate import lint
from validate.turtle import shapes


def query(text: str) -> str:
    return f":S sh:targetClass :C ; sh:sparql [ sh:select '{text}' ] ."


def remarks(text: str) -> str:
    return " | ".join(remark.text for remark in lint(shapes(text)))


def test_a_query_that_binds_this_everywhere_is_fine() -> None:
    assert (
        remarks(query("SELECT $this { $this :p ?x . OPTIONAL { $this :q ?y } FILTER(!BOUND(?y)) }"))
        == ""
    )


def test_a_query_that_leaves_this_unbound_is_told() -> None:
    assert "once for each focus node" in remarks(
        query("SELECT $this { OPTIONAL { $this :q ?y } FILTER(!BOUND(?y)) }")
    )


def test_a_pattern_joined_to_nothing_is_told() -> None:
    assert "nothing joins the pattern ?x <http://example.org/q>" in remarks(
        query("SELECT $this { $this :p ?y . ?x :q ?z }")
    )


def test_a_datatype_that_the_store_forgets_is_told() -> None:
    assert "xsd:byte as xsd:integer" in remarks(":S a sh:NodeShape ; sh:datatype xsd:byte .")


def test_a_misspelt_parameter_is_told() -> None:
    assert shapes(":S a sh:NodeShape ; sh:maxcount 1 .").warnings == (
        "sh:maxcount is not a property of SHACL; it is not looked at",
    )
