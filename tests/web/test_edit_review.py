"""From a pasted article to a fact in a file, as a browser without scripts does it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extract.test_reading import pdf_of
from mithaq.knowledge import KnowledgeBase
from mithaq.web.app import create_app
from web.edit_texts import ARTICLE, DETAILS, Curator, candidates, fields, text_of

APPROVAL = "approval-parliament"


@pytest.fixture
def curator(tmp_path: Path) -> Curator:
    return Curator(tmp_path)


def named(html: str, part: str) -> str:
    """Return the candidate whose name holds a part."""
    return next(name for name in candidates(html) if part in name)


def test_an_accepted_candidate_becomes_a_fact_with_its_effect(curator: Curator) -> None:
    place = curator.paste()
    name = named(curator.get(place), "drug-trafficking")
    looked = curator.post(place, {f"verdict:{name}": "accept", "do": "check"})
    assert looked.status_code == 200
    told = text_of(looked.text)
    effects = told.partition("What readers will see differently")[2].partition("Turtle")[0]
    assert "covers" in effects
    assert "drug trafficking" in effects
    assert "topic:drug-trafficking" not in curator.facts()
    saved = curator.post(place, {**fields(looked.text), "do": "save"})
    assert saved.status_code == 303
    query = "ASK { id:bh-2014-mou mq:covers topic:drug-trafficking }"
    assert not bool(curator.kb.query(query))
    assert bool(KnowledgeBase.open(curator.home).query(query))
    assert "drug trafficking" in text_of(curator.get("/agreement/bh-2014-mou"))
    page = text_of(curator.client.get(saved.headers["location"]).text)
    assert "new triples were written. 1 decision was kept." in page
    assert "accepted provision: drug trafficking" in page


def test_the_article_is_shown_in_its_direction_with_the_words_marked(curator: Curator) -> None:
    html = curator.get(curator.paste())
    assert '<article class="text" lang="ar" dir="rtl"' in html
    name = named(html, "topic-terrorism")
    assert f'<a class="mark" href="#said:{name}">مكافحة الإرهاب</a>' in html
    assert f'id="in:{name}"' in html


def test_an_article_cannot_bring_markup_into_the_page(curator: Curator) -> None:
    place = curator.paste(f'{ARTICLE}\n<script>alert(1)</script> "><img src=x onerror=alert(1)>')
    html = curator.get(place)
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_a_rejection_needs_a_reason_and_is_kept(curator: Curator) -> None:
    place = curator.paste()
    name = named(curator.get(place), "coordination")
    refused = curator.post(place, {f"verdict:{name}": "reject", "do": "check"})
    assert refused.status_code == 422
    assert "Say why this candidate is rejected." in text_of(refused.text)
    given = {f"verdict:{name}": "reject", f"reason:{name}": "Only part of the name."}
    looked = curator.post(place, {**given, "do": "check"})
    assert "No new fact would be written." in text_of(looked.text)
    assert curator.post(place, {**fields(looked.text), "do": "save"}).status_code == 303
    lines = (curator.home / "kb/extracted/decisions.jsonl").read_text("utf-8").splitlines()
    kept = json.loads(lines[0])
    assert (kept["verdict"], kept["reason"]) == ("rejected", "Only part of the name.")
    assert name not in candidates(curator.get(place))


def test_a_rejection_can_be_taken_back(curator: Curator) -> None:
    place = curator.paste()
    name = named(curator.get(place), "coordination")
    given = {f"verdict:{name}": "reject", f"reason:{name}": "Only part of the name."}
    looked = curator.post(place, {**given, "do": "check"})
    curator.post(place, {**fields(looked.text), "do": "save"})
    listed = curator.get("/edit/rejected")
    told = text_of(listed)
    assert "provision : coordination Bahrain · source without any fact" in told
    assert "Only part of the name." in told
    (sign,) = re.findall(r'name="sign" value="([^"]+)"', listed)
    assert f'value="{sign}"' in curator.get(place)
    taken = curator.post("/edit/rejected", {"sign": sign, "article": place.rpartition("/")[2]})
    assert taken.status_code == 303
    assert "The rejection was taken back" in curator.client.get(taken.headers["location"]).text
    assert name in candidates(curator.get(place))
    assert "Nothing is rejected." in curator.get("/edit/rejected")
    again = curator.post("/edit/rejected", {"sign": sign})
    assert again.status_code == 404
    assert "is not kept any more" in again.text


def test_an_accepted_fact_cannot_be_taken_back_as_if_rejected(curator: Curator) -> None:
    place = curator.paste()
    name = named(curator.get(place), "drug-trafficking")
    looked = curator.post(place, {f"verdict:{name}": "accept", "do": "check"})
    curator.post(place, {**fields(looked.text), "do": "save"})
    assert 'name="sign"' not in curator.get(place)


def test_the_menu_leads_to_curating_only_where_it_is_open(
    curator: Curator,
) -> None:
    for place in ("/", "/agreements", "/edit", "/nothing-here"):
        page = curator.client.get(f"/en{place}", headers={"accept": "text/html"}).text
        assert '<a href="/en/edit"' in page, place
    closed = TestClient(create_app(curator.kb))
    assert '"/en/edit"' not in closed.get("/en/", headers={"accept": "text/html"}).text


def test_what_is_put_off_is_asked_again(curator: Curator) -> None:
    place = curator.paste()
    name = named(curator.get(place), "coordination")
    looked = curator.post(place, {f"verdict:{name}": "later", "do": "check"})
    curator.post(place, {**fields(looked.text), "do": "save"})
    assert name in candidates(curator.get(place))


def test_nothing_is_written_before_it_was_seen(curator: Curator) -> None:
    place = curator.paste()
    name = named(curator.get(place), APPROVAL)
    before = curator.facts()
    for do in ("check", "save", "match", "back"):
        curator.post(place, {f"verdict:{name}": "accept", "do": do, "seen": "made up"})
    assert curator.facts() == before


def test_a_second_tab_is_checked_again_when_the_first_has_written(curator: Curator) -> None:
    place = curator.paste()
    html = curator.get(place)
    one, other = named(html, APPROVAL), named(html, "drug-trafficking")
    first = curator.post(place, {f"verdict:{one}": "accept", "do": "check"})
    second = curator.post(place, {f"verdict:{other}": "accept", "do": "check"})
    assert curator.post(place, {**fields(first.text), "do": "save"}).status_code == 303
    between = curator.facts()
    stale = curator.post(place, {**fields(second.text), "do": "save"})
    assert stale.status_code == 409
    assert "The knowledge base has changed since you looked." in text_of(stale.text)
    assert curator.facts() == between
    assert curator.post(place, {**fields(stale.text), "do": "save"}).status_code == 303
    assert "topic:drug-trafficking" in curator.facts()


def test_a_source_is_described_before_anything_of_it_is_written(curator: Curator) -> None:
    place = curator.paste(publisher="", source_type="")
    name = named(curator.get(place), APPROVAL)
    refused = curator.post(place, {f"verdict:{name}": "accept", "do": "check"})
    assert refused.status_code == 422
    assert "Name the publisher of the source." in text_of(refused.text)
    details = {"publisher": "A paper", "source_type": "press", "title@en": "On the memorandum"}
    assert curator.post(f"{place}/source", details).status_code == 303
    looked = curator.post(place, {f"verdict:{name}": "accept", "do": "check"})
    assert looked.status_code == 200
    assert "A paper" in looked.text


def test_another_cooperation_can_be_chosen(curator: Curator) -> None:
    place = curator.paste()
    html = curator.get(place)
    block = next(n for n in html.split('"') if n.startswith("is:"))
    new = curator.post(place, {block: "new", "do": "match"})
    assert "Part of a new cooperation" in text_of(new.text)
    nothing = {block: "other", block.replace("is:", "other:"): "no such thing"}
    verdict = {f"verdict:{named(html, APPROVAL)}": "accept"}
    refused = curator.post(place, {**nothing, **verdict, "do": "check"})
    assert refused.status_code == 422


def test_the_command_line_sees_the_same_decisions(curator: Curator) -> None:
    from mithaq.review.batch import open_candidates
    from mithaq.review.decisions import read_decisions
    from mithaq.review.loading import Loader
    from mithaq.review.session import Session

    place = curator.paste()
    name = named(curator.get(place), "coordination")
    given = {f"verdict:{name}": "reject", f"reason:{name}": "Part of the name."}
    looked = curator.post(place, {**given, "do": "check"})
    curator.post(place, {**fields(looked.text), "do": "save"})
    kb = KnowledgeBase.open(curator.home)
    file = curator.settings.inbox / place.rpartition("/")[2]
    article = Loader(kb.home, published="2014-11-25").article(file, kb.facts)
    assert article is not None
    decided = read_decisions(curator.home / "kb/extracted/decisions.jsonl")
    left = [s for _, several in open_candidates(Session(kb, article), decided) for s in several]
    assert len(left) == len(candidates(curator.get(place)))


def test_an_article_can_be_taken_away(curator: Curator) -> None:
    place = curator.paste()
    assert curator.post(f"{place}/drop", {}).status_code == 303
    assert "No article is waiting." in text_of(curator.get("/edit"))


@pytest.mark.parametrize(
    ("lang", "decide", "see"),
    [
        ("ar", "قرارك", "عرض ما سيُكتب"),
        ("fr", "Votre décision", "Voir ce qui serait écrit"),
        ("en", "Your decision", "See what would be written"),
    ],
)
def test_the_page_speaks_the_reader_s_language(
    tmp_path: Path, lang: str, decide: str, see: str
) -> None:
    curator = Curator(tmp_path, lang)
    html = curator.get(curator.paste())
    assert f'<html lang="{lang}"' in html
    assert f'aria-label="{decide}"' in html
    assert see in text_of(html)


PAGE = f"""<!doctype html><html lang="ar"><head><title>t</title></head><body><nav>menu</nav>
<article><h1>المغرب والبحرين</h1>{"".join(f"<p>{p}</p>" for p in ARTICLE.split(chr(10)) if p)}</article>
</body></html>"""


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("article.html", PAGE.encode(), "مكافحة الإرهاب"),
        ("../../article.txt", ARTICLE.encode("cp1256"), "مكافحة الإرهاب"),
        (
            "a.pdf",
            pdf_of(
                "Morocco and Bahrain signed a memorandum on security cooperation on 12 March 2014."
            ),
            "memorandum",
        ),
    ],
    ids=["html", "windows-1256", "pdf"],
)
def test_a_file_is_read(curator: Curator, name: str, data: bytes, word: str) -> None:
    answer = curator.post("/edit/article", DETAILS, files={"file": (name, data)})
    assert answer.status_code == 303, text_of(answer.text)
    html = curator.get(answer.headers["location"].removeprefix("/en"))
    assert word in text_of(html)
    assert candidates(html)
    assert [p.parent for p in curator.settings.inbox.rglob("*")] == [curator.settings.inbox] * 2


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", b"%PDF-1.4 no more"), ("a.html", b"<html><body></body></html>"), ("a.txt", b" \n")],
)
def test_a_file_that_is_no_article_is_refused_and_not_kept(
    curator: Curator, name: str, data: bytes
) -> None:
    answer = curator.post("/edit/article", DETAILS, files={"file": (name, data)})
    assert answer.status_code == 422
    assert DETAILS["publisher"] in answer.text
    assert "No article is waiting." in text_of(curator.get("/edit"))


def test_a_date_that_is_none_is_said_beside_what_was_entered(curator: Curator) -> None:
    refused = curator.post("/edit/article", {**DETAILS, "text": ARTICLE, "published": "2014-13"})
    assert refused.status_code == 422
    assert "2014-13 is not a date of the calendar." in text_of(refused.text)
    assert "مكافحة الإرهاب" in refused.text


def test_an_article_without_cooperation_says_so(curator: Curator) -> None:
    place = curator.paste("The weather in Rabat was fine on Monday.")
    html = curator.get(place)
    assert "No security cooperation of Morocco was found" in text_of(html)
    assert "no cooperation was found in it" in text_of(curator.get("/edit"))
    name = place.rpartition("/")[2]
    fact = {"about": "id:bh-2014-mou", "class": "mq:Provision", "topic": "topic:cybercrime"}
    words = {"article": name, "words": "weather in Rabat", "words@": "en", "do": "check"}
    looked = curator.post("/edit/fact", {**fact, **words})
    assert looked.status_code == 200, text_of(looked.text)
    assert curator.post("/edit/fact", {**fields(looked.text), "do": "save"}).status_code == 303
