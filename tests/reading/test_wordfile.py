"""The search index as a file: the hits of the index in memory, in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.knowledge import KnowledgeBase
from mithaq.lookup import types_of
from mithaq.search import NAMES_ONLY, Index
from mithaq.wordfile import WordFile, write_word_file

ALL = 10_000


@pytest.fixture(scope="module")
def index(small: KnowledgeBase) -> Index:
    return Index.of(small.view)


@pytest.fixture(scope="module")
def file(index: Index, tmp_path_factory: pytest.TempPathFactory) -> WordFile:
    path = tmp_path_factory.mktemp("words") / "view.words"
    write_word_file(index, path)
    return WordFile(path)


@pytest.mark.parametrize(
    "query",
    [
        "bahrain",
        "مذكرة التعاون الأمني",
        "2014",
        "terrorisme inde",
        "e",
        "sec",
        "accord zzz",
        "",
        "؟!",
    ],
)
def test_a_file_gives_the_hits_of_the_index(index: Index, file: WordFile, query: str) -> None:
    hits = index.find(query)
    assert file.best(query, limit=ALL) == (hits, len(hits))


def test_a_type_and_a_weight_limit_what_a_file_gives(index: Index, file: WordFile) -> None:
    types = types_of("state")
    hits = index.find("bah", types, NAMES_ONLY)
    assert hits and file.best("bah", types, limit=ALL, least=NAMES_ONLY) == (hits, len(hits))


def test_a_limit_cuts_the_hits_and_not_their_number(index: Index, file: WordFile) -> None:
    hits = index.find("security")
    assert len(hits) > 2
    assert file.best("security", limit=2) == (hits[:2], len(hits))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_words_of_the_texts_give_the_same_hits(
    index: Index, file: WordFile, data: st.DataObject
) -> None:
    known = sorted({w for texts in index.texts.values() for text in texts for w in text.words})
    parts = st.sampled_from(known).flatmap(
        lambda word: st.tuples(st.integers(0, len(word) - 1), st.integers(1, len(word))).map(
            lambda cut: word[cut[0] :][: cut[1]]
        )
    )
    query = " ".join(data.draw(st.lists(parts, min_size=1, max_size=3)))
    hits = index.find(query)
    assert file.best(query, limit=ALL) == (hits, len(hits))


@pytest.mark.parametrize("query", ["Bahreïn", "البحرين", "bh", "crime organised", "bah", "", "?"])
def test_whole_texts_are_the_same(index: Index, file: WordFile, query: str) -> None:
    assert file.exactly(query) == index.exactly(query)


def test_an_index_is_kept_beside_its_view(small: KnowledgeBase, tmp_path: Path) -> None:
    kb = KnowledgeBase.open(small.home.kb.parent, cache=tmp_path)
    first = kb.finder.best("bahrain", limit=5)
    kept = list(tmp_path.glob("*/view.words"))
    made = [path.stat().st_mtime_ns for path in kept]
    assert kb.reopened().finder.best("bahrain", limit=5) == first
    assert len(kept) == 1 and [path.stat().st_mtime_ns for path in kept] == made
