"""Finding things by words: what the reader types need not be how the source wrote it."""

from __future__ import annotations

import pytest

from mithaq.errors import Ambiguous, NotFound
from mithaq.knowledge import KnowledgeBase
from mithaq.lookup import lookup, things_of
from mithaq.names import shorten
from mithaq.search import Index, words


@pytest.fixture(scope="session")
def index(small: KnowledgeBase) -> Index:
    return Index.of(small.view)


def first(index: Index, query: str) -> str:
    hits = index.find(query)
    return shorten(hits[0].thing.value) if hits else "nothing"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bahrain", "state:BH"),
        ("BAHREÏN", "state:BH"),
        ("البحرين", "state:BH"),
        ("بحرين", "state:BH"),
        ("مذكرة التعاون الأمني", "id:bh-2014-mou"),
        ("مذكره التعاون الامني", "id:bh-2014-mou"),
        ("مُذَكِّرَة التعـــاون", "id:bh-2014-mou"),
        ("criminalite organisee belgique", "id:be-2014-convention"),
        ("terrorism Belgien", "nothing"),
        ("hassad", "official:hassad-interior"),
        ("marrakech", "id:bh-2014-mou"),
        ("Etaamb", "src:be-01"),
        ("", "nothing"),
        ("؟!", "nothing"),
    ],
)
def test_what_a_reader_types_is_found(index: Index, query: str, found: str) -> None:
    assert first(index, query) == found


def test_a_word_in_one_language_finds_what_is_written_in_another(index: Index) -> None:
    hits = [shorten(hit.thing.value) for hit in index.find("terrorisme inde")]
    assert hits[0] == "id:in-2014-security-dialogue"


def test_all_words_must_be_found(index: Index) -> None:
    assert index.find("bahrain") and not index.find("bahrain zzz")


def test_the_article_of_arabic_does_not_matter() -> None:
    assert words("الأمن") == words("أمن") == words("للأمن") == words("بالأمن")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bh-2014-mou", "id:bh-2014-mou"),
        ("BH-2014-MOU", "id:bh-2014-mou"),
        ("id:bh-2014-mou", "id:bh-2014-mou"),
        ("https://w3id.org/mithaq/id/bh-2014-mou", "id:bh-2014-mou"),
        ("bh", "state:BH"),
        ("Bahreïn", "state:BH"),
        ("البحرين", "state:BH"),
        ("convention criminalité", "id:be-2014-convention"),
        ("اتفاقية الإرهاب", "id:be-2014-convention"),
    ],
)
def test_a_name_leads_to_one_thing(small: KnowledgeBase, text: str, found: str) -> None:
    assert shorten(lookup(small.view, text, ("cooperation", "state")).value) == found


@pytest.mark.parametrize("text", ["Bahreïn", "البحرين", "convention criminalité"])
def test_the_index_leads_to_the_same_thing(
    small: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    kinds = ("cooperation", "state")
    read = lookup(small.view, text, kinds)
    monkeypatch.setattr("mithaq.lookup.FEW", 0)
    assert lookup(small.view, text, kinds, "en", lambda: small.finder) == read


def test_an_ambiguous_name_lists_the_candidates(small: KnowledgeBase) -> None:
    with pytest.raises(Ambiguous) as error:
        lookup(small.view, "2014", ("cooperation",))
    assert error.value.say("en").splitlines() == [
        "“2014” fits 3 things. Name one of them:",
        "  be-2014-convention  Convention against organised crime and terrorism, 2014",
        "  bh-2014-mou  Memorandum on security cooperation and coordination, 2014",
        "  in-2014-security-dialogue  Dialogue on terrorism and intelligence, from 2014",
    ]


def test_near_names_are_proposed(small: KnowledgeBase) -> None:
    with pytest.raises(NotFound, match="state:BH  Bahrain"):
        lookup(small.view, "Bahrian", ("state",))


@pytest.mark.parametrize("text", ["x y>z", "<script>", "id:no such", "nowhere:thing", "\\", "  "])
def test_what_is_no_name_is_not_found(small: KnowledgeBase, text: str) -> None:
    with pytest.raises(NotFound):
        lookup(small.view, text, ("state", "cooperation"))


def test_a_kind_limits_what_is_found(small: KnowledgeBase) -> None:
    states = [shorten(thing.value) for thing in things_of(small.view, ("state",))]
    assert states == ["state:BE", "state:BH", "state:IN", "state:MA"]
    with pytest.raises(NotFound):
        lookup(small.view, "BH", ("topic",))
