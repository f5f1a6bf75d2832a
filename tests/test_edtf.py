"""EDTF is read into a partial date and bounds, and written from them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.edtf import Dating, from_edtf, lasting_to_edtf, to_edtf
from mithaq.errors import InputError
from mithaq.model import PartialDate


@pytest.mark.parametrize(
    ("text", "known", "low", "high"),
    [
        ("2014-09-11", "2014-09-11", None, None),
        ("2014-09", "2014-09", None, None),
        ("2014", "2014", None, None),
        ("2014-09-XX", "2014-09", None, None),
        ("2014-XX-XX", "2014", None, None),
        ("2014-09-11/2014-09-18", "2014-09", "2014-09-11", "2014-09-18"),
        ("[2014-09-11..2014-09-18]", "2014-09", "2014-09-11", "2014-09-18"),
        ("2013-10/2014-03-11", None, "2013-10-01", "2014-03-11"),
        ("../2014-03-11", None, None, "2014-03-11"),
        ("/2014-03-11", None, None, "2014-03-11"),
        ("[..2014-03-11]", None, None, "2014-03-11"),
        ("2013/..", None, "2013-01-01", None),
        ("[2013..]", None, "2013-01-01", None),
        ("2014~", None, "2013-01-01", "2015-12-31"),
        ("2014-01?", None, "2013-12-01", "2014-02-28"),
        ("2014-09-11%", "2014-09", "2014-09-10", "2014-09-12"),
        ("2014-09-11~/2014-09-18", "2014-09", "2014-09-10", "2014-09-18"),
        ("201X", None, "2010-01-01", "2019-12-31"),
        ("20XX", None, "2000-01-01", "2099-12-31"),
        ("9999-12-31?", "9999-12", "9999-12-30", "9999-12-31"),
        ("0001~", None, "0001-01-01", "0002-12-31"),
    ],
)
def test_reading(text: str, known: str | None, low: str | None, high: str | None) -> None:
    assert from_edtf(text) == Dating(
        PartialDate.parse(known) if known else None,
        date.fromisoformat(low) if low else None,
        date.fromisoformat(high) if high else None,
    )


@pytest.mark.parametrize(
    "text",
    ["", "..", "../..", "/", "[..]", "soon", "2014-21", "2014-13", "2014-XX-11", "2014-09-11-XX",
     "0000", "00XX", "2014-09-11T10:00", "-0044", "2014/2015/2016", "{2014..2015}"],
)  # fmt: skip
def test_what_is_not_read(text: str) -> None:
    with pytest.raises(InputError):
        from_edtf(text)


def test_reversed_bounds_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        from_edtf("2014-09-18/2014-09-11")
    assert str(caught.value) == (
        "“2014-09-18/2014-09-11” ends before it begins. Exchange the two bounds."
    )


@pytest.mark.parametrize(
    ("dating", "text"),
    [
        (Dating(), ""),
        (Dating(PartialDate(2014, 9)), "2014-09"),
        (Dating(PartialDate(2014, 9), date(2014, 9, 1), date(2014, 9, 30)), "2014-09"),
        (Dating(PartialDate(2014, 9), date(2014, 9, 12)), "[2014-09-12..2014-09-30]"),
        (Dating(None, date(2013, 10, 1)), "[2013-10-01..]"),
        (Dating(None, None, date(2014, 3, 11)), "[..2014-03-11]"),
    ],
)
def test_writing(dating: Dating, text: str) -> None:
    assert to_edtf(dating) == text


def test_what_lasts_is_an_interval() -> None:
    assert lasting_to_edtf(None, PartialDate(2014, 9)) == "../2014-09"
    assert lasting_to_edtf(PartialDate(2014), PartialDate(2015)) == "2014/2015"


@given(st.dates(), st.dates())
def test_bounds_written_are_read_again(one: date, other: date) -> None:
    low, high = sorted((one, other))
    read = from_edtf(to_edtf(Dating(None, low, high)))
    assert (read.not_before, read.not_after) == (low, high)
    if read.date is not None:
        assert read.date.earliest() <= low <= high <= read.date.latest()
