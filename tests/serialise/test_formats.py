"""Every format says the same triples, with the same bytes in whatever order they come."""

from __future__ import annotations

import io
import random

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.errors import InputError
from mithaq.serialise import FORMATS, write
from mithaq.turtle import canonical
from mithaq.turtle.grouping import groups

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {"e": "http://e/", "xsd": XSD, "unused": "http://unused/"}
GRAPH = ox.NamedNode("http://e/graph")
TEXT = """@prefix e: <http://e/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
e:b a e:Thing ; e:label "thing"@en , "شيء"@ar , "chose"@fr ; e:date "2014-09"^^xsd:gYearMonth .
e:a e:knows e:b , <http://other/c/d> ; e:count 18 , 007 ; e:open true ; e:note "a\\n\\"b\\"\\t\u200f" .
"""
TRIPLES = [quad.triple for quad in ox.parse(TEXT, ox.RdfFormat.TURTLE)]
READERS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
RDFLIB = {"jsonld": "json-ld", "rdfxml": "xml", "ntriples": "nt"}
WITH_GRAPHS = {"trig", "nquads", "jsonld"}


def written(triples: list[ox.Triple], fmt: str, graph: ox.NamedNode | None = None) -> str:
    out = io.BytesIO()
    write(triples, fmt, out, PREFIXES, graph)
    return out.getvalue().decode()


def test_every_format_has_a_reader_here() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_order_of_the_triples_does_not_matter(fmt: str) -> None:
    texts = set()
    for seed in range(6):
        triples = TRIPLES * 2
        random.Random(seed).shuffle(triples)
        texts.add(written(triples, fmt))
    assert len(texts) == 1


@pytest.mark.parametrize("fmt", FORMATS)
def test_read_again_it_is_the_same(fmt: str) -> None:
    again = [quad.triple for quad in ox.parse(written(TRIPLES, fmt), READERS[fmt])]
    assert set(again) == set(TRIPLES)
    assert len(again) == len(TRIPLES)
    assert written(again, fmt) == written(TRIPLES, fmt)


@pytest.mark.parametrize("fmt", FORMATS)
def test_no_triples(fmt: str) -> None:
    assert list(ox.parse(written([], fmt), READERS[fmt])) == []


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_store_is_written_like_its_triples(fmt: str) -> None:
    store = ox.Store()
    # A store makes numbers of numerals, so that "007" comes back as 7.
    triples = [triple for triple in TRIPLES if getattr(triple.object, "value", "") != "007"]
    store.extend(ox.Quad(*triple) for triple in triples)
    out = io.BytesIO()
    write(store, fmt, out, PREFIXES)
    assert out.getvalue().decode() == written(triples, fmt)


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_graph_is_named_where_the_format_can(fmt: str) -> None:
    quads = list(ox.parse(written(TRIPLES, fmt, GRAPH), READERS[fmt]))
    expected = GRAPH if fmt in WITH_GRAPHS else ox.DefaultGraph()
    assert {quad.graph_name for quad in quads} == {expected}
    assert {quad.triple for quad in quads} == set(TRIPLES)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("fmt", FORMATS)
def test_rdflib_reads_as_many(fmt: str) -> None:
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=written(TRIPLES, fmt), format=RDFLIB.get(fmt, fmt))
    assert len(set(graph.triples((None, None, None)))) == len(TRIPLES)


def test_the_form_of_json_ld() -> None:
    assert (
        written(TRIPLES, "jsonld") == """\
{"@context": {
 "e": "http://e/",
 "xsd": "http://www.w3.org/2001/XMLSchema#"
},
"@graph": [
{"@id": "e:a",
 "e:count": [{"@type": "xsd:integer", "@value": "007"}, 18],
 "e:knows": ["""
        """{"@id": "e:b"}, {"@id": "http://other/c/d"}],
 "e:note": "a\\n\\"b\\"\\t\\u200F",
 "e:open": true},
{"@id": "e:b",
 "e:date": {"@type": "xsd:gYearMonth", "@value": "2014-09"},
 "e:label": [{"@language": "ar", "@value": "شيء"}, """
        """{"@language": "en", "@value": "thing"}, {"@language": "fr", "@value": "chose"}],
 "@type": "e:Thing"}
]}
"""
    )


def test_the_form_of_trig_with_a_graph() -> None:
    assert (
        written(TRIPLES[:1], "trig", GRAPH)
        == """\
@prefix e: <http://e/> .

e:graph {

e:b
    a e:Thing ;
.

}
"""
    )


def test_turtle_is_the_canonical_one() -> None:
    assert written(TRIPLES, "turtle") == canonical(TRIPLES, PREFIXES)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        written([], "word")
    assert str(caught.value) == (
        "“word” is not a format this program writes. "
        "Choose one of: turtle, trig, ntriples, nquads, jsonld, rdfxml."
    )


def test_an_iri_that_reads_as_a_prefixed_name_is_refused_in_json_ld() -> None:
    triple = ox.Triple(*(ox.NamedNode(f"e:{name}") for name in "abc"))
    with pytest.raises(InputError, match="<e:a> cannot be written in JSON-LD"):
        written([triple], "jsonld")


@pytest.mark.parametrize("sign", ["\x01", "\b", "\f", "\ufffe"])
def test_a_control_character_is_refused_in_rdf_xml(sign: str) -> None:
    triple = ox.Triple(GRAPH, GRAPH, ox.Literal(f"a{sign}b"))
    with pytest.raises(InputError, match="RDF/XML cannot write"):
        written([triple], "rdfxml")


def test_a_backslash_is_no_control_character() -> None:
    triple = ox.Triple(GRAPH, GRAPH, ox.Literal("C:\\before \\u0001 \\\\f"))
    again = ox.parse(written([triple], "rdfxml"), ox.RdfFormat.RDF_XML)
    assert [quad.triple for quad in again] == [triple]


NAMES = st.builds(
    "{}{}".format,
    st.sampled_from(["http://e/", "http://o/x#", "urn:y:"]),
    st.text("abc.-1é", max_size=3),
)
NODES = NAMES.map(ox.NamedNode)
LITERALS = st.builds(ox.Literal, st.text('a"\\\n\té\u2028😀', max_size=5)) | st.builds(
    lambda text, tag: ox.Literal(text, language=tag),
    st.text("ab", max_size=2),
    st.sampled_from(["ar", "fr"]),
)
GRAPHS = st.lists(st.builds(ox.Triple, NODES, NODES, NODES | LITERALS), max_size=10)


@pytest.mark.parametrize("fmt", ["jsonld", "trig", "nquads"])
@given(triples=GRAPHS)
@settings(deadline=None, max_examples=50)
def test_any_triples_come_back(fmt: str, triples: list[ox.Triple]) -> None:
    again = [quad.triple for quad in ox.parse(written(triples, fmt), READERS[fmt])]
    assert set(again) == set(triples)


def test_what_is_too_large_for_memory_goes_through_files_to_the_same_end() -> None:
    e = "http://e/"
    triples = [
        ox.Triple(ox.NamedNode(f"{e}{n % 97}"), ox.NamedNode(e + "p"), ox.Literal(f"شيء {n}"))
        for n in range(1000)
    ] + [ox.Triple(ox.BlankNode("x"), ox.NamedNode(e + "p"), ox.Literal("y"))]
    small, large = (
        [(subject, sorted(parts)) for subject, parts in groups(triples, in_memory=size)]
        for size in (2000, 2_000_000)
    )
    assert small == large
