"""The easy view: each rule on a few facts, the written status algorithm, and both engines."""

from __future__ import annotations

import datetime

import pyoxigraph as ox
import pytest
from rdflib import Graph

from mithaq.errors import NotFound
from mithaq.home import Home
from mithaq.knowledge import KnowledgeBase
from mithaq.names import OWN_PREFIXES, USUAL_PREFIXES, shorten
from mithaq.query import run
from mithaq.store import create, load_files
from mithaq.view import Viewpoint, derive, derived_properties, derived_triples, read_rules

HOME = Home.at()
PREFIXES = "".join(f"@prefix {p}: <{i}> .\n" for p, i in {**OWN_PREFIXES, **USUAL_PREFIXES}.items())
SOURCES = """
src:early a mq:Source ; mq:publisher "A" ; mq:sourceType source-type:press ; mq:published "2014-03-13"^^xsd:date .
src:late a mq:Source ; mq:publisher "B" ; mq:sourceType source-type:official ; mq:published "2022-05-20"^^xsd:date .
src:copy a mq:Source ; mq:publisher "C" ; mq:sourceType source-type:press ; mq:published "2014-03"^^xsd:gYearMonth ; mq:copyOf src:early .
src:undated a mq:Source ; mq:publisher "D" ; mq:sourceType source-type:press ; mq:retrieved "2026-11-21"^^xsd:date .
state:MA a mq:State ; skos:notation "MA" . state:BH a mq:State ; skos:notation "BH" .
org:ma-government a mq:Institution ; mq:of state:MA . org:bh-government a mq:Institution ; mq:of state:BH .
id:a a mq:Instrument ; mq:between state:MA , state:BH .
"""


def view_of(facts: str, viewpoint: Viewpoint | None = None) -> ox.Store:
    """The easy view of a few facts about id:a."""
    store = create()
    load_files(store, HOME.ontology_files())
    store.load(PREFIXES + SOURCES + facts, ox.RdfFormat.TURTLE)
    point = viewpoint or Viewpoint()
    derive(store, read_rules(HOME.rules, point.resolver), point)
    return store


def values(store: ox.Store, subject: str, prop: str) -> list[str]:
    answer = run(store, f"SELECT ?o WHERE {{ {subject} {prop} ?o }}")
    assert isinstance(answer, ox.QuerySolutions)
    return sorted(shorten(row["o"].value) for row in answer)


def event(name: str, stage: str, modality: str = "occurred", **more: str) -> str:
    """A life-cycle event about id:a; its source is src:early unless another is given."""
    source = more.pop("evidence", "src:early")
    rest = "".join(f" ; mq:{key} {value}" for key, value in more.items())
    return (
        f"id:a.{name} a mq:LifecycleEvent ; mq:about id:a ; mq:stage stage:{stage} ;"
        f" mq:modality modality:{modality} ; mq:evidence {source}{rest} .\n"
    )


def day(text: str) -> str:
    return f'"{text}"^^xsd:date'


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ("id:a.d a mq:Description ; mq:about id:a ; mq:calledKind kind:agreement ; mq:evidence src:early .", "existing"),
        (event("s", "signature", "planned"), "announced"),
        (event("s", "signature", "proposed"), "proposed"),
        (event("n", "negotiation"), "under-discussion"),
        (event("i", "initialling") + event("s", "signature", "planned"), "initialled"),
        (event("i", "initialling") + event("s", "signature"), "signed"),
        (event("s", "signature") + event("c", "council-of-government"), "approved"),
        (event("s", "signature") + event("r", "ratification"), "ratified"),
        (event("s", "signature") + event("m", "implementation"), "applied"),
        (event("e", "entry-into-force") + event("s", "signature"), "in-force"),
        (event("e", "entry-into-force") + event("u", "suspension"), "suspended"),
        (event("e", "entry-into-force") + event("t", "termination"), "ended"),
        (event("s", "signature", "denied"), None),
        ("id:a.r a mq:StatusReport ; mq:about id:a ; mq:reportedStatus status:in-force ; mq:evidence src:early .", "existing"),
    ],
)  # fmt: skip
def test_status_is_the_highest_rank_among_standing_acts(facts: str, status: str | None) -> None:
    expected = [f"status:{status}"] if status else []
    assert values(view_of(facts), "id:a", "mq:status") == expected


