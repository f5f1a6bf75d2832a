"""The page for queries, as it comes from the server: no script is needed for any of this."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mithaq.endpoint.create import create_endpoint
from mithaq.endpoint.limits import Limits
from mithaq.messages import LANGUAGES
from mithaq.questions import read_questions
from mithaq.web.sparql_page import SparqlPage

ROOT = Path(__file__).parents[2]

FACTS = """
@prefix id: <https://w3id.org/mithaq/id/> .
@prefix mq: <https://w3id.org/mithaq/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix state: <https://w3id.org/mithaq/id/state/> .

state:BH a mq:State ; skos:prefLabel "Bahrain"@en , "Bahreïn"@fr , "البحرين"@ar .
mq:partner a owl:ObjectProperty ; skos:prefLabel "partner"@en , "شريك"@ar .
id:a mq:partner state:BH ; mq:note "<b>not bold</b>" ; mq:quote "نص"@ar , "texte"@fr .
id:a.signature mq:about id:a .
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    facts = tmp_path_factory.mktemp("page") / "facts.ttl"
    facts.write_text(FACTS, "utf-8")
    questions = read_questions(ROOT / "kb" / "questions")
    endpoint = create_endpoint(
        {"https://w3id.org/mithaq/view/assessed": facts},
        Limits(workers=1, slow_workers=1, quick_seconds=10),
        questions=questions,
        has_pages=True,
    )
    routes = [*endpoint.routes, *SparqlPage(endpoint, questions).routes]
    with TestClient(Starlette(routes=routes, lifespan=endpoint.lifespan)) as made:
        yield made


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text_of(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    return " ".join(" ".join(parser.parts).split())


def ask(client: TestClient, lang: str, query: str) -> str:
    answer = client.get(f"/{lang}/sparql", params={"query": query})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("lang", "direction", "title"),
    [
        ("en", "ltr", "Ask in SPARQL"),
        ("fr", "ltr", "Interroger en SPARQL"),
        ("ar", "rtl", "السؤال بلغة SPARQL"),
    ],
)
def test_the_page_comes_in_each_language(
    client: TestClient, lang: str, direction: str, title: str
) -> None:
    answer = client.get(f"/{lang}/sparql")
    assert f'<html lang="{lang}" dir="{direction}">' in answer.text
    assert f"<h1>{title}</h1>" in answer.text
    assert answer.headers["content-language"] == lang


def test_a_browser_is_sent_on_to_the_page_in_its_language(client: TestClient) -> None:
    browser = {
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language": "ar-MA,ar;q=0.9,fr;q=0.7",
    }
    sent = client.get("/sparql?query=ASK%20%7B%7D", headers=browser, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, "/ar/sparql?query=ASK%20%7B%7D")
    assert "Accept-Language" in sent.headers["vary"]
    plain = client.get("/sparql", headers={"Accept": "*/*"}, follow_redirects=False)
    assert plain.headers["content-type"].startswith("text/turtle")


def test_things_are_shown_by_name_and_lead_somewhere(client: TestClient) -> None:
    html = ask(client, "ar", "SELECT ?partner ?thing { ?thing mq:partner ?partner }")
    assert (
        '<a href="/id/state/BH" lang="ar" dir="rtl">البحرين</a> <small dir="ltr">state:BH</small>'
        in html
    )
    assert '<a href="/id/a" dir="ltr">id:a</a>' in html
    assert "سطر واحد." in html


def test_texts_keep_their_language_and_stay_texts(client: TestClient) -> None:
    html = ask(client, "en", "SELECT ?quote ?note { id:a mq:quote ?quote ; mq:note ?note }")
    assert '<bdi lang="ar" dir="rtl">نص</bdi>' in html
    assert '<bdi lang="fr" dir="ltr">texte</bdi>' in html
    assert "&lt;b&gt;not bold&lt;/b&gt;" in html
    assert "<b>" not in html


@pytest.mark.parametrize(("lang", "yes", "no"), [("en", "Yes", "No"), ("ar", "نعم", "لا")])
def test_ask_is_answered_in_words(client: TestClient, lang: str, yes: str, no: str) -> None:
    assert f'<p class="truth">{yes}</p>' in ask(client, lang, "ASK { state:BH a mq:State }")
    assert f'<p class="truth">{no}</p>' in ask(client, lang, "ASK { state:BH a mq:Source }")


def test_triples_are_shown_in_turtle(client: TestClient) -> None:
    text = text_of(ask(client, "fr", "CONSTRUCT { ?s mq:p ?o } { ?s mq:partner ?o }"))
    assert "id:a mq:p state:BH ." in text


def test_a_fault_is_told_and_the_query_kept(client: TestClient) -> None:
    answer = client.get("/fr/sparql", params={"query": "SELECT * { ?s mq:a, ?o }"})
    assert answer.status_code == 400
    text = text_of(answer.text)
    assert "ligne 1, colonne 19 : « , » n'a pas sa place ici." in text
    assert "SELECT * { ?s mq:a, ?o }" in text
    assert 'data-place="1:19"' in answer.text


def test_more_rows_than_are_shown_can_be_downloaded(client: TestClient) -> None:
    digits = " ".join(f"VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }}" for name in "abc")
    query = f"SELECT * {{ {digits} }}"
    html = ask(client, "en", query)
    assert html.count("<tr>") == 501
    assert "The first 500 are shown; there are more." in html
    assert '<form class="download" action="/sparql" method="get">' in html
    whole = client.get("/sparql", params={"query": query, "format": "csv"})
    assert whole.text.count("\r\n") == 1001


def test_a_long_query_travels_in_the_body(client: TestClient) -> None:
    query = "SELECT ?x { VALUES ?x { " + "'long' " * 1000 + "} }"
    answer = client.post("/en/sparql", data={"query": query})
    assert answer.status_code == 200
    assert answer.text.count('method="post"') == 2


def test_every_question_is_offered_and_can_be_run(client: TestClient) -> None:
    page = client.get("/ar/sparql").text
    for question in read_questions(ROOT / "kb" / "questions"):
        assert f"/ar/sparql?example={question.name}" in page
        assert question.title.say("ar") in page
    shown = client.get("/ar/sparql", params={"example": "agreements-with-partner"})
    assert shown.status_code == 200
    assert "# title@" not in shown.text
    assert "VALUES ?partner" in shown.text


def test_the_other_languages_are_one_step_away(client: TestClient) -> None:
    html = ask(client, "en", "ASK {}")
    for lang in LANGUAGES:
        assert f'<a href="/{lang}/sparql?query=ASK+%7B%7D" lang="{lang}"' in html


def test_the_editor_is_told_the_terms_in_the_language_of_the_page(client: TestClient) -> None:
    told = client.get("/ar/sparql/terms.json").json()
    assert {"name": "mq:partner", "sort": "property", "label": "شريك"} in told["terms"]
    assert {"name": "state:BH", "sort": "state", "label": "البحرين"} in told["terms"]
    assert told["prefixes"]["mq"] == "https://w3id.org/mithaq/ontology#"


def test_the_page_runs_and_reaches_nothing_but_us(client: TestClient) -> None:
    policy = client.get("/en/sparql").headers["content-security-policy"]
    assert policy.startswith("default-src 'self'; ")
    assert "unsafe" not in policy
    assert "<script>" not in client.get("/en/sparql").text
    assert " style=" not in client.get("/en/sparql").text
