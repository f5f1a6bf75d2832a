"""Reading candidate graphs: the source recognised, its words checked, bad graphs refused."""

from __future__ import annotations

import pytest

from mithaq.errors import InputError
from mithaq.knowledge import KnowledgeBase
from mithaq.names import node, shorten
from mithaq.review.candidates import article
from mithaq.review.editing import as_turtle, edited
from mithaq.review.sources import SourceDetails
from mithaq.turtle import parse
from review.conftest import Read
from review.texts import PREFIXES, candidates

TOPIC = "a mq:Provision ; mq:topic topic:terrorism"
SEED = "8f2c667db51c09b0aff16d63cbc6b844d1e86e3435d58f1ab7a17ac68c11e151"
STAND_IN = """src:news a mq:Source ; skos:prefLabel "Text a.txt, as extracted"@en ;
  mq:publisher "unknown publisher" ; mq:sourceType source-type:other ; mq:language "en" ;
  mq:retrieved "2026-11-21"^^xsd:date ."""


def test_a_new_source_is_new(read: Read) -> None:
    found = read(TOPIC)
    assert (shorten(found.source.value), found.known, found.missing) == ("src:news", False, ())
    assert str(found.published) == "2014-10-02"


def test_what_an_extractor_cannot_know_is_missing_until_it_is_said(read: Read) -> None:
    found = read(TOPIC, source=STAND_IN)
    assert found.missing == ("title", "publisher", "source-type")
    said = SourceDetails((("en", "T"),), "P", node("source-type:press"), published="2014-10")
    complete = found.described(said.triples(found.source))
    assert complete.missing == ()
    assert str(complete.published) == "2014-10-01 – 2014-10-31"
    predicates = {shorten(q.predicate.value) for q in complete.graph if q.subject == found.source}
    assert "mq:retrieved" not in predicates


def test_the_text_of_a_known_source_is_known_by_its_fingerprint(kb: KnowledgeBase) -> None:
    source = STAND_IN.replace("mq:language", f'mq:sha256 "{SEED}" ; mq:language')
    found = article(parse(candidates(TOPIC, source=source)), kb.facts)
    places = found.cooperations[0].statements[0].places
    assert (shorten(found.source.value), found.known) == ("src:seed-003", True)
    assert [shorten(p.node.value) for p in places] == ["ev:seed-003.0-5"]
    assert not any(q.subject == found.source for q in found.graph)


def test_another_text_of_the_same_name_gets_a_name_of_its_own(small: KnowledgeBase) -> None:
    source = STAND_IN.replace("mq:language", f'mq:sha256 "{"0" * 64}" ; mq:language')
    turtle = (
        candidates(TOPIC, source=source)
        .replace("src:news", "src:bh-01")
        .replace("ev:news", "ev:bh-01")
    )
    found = article(parse(turtle), small.facts)
    assert (shorten(found.source.value), found.known) == ("src:bh-01-2", False)
    assert shorten(found.cooperations[0].statements[0].places[0].node.value) == "ev:bh-01-2.0-5"


BAD = [
    (PREFIXES, "no candidate facts"),
    (candidates(TOPIC, place="ev:news.0-5 mq:source src:other ."), "several sources"),
    (candidates("a mq:Provision ; mq:topic []"), "blank node"),
]


@pytest.mark.parametrize(("turtle", "sentence"), BAD)
def test_what_cannot_be_reviewed_is_said(small: KnowledgeBase, turtle: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        article(parse(turtle), small.facts)


def test_words_that_do_not_stand_in_the_text_are_refused(read: Read) -> None:
    assert read(TOPIC, text="words and more").text == "words and more"
    with pytest.raises(InputError, match=r"ev:news\.0-5 does not quote"):
        read(TOPIC, text="other words")


def test_a_statement_changed_by_hand_is_read_again(read: Read) -> None:
    found = read(TOPIC, text="words and more")
    one = found.cooperations[0].statements[0]
    text = as_turtle(found, one).replace("topic:terrorism", "topic:cybercrime")
    _, made = edited(found, one, text)
    assert made.says == "Provision topic:cybercrime"
    assert made.places == one.places


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [("mq:about", "mq:topic", "the statement is gone"), ("words", "wordy", "does not quote")],
)
def test_a_change_that_loses_the_ground_is_refused(
    read: Read, old: str, new: str, sentence: str
) -> None:
    found = read(TOPIC, text="words and more")
    one = found.cooperations[0].statements[0]
    with pytest.raises(InputError, match=sentence):
        edited(found, one, as_turtle(found, one).replace(old, new))
