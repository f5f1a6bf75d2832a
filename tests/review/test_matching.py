"""What candidates are to what is known, on the small knowledge base.

Known there of the memorandum with Bahrain: signed on 12 March 2014, announced for signature in July
2014, approved by the Moroccan government between 11 and 18 September 2014. The text under review
appeared on 2 October 2014.
"""

from __future__ import annotations

import pytest

from mithaq.knowledge import KnowledgeBase
from mithaq.names import node, shorten
from mithaq.review.concepts import Concepts
from mithaq.review.reading import statement
from mithaq.review.reasons import Match
from mithaq.review.session import Session
from mithaq.review.values import Bounds
from review.conftest import Read

EVENT = "a mq:LifecycleEvent ; mq:modality modality:occurred ; mq:stage stage:"
PLAN = "a mq:LifecycleEvent ; mq:modality modality:planned ; mq:stage stage:"
DAY, MONTH = "^^xsd:date", "^^xsd:gYearMonth"

WAYS = [
    # the same, told by a further source: dates agree by their bounds
    (f'{EVENT}signature ; mq:date "2014-03-12"{DAY}', "evidence", "signature"),
    (f'{EVENT}signature ; mq:date "2014-03"{MONTH}', "evidence", "signature"),
    (f"{EVENT}signature", "evidence", "signature"),
    (f"{PLAN}signature", "evidence", "signature-announced"),
    (f'{EVENT}approval-government ; mq:date "2014-09"{MONTH}', "evidence", "approval"),
    (f'{EVENT}council-of-government ; mq:date "2014-09-18"{DAY}', "evidence", "approval"),
    ("a mq:Provision ; mq:topic topic:terrorism", "evidence", "terrorism"),
    ("a mq:Provision ; mq:measure measure:training", "evidence", "training"),
    (
        "a mq:Description ; mq:calledKind kind:agreement ; mq:title 'اتّفاق أمنيّ شامل'@ar",
        "evidence",
        "description-press",
    ),
    ("a mq:Description ; mq:articleCount 18", "evidence", "description-articles"),
    # the same act, dates that cannot both be right
    (f'{EVENT}signature ; mq:date "2014-05-20"{DAY}', "disagreement", "signature"),
    (f'{EVENT}signature ; mq:date "2014-04"{MONTH}', "disagreement", "signature"),
    # an order that cannot be: approved by parliament before it was signed
    (f'{EVENT}approval-parliament ; mq:date "2013"^^xsd:gYear', "disagreement", "signature"),
    # new
    (f'{EVENT}council-of-government ; mq:date "2014-09-25"{DAY}', "statement", None),
    (f'{EVENT}entry-into-force ; mq:date "2014-10-01"{DAY}', "statement", None),
    (f"{PLAN}entry-into-force", "statement", None),
    (f"{EVENT}dialogue", "statement", None),
    ("a mq:Provision ; mq:topic topic:cbrn", "statement", None),
    ("a mq:Provision ; mq:topic topic:crime", "statement", None),
    ("a mq:Description ; mq:calledKind kind:treaty", "statement", None),
    ("a mq:StatusReport ; mq:reportedStatus status:existing", "statement", None),
    ("a mq:Search ; mq:sought stage:ratification", "statement", None),
]


def matched(kb: KnowledgeBase, read: Read, said: str) -> Match:
    """Match one statement with the memorandum, which a person has chosen."""
    article = read(said)
    session = Session(kb, article)
    chosen = session.named(node("id:bh-2014-mou"))
    return session.match(article.cooperations[0].statements[0], chosen)


@pytest.mark.parametrize(("said", "way", "known"), WAYS, ids=lambda v: v and v[:90])
def test_a_statement_is_found_again(
    small: KnowledgeBase, read: Read, said: str, way: str, known: str | None
) -> None:
    match = matched(small, read, said)
    name = shorten(match.known.node.value) if match.known else None
    assert (match.way.value, name) == (way, known and f"id:bh-2014-mou.{known}")


def test_words_read_before_are_known_whatever_their_exact_limits(
    small: KnowledgeBase, read: Read
) -> None:
    source = 'src:x a mq:Source ; mq:sha256 "8f2c667db51c09b0aff16d63cbc6b844d1e86e3435d58f1ab7a17ac68c11e151" .'
    place = 'ev:news.0-5 a mq:Evidence ; mq:source src:seed-003 ; mq:start 1251 ; mq:end 1273 ; mq:quote "…"@ar .'
    article = read("a mq:Provision ; mq:topic topic:document-forgery", source="", place=place)
    session = Session(small, article)
    match = session.match(
        article.cooperations[0].statements[0], session.named(node("id:bh-2014-mou"))
    )
    assert source and article.known
    assert (match.way.value, match.score) == ("known", 1.0)
    assert match.reasons[0].say("en") == "read before from these words: ev:seed-003.1252-1273"


