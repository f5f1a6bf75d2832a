"""The explorer as files: a small knowledge base, written whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from mithaq.knowledge import KnowledgeBase
from mithaq.serialise import write
from mithaq.web.lens import Lens
from mithaq.web.site import write_site
from web.pages import LANGUAGES, read


def _about_bahrain(kb: KnowledgeBase) -> Iterator[ox.Triple]:
    """Yield what the file on Bahrain says, with the actors and sources it names."""
    wanted = {q.triple for q in ox.parse(path=str(kb.home.kb / "curated" / "bahrain.ttl"))}
    named = {t.object for t in wanted} | {ox.NamedNode("https://w3id.org/mithaq/id/state/MA")}
    more = [
        q.triple
        for name in ("actors.ttl", "sources.ttl")
        for q in ox.parse(path=str(kb.home.kb / name))
    ]
    owners = {t.subject for t in more if t.subject in named}
    for _ in range(3):
        owners |= {t.object for t in more if t.subject in owners}
    yield from wanted
    yield from (t for t in more if t.subject in owners)


@pytest.fixture(scope="module")
def out(kb: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / "kb").mkdir()
    with (home / "kb" / "bahrain.ttl").open("wb") as file:
        write(_about_bahrain(kb), "turtle", file)
    folder = tmp_path_factory.mktemp("site")
    assert write_site(Lens(KnowledgeBase.open(home)), folder) > 1000
    return folder


def test_every_link_leads_to_a_file(out: Path) -> None:
    for page in out.rglob("*.html"):
        for link in read(page.read_text("utf-8")).links:
            if re.match(r"https?://|#", link):
                continue
            target = page.parent / link.partition("#")[0].partition("?")[0]
            assert target.is_file(), f"{page.relative_to(out)}: {link}"


def test_nothing_is_addressed_from_the_root(out: Path) -> None:
    for page in out.rglob("*.html"):
        assert re.findall(r'(?:href|src|action)="/', page.read_text("utf-8")) == [], page


def test_there_is_a_dossier_in_each_language_with_its_data(out: Path) -> None:
    for lang in LANGUAGES:
        page = read((out / lang / "agreement" / "bh-2014-mou.html").read_text("utf-8"))
        assert page.all("html")[0]["lang"] == lang
        twins = {link["href"] for link in page.all("link") if link.get("type") == "text/turtle"}
        (twin,) = twins
        text = (out / lang / "agreement" / twin).read_text("utf-8")
        assert "id:bh-2014-mou.signature" in text


def test_the_index_for_searching_holds_names_in_all_languages(out: Path) -> None:
    text = (out / "static" / "index.js").read_text("utf-8")
    entries = json.loads(text.removeprefix("const mithaqIndex = ").rstrip(";\n"))
    by_place = {entry["href"]: entry for entry in entries}
    found = by_place["agreement/bh-2014-mou.html"]
    assert {"bahreïn".replace("ï", "i"), "بحرين", "terrorism"} <= set(found["words"].split())
    assert set(found["label"]) == set(LANGUAGES)
    assert all((out / "en" / place.partition("#")[0]).is_file() for place in by_place)


def test_pages_offer_no_form_that_needs_a_server(out: Path) -> None:
    for place in ("agreements", "question/known-on", "agreement/bh-2014-mou"):
        page = read((out / "fr" / f"{place}.html").read_text("utf-8"))
        assert {form["action"].rpartition("/")[2] for form in page.all("form")} == {"search.html"}
