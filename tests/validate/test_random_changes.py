"""Validation of a change equals full validation, for random shapes, graphs and changes.

Run 10,000 cases with `pytest tests/validate/test_random_changes.py --hypothesis-profile=thorough`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import assume, given
from hypothesis import strategies as st

from mithaq.validate import ShapesError, effect, prepare, semijoin, validate, validate_change
from mithaq.validate.terms import as_stored
from validate.grammar import Case, cases
from validate.universe import store_of


@contextmanager
def hubs_from(count: int) -> Iterator[None]:
    """Nodes count as hubs from so many neighbours on: in small graphs as well as in large ones."""
    before = effect.HUB, semijoin.HUB, semijoin.FEW
    effect.HUB = semijoin.HUB = count
    semijoin.FEW = min(count - 1, semijoin.FEW)
    try:
        yield
    finally:
        effect.HUB, semijoin.HUB, semijoin.FEW = before


@given(case=cases(steps=0))
def test_a_run_for_some_nodes_gives_their_part_of_the_whole(case: Case) -> None:
    try:
        prepared = prepare(case.shapes)
    except ShapesError:
        assume(False)
    store = store_of(case.graph)
    whole = validate(store, prepared)
    focus = {pair.focus for pair in whole.by_pair if str(pair.focus) < "<http://example.org/n2"}
    part = {pair: results for pair, results in whole.by_pair.items() if pair.focus in focus}
    assert validate(store, prepared, focus).by_pair == part


@given(case=cases(), hub=st.sampled_from([1, 2, 3, 32]))
def test_merged_reports_equal_full_reports(case: Case, hub: int) -> None:
    try:
        prepared = prepare(case.shapes)
    except ShapesError:
        assume(False)
    now = list(dict.fromkeys(as_stored(case.graph)))
    report = validate(store_of(now), prepared)
    for added, removed in case.steps:
        with hubs_from(hub):
            change = validate_change(store_of(now), prepared, added, removed, report)
        gone = set(as_stored(removed))
        now = list(dict.fromkeys([t for t in now if t not in gone] + as_stored(added)))
        report = validate(store_of(now), prepared)
        assert change.merged.results == report.results
        assert change.merged.by_pair == report.by_pair
