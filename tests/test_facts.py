"""What must stay true of the facts themselves."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from mithaq.home import shipped
from mithaq.knowledge import KnowledgeBase
from mithaq.texts import check_texts

ARTICLES = shipped().parent / "shared" / "seeds"


def rows(kb: KnowledgeBase, query: str) -> list[str]:
    answer = kb.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    return [" ".join(str(value) for value in row) for row in answer]


def test_every_statement_has_evidence_that_leads_to_a_source(kb: KnowledgeBase) -> None:
    without = """SELECT ?statement { ?statement mq:about ?c ; a ?class . FILTER (?class != mq:Search)
      OPTIONAL { ?statement mq:supportedBy ?source } FILTER (!BOUND(?source)) }"""
    assert rows(kb, without) == []


def test_every_search_says_where_and_when(kb: KnowledgeBase) -> None:
    searches = rows(kb, "SELECT ?s { ?s a mq:Search }")
    complete = rows(
        kb, "SELECT DISTINCT ?s { ?s a mq:Search ; mq:searchedOn ?d ; mq:searchedIn ?w }"
    )
    assert searches and sorted(searches) == sorted(complete)


def test_every_easy_date_and_topic_rests_on_a_statement(kb: KnowledgeBase) -> None:
    loose = """SELECT ?c ?p { VALUES ?p { mq:signedOn mq:inForceOn mq:covers mq:provides mq:kind mq:signedBy }
      ?c ?p ?value . OPTIONAL { ?st mq:about ?c ; mq:grounds ?p } FILTER (!BOUND(?st)) }"""
    assert rows(kb, loose) == []


def test_nobody_signs_without_an_office(kb: KnowledgeBase) -> None:
    private = """SELECT ?who { ?e mq:signer ?who .
      OPTIONAL { ?who a mq:Official ; mq:of ?body } FILTER (!BOUND(?body)) }"""
    assert rows(kb, private) == []


def test_what_people_read_is_in_three_languages(kb: KnowledgeBase) -> None:
    """Add what is named here in the languages it lacks: summaries, and titles of sources."""
    one_sided = """SELECT ?thing ?property {
      VALUES (?class ?property) { (mq:Statement mq:summary) (mq:Source skos:prefLabel) }
      ?thing a/rdfs:subClassOf* ?class ; ?property ?text }
      GROUP BY ?thing ?property HAVING (COUNT(DISTINCT LANG(?text)) != 3)"""
    assert rows(kb, one_sided) == []


def test_a_quotation_is_short(kb: KnowledgeBase) -> None:
    words = [len(text.split()) for text in rows(kb, "SELECT (STR(?q) AS ?w) { ?e mq:quote ?q }")]
    assert words and max(words) <= 12


def test_the_five_partners_are_there(kb: KnowledgeBase) -> None:
    counted = (
        """SELECT ?p (COUNT(?c) AS ?n) { ?c mq:partner ?p } GROUP BY ?p HAVING (COUNT(?c) > 5)"""
    )
    partners = {row.split("/state/")[1][:2] for row in rows(kb, counted)}
    assert {"US", "BE", "BH", "QA", "IN"} <= partners


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the source articles are not beside the project")
def test_every_offset_yields_its_words(kb: KnowledgeBase) -> None:
    assert check_texts(kb.facts, kb.home, ARTICLES) == ()
