"""Every kind of page in three languages, as the server sends it."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from mithaq.view import Viewpoint
from mithaq.web.asked import Asked
from mithaq.web.families import FAMILIES
from mithaq.web.lens import Lens, Lenses
from mithaq.web.render import render
from web.pages import LANGUAGES, read

HTML = {"accept": "text/html"}

#: One page of each kind, and of the concept schemes.
PAGES = (
    "/",
    "/agreements",
    "/agreements?partner=BE&status=in-force",
    "/agreement/bh-2014-mou",
    "/agreement/be-2014-convention",
    "/partners",
    "/partner/BH",
    "/partner/MA",
    "/map",
    "/subjects",
    "/actors",
    "/sources",
    "/source/seed-003",
    "/compare/topic",
    "/compare/measure",
    "/compare/service",
    "/gaps",
    "/questions",
    "/question/known-on",
    "/search",
    "/search?q=terrorisme",
    "/ontology",
    "/about",
    "/institution/ma-interior",
    "/official/hassad-interior",
    "/topic/terrorism",
    "/measure/training",
    "/status/in-force",
    "/stage/signature",
    "/confidence/official",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_says_its_language_and_has_its_landmarks(
    site: TestClient, lang: str, path: str
) -> None:
    answer = site.get(f"/{lang}{path}", headers=HTML)
    assert answer.status_code == 200
    page = read(answer.text)
    (html,) = page.all("html")
    assert html == {"lang": lang, "dir": "rtl" if lang == "ar" else "ltr"}
    assert [len(page.all(tag)) for tag in ("main", "h1", "title")] == [1, 1, 1]
    assert "#main" in page.links and "main" in page.ids
    assert all("aria-label" in nav for nav in page.all("nav"))
    assert all("alt" in image for image in page.all("img"))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_offers_itself_in_the_other_languages(site: TestClient, path: str) -> None:
    page = read(site.get(f"/ar{path}", headers=HTML).text)
    offered = {link["hreflang"]: link["href"] for link in page.all("link") if "hreflang" in link}
    assert {lang: f"/{lang}{path}" for lang in LANGUAGES} == offered


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_or_is_drawn_by_what_stands_inside_a_page(site: TestClient, path: str) -> None:
    answer = site.get(f"/en{path}", headers=HTML)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy
    page = read(answer.text)
    assert page.all("style") == []
    assert all("src" in script for script in page.all("script"))
    inside = [name for _, attributes in page.elements for name in attributes]
    assert [name for name in inside if name == "style" or name.startswith("on")] == []


def test_every_identifier_stands_once_on_a_page(site: TestClient) -> None:
    for path in PAGES:
        page = read(site.get(f"/en{path}", headers=HTML).text)
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids)), path


def test_words_of_another_language_are_marked(site: TestClient) -> None:
    page = site.get("/fr/agreement/bh-2014-mou", headers=HTML).text
    arabic = re.compile(r">([^<]*[\u0621-\u064a][^<]*)<")
    unmarked = [
        found[1]
        for line in page.splitlines()
        for found in arabic.finditer(line)
        if 'lang="ar"' not in line and "@" not in line and "http" not in found[1]
    ]
    marked = [text for text in unmarked if "العربية" not in text and '"' not in text]
    assert [text for text in marked if not text.lstrip().startswith(("title =", "url ="))] == []


def test_the_start_leads_to_the_readers_language(site: TestClient) -> None:
    answer = site.get("/", headers={"accept-language": "nl, ar-MA;q=0.9, fr;q=0.5"})
    assert (answer.status_code, answer.headers["location"]) == (302, "/ar/")
    assert "Accept-Language" in answer.headers["vary"]


def test_facets_narrow_and_count(site: TestClient) -> None:
    every = site.get("/en/agreements.json").json()
    belgian = site.get("/en/agreements.json?partner=BE").json()
    choices = {f["key"]: f["choices"] for f in every["facets"]}
    (belgium,) = [c for c in choices["partner"] if c["value"] == "BE"]
    assert len(belgian["rows"]) == belgium["count"] < len(every["rows"])
    assert {row["partner"]["id"] for row in belgian["rows"]} == {"state:BE"}


def test_every_choice_of_a_facet_leaves_as_many_as_it_says(site: TestClient) -> None:
    for facet in site.get("/en/agreements.json?partner=BE").json()["facets"]:
        for choice in facet["choices"]:
            query = {"partner": "BE", facet["key"]: choice["value"]}
            rows = site.get("/en/agreements.json", params=query).json().get("rows", [])
            assert len(rows) == choice["count"], query


@pytest.mark.parametrize("words", ["الارهاب", "الإرهاب", "TERRORISME", "terrorism", "الإِرهَاب"])
def test_search_does_not_mind_marks_case_or_language(site: TestClient, words: str) -> None:
    page = read(site.get("/en/search", params={"q": words}, headers=HTML).text)
    assert "/en/topic/terrorism" in page.links


def test_search_proposes_a_word_that_is_near(site: TestClient) -> None:
    found = site.get("/en/search.json", params={"q": "extraditon"}).json()
    assert "found" not in found and "extradition" in found["suggestions"]


def test_a_question_is_asked_through_its_form(site: TestClient) -> None:
    query = {"cooperation": "id:bh-2014-mou", "on": "2014-03-31"}
    early = site.get("/en/question/known-on.csv", params=query).text.splitlines()
    late = site.get("/en/question/known-on.csv", params={**query, "on": "2014-12-31"})
    assert 1 < len(early) < len(late.text.splitlines())
    assert all(line.startswith("id:bh-2014-mou,") for line in early[1:])


def test_a_long_answer_begins_on_the_page_and_is_whole_in_its_twins(site: TestClient) -> None:
    page = site.get("/en/question/evidence-for-a-fact", headers=HTML).text
    whole = site.get("/en/question/evidence-for-a-fact.csv").text.splitlines()
    shown = page.partition("<tbody>")[2].count("<tr>")
    assert shown == 100 < len(whole)
    assert "Only the first 100 rows are shown" in page
    assert "/en/question/evidence-for-a-fact.csv" in read(page).links


def test_a_statement_without_summary_is_called_by_what_it_speaks_of(site: TestClient) -> None:
    page = read(site.get("/fr/source/seed-003", headers=HTML).text)
    assert "disposition : terrorisme" in page.text
    assert "disposition : coordination" in page.text


def test_morocco_is_at_home_and_no_partner(site: TestClient) -> None:
    page = read(site.get("/fr/partner/MA", headers=HTML).text)
    assert "Rien n'est encore consigné" not in page.text
    assert {"/fr/agreements", "/fr/map", "/fr/compare/service"} <= page.links


def test_a_value_that_cannot_be_used_is_said_on_the_page(site: TestClient) -> None:
    page = read(site.get("/fr/question/known-on?on=hier", headers=HTML).text)
    assert "« hier » n'est pas une date" in page.text


def test_a_page_can_be_seen_as_known_on_another_day(site: TestClient) -> None:
    now = site.get("/en/agreement/bh-2014-mou.json").json()
    then = site.get("/en/agreement/bh-2014-mou.json?known-on=2014-03-12").json()
    assert now["status"]["id"] != then["status"]["id"] == "status:under-discussion"


def test_between_two_changes_the_same_view_is_kept(lenses: Lenses) -> None:
    days = lenses.default.days
    wide = max(pairwise(days), key=lambda pair: pair[1] - pair[0])
    inside = date.fromordinal((wide[0].toordinal() + wide[1].toordinal()) // 2)
    assert lenses.at(Viewpoint(as_of=inside)) is lenses.at(Viewpoint(as_of=wide[0]))
    assert lenses.at(Viewpoint(as_of=days[-1])) is lenses.default


def test_links_keep_the_day_that_a_page_is_seen_from(site: TestClient) -> None:
    page = read(site.get("/en/agreement/bh-2014-mou?known-on=2014-03-12", headers=HTML).text)
    assert "/en/partner/BH?known-on=2014-03-12" in page.links


def test_every_page_there_is_can_be_made_and_every_link_leads_somewhere(lens: Lens) -> None:
    known: dict[str, set[str]] = {}
    links: dict[str, set[str]] = {}
    for family in FAMILIES:
        for parts in family.all(lens):
            path = family.address.format_map(parts)
            asked = Asked(lens, "ar", path, parts)
            page = read(render(family.make(asked), asked))
            place = "/ar/" if path == "/index" else f"/ar{path}"
            known[place] = page.ids
            links[place] = page.links
    assert len(known) > 1000
    broken = {
        (page, link)
        for page, found in links.items()
        for link in found
        if (link.startswith("/ar") or link.startswith("#"))
        and not _leads(link if link[0] == "/" else page + link, known)
    }
    assert broken == set()


def _leads(link: str, known: dict[str, set[str]]) -> bool:
    place, _, anchor = link.partition("#")
    path = re.sub(r"\.(?:csl\.json|ttl|json|csv|bib)$", "", place.partition("?")[0])
    path = "/ar/" if path == "/ar/index" else path
    if path == "/ar/sparql":
        return True
    return path in known and (not anchor or anchor in known[path])
