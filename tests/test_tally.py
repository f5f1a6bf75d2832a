"""Tallies: counts over many cooperations, kept in step by adding and taking away."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from mithaq.home import Home
from mithaq.names import node, shorten
from mithaq.tally import Tallies, tally_change
from mithaq.view import Rule, read_rules

ONE = [
    ("id:a", "mq:partner", "state:QA"),
    ("id:a", "mq:covers", "topic:crime"),
    ("id:a", "mq:provides", "measure:training"),
]
OTHER = [("id:b", "mq:partner", "state:QA"), ("id:b", "mq:covers", "topic:crime")]


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    return read_rules(Home.at().rules, "assessed")


def triples(rows: list[tuple[str, str, str]]) -> list[ox.Triple]:
    return [ox.Triple(node(s), node(p), node(o)) for s, p, o in rows]


def lines(found: frozenset[ox.Triple]) -> list[str]:
    return sorted(" ".join(shorten(term.value) for term in triple) for triple in found)


def test_a_tally_says_what_it_counts_with_whom_and_how_often(rules: tuple[Rule, ...]) -> None:
    found = Tallies.of(triples(ONE + OTHER), rules)
    assert lines(frozenset(found.triples())) == [
        "state:QA.measure.training mq:tally 1",
        "state:QA.measure.training mq:tallyOf measure:training",
        "state:QA.measure.training mq:tallyWith state:QA",
        "state:QA.topic.crime mq:tally 2",
        "state:QA.topic.crime mq:tallyOf topic:crime",
        "state:QA.topic.crime mq:tallyWith state:QA",
    ]


def test_parts_add_up(rules: tuple[Rule, ...]) -> None:
    parts = Tallies.of(triples(ONE), rules)
    parts.add(Tallies.of(triples(OTHER), rules))
    assert set(parts.triples()) == set(Tallies.of(triples(ONE + OTHER), rules).triples())


def test_one_cooperation_more_changes_a_number_alone(rules: tuple[Rule, ...]) -> None:
    before, new = Tallies.of(triples(ONE), rules), Tallies.of(triples(OTHER), rules)
    added, removed = tally_change(store_of(before), Tallies(), new)
    assert lines(added) == ["state:QA.topic.crime mq:tally 2"]
    assert lines(removed) == ["state:QA.topic.crime mq:tally 1"]


def test_a_tally_of_nothing_is_gone(rules: tuple[Rule, ...]) -> None:
    before, gone = Tallies.of(triples(ONE + OTHER), rules), Tallies.of(triples(ONE), rules)
    added, removed = tally_change(store_of(before), gone, Tallies())
    assert lines(added) == ["state:QA.topic.crime mq:tally 1"]
    assert lines(removed) == [
        "state:QA.measure.training mq:tally 1",
        "state:QA.measure.training mq:tallyOf measure:training",
        "state:QA.measure.training mq:tallyWith state:QA",
        "state:QA.topic.crime mq:tally 2",
    ]


def store_of(tallies: Tallies) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in tallies.triples())
    return store
