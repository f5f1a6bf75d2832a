"""The ladder of stages: what leads where, what gives which status and which date."""

from __future__ import annotations

import pytest
from pyoxigraph import QuerySolutions, Store

PREFIXES = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX stage: <https://w3id.org/mithaq/stage/>
PREFIX status: <https://w3id.org/mithaq/status/>
"""


def names(store: Store, pattern: str) -> set[str]:
    """Return the local names that ?x can take in a pattern."""
    found = store.query(f"{PREFIXES} SELECT DISTINCT ?x WHERE {{ {pattern} }}")
    assert isinstance(found, QuerySolutions)
    return {str(row["x"]).strip("<>").replace("#", "/").rsplit("/", 1)[1] for row in found}


def test_an_assent_law_is_an_approval_that_authorises_ratification(ontology: Store) -> None:
    above = names(ontology, "stage:assent-law skos:broader+ ?x")
    assert above == {"approval-parliament"}


@pytest.mark.parametrize(
    ("stage", "above"),
    [
        ("council-of-government", "approval-government"),
        ("council-of-ministers", "approval-government"),
        ("bill-tabled", "approval-parliament"),
        ("committee-vote-representatives", "approval-parliament"),
        ("plenary-vote-representatives", "approval-parliament"),
        ("committee-vote-councillors", "approval-parliament"),
        ("plenary-vote-councillors", "approval-parliament"),
        ("approval-law", "approval-parliament"),
        ("dahir", "publication"),
        ("bulletin-officiel", "publication"),
    ],
)
def test_moroccos_path_leads_to_the_coarse_stages(stage: str, above: str, ontology: Store) -> None:
    assert above in names(ontology, f"stage:{stage} skos:broader+ ?x")


def test_every_coarse_stage_that_can_be_an_act_gives_a_status_or_none_by_intent(
    ontology: Store,
) -> None:
    silent = names(
        ontology,
        "?x skos:topConceptOf <https://w3id.org/mithaq/stage> "
        "FILTER NOT EXISTS { ?x mq:givesStatus ?s }",
    )
    assert silent == {"publication", "in-force", "amendment"}


def test_a_report_that_something_is_in_force_is_no_act(ontology: Store) -> None:
    assert names(ontology, "stage:in-force mq:givesStatus|mq:datesAs|^skos:broader ?x") == set()


def test_a_status_that_no_stage_gives_is_said_of_plans_reports_and_proposals(
    ontology: Store,
) -> None:
    free = names(ontology, "?x mq:rank ?r FILTER NOT EXISTS { ?s mq:givesStatus ?x }")
    assert free == {"announced", "existing", "proposed"}


def test_ranks_follow_the_life_of_a_text(ontology: Store) -> None:
    found = ontology.query(f"{PREFIXES} SELECT ?x WHERE {{ ?x mq:rank ?rank }} ORDER BY ?rank")
    assert isinstance(found, QuerySolutions)
    assert [str(row["x"]).strip("<>").rsplit("/", 1)[1] for row in found] == [
        "existing",
        "proposed",
        "announced",
        "under-discussion",
        "initialled",
        "signed",
        "approved",
        "ratified",
        "provisionally-applied",
        "applied",
        "in-force",
        "suspended",
        "ended",
    ]


def test_a_bill_tabled_and_a_vote_in_committee_date_no_approval(ontology: Store) -> None:
    dated = names(ontology, "?x mq:datesAs|mq:datesAsOfMorocco|mq:datesAsOfPartner ?p")
    assert dated & {"bill-tabled", "committee-vote", "committee-vote-councillors"} == set()
    assert {"plenary-vote", "assent-law", "council-of-government"} <= dated


def test_only_legal_effects_can_be_fixed_in_advance(ontology: Store) -> None:
    fixed = names(ontology, "?x mq:fixedAhead true")
    assert fixed == {"entry-into-force", "provisional-application", "suspension", "termination"}


def test_nothing_can_come_before_what_it_presupposes(ontology: Store) -> None:
    after = names(ontology, "?x skos:broader*/mq:neverBefore stage:signature")
    assert {"ratification", "entry-into-force", "assent-law", "dahir", "termination"} <= after
    assert after & {"signature", "negotiation", "dialogue", "implementation"} == set()


def test_approval_by_a_government_may_come_before_signature(ontology: Store) -> None:
    assert names(ontology, "stage:cabinet-approval skos:broader*/mq:neverBefore ?x") == set()