def test_a_later_renewal_lifts_a_termination() -> None:
    force = event("e", "entry-into-force", date=day("2000-01-01"))
    ended = event("t", "termination", date=day("2005-01-01"))
    renewed = event("r", "renewal", date=day("2006-01-01"))
    earlier = event("r", "renewal", date=day("2004-01-01"))
    assert values(view_of(force + ended + renewed), "id:a", "mq:status") == ["status:in-force"]
    assert values(view_of(force + ended + earlier), "id:a", "mq:status") == ["status:ended"]


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ('mq:date "2014-09"^^xsd:gYearMonth', "2014-09-01", "2014-09-30"),
        ('mq:date "2012-02"^^xsd:gYearMonth', "2012-02-01", "2012-02-29"),
        ('mq:date "1900-02"^^xsd:gYearMonth', "1900-02-01", "1900-02-28"),
        ('mq:date "2014"^^xsd:gYear', "2014-01-01", "2014-12-31"),
        (f"mq:date {day('2014-03-12')}", "2014-03-12", "2014-03-12"),
        (f"mq:notBefore {day('2014-09-11')} ; mq:notAfter {day('2014-09-18')}", "2014-09-11", "2014-09-18"),
        ('mq:began "2007"^^xsd:gYear', "2007-01-01", "2007-12-31"),
    ],
)  # fmt: skip
def test_bounds_follow_date_and_precision(written: str, earliest: str, latest: str) -> None:
    text = event("e", "dialogue", modality="planned").replace(" .\n", f" ; {written} .\n")
    store = view_of(text)
    assert values(store, "id:a.e", "mq:earliest") == [earliest]
    assert values(store, "id:a.e", "mq:latest") == [latest]


def test_an_undated_act_had_happened_when_its_first_source_appeared() -> None:
    store = view_of(event("s", "signature"))
    assert values(store, "id:a.s", "mq:latest") == ["2014-03-13"]
    assert values(store, "id:a.s", "mq:knownFrom") == ["2014-03-13"]


def test_an_undated_source_counts_from_the_day_it_was_retrieved() -> None:
    store = view_of(event("s", "signature", evidence="src:undated"))
    assert values(store, "id:a.s", "mq:knownFrom") == ["2026-11-21"]


@pytest.mark.parametrize(
    ("evidence", "confidence"),
    [
        ("src:early", "single"),
        ("src:early , src:copy", "single"),
        ("src:early , src:undated", "several"),
        ("src:early , src:late", "official"),
    ],
)
def test_copies_count_once_and_official_sources_win(evidence: str, confidence: str) -> None:
    store = view_of(event("s", "signature", evidence=evidence))
    assert values(store, "id:a.s", "mq:confidence") == [f"confidence:{confidence}"]


def test_each_side_has_its_own_day_of_approval() -> None:
    ours = event("c", "council-of-government", date=day("2014-09-11"), actor="org:ma-government")
    theirs = event("p", "cabinet-approval", date=day("2014-10-01"), actor="org:bh-government")
    store = view_of(ours + theirs)
    assert values(store, "id:a", "mq:approvedByMoroccoOn") == ["2014-09-11"]
    assert values(store, "id:a", "mq:approvedByPartnerOn") == ["2014-10-01"]


PLAN = event("plan", "council-of-government", "planned", actor="org:ma-government")


@pytest.mark.parametrize(
    ("act", "awaited"),
    [
        ("", True),
        (event("c", "council-of-government", actor="org:ma-government", date=day("2014-09-11")), False),
        (event("c", "cabinet-approval", actor="org:bh-government", date=day("2014-09-11")), True),
        (event("c", "council-of-government", actor="org:ma-government", date=day("2001-01-01")), True),
        (event("c", "council-of-ministers", actor="org:ma-government", fulfils="id:a.plan"), False),
        (event("c", "council-of-government", "planned", actor="org:ma-government"), True),
    ],
)  # fmt: skip
def test_a_plan_is_awaited_until_the_same_side_acts(act: str, awaited: bool) -> None:
    assert ("id:a.plan" in values(view_of(PLAN + act), "id:a", "mq:awaits")) is awaited


