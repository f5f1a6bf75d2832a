"""The easy view derived in parts equals the view derived at once."""

from __future__ import annotations

import datetime

import pytest

from mithaq.knowledge import KnowledgeBase
from mithaq.parts import derived_in_parts
from mithaq.store import create
from mithaq.view import Viewpoint, derive, derived_triples, read_rules


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_parts_of_any_size_give_the_whole(kb: KnowledgeBase, size: int) -> None:
    parts = derived_in_parts(kb.facts, read_rules(kb.home.rules, "assessed"), None, size)
    assert set(parts) == set(derived_triples(kb.view))


@pytest.mark.parametrize(
    "viewpoint",
    [
        Viewpoint("official"),
        Viewpoint(known_on=datetime.date(2014, 8, 31)),
        Viewpoint(as_of=datetime.date(2014, 9, 15), perhaps=True),
    ],
)
def test_parts_keep_the_viewpoint(kb: KnowledgeBase, viewpoint: Viewpoint) -> None:
    rules = read_rules(kb.home.rules, viewpoint.resolver)
    whole = create()
    whole.bulk_extend(kb.facts)
    derive(whole, rules, viewpoint)
    assert set(derived_in_parts(kb.facts, rules, viewpoint)) == set(derived_triples(whole))
