"""The words of the ontology: compiled, kept, and the only ones there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mithaq.errors import FileError
from mithaq.extract.pipeline import extract
from mithaq.extract.values import Document
from mithaq.extract.words.lexicon import Lexicon, ontology_files

from .conftest import ROOT


def test_the_cache_gives_the_same_lexicon_and_is_left_when_words_change(tmp_path: Path) -> None:
    cache = tmp_path / "lexicon.bin"
    files = ontology_files(ROOT / "ontology")
    fresh = Lexicon.from_ttl(files, cache)
    assert cache.is_file()
    assert Lexicon.from_ttl(files, cache) == fresh
    assert Lexicon.from_ttl(files[1:], cache) != fresh


def test_a_broken_cache_is_made_again(tmp_path: Path) -> None:
    cache = tmp_path / "lexicon.bin"
    cache.write_bytes(b"broken")
    assert Lexicon.from_ttl(ontology_files(ROOT / "ontology"), cache).entries


def test_a_new_partner_and_a_new_word_touch_no_python(tmp_path: Path) -> None:
    more = tmp_path / "lexicon" / "more.ttl"
    more.parent.mkdir()
    more.write_text(
        "@prefix mq: <https://w3id.org/mithaq/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<https://w3id.org/mithaq/lexicon/scope> skos:notation "SN" .\n'
        '<https://w3id.org/mithaq/topic/theft> mq:pattern "cattle rustling"@en .\n',
        encoding="utf-8",
    )
    words = Lexicon.from_ttl([*ontology_files(ROOT / "ontology"), more])
    text = "Morocco and Senegal signed a security agreement against cattle rustling in 2021."
    [record] = extract(Document("a.txt", text), words).records
    assert (record.partner, [t.code for t in record.topics]) == ("SN", ["theft"])


def test_a_file_that_is_no_turtle_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("this is not turtle")
    with pytest.raises(FileError, match=r"bad\.ttl"):
        Lexicon.from_ttl([bad])


def test_python_holds_grammar_and_no_words() -> None:
    """No Arabic word stands in the program; endings and tables of letters are grammar."""
    for path in (ROOT / "src" / "mithaq" / "extract").rglob("*.py"):
        code = re.sub(r'(?s)""".*?"""', "", path.read_text(encoding="utf-8"))
        if path.name in ("morphology.py", "encodings.py"):
            continue
        found = list(re.findall(r'"([\u0621-\u064a]{4,})"', code))
        assert found == [], path.name
