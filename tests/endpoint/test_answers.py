"""In which form answers come, and how they are kept."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from mithaq.endpoint.formats import GRAPHS, RESULTS

ROWS = "SELECT ?s ?n { ?s ex:name ?n FILTER(LANG(?n) = 'ar') } ORDER BY ?n"
TRIPLES = "CONSTRUCT { ?s ex:called ?n } WHERE { ?s ex:name ?n }"

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def kind(client: TestClient, query: str, accept: str) -> str:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    return answer.headers["content-type"] if answer.is_success else str(answer.status_code)


@pytest.mark.parametrize(
    ("accept", "rows", "triples"),
    [
        ("", "application/sparql-results+json", "text/turtle; charset=utf-8"),
        ("*/*", "application/sparql-results+json", "text/turtle; charset=utf-8"),
        ("application/json", "application/json", "application/json"),
        ("application/xml", "application/xml", "application/xml"),
        ("text/csv", "text/csv; charset=utf-8", "406"),
        ("text/*", "text/xml; charset=utf-8", "text/turtle; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "406"),
        ("application/n-triples", "406", "application/n-triples"),
        ("application/ld+json, text/turtle;q=0.9", "406", "application/ld+json"),
        ("text/turtle;q=0.1, application/rdf+xml;q=0.2", "406", "application/rdf+xml"),
        (
            "text/csv;q=0, */*;q=0.1",
            "application/sparql-results+json",
            "text/turtle; charset=utf-8",
        ),
        ("TEXT/CSV ; charset=utf-8; Q=0.5, image/png", "text/csv; charset=utf-8", "406"),
        (BROWSER, "application/xml", "application/xml"),
        ("image/png", "406", "406"),
    ],
)
def test_the_format_is_the_one_the_client_likes_best(
    client: TestClient, accept: str, rows: str, triples: str
) -> None:
    assert (kind(client, ROWS, accept), kind(client, TRIPLES, accept)) == (rows, triples)


def test_a_format_can_be_named_in_the_address(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": ROWS, "format": "csv"})
    assert answer.text == (
        "s,n\r\nhttp://example.org/%D8%A7%D9%84%D9%85%D8%BA%D8%B1%D8%A8,المغرب\r\n"
        "http://example.org/belgium,بلجيكا\r\nhttp://example.org/france,فرنسا\r\n"
    )


def test_all_formats_say_the_same_rows(client: TestClient) -> None:
    said = []
    for form in RESULTS:
        answer = client.get("/sparql", params={"query": ROWS, "format": form.name})
        if form.name == "csv":
            continue
        read = ox.parse_query_results(
            answer.content, ox.QueryResultsFormat.from_media_type(form.media_types[0])
        )
        assert isinstance(read, ox.QuerySolutions)
        said.append([[str(term) for term in solution] for solution in read])
    assert len(said) == 3
    assert said[0] == said[1] == said[2]


def test_all_formats_say_the_same_triples(client: TestClient) -> None:
    said = []
    for form in GRAPHS:
        answer = client.get("/sparql", params={"query": TRIPLES, "format": form.name})
        read = ox.parse(answer.content, ox.RdfFormat.from_media_type(form.media_types[0]))
        said.append({str(quad.triple) for quad in read})
    assert len(said[0]) == 6
    assert said[0] == said[1] == said[2] == said[3]


def test_ask_answers_in_every_format(client: TestClient) -> None:
    said = {
        form.name: client.get("/sparql", params={"query": "ASK {}", "format": form.name}).text
        for form in RESULTS
    }
    assert json.loads(said["json"]) == {"head": {}, "boolean": True}
    assert ElementTree.fromstring(said["xml"])[1].text == "true"
    assert (said["csv"], said["tsv"]) == ("true", "true")


def test_turtle_uses_the_prefixes_known_here(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "DESCRIBE ex:france"})
    assert answer.text.startswith("@prefix ex: <http://example.org/> .\nex:france ex:name ")


@pytest.mark.parametrize(
    ("triple", "form"),
    [
        ("ex:a <http://example.org/p/1> 1", "rdfxml"),
        ("ex:a ex:b 'a \\u0001'", "rdfxml"),
        ("ex:a ex:b <<( ex:a ex:b 1 )>>", "jsonld"),
    ],
)
def test_triples_that_a_format_cannot_write_are_refused(
    client: TestClient, triple: str, form: str
) -> None:
    query = f"CONSTRUCT {{ {triple} }} WHERE {{}}"
    answer = client.get("/sparql", params={"query": query, "format": form})
    assert answer.status_code == 406
    assert "cannot write one of these triples" in answer.text
    assert client.get("/sparql", params={"query": query, "format": "turtle"}).is_success


def test_a_known_answer_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/sparql", params={"query": ROWS})
    tag = first.headers["etag"]
    for condition in (tag, f"W/{tag}", f'"other", {tag}'):
        again = client.get("/sparql", params={"query": ROWS}, headers={"If-None-Match": condition})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    other = client.get("/sparql", params={"query": ROWS}, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_the_tag_tells_formats_codings_and_datasets_apart(client: TestClient) -> None:
    asked: list[tuple[dict[str, str], dict[str, str]]] = [
        ({"query": ROWS}, {}),
        ({"query": ROWS}, {"Accept": "text/csv"}),
        ({"query": ROWS}, {"Accept-Encoding": "identity"}),
        ({"query": ROWS + " "}, {}),
        ({"query": ROWS, "default-graph-uri": "https://example.org/view/official"}, {}),
    ]
    tags = [client.get("/sparql", params=p, headers=h).headers["etag"] for p, h in asked]
    assert len(set(tags)) == len(tags)
    assert all(
        client.get("/sparql", params=p, headers=h).headers["vary"] == "Accept, Accept-Encoding"
        for p, h in asked
    )


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_changes_by_itself_is_never_kept(client: TestClient, function: str) -> None:
    query = {"query": f"SELECT ({function} AS ?x) {{}}"}
    first, second = client.get("/sparql", params=query), client.get("/sparql", params=query)
    assert first.headers["cache-control"] == "no-store"
    assert "etag" not in first.headers
    assert first.text != second.text


def test_long_answers_are_compressed_where_that_is_taken(client: TestClient) -> None:
    query = {"query": "SELECT * { VALUES ?x { " + "'same' " * 300 + "} }"}
    short = client.get("/sparql", params=query, headers={"Accept-Encoding": "br, gzip"})
    plain = client.get("/sparql", params=query, headers={"Accept-Encoding": "gzip;q=0"})
    assert short.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(short.headers["content-length"]) < int(plain.headers["content-length"]) // 10
    assert short.text == plain.text


MANY = "{ VALUES ?a { 1 2 3 4 5 6 7 8 9 10 11 } VALUES ?b { 1 2 3 4 5 6 7 8 9 10 } VALUES ?c { 1 2 3 4 5 6 7 8 9 10 } }"


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_beyond_the_limit_are_cut_and_said_to_be(client: TestClient, form: str) -> None:
    answer = client.get("/sparql", params={"query": f"SELECT * {MANY}", "format": form})
    assert answer.headers["mithaq-truncated"] == "rows; rows=1000"
    if form in {"csv", "tsv"}:
        assert answer.text.count("\n") == 1001
        return
    read = ox.parse_query_results(
        answer.content, ox.QueryResultsFormat.from_extension("srj" if form == "json" else "srx")
    )
    assert isinstance(read, ox.QuerySolutions)
    assert len(list(read)) == 1000
    assert "/sparql#cut" in answer.text


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_triples_beyond_the_limit_are_cut_and_said_to_be(client: TestClient, form: str) -> None:
    query = f"CONSTRUCT {{ ex:a ex:b ?x }} {{ SELECT (CONCAT(STR(?a), '-', STR(?b), '-', STR(?c)) AS ?x) {MANY} }}"
    answer = client.get("/sparql", params={"query": query, "format": form})
    assert answer.headers["mithaq-truncated"] == "rows; rows=1000"
    form_read = ox.RdfFormat.from_media_type(answer.headers["content-type"].partition(";")[0])
    assert len(list(ox.parse(answer.content, form_read))) == 1000


def test_an_answer_of_too_many_bytes_is_cut_between_rows(client: TestClient) -> None:
    query = f"SELECT ?a ('{'x' * 9000}' AS ?long) {MANY}"
    answer = client.get("/sparql", params={"query": query})
    rows = answer.json()["results"]["bindings"]
    assert answer.headers["mithaq-truncated"] == f"bytes; rows={len(rows)}"
    assert 100 < len(rows) < 120
    assert answer.json()["head"]["link"] == ["/sparql#cut"]


def test_an_answer_within_the_limits_is_not_marked(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": f"SELECT * {MANY} LIMIT 1000"})
    assert len(answer.json()["results"]["bindings"]) == 1000
    assert "mithaq-truncated" not in answer.headers
    assert "link" not in answer.json()["head"]
