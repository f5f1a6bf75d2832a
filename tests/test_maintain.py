"""The easy view kept in step with a change equals a view derived from nothing."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from mithaq.knowledge import KnowledgeBase
from mithaq.maintain import needs_full_derivation, touched, view_change
from mithaq.names import node
from mithaq.store import Overlay, create
from mithaq.view import Rule, Viewpoint, derive, derived_triples, named_terms, read_rules

Triples = list[ox.Triple]


@pytest.fixture(scope="module")
def rules(kb: KnowledgeBase) -> tuple[Rule, ...]:
    return read_rules(kb.home.rules, Viewpoint().resolver)


@pytest.fixture(scope="module")
def blocks(kb: KnowledgeBase) -> list[Triples]:
    """The triples of each statement, assessment, source, evidence and cooperation."""
    classes = "LifecycleEvent Provision Description Assessment Source Evidence Instrument".split()
    nodes = [
        q.subject
        for name in classes
        for q in kb.facts.quads_for_pattern(None, node("rdf:type"), node(f"mq:{name}"))
    ]
    return [[q.triple for q in kb.facts.quads_for_pattern(n, None, None)] for n in nodes]


def full(facts: ox.Store, rules: tuple[Rule, ...], gone: Triples, new: Triples) -> set[ox.Triple]:
    """What the rules derive from the facts after a change, from nothing."""
    store = create()
    store.bulk_extend(facts)
    for triple in gone:
        store.remove(ox.Quad(*triple))
    store.extend(ox.Quad(*t) for t in new)
    derive(store, rules)
    return set(derived_triples(store))


@pytest.mark.parametrize("seed", range(25))
def test_random_changes(
    kb: KnowledgeBase, rules: tuple[Rule, ...], blocks: list[Triples], seed: int
) -> None:
    """Blocks are taken away, and the date, stage or standing of others is changed."""
    choice = random.Random(seed)
    gone = [t for block in choice.sample(blocks, 4) for t in block]
    changed = [t for block in choice.sample(blocks, 12) for t in block if _is_telling(t)]
    other = {t.predicate: t.object for block in choice.sample(blocks, 60) for t in block}
    new = [ox.Triple(t.subject, t.predicate, other.get(t.predicate, t.object)) for t in changed]
    gone = list(dict.fromkeys(gone + changed))
    new = [t for t in new if ox.Quad(*t) not in kb.facts or t in gone]
    gone = [t for t in gone if t not in new]
    after = Overlay(kb.facts, new, gone)
    assert not needs_full_derivation(kb.facts, gone + new)
    change = view_change(kb.facts, after, kb.view, rules, gone + new)
    expected = full(kb.facts, rules, gone, new)
    before = set(derived_triples(kb.view))
    assert (before - change.removed) | change.added == expected


def _is_telling(triple: ox.Triple) -> bool:
    names = "date stage modality topic evidence copyOf sourceType published settled rival".split()
    return triple.predicate in {node(f"mq:{name}") for name in names}


def test_a_change_of_a_concept_asks_for_a_full_derivation(kb: KnowledgeBase) -> None:
    triple = ox.Triple(node("stage:signature"), node("mq:givesStatus"), node("status:in-force"))
    assert needs_full_derivation(kb.facts, [triple])


def test_a_label_touches_no_cooperation(kb: KnowledgeBase, rules: tuple[Rule, ...]) -> None:
    triple = ox.Triple(node("id:bh-2014-mou"), node("skos:prefLabel"), ox.Literal("x"))
    assert touched((kb.facts,), [triple], named_terms(rules)) == frozenset()
