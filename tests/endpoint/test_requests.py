"""How a query may be sent, and what is said when it is sent wrongly."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from mithaq.endpoint.create import create_endpoint
from mithaq.endpoint.limits import Limits
from mithaq.endpoint.problem import STATUS
from mithaq.messages import LANGUAGES, catalogue

ENCODED = "<http://example.org/%D8%A7%D9%84%D9%85%D8%BA%D8%B1%D8%A8>"
PLAIN = "<http://example.org/المغرب>"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f"SELECT ?n {{ {ENCODED} ex:name ?n }}", "المغرب"),
        (f"SELECT ?n {{ {PLAIN} ex:name ?n }}", "Maroc"),
        ("SELECT ?s { ?s ex:share '100%25' }", ENCODED[1:-1]),
        ("SELECT ?n { ?s ex:name ?n FILTER(?n = 'بلجيكا'@ar) }", "بلجيكا"),
        ("SELECT (1+1 AS ?n) {}", "2"),
    ],
)
def test_get_and_both_posts_answer_alike(client: TestClient, query: str, expected: str) -> None:
    headers = {"Accept": "text/csv"}
    form = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    direct = {**headers, "Content-Type": "application/sparql-query; charset=UTF-8"}
    answers = [
        client.get("/sparql", params={"query": query}, headers=headers),
        client.get(f"/sparql/?query={quote(query, safe='')}", headers=headers),
        client.post("/sparql", data={"query": query}, headers=form),
        client.post("/sparql", content=query.encode(), headers=direct),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert {answer.text.splitlines()[1] for answer in answers} == {expected}


def test_a_query_may_be_sent_raw_in_the_address(client: TestClient) -> None:
    raw = f"/sparql?query=ASK+{{+{PLAIN}+?p+?o+}}"
    assert client.get(raw).json()["boolean"] is True


def test_head_is_get_without_a_body(client: TestClient) -> None:
    got = client.get("/sparql", params={"query": "ASK {}"})
    head = client.head("/sparql", params={"query": "ASK {}"})
    assert head.content == b""
    assert head.headers == got.headers


def test_queries_need_not_pass_through_the_application(views: dict[str, Path]) -> None:
    endpoint = create_endpoint(views, Limits(workers=1, slow_workers=1))
    rest = Starlette(routes=[Route("/page", PlainTextResponse("page"))], lifespan=endpoint.lifespan)
    with TestClient(endpoint.in_front_of(rest)) as client:
        assert client.get("/sparql?query=ASK{}").json()["boolean"] is True
        assert client.get("/sparql/?query=ASK{}").json()["boolean"] is True
        assert client.get("/page").text == "page"
        assert client.get("/sparql/other").status_code == 404


def test_any_page_may_read(client: TestClient) -> None:
    asked = client.options("/sparql", headers={"Origin": "http://other.test"})
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    for answer in (client.get("/sparql?query=ASK{}"), client.get("/sparql?query=ASK{")):
        assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("parameters", "status", "said"),
    [
        ("query=", 400, "The query is empty"),
        ("query=%20%0A", 400, "The query is empty"),
        ("query=%FF", 400, "not in UTF-8"),
        ("query=ASK{}&format=json&format=xml", 400, "format was sent more than once"),
        ("query=ASK{}&format=docx", 400, "Choose one of: json, xml, csv, tsv, turtle, ntriples"),
        ("query=INSERT+DATA+{<a:a>+<a:b>+1}", 403, "cannot be changed from here"),
        ("query=SELECT*{SERVICE<http://127.0.0.1/>{}}", 403, "may not call another service"),
        ("query=ASK{GRAPH+<g:g>{}}&named-graph-uri=g:g", 400, "“g:g” is not a view"),
        ("query=ASK+FROM+<file:///etc/passwd>+{}", 400, "“file:///etc/passwd” is not a view"),
        ("query=SELECT*{BIND(<a:f>(1)+AS+?x)}", 400, "function <a:f> is not supported"),
        ("query=ASK{" + "{" * 70 + "}" * 71, 400, "nested more than 60 deep"),
        ("query=" + "x" * 60_001, 413, "longer than the 60000 bytes"),
        ("&".join(f"a{n}=1" for n in range(1001)), 400, "more than 1000 parameters"),
    ],
)
def test_a_bad_request_is_told_why(
    client: TestClient, parameters: str, status: int, said: str
) -> None:
    answer = client.get(f"/sparql?{parameters}")
    assert (answer.status_code, said in answer.text) == (status, True), answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


def test_a_syntax_fault_is_shown_with_its_place(client: TestClient) -> None:
    answer = client.post("/sparql", data={"query": "SELECT *\nWHERE { ?s ex:p, ?o }"})
    assert answer.status_code == 400
    assert answer.text == (
        "line 2, column 16: “,” cannot stand here.\nWHERE { ?s ex:p, ?o }\n               ^\n"
    )


def test_a_fault_is_a_problem_in_json_where_json_is_wanted(client: TestClient) -> None:
    wanted = {"Accept": "application/sparql-results+json", "Accept-Language": "fr-MA, ar;q=0.5"}
    answer = client.get("/sparql?query=SELECT+*+{", headers=wanted)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "fr"
    assert answer.json() == {
        "type": "about:blank",
        "title": "syntax",
        "status": 400,
        "detail": "ligne 1, colonne 10 : le signe « { » ouvert ici n'est jamais refermé.\n"
        "SELECT * {\n         ^",
        "line": 1,
        "column": 10,
    }


def test_a_fault_is_told_in_arabic(client: TestClient) -> None:
    answer = client.get("/sparql?update=DROP+ALL", headers={"Accept-Language": "ar"})
    assert answer.text == "لا يمكن تغيير هذه القاعدة من هنا: الاستعلامات للقراءة فقط.\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_problem_has_its_sentence(lang: str) -> None:
    sentences = {name.partition(".")[0] for name in catalogue(lang, "endpoint")}
    assert set(STATUS) - sentences == {"syntax"}
