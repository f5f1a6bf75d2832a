"""What is written: lines for programs, facts for the base, pages and sentences for people."""

from __future__ import annotations

import json
import re

import pyoxigraph as ox
import pytest

from mithaq.extract.words.lexicon import Lexicon
from mithaq.extract.writers import write_html, write_jsonl, write_text, write_turtle
from mithaq.messages import say
from mithaq.turtle import is_canonical

from .conftest import Reading

TEXT = (
    "الرباط – 12 مارس 2014\n\n"
    "وقع المغرب والبحرين اليوم <مذكرة> تفاهم للتعاون الأمني، تهم محاربة الإرهاب وتبادل الخبرات.\n"
)


def test_a_line_is_the_contract(read: Reading) -> None:
    record = json.loads(write_jsonl(read(TEXT)))
    assert list(record) == [
        "doc",
        "partner",
        "kind",
        "title",
        "events",
        "topics",
        "measures",
        "people",
        "confidence",
    ]
    [event] = record["events"]
    assert (event["stage"], event["modality"], event["date"]) == (
        "signature",
        "occurred",
        "2014-03-12",
    )
    assert TEXT[event["start"] : event["end"]] == event["exact"]
    assert event["rule"] == "signature-verb"


def test_turtle_is_canonical_and_names_the_same_nodes_each_time(read: Reading) -> None:
    turtle = write_turtle(read(TEXT))
    assert is_canonical(turtle)
    assert write_turtle(read(TEXT)) == turtle
    store = ox.Store()
    store.load(turtle, format=ox.RdfFormat.TURTLE)
    prefix = "PREFIX mq: <https://w3id.org/mithaq/ontology#> "
    orphans = "ASK { ?s mq:about ?c FILTER NOT EXISTS { ?s mq:evidence/mq:quote ?q } }"
    assert not store.query(prefix + orphans)
    dated = prefix + 'ASK { ?s a mq:LifecycleEvent ; mq:date ?d FILTER (STR(?d) = "2014-03-12") }'
    assert store.query(dated)


def test_a_text_without_records_writes_no_facts(read: Reading) -> None:
    assert write_turtle(read("Rien.")) == write_jsonl(read("Rien.")) == ""


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "with Bahrain"), ("fr", "avec Bahreïn"), ("ar", "مع البحرين")]
)
def test_the_summary_speaks_three_languages(read: Reading, lang: str, words: str) -> None:
    assert words in write_text(read(TEXT), lang)


@pytest.mark.parametrize(
    ("lang", "label"),
    [("en", "exchange of expertise"), ("fr", "échange d"), ("ar", "تبادل الخبرات")],
)
def test_topics_and_measures_are_told_by_their_labels(
    read: Reading, lexicon: Lexicon, lang: str, label: str
) -> None:
    for text in (
        write_text(read(TEXT), lang, names=lexicon.names),
        write_html(read(TEXT), lang, lexicon.names),
    ):
        assert label in text
        assert "expertise-exchange" not in text


def test_a_text_named_without_an_act_says_so(read: Reading) -> None:
    found = read(
        "A memorandum of Morocco with Qatar on cybercrime lies in a drawer. If they signed a treaty on "
        "extradition, it would be their first."
    )
    [record] = found.records
    assert (record.kind, record.events, record.confidence) == ("memorandum", (), 0.5)
    told = say("extract.no-act", "en")
    assert told in write_text(found) and told in write_html(found)
    assert write_turtle(found).count("mq:Provision") == 1


def test_explaining_names_rule_and_place(read: Reading) -> None:
    assert "rule signature-verb" in write_text(read(TEXT), "en", explain=True)
    assert "rule" not in write_text(read(TEXT), "en")


def test_the_page_marks_the_words_in_place_and_escapes_the_rest(read: Reading) -> None:
    page = write_html(read(TEXT), "fr")
    assert '<html lang="fr" dir="ltr">' in page
    assert '<article lang="ar" dir="rtl">' in page
    assert "&lt;مذكرة&gt;" in page
    assert "<script" not in page
    marked = re.sub(r"<[^>]+>", "", page[page.index("<article") : page.index("</article>")])
    assert marked.replace("&lt;", "<").replace("&gt;", ">") == TEXT
    for anchor in re.findall(r'href="#(m\d+)"', page):
        assert f'id="{anchor}"' in page
