"""Every query an engine refuses gets a place and a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from mithaq.messages import LANGUAGES
from mithaq.sparql.faults import Fault, find_fault
from mithaq.sparql.grammar import departure
from mithaq.sparql.tokens import tokens

ROOT = Path(__file__).parents[2]

FAULTS = [
    ("", "1:1 empty"),
    ("# nothing but a comment", "1:1 empty"),
    ("SELCT ?s { ?s ?p ?o }", "1:1 misspelt SELCT -> SELECT"),
    ("INSERT DATA { <http://a/> <http://b/> 1 }", "1:1 unexpected INSERT"),
    ("SELECT ?a, ?b { ?a ?p ?b }", "1:10 unexpected ,"),
    ("SELECT ?s\nWHERE {\n  ?s ?p ?o\n  ?o ?q ?r .\n}", "4:3 unexpected-plain ?o"),
    ("SELECT ?s\r\nWHERE\r\n{ ?s ?p }", "3:9 unexpected-plain }"),
    ("SELECT * { ?s ?p ?o . FILTER(?o = 3 }", "1:37 unexpected }"),
    ("SELECT * { ?s ?p ?o ", "1:10 unclosed {"),
    ("SELECT * WHERE", "1:15 unfinished"),
    ("SELECT * { ?s ?p 'سلام }", "1:18 open-string"),
    ("SELECT * { 'سلام' <http://a/ b> ?o }", "1:19 open-iri"),
    ("SELECT * { ?s <a> ?o }", "1:15 relative-iri <a>"),
    ("SELECT * { ?s a mq:Thing }", "1:17 prefix mq"),
    ("PREFIX x: <http://x/> SELECT * { ?s x:a y:b, z:c }", "1:41 prefix y"),
    ("SELECT * { ?s ?p ?o } ORDER ?o", "1:29 unexpected ?o"),
    ("SELECT * { ?s ?p ?o } LIMIT ten", "1:29 unexpected ten"),
    ("SELECT ?s ?x { ?s ?p ?o } GROUP BY ?s", "1:38 ungrouped"),
    ("SELECT (1 AS ?o) { ?s ?p ?o }", "1:30 overrides"),
    ("SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }", "1:41 unclear"),
]


def short(fault: Fault) -> str:
    near = f"-> {fault.near}" if fault.near else ""
    parts = (f"{fault.line}:{fault.column}", fault.name, fault.found, near)
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(("query", "expected"), FAULTS)
def test_the_fault_is_found_where_it_is(query: str, expected: str) -> None:
    with pytest.raises(SyntaxError) as refused:
        ox.Store().query(query)
    assert short(find_fault(query, str(refused.value.msg))) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fault_can_be_said(lang: str) -> None:
    said = [find_fault(query, "error at 1:1: expected [_]").say(lang) for query, _ in FAULTS]
    assert all(not re.search(r"\{\w+\}", text) for text in said)
    assert len({text.partition("\n")[0] for text in said}) > len(said) * 2 // 3


def test_a_known_prefix_need_not_be_declared() -> None:
    fault = find_fault("SELECT * { ?s mq:a y:b }", "", {"mq": "http://mq/"})
    assert short(fault) == "1:20 prefix y"


def test_a_long_line_is_shown_around_the_fault() -> None:
    fault = find_fault("SELECT * { " + "?s ?p ?o . " * 100 + "} }", "")
    assert len(fault.excerpt) < 130
    assert fault.excerpt[fault.caret] == "}"


def test_the_grammar_reads_every_query_of_ours() -> None:
    files = [*ROOT.glob("kb/questions/*.rq"), *ROOT.glob("ontology/rules/**/*.rq")]
    assert files
    left = {p.name: departure(list(tokens(p.read_text("utf-8")))) for p in files}
    assert {name: at for name, at in left.items() if at} == {}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT DISTINCT (COUNT(DISTINCT *) AS ?n) FROM <g:g> { {} UNION { ?s a [] } } LIMIT 1",
        "PREFIX : <a:> SELECT * { ?s (:a|^:b)*/!(:c|^a)+ (1 'x'@ar 2.5e3), [ :p -1 ] ; . }",
        "SELECT * { VALUES (?a ?b) { (UNDEF 'x'^^<a:b>) } MINUS { ?s ?p true } } HAVING (?a > 1)",
        "CONSTRUCT WHERE { ?s ?p ?o . } ORDER BY DESC(?s) ?p OFFSET 3 LIMIT 2 VALUES ?s { 1 }",
        "ASK { FILTER(?a NOT IN (1, 2) && !EXISTS { ?s ?p ?o } || <a:f>(DISTINCT ?x) = -?b) }",
        "DESCRIBE ?x <a:b> { SELECT (GROUP_CONCAT(?y; SEPARATOR=',') AS ?x) { ?x ?p ?y } }",
    ],
)
def test_the_grammar_reads_every_kind_of_clause(query: str) -> None:
    assert departure(list(tokens(query))) is None