def test_signature_closes_a_planned_initialling() -> None:
    facts = event("i", "initialling", "planned") + event("s", "signature")
    assert values(view_of(facts), "id:a", "mq:awaits") == []


RIVALS = event("b", "signature", date=day("2014-02-18"), evidence="src:late") + event(
    "w", "signature", date=day("2014-03-01")
)
WEIGHED = "id:a.x a mq:Assessment ; mq:prefers id:a.b ; mq:rival id:a.w ; mq:settled {} .\n"


def test_the_rival_of_what_is_preferred_falls() -> None:
    store = view_of(RIVALS + WEIGHED.format("true"))
    assert values(store, "id:a", "mq:signedOn") == ["2014-02-18"]
    assert values(store, "id:a", "mq:disputed") == []


def test_what_is_left_open_is_disputed() -> None:
    store = view_of(RIVALS + WEIGHED.format("false"))
    assert values(store, "id:a", "mq:disputed") == ["id:a.x"]


def test_a_judgment_does_not_reach_back_before_its_source() -> None:
    known = Viewpoint(known_on=datetime.date(2014, 8, 31))
    store = view_of(RIVALS + WEIGHED.format("true"), known)
    assert values(store, "id:a", "mq:signedOn") == ["2014-03-01"]


def test_official_sources_decide_for_the_official_resolver() -> None:
    facts = (
        RIVALS + "id:a.x a mq:Assessment ; mq:prefers id:a.w ; mq:rival id:a.b ; mq:settled true ."
    )
    assert values(view_of(facts), "id:a", "mq:signedOn") == ["2014-03-01"]
    assert values(view_of(facts, Viewpoint("official")), "id:a", "mq:signedOn") == ["2014-02-18"]


def test_on_a_day_an_act_counts_surely_or_perhaps() -> None:
    facts = event("s", "signature", date='"2014-09"^^xsd:gYearMonth')
    mid = datetime.date(2014, 9, 15)
    assert values(view_of(facts, Viewpoint(as_of=mid)), "id:a", "mq:status") == []
    perhaps = Viewpoint(as_of=mid, perhaps=True)
    assert values(view_of(facts, perhaps), "id:a", "mq:status") == ["status:signed"]


def test_every_status_can_be_traced_to_a_statement(kb: KnowledgeBase) -> None:
    traced = """ASK { ?c mq:status ?s
      OPTIONAL { ?st mq:about ?c ; mq:grounds mq:status } FILTER (!BOUND(?st)) }"""
    assert not bool(kb.query(traced))


def test_the_view_uses_only_derived_properties(kb: KnowledgeBase) -> None:
    derived = derived_properties(kb.facts)
    asserted = {q.predicate for q in kb.facts}
    assert derived and not derived & asserted
    assert len(kb.view) - len(kb.facts) == sum(1 for _ in derived_triples(kb.view))


def test_an_unknown_resolver_is_named_with_those_there_are() -> None:
    with pytest.raises(NotFound, match="assessed, official"):
        read_rules(HOME.rules, "majority")


def test_rdflib_and_pyoxigraph_derive_the_same() -> None:
    """The rules in file order, each a CONSTRUCT, in the engine that most others can run."""
    files = (*HOME.ontology_files(), HOME.kb / "curated" / "bahrain.ttl", HOME.kb / "sources.ttl")
    files += (HOME.kb / "actors.ttl",)
    graph, store = Graph(bind_namespaces="none"), create()
    load_files(store, files)
    for path in files:
        graph.parse(path)
    rules = read_rules(HOME.rules, "assessed")
    theirs = set()
    for rule in rules:
        new = set(graph.query(rule.text))
        for triple in new:
            graph.add(triple)
        theirs |= {" ".join(term.n3() for term in triple) for triple in new}
    derive(store, rules)
    assert theirs == {" ".join(map(str, triple)) for triple in derived_triples(store)}
    assert len(theirs) > 500