def test_what_was_announced_after_the_day_is_weighed(small: KnowledgeBase, read: Read) -> None:
    """Belgium's convention was signed in February 2014 and nothing there announces it."""
    article = read(f"{PLAN}signature")
    session = Session(small, article)
    match = session.match(
        article.cooperations[0].statements[0], session.named(node("id:be-2014-convention"))
    )
    assert match.way.value == "disagreement"
    assert "announced here as to come" in match.reasons[0].say("en")


COOPERATIONS = [
    (
        (
            "a mq:Description ; mq:calledKind kind:memorandum ; mq:title 'مذكرة تفاهم للتعاون الأمني'@ar",
        ),
        "bh-2014-mou",
        0.8,
        1.0,
    ),
    (
        (
            f'{EVENT}signature ; mq:date "2014-03-12"{DAY}',
            "a mq:Provision ; mq:topic topic:terrorism",
        ),
        "bh-2014-mou",
        0.8,
        1.0,
    ),
    (
        (
            "a mq:Description ; mq:calledKind kind:memorandum",
            f'{EVENT}signature ; mq:date "2016-05-20"{DAY}',
        ),
        "bh-2014-mou",
        0.3,
        0.6,
    ),
    (
        (
            "a mq:Provision ; mq:topic topic:maritime-security",
            "a mq:Description ; mq:calledKind kind:exercise",
        ),
        "bh-2014-mou",
        0.0,
        0.4,
    ),
]


@pytest.mark.parametrize(("said", "name", "least", "most"), COOPERATIONS)
def test_a_cooperation_is_found_again(
    small: KnowledgeBase, read: Read, said: tuple[str, ...], name: str, least: float, most: float
) -> None:
    article = read(*said)
    best = Session(small, article).cooperations(article.cooperations[0])[0]
    assert shorten(best.cooperation.node.value) == f"id:{name}"
    assert least <= best.score <= most


def test_only_what_is_likely_is_taken_for_a_known_cooperation(
    small: KnowledgeBase, read: Read
) -> None:
    article = read("a mq:Provision ; mq:topic topic:maritime-security")
    session = Session(small, article)
    assert session.likeliest(article.cooperations[0]) is None
    match = session.match(article.cooperations[0].statements[0], None)
    assert match.way.value == "cooperation"


@pytest.mark.parametrize("lang", ["en", "ar", "fr"])
def test_every_reason_can_be_said(small: KnowledgeBase, read: Read, lang: str) -> None:
    article = read(*(said for said, _, _ in WAYS))
    session = Session(small, article)
    chosen = session.cooperations(article.cooperations[0])[0]
    matches = [session.match(s, chosen) for s in article.cooperations[0].statements]
    reasons = [r.say(lang) for m in (chosen, *matches) for r in m.reasons]
    assert all(reasons) and not any("{" in text for text in reasons)


def test_own_dates_give_the_bounds_that_the_rules_derive(kb: KnowledgeBase) -> None:
    rows = kb.query("SELECT DISTINCT ?s { ?s mq:about ?c ; mq:date|mq:began|mq:notBefore ?day }")
    nodes = [row["s"] for row in rows]
    own = {n: statement(kb.facts, n).bounds for n in nodes}
    derived = {n: statement(kb.facts, n, kb.view).bounds for n in nodes}
    assert len(nodes) > 300
    assert own == derived


def test_concepts_say_what_happens_once_and_what_comes_first(small: KnowledgeBase) -> None:
    concepts = Concepts(small.facts)
    assert concepts.once(node("stage:signature")) and not concepts.once(node("stage:dialogue"))
    assert concepts.milestone(node("stage:council-of-government"))
    assert not concepts.milestone(node("stage:round-of-talks"))
    assert concepts.never_before(node("stage:plenary-vote"), node("stage:signature"))
    assert not concepts.never_before(node("stage:signature"), node("stage:plenary-vote"))


def test_open_bounds_limit_nothing() -> None:
    assert Bounds().overlaps(Bounds()) and not Bounds().surely_before(Bounds())
