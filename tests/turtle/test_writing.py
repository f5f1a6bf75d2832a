"""Canonical Turtle: one form for the same triples, read back equal by two readers."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mithaq.turtle import canonical, format_text, is_canonical, ordered_prefixes

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {
    "e": "http://e/",
    "deep": "http://e/deep/",
    "xsd": XSD,
    "urn": "urn:x:",
    "ar": "http://م/",
}

HEAD = """\
@prefix e: <http://e/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def test_the_form() -> None:
    text = """@prefix e: <http://e/> . @prefix unused: <http://unused/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    # a remark, which is lost
    e:b e:q 1 , 1 ; a e:C . e:b skos:prefLabel "un"@fr , "one"@en , "واحد"@ar .
    e:b-c e:p e:a.b , e:a , <http://other/x> , "z" , "a"@en , true , 1.50 , 2e0 , "x"^^e:t ."""
    assert (
        format_text(text)
        == """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e: <http://e/> .

e:b
    a e:C ;
    skos:prefLabel
        "واحد"@ar ,
        "one"@en ,
        "un"@fr ;
    e:q 1 ;
.

e:b-c
    e:p
        e:a ,
        e:a.b ,
        <http://other/x> ,
        "z" ,
        "a"@en ,
        "x"^^e:t ,
        true ,
        1.50 ,
        "2e0"^^xsd:double ;
.
"""
    )


def test_no_triples_are_no_text() -> None:
    assert canonical([]) == ""


def test_only_what_turtle_allows_is_shortened() -> None:
    names = ["a", "1a", "a.b", "a.", ".a", "-a", "a-", "a/b", "a~b", "a%41", "", "مذكرة", "a:b"]
    triples = [triple("http://e/" + name) for name in names]
    subjects = [block.split("\n")[0] for block in canonical(triples, PREFIXES).split("\n\n")[1:]]
    assert subjects == [
        "<http://e/>",
        "<http://e/-a>",
        "<http://e/.a>",
        "e:1a",
        "e:a",
        "<http://e/a%41>",
        "e:a-",
        "<http://e/a.>",
        "e:a.b",
        "<http://e/a/b>",
        "<http://e/a:b>",
        "<http://e/a~b>",
        "e:مذكرة",
    ]


@pytest.mark.parametrize(
    ("written", "canonically"),
    [
        ('"a\\nb\\t\\"c\\"\\\\"', '"a\\nb\\t\\"c\\"\\\\"'),
        ('"""long\ntext"""', '"long\\ntext"'),
        ('"\u200fمذكرة\u2028"', '"\\u200Fمذكرة\\u2028"'),
        ('"می\u200cخواهد"', '"می\u200cخواهد"'),
        ('"\\u0000\\u007F"', '"\\u0000\\u007F"'),
        ('"-7"^^xsd:integer', "-7"),
        ('"007"^^xsd:integer', '"007"^^xsd:integer'),
        ('"seven"^^xsd:integer', '"seven"^^xsd:integer'),
        ('"1."^^xsd:decimal', '"1."^^xsd:decimal'),
        ('"1"^^xsd:boolean', '"1"^^xsd:boolean'),
        ('"INF"^^xsd:double', '"INF"^^xsd:double'),
        ('"x"^^xsd:string', '"x"'),
        ('"x"@EN-gb', '"x"@en-gb'),
        ("e:a", "e:a"),
    ],
)
def test_the_form_of_a_value(written: str, canonically: str) -> None:
    result = format_text(f"{HEAD}e:s e:p {written} .")
    assert result.splitlines()[-2] == f"    e:p {canonically} ;"


def test_blank_nodes_are_named_the_same_in_whatever_order_they_come() -> None:
    text = HEAD + "e:s e:p [ e:q 1 ] , [ e:q 2 ; e:r ( 3 [] ) ] ."
    triples = [quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)]
    forms = set()
    for seed in range(5):
        random.Random(seed).shuffle(triples)
        forms.add(canonical(triples, ordered_prefixes({"e": "http://e/"})))
    assert len(forms) == 1
    assert is_canonical(forms.pop())


