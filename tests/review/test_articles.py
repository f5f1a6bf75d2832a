"""The five articles: extracted anew, they give what was decided of them, skipped without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.knowledge import KnowledgeBase
from mithaq.names import node, shorten
from mithaq.review.decisions import FILE_NAME, Decision, Verdict, read_decisions
from mithaq.review.loading import Loader
from mithaq.review.reading import statement
from mithaq.review.values import Place

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not here")


@pytest.fixture(scope="module")
def found(kb: KnowledgeBase) -> dict[tuple[str, str], list[Place]]:
    """The places of every candidate statement, by source and by what it says."""
    loader = Loader(kb.home)
    places: dict[tuple[str, str], list[Place]] = {}
    for path in sorted(ARTICLES.glob("*.txt")):
        article = loader.article(path, kb.facts)
        for one in article.cooperations if article else ():
            for said in one.statements:
                key = (shorten(article.source.value), said.says) if article else ("", "")
                places.setdefault(key, []).extend(said.places)
    return places


@pytest.fixture(scope="module")
def decided(kb: KnowledgeBase) -> list[Decision]:
    return list(read_decisions(kb.home.kb / "extracted" / FILE_NAME).values())


def test_every_accepted_candidate_is_found_again(
    found: dict[tuple[str, str], list[Place]], decided: list[Decision]
) -> None:
    lost = [
        d.candidate
        for d in decided
        if d.source.startswith("src:seed-")
        and d.verdict == Verdict.ACCEPTED.value
        and (d.source, d.says) not in found
    ]
    assert lost == []


def test_what_they_became_rests_on_the_words_of_the_article(
    kb: KnowledgeBase, decided: list[Decision], found: dict[tuple[str, str], list[Place]]
) -> None:
    adrift = []
    for one in decided:
        if one.verdict != Verdict.ACCEPTED.value or not one.source.startswith("src:seed-"):
            continue
        recorded = statement(kb.facts, node(one.became)).places
        again = found[one.source, one.says]
        if not any(mine.shares_words_with(its) for mine in again for its in recorded):
            adrift.append((one.candidate, one.became))
    assert len(decided) > 50
    assert adrift == []


def test_the_disagreement_of_july_2014_is_linked(
    decided: list[Decision], kb: KnowledgeBase
) -> None:
    """The article announces a signature that others report as done in March: a plan, weighed."""
    became = {
        d.became for d in decided if d.source == "src:seed-003" and "stage:signature" in d.says
    }
    assert became == {"id:bh-2014-mou.signature-announced"}
    assert kb.query(
        "ASK { [] mq:prefers id:bh-2014-mou.signature ; mq:rival id:bh-2014-mou.signature-announced }"
    )
