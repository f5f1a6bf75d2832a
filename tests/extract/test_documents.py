"""Our own annotated articles: three languages, five partners, every stage, and nothing to find."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from mithaq.extract.pipeline import extract
from mithaq.extract.reading import read_document
from mithaq.extract.words.lexicon import Lexicon
from mithaq.extract.writers.jsonl import record_as_json

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.json"))
SHARED = ROOT.parent / "shared"


def script() -> ModuleType:
    """Load scripts/evaluate, which has no suffix."""
    path = str(ROOT / "scripts" / "evaluate")
    loader = importlib.machinery.SourceFileLoader("evaluate", path)
    spec = importlib.util.spec_from_loader("evaluate", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_what_the_article_says_is_found_and_nothing_else(path: Path, lexicon: Lexicon) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    extraction = extract(read_document(path.with_suffix(".txt")), lexicon)
    found = [record_as_json(record) for record in extraction.records]
    wanted, predicted = script().compare([gold], found)
    assert sorted(predicted - wanted, key=str) == []
    assert sorted(wanted - predicted, key=str) == []
    assert extraction.published == gold["published"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_every_quotation_stands_in_the_text(path: Path, lexicon: Lexicon) -> None:
    document = read_document(path.with_suffix(".txt"))
    for record in extract(document, lexicon).records:
        quotes = [a.quote for a in record.events]
        quotes += [i.quote for i in (*record.topics, *record.measures)]
        for quote in quotes:
            assert document.text[quote.start : quote.end] == quote.exact
            assert 1 <= len(quote.exact.split()) <= 12
            assert "\n" not in quote.exact
        for person in record.people:
            assert document.text[person.start : person.end] == person.exact


def test_the_documents_cover_languages_partners_stages_and_emptiness() -> None:
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in DOCUMENTS]
    records = [r for document in gold for r in document["records"]]
    assert len(gold) >= 40
    assert {d["language"] for d in gold} == {"ar", "en", "fr"}
    assert {r["partner"] for r in records} == {"BE", "BH", "IN", "QA", "US"}
    stages = {e["stage"] for r in records for e in r["events"]}
    assert len(stages) == 13
    assert sum(not d["records"] for d in gold) >= 5


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no annotated documents in ../shared")
def test_the_bars_hold_on_the_annotated_documents(tmp_path: Path) -> None:
    import subprocess
    import sys

    figures = tmp_path / "figures.json"
    subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "evaluate"), "--json", str(figures)], check=True
    )
    measured = json.loads(figures.read_text(encoding="utf-8"))
    assert measured["seeds"]["mean_f1"] >= 0.90
    assert measured["seeds"]["event"]["f1"] >= 0.95
    assert measured["seeds"]["record"]["precision"] == 1.0
    assert all(measured[name]["wrong_spans"] == 0 for name in measured)


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no annotated documents in ../shared")
def test_our_figures_are_those_of_the_annotators_scorer(tmp_path: Path, lexicon: Lexicon) -> None:
    import subprocess
    import sys

    gold = SHARED / "gold" / "seeds.json"
    lines = tmp_path / "records.jsonl"
    figures = tmp_path / "figures.json"
    with lines.open("w", encoding="utf-8") as out:
        for path in sorted((SHARED / "seeds").glob("*.txt")):
            for record in extract(read_document(path), lexicon).records:
                print(json.dumps(record_as_json(record), ensure_ascii=False), file=out)
    scorer = [sys.executable, str(SHARED / "gold" / "score.py"), "--gold", str(gold), "--docs"]
    scorer += [str(SHARED / "seeds"), "--json", str(lines)]
    theirs = json.loads(subprocess.run(scorer, check=True, capture_output=True).stdout)
    subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "evaluate"), "--json", str(figures)], check=True
    )
    ours = json.loads(figures.read_text(encoding="utf-8"))["seeds"]
    assert ours["mean_f1"] == pytest.approx(theirs["mean_f1"], abs=0.001)
    for facet in ("record", "kind", "event", "date", "topic", "measure"):
        assert ours[facet]["f1"] == pytest.approx(theirs[facet]["f1"], abs=0.001)
