"""Dossiers, reasons, references, comparisons, counts: the reading part of the library."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from mithaq.cite import bibtex, cite_dossier, cite_statement, csl_items
from mithaq.compare import compare
from mithaq.dossier import Dossier, assemble
from mithaq.dossier.plain import plain
from mithaq.errors import NotFound
from mithaq.knowledge import KnowledgeBase
from mithaq.listing import Filters, listing
from mithaq.names import node, shorten
from mithaq.stats import COUNTED, Stats
from mithaq.why import why
from mithaq.words import Words


@pytest.fixture(scope="session")
def bahrain(small: KnowledgeBase) -> Dossier:
    return assemble(small.view, node("id:bh-2014-mou"))


@pytest.fixture(scope="session")
def belgium(small: KnowledgeBase) -> Dossier:
    return assemble(small.view, node("id:be-2014-convention"))


def local(iri: str) -> str:
    return iri.rpartition(".")[2]


def test_acts_come_in_order_of_time_plans_where_they_became_known(bahrain: Dossier) -> None:
    acts = [
        (local(act.statement.iri), act.modality.short, act.statement.stands) for act in bahrain.acts
    ]
    assert acts == [
        ("negotiation", "modality:occurred", True),
        ("signature", "modality:occurred", True),
        ("approval-expected", "modality:planned", True),
        ("signature-announced", "modality:planned", False),
        ("approval", "modality:occurred", True),
    ]


def test_a_dossier_says_on_what_its_status_rests(bahrain: Dossier) -> None:
    assert bahrain.status is not None
    assert bahrain.status.short == "status:approved"
    assert [local(iri) for iri in bahrain.status_grounds] == ["approval"]
    assert [(day.property.short, day.value) for day in bahrain.days] == [
        ("mq:signedOn", "2014-03-12"),
        ("mq:approvedByMoroccoOn", "2014-09"),
    ]


def test_a_place_has_its_words_and_offsets(bahrain: Dossier) -> None:
    approval = bahrain.acts[-1]
    (place,) = approval.statement.places
    assert (shorten(place.source), place.start, place.end) == ("src:seed-001", 6105, 6189)
    assert place.end - place.start == len(place.quote.say("ar"))


def test_copies_are_told(bahrain: Dossier) -> None:
    copies = {shorten(s.iri): shorten(s.copy_of) for s in bahrain.sources.values() if s.copy_of}
    assert copies == {"src:bh-02": "src:bh-01"}


def test_what_is_missing_is_named(bahrain: Dossier, belgium: Dossier) -> None:
    assert [name.short for name in bahrain.missing] == ["mq:inForceOn", "source-type:official"]
    assert [name.short for name in belgium.missing] == ["mq:signedBy"]


def test_links_are_seen_from_both_ends(belgium: Dossier) -> None:
    (link,) = belgium.links
    assert link.target is not None
    assert (link.about.short, link.target.short) == ("id:be-2016-mou", "id:be-2014-convention")


def test_what_is_no_cooperation_has_no_dossier(small: KnowledgeBase) -> None:
    with pytest.raises(NotFound, match="state:BH is no agreement"):
        assemble(small.view, node("state:BH"))


def test_plain_values_go_through_json_and_leave_out_what_is_not_known(bahrain: Dossier) -> None:
    told = json.loads(json.dumps(plain(bahrain), ensure_ascii=False))
    signature = next(a for a in told["acts"] if a["statement"]["iri"].endswith(".signature"))
    assert signature["when"]["date"] == signature["when"]["latest"] == "2014-03-12"
    assert signature["when"]["basis"]["id"] == "basis:computed"
    assert "began" not in signature["when"]
    assert "start" not in signature["statement"]["places"][0]
    assert signature["place"] == {"ar": "مراكش", "en": "Marrakesh", "fr": "Marrakech"}


def test_a_language_that_is_missing_has_a_next_best() -> None:
    words = Words((("ar", "اتفاق"), ("fr", "accord")))
    assert [words.best(lang) for lang in ("ar", "fr", "en", "nl")] == [
        ("ar", "اتفاق"),
        ("fr", "accord"),
        ("fr", "accord"),
        ("ar", "اتفاق"),
    ]


def test_a_reference_to_a_statement_has_its_sources_only(bahrain: Dossier) -> None:
    one = cite_statement(bahrain, node("id:bh-2014-mou.terrorism"))
    assert [shorten(s.iri) for s in one.sources] == ["src:seed-001", "src:bh-01", "src:bh-03"]
    assert len(cite_dossier(bahrain).sources) == 7


def test_csl_dates_are_as_fine_as_they_are_known(bahrain: Dossier) -> None:
    items = {item["id"]: item for item in csl_items(cite_dossier(bahrain), "en")}
    assert items["bh-01"]["issued"] == {"date-parts": [[2014, 7, 17]]}
    assert items["bh-02"]["issued"] == {"date-parts": [[2014, 7]]}
    assert "issued" not in items["bh-05"]


def test_bibtex_entries_are_whole(bahrain: Dossier) -> None:
    text = bibtex(cite_dossier(bahrain), "en")
    assert text.count("@misc{") == 8
    assert text.count("{") == text.count("}")


def test_why_leads_from_a_property_to_words_and_rivals(small: KnowledgeBase) -> None:
    _, (because,) = why(small.view, "signedOn", node("id:bh-2014-mou"))
    assert [local(s.iri) for s in because.statements] == ["signature"]
    assert [local(a.iri) for a in because.rivals] == ["signed-or-not"]
    assert because.rules == ("21-dates.rq",)


def test_why_takes_a_label_and_keeps_values_apart(small: KnowledgeBase) -> None:
    _, found = why(small.view, "couvre", node("id:be-2014-convention"))
    grounds = {b.value.rpartition("/")[2]: [local(s.iri) for s in b.statements] for b in found}
    assert grounds == {
        "crime": ["organised-crime"],
        "organised-crime": ["organised-crime"],
        "terrorism": ["terrorism"],
    }


def test_every_easy_value_has_a_ground(kb: KnowledgeBase) -> None:
    """No signature, status, topic or plan of the whole knowledge base stands without a
    statement.
    """
    query = """SELECT DISTINCT ?a ?p WHERE { ?a ?p ?v .
      FILTER (?p IN (mq:signedOn, mq:inForceOn, mq:status, mq:covers, mq:provides, mq:kind, mq:awaits)) }"""
    answer = kb.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    by_cooperation: dict[ox.NamedNode, list[str]] = {}
    for solution in answer:
        cooperation, prop = solution["a"], solution["p"]
        assert isinstance(cooperation, ox.NamedNode) and isinstance(prop, ox.NamedNode)
        by_cooperation.setdefault(cooperation, []).append(shorten(prop.value))
    some = sorted(by_cooperation, key=str)[::8]
    assert some
    for cooperation in some:
        for prop in by_cooperation[cooperation]:
            _, found = why(kb.view, prop, cooperation)
            assert all(because.statements for because in found), (cooperation, prop)


def test_partners_are_compared(small: KnowledgeBase) -> None:
    rows = compare(small.view, [node("state:BE"), node("state:IN")])
    shared = [row.concept.short for row in rows if row.shared]
    assert shared == ["topic:terrorism"]
    cells = next(row.cooperations for row in rows if row.concept.short == "topic:foreign-fighters")
    assert [[name.short for name in cell] for cell in cells] == [
        [],
        ["id:in-2014-security-dialogue"],
    ]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(partner=node("state:BH")), ["id:bh-2014-mou"]),
        (Filters(covers=node("topic:crime")), ["id:be-2014-convention", "id:bh-2014-mou"]),
        (Filters(disputed=True), ["id:be-2014-convention"]),
        (Filters(status=node("status:announced")), ["id:be-2016-mou"]),
        (Filters(confidence=node("confidence:official"), partner=node("state:BH")), []),
    ],
)
def test_lists_are_narrowed(small: KnowledgeBase, filters: Filters, found: list[str]) -> None:
    assert [row.cooperation.short for row in listing(small.view, filters)] == found


def test_counts_agree_with_a_query(kb: KnowledgeBase) -> None:
    stats = Stats.of(kb.view)
    for key, cls in COUNTED.items():
        answer = kb.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a {cls} }}")
        assert isinstance(answer, ox.QuerySolutions)
        term = next(answer)["n"]
        assert isinstance(term, ox.Literal) and stats.total[key] == int(term.value), key
    assert {"BE", "BH", "IN", "QA", "US"} <= set(stats.partners)


def test_statements_of_partners_and_frameworks_add_up(kb: KnowledgeBase) -> None:
    stats = Stats.of(kb.view)
    events = sum(counts["events"] for counts in stats.partners.values())
    answer = kb.query(
        "SELECT (COUNT(?e) AS ?n) WHERE { ?e a mq:LifecycleEvent ; mq:about ?c . "
        "OPTIONAL { ?c mq:partner ?p } FILTER (!BOUND(?p)) }"
    )
    assert isinstance(answer, ox.QuerySolutions)
    term = next(answer)["n"]
    assert isinstance(term, ox.Literal) and events + int(term.value) == stats.total["events"]
