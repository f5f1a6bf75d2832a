"""docs/validation.md: its examples run, and its conformance table is the one worked out."""

from __future__ import annotations

import doctest

import pytest

from validate.conformance import BLOCK, CASES, PAGE, table


def test_examples_run() -> None:
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    failures, tried = doctest.testfile(str(PAGE), module_relative=False, optionflags=options)
    assert failures == 0
    assert tried > 5


@pytest.mark.skipif(not CASES, reason="the W3C suite is not at hand")
def test_conformance_table() -> None:
    assert BLOCK.search(PAGE.read_text("utf-8"))[0] == table()
