"""What the endpoint tells machines of itself, its data and its examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from mithaq.endpoint.create import Endpoint, create_endpoint
from mithaq.endpoint.formats import GRAPHS, RESULTS
from mithaq.endpoint.limits import Limits
from mithaq.names import QUERY_PREFIXES
from mithaq.questions import read_questions

ROOT = Path(__file__).parents[2]

PREFIXES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX void: <http://rdfs.org/ns/void#>
"""

FACTS = """
@prefix ex: <http://example.org/> .
<https://w3id.org/mithaq/id/a> a ex:Pact ; ex:between ex:x , ex:y .
<https://w3id.org/mithaq/id/b> a ex:Pact ; ex:between ex:x .
"""


@pytest.fixture(scope="module")
def client(
    tmp_path_factory: pytest.TempPathFactory,
    client_of: Callable[[Endpoint], AbstractContextManager[TestClient]],
    limits: Limits,
) -> Iterator[TestClient]:
    facts = tmp_path_factory.mktemp("describe") / "facts.ttl"
    facts.write_text(FACTS, "utf-8")
    views = {"http://example.org/assessed": facts, "http://example.org/official": facts}
    questions = read_questions(ROOT / "kb" / "questions")
    with client_of(create_endpoint(views, limits, questions=questions)) as made:
        yield made


def read(client: TestClient, path: str) -> ox.Store:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    store = ox.Store()
    store.load(answer.content, ox.RdfFormat.TURTLE)
    assert not any(isinstance(q.subject, ox.BlankNode) for q in store)
    return store


def rows(store: ox.Store, query: str) -> list[list[str]]:
    solutions = store.query(PREFIXES + query)
    assert isinstance(solutions, ox.QuerySolutions)
    return [[term.value for term in solution] for solution in solutions]


def test_no_query_gives_the_service_description(client: TestClient) -> None:
    store = read(client, "/sparql")
    (service,) = rows(
        store, "SELECT ?s ?e ?l { ?s a sd:Service ; sd:endpoint ?e ; sd:supportedLanguage ?l }"
    )
    assert service == [
        "http://mithaq.test/sparql",
        "http://mithaq.test/sparql",
        "http://www.w3.org/ns/sparql-service-description#SPARQL11Query",
    ]
    formats = {row[0] for row in rows(store, "SELECT ?f { ?s sd:resultFormat ?f }")}
    assert formats == {form.iri for form in (*RESULTS, *GRAPHS)}
    named = rows(store, "SELECT ?n { ?d sd:namedGraph/sd:name ?n } ORDER BY ?n")
    assert named == [["http://example.org/assessed"], ["http://example.org/official"]]


def test_the_description_comes_in_every_rdf_format(client: TestClient) -> None:
    sizes = set()
    for form in GRAPHS:
        answer = client.get("/sparql", headers={"Accept": form.media_types[0]})
        rdf = ox.RdfFormat.from_media_type(form.media_types[0])
        sizes.add(len(list(ox.parse(answer.content, rdf))))
    assert len(sizes) == 1


@pytest.mark.parametrize("path", ["/.well-known/void", "/void.ttl"])
def test_void_counts_what_there_is(client: TestClient, path: str) -> None:
    store = read(client, path)
    totals = rows(
        store,
        "SELECT ?t ?e ?c ?p ?x { ?d a void:Dataset ; void:triples ?t ; void:entities ?e ; "
        "void:classes ?c ; void:properties ?p ; void:sparqlEndpoint ?x }",
    )
    assert totals == [["5", "2", "1", "2", "http://mithaq.test/sparql"]]
    parts = rows(
        store,
        "SELECT ?c ?n ?t { ?d void:classPartition ?k . ?k void:class ?c ; void:entities ?n ; "
        "void:propertyPartition [ void:property <http://example.org/between> ; void:triples ?t ] }",
    )
    assert parts == [["http://example.org/Pact", "2", "3"]]
    assert rows(
        store,
        "SELECT ?t { ?p void:property <http://example.org/between> ; void:triples ?t . ?d a void:Dataset ; void:propertyPartition ?p }",
    ) == [["3"]]


def test_every_question_is_an_example(client: TestClient) -> None:
    store = read(client, "/examples.ttl")
    questions = read_questions(ROOT / "kb" / "questions")
    assert questions
    found = rows(
        store,
        "SELECT ?q ?text { ?q a sh:SPARQLExecutable ; sh:select|sh:ask|sh:construct|sh:describe ?text ; "
        "schema:target <http://mithaq.test/sparql> } ORDER BY ?q",
    )
    assert found == sorted([f"http://mithaq.test/sparql#{q.name}", q.text] for q in questions)
    labels = rows(store, "SELECT ?l { ?q rdfs:label ?l FILTER(LANG(?l) = 'ar') }")
    assert len(labels) == len(questions)
    declared = rows(store, "SELECT ?p ?n { ?o sh:declare ?d . ?d sh:prefix ?p ; sh:namespace ?n }")
    assert dict(declared) == dict(QUERY_PREFIXES)


def test_descriptions_are_cached_by_content(client: TestClient) -> None:
    first = client.get("/void.ttl")
    again = client.get("/void.ttl", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/void.ttl", headers={"Accept": "image/png"}).is_success