def test_a_new_statement_only_adds_lines() -> None:
    old = format_text(HEAD + "e:b e:p e:c . e:d e:p e:b .")
    new = format_text(HEAD + "e:b e:p e:c . e:d e:p e:b . e:c e:p e:b , e:d .")
    assert [line for line in old.split("\n\n") if line not in new.split("\n\n")] == []


def test_a_prefix_of_ours_keeps_its_name() -> None:
    text = "@prefix t: <https://w3id.org/mithaq/source-type/> . <urn:a> <urn:b> t:press ."
    assert format_text(text).splitlines() == [
        "@prefix source-type: <https://w3id.org/mithaq/source-type/> .",
        "",
        "<urn:a>",
        "    <urn:b> source-type:press ;",
        ".",
    ]


def triple(subject: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode("http://e/p"), ox.Literal("x"))


LOCALS = st.text(st.sampled_from("aZ09_-.:/~'أم·é😀\u200c²ª"), max_size=5)
IRIS = st.builds(
    str.__add__,
    st.sampled_from([*PREFIXES.values(), "http://e/deep", "urn:y:", "http://o/%41"]),
    LOCALS,
)
NODES = IRIS.map(ox.NamedNode)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMERALS = st.sampled_from(
    [
        "1",
        "-7",
        "-07",
        "-0",
        "+1.50",
        "1.50",
        "0.0",
        ".5",
        "1.",
        "1e3",
        "-.5E-2",
        "true",
        "0",
        "",
        "x",
    ]
)
LITERALS = (
    st.builds(ox.Literal, TEXTS)
    | st.builds(
        lambda text, tag: ox.Literal(text, language=tag), TEXTS, st.sampled_from(["ar", "en-gb"])
    )
    | st.builds(
        lambda text, name: ox.Literal(text, datatype=ox.NamedNode(XSD + name)),
        NUMERALS,
        st.sampled_from(["integer", "decimal", "double", "boolean", "date", "float"]),
    )
    | st.builds(lambda text, type: ox.Literal(text, datatype=type), TEXTS, NODES)
)
TRIPLES = st.lists(st.builds(ox.Triple, NODES, NODES, NODES | LITERALS), max_size=12)
Rows = set[tuple[str, ...]]


def read_by_rdflib(text: str) -> Rows:
    graph = rdflib.Graph(bind_namespaces="none").parse(data=text, format="turtle")
    return {(str(s), str(p), *parts(o)) for s, p, o in graph}


def parts(term: rdflib.term.Node) -> tuple[str, ...]:
    if isinstance(term, rdflib.Literal):
        datatype = None if term.language or str(term.datatype) == XSD + "string" else term.datatype
        return "literal", str(term), str(term.language or ""), str(datatype or "")
    return "iri", str(term)


def rows(triples: list[ox.Triple]) -> Rows:
    found = set()
    for s, p, o in triples:
        if isinstance(o, ox.Literal):
            plain = o.language or o.datatype.value == XSD + "string"
            value = ("literal", o.value, o.language or "", "" if plain else o.datatype.value)
        else:
            value = ("iri", o.value)
        found.add((s.value, p.value, *value))
    return found


@pytest.fixture
def exact_literals() -> object:
    """Let rdflib keep the written form of numbers and dates."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    yield
    rdflib.NORMALIZE_LITERALS = before


@given(TRIPLES)
@settings(deadline=None)
def test_written_and_read_again_it_is_the_same(triples: list[ox.Triple]) -> None:
    text = canonical(triples, PREFIXES)
    again = [quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)]
    assert set(again) == set(triples)
    assert canonical(reversed(again), PREFIXES) == text


@pytest.mark.usefixtures("exact_literals")
@pytest.mark.filterwarnings("ignore::UserWarning:rdflib")
def test_rdflib_reads_the_same() -> None:
    @given(TRIPLES)
    @settings(deadline=None)
    @example([triple("http://e/a.b"), triple("http://e/1"), triple("http://م/مذكرة")])
    def check(triples: list[ox.Triple]) -> None:
        assert read_by_rdflib(canonical(triples, PREFIXES)) == rows(triples)

    check()
