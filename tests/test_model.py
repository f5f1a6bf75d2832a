"""Partial dates mean what XML Schema says, and compare as the rules in SPARQL compare them."""

from __future__ import annotations

import itertools
from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.errors import InputError
from mithaq.model import Finding, PartialDate, Position, Severity, Span

DATES = ["2013", "2014", "2014-08", "2014-09", "2014-09-01", "2014-09-30", "2014-10-01", "0999-12"]


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates())
    size = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:size])


@given(partial_dates())
def test_text_and_value_are_the_same(value: PartialDate) -> None:
    assert PartialDate.parse(str(value)) == value
    assert value.earliest() <= value.latest()


@given(partial_dates(), partial_dates())
def test_surely_before_means_every_day_before_every_day(a: PartialDate, b: PartialDate) -> None:
    assert a.surely_before(b) == (a.latest() < b.earliest())


def test_surely_before_agrees_with_sparql() -> None:
    store = ox.Store()
    for a, b in itertools.product(DATES, DATES):
        answer = store.query(f'ASK {{ FILTER(CONCAT("{a}", "-99") < "{b}") }}')
        assert PartialDate.parse(a).surely_before(PartialDate.parse(b)) == bool(answer), (a, b)


@pytest.mark.parametrize(
    ("text", "first", "last", "datatype"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31), "gYear"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "gYearMonth"),
        ("2014-03-12", date(2014, 3, 12), date(2014, 3, 12), "date"),
    ],
)
def test_what_a_date_can_mean(text: str, first: date, last: date, datatype: str) -> None:
    value = PartialDate.parse(text)
    assert (value.earliest(), value.latest()) == (first, last)
    assert value.datatype == "http://www.w3.org/2001/XMLSchema#" + datatype


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2014-13", "2014-13 is not a date of the calendar. Check the month and the day."),
        ("2015-02-29", "2015-02-29 is not a date of the calendar. Check the month and the day."),
        ("0000", "0000 is not a date of the calendar. Check the month and the day."),
        (
            "12/03/2014",
            "“12/03/2014” is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD, "
            "for example 2014-09 for September 2014.",
        ),
        (
            "٢٠١٤",
            "“٢٠١٤” is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD, "
            "for example 2014-09 for September 2014.",
        ),
    ],
)
def test_what_is_no_date(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        PartialDate.parse(text)
    assert str(caught.value) == sentence


def test_a_day_needs_its_month() -> None:
    with pytest.raises(InputError, match="A day needs its month"):
        PartialDate(2014, None, 3)


def test_a_finding_is_one_line() -> None:
    finding = Finding(
        Position("kb/curated/bahrain.ttl", 12, 5),
        Severity.VIOLATION,
        "mqs:LifecycleEvent-date",
        "A date is a day, a month or a year that exists.",
    )
    assert str(finding) == (
        "kb/curated/bahrain.ttl:12:5: VIOLATION mqs:LifecycleEvent-date "
        "A date is a day, a month or a year that exists."
    )


def test_a_span_counts_code_points() -> None:
    assert Span(1, 3).of("a😀b") == "😀b"
