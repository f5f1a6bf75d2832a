"""Pages for programs: by ending, by negotiation, and from the IRI of a thing."""

from __future__ import annotations

import csv
import io
import re

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from mithaq import __version__
from web.pages import read
from web.test_explorer import PAGES

HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
MOU = "https://w3id.org/mithaq/id/bh-2014-mou"


def twin(path: str, ending: str) -> str:
    place, _, query = path.partition("?")
    return f"/fr{'/index' if place == '/' else place}.{ending}" + (f"?{query}" if query else "")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_twins(site: TestClient, path: str) -> None:
    turtle = site.get(twin(path, "ttl"))
    assert turtle.headers["content-type"] == "text/turtle; charset=utf-8"
    list(ox.parse(turtle.text, ox.RdfFormat.TURTLE))
    assert isinstance(site.get(twin(path, "json")).json(), dict)
    table = site.get(twin(path, "csv"))
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(table.text)))
    assert rows and len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/turtle", "text/turtle"),
        ("application/json", "application/json"),
        ("text/csv;q=0.9, text/html;q=0.1", "text/csv"),
        ("text/html", "text/html"),
        ("*/*", "text/html"),
    ],
)
def test_a_page_answers_in_the_form_that_is_asked_for(
    site: TestClient, accept: str, media: str
) -> None:
    answer = site.get("/en/agreement/bh-2014-mou", headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "Accept" in answer.headers["vary"]


def test_the_twin_of_a_dossier_holds_all_that_it_rests_on(site: TestClient) -> None:
    text = site.get("/en/agreement/bh-2014-mou.ttl").text
    subjects = {q.subject.value for q in ox.parse(text, ox.RdfFormat.TURTLE)}
    assert {MOU, f"{MOU}.signature", "https://w3id.org/mithaq/id/source/seed-001"} <= subjects


@pytest.mark.parametrize(
    ("iri", "place"),
    [
        ("/id/bh-2014-mou", "/en/agreement/bh-2014-mou"),
        ("/id/bh-2014-mou.signature", "/en/agreement/bh-2014-mou#bh-2014-mou.signature"),
        ("/id/bh-2014-mou.signed-or-not", "/en/agreement/bh-2014-mou#bh-2014-mou.signed-or-not"),
        ("/id/state/BH", "/en/partner/BH"),
        ("/id/institution/ma-interior", "/en/institution/ma-interior"),
        ("/id/source/seed-001", "/en/source/seed-001"),
        ("/stage/signature", "/en/stage/signature"),
        ("/topic", "/en/ontology#scheme-topic"),
        ("/ontology", "/en/ontology"),
        ("/view/official", "/en/about#views"),
    ],
)
def test_the_name_of_a_thing_leads_to_its_page(site: TestClient, iri: str, place: str) -> None:
    answer = site.get(iri, headers={**HTML, "accept-language": "en"})
    assert (answer.status_code, answer.headers["location"]) == (303, place)
    page = read(site.get(place.partition("#")[0], headers=HTML).text)
    assert place.partition("#")[2] in {"", *page.ids}


def test_a_place_in_a_source_leads_to_the_words_on_its_page(site: TestClient) -> None:
    text = site.get("/en/agreement/bh-2014-mou.ttl").text
    local = re.findall(r"\bev:(\S+)", text)[0].rstrip(",;.")
    place = site.get(f"/id/evidence/{local}", headers=HTML).headers["location"]
    page = read(site.get(place.partition("#")[0], headers=HTML).text)
    assert place.partition("#")[2] in page.ids


def test_the_name_of_a_thing_leads_programs_to_its_triples(site: TestClient) -> None:
    answer = site.get("/id/bh-2014-mou.signature", headers={"accept": "text/turtle"})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/id/bh-2014-mou.signature.ttl",
    )
    text = site.get(answer.headers["location"]).text
    subjects = {q.subject.value for q in ox.parse(text, ox.RdfFormat.TURTLE)}
    assert f"{MOU}.signature" in subjects


def test_the_shapes_can_be_had(site: TestClient) -> None:
    text = site.get("/shapes", headers={"accept": "text/turtle"}).text
    subjects = {str(q.subject) for q in ox.parse(text, ox.RdfFormat.TURTLE)}
    assert any(subject.startswith("<https://w3id.org/mithaq/shapes#") for subject in subjects)


def test_one_statement_can_be_cited_at_a_release(site: TestClient) -> None:
    answer = site.get("/id/bh-2014-mou.signature.bib")
    assert answer.headers["content-type"] == "application/x-bibtex"
    assert f"version = {{{__version__}}}" in answer.text and f"{MOU}.signature" in answer.text
    items = site.get("/id/bh-2014-mou.signature.csl.json").json()
    assert items[0]["URL"] == f"{MOU}.signature" and len(items) > 1


def test_what_is_not_there_is_said_with_near_names(site: TestClient) -> None:
    answer = site.get("/fr/agreement/bh-2014-mu", headers=HTML)
    page = read(answer.text)
    assert answer.status_code == 404 and page.all("html")[0]["lang"] == "fr"
    assert "/fr/agreement/bh-2014-mou" in page.links


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/agreement/nothing", 404),
        ("/id/nothing-at-all", 404),
        ("/en/agreements?as-of=yesterday", 400),
        ("/en/agreements?view=mine", 404),
        ("/en/question/none", 404),
        ("/en/what/is/this", 404),
        ("/robots.php", 404),
    ],
)
def test_faults_have_one_shape(site: TestClient, path: str, status: int) -> None:
    answer = site.get(path, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "detail"} <= answer.json().keys()
    page = site.get(path, headers=HTML)
    assert page.status_code == status and len(read(page.text).all("h1")) == 1


def test_pages_only_answer_reading(site: TestClient) -> None:
    assert site.post("/en/agreements", headers=HTML).status_code == 405


def test_a_page_that_has_not_changed_is_not_sent_again(site: TestClient) -> None:
    tag = site.get("/en/about", headers=HTML).headers["etag"]
    again = site.get("/en/about", headers={**HTML, "if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
