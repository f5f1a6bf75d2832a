"""The explorer as files: a small knowledge base, written whole."""

from __future__ import annotations

import json
import re
from pathlib import Path

from web.pages import LANGUAGES, read


def test_every_link_leads_to_a_file(written: Path) -> None:
    for page in written.rglob("*.html"):
        for link in read(page.read_text("utf-8")).links:
            if re.match(r"https?://|#", link):
                continue
            target = page.parent / link.partition("#")[0].partition("?")[0]
            assert target.is_file(), f"{page.relative_to(written)}: {link}"


def test_nothing_is_addressed_from_the_root(written: Path) -> None:
    for page in written.rglob("*.html"):
        assert re.findall(r'(?:href|src|action)="/', page.read_text("utf-8")) == [], page


def test_there_is_a_dossier_in_each_language_with_its_data(written: Path) -> None:
    for lang in LANGUAGES:
        page = read((written / lang / "agreement" / "bh-2014-mou.html").read_text("utf-8"))
        assert page.all("html")[0]["lang"] == lang
        twins = {link["href"] for link in page.all("link") if link.get("type") == "text/turtle"}
        (twin,) = twins
        text = (written / lang / "agreement" / twin).read_text("utf-8")
        assert "id:bh-2014-mou.signature" in text


def test_the_index_for_searching_holds_names_in_all_languages(written: Path) -> None:
    text = (written / "static" / "index.js").read_text("utf-8")
    entries = json.loads(text.removeprefix("const mithaqIndex = ").rstrip(";\n"))
    by_place = {entry["href"]: entry for entry in entries}
    found = by_place["agreement/bh-2014-mou.html"]
    assert {"bahreïn".replace("ï", "i"), "بحرين", "terrorism"} <= set(found["words"].split())
    assert set(found["label"]) == set(LANGUAGES)
    assert all((written / "en" / place.partition("#")[0]).is_file() for place in by_place)


def test_pages_offer_no_form_that_needs_a_server(written: Path) -> None:
    for place in ("agreements", "question/known-on", "agreement/bh-2014-mou"):
        page = read((written / "fr" / f"{place}.html").read_text("utf-8"))
        assert {form["action"].rpartition("/")[2] for form in page.all("form")} == {"search.html"}
