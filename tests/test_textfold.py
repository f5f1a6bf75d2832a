"""Folding: what compares equal, and that the way back never loses a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.textfold import fold, fold_with_offsets

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآةىئؤءًٌٍَُِّْـ ٠١abcéèçœÀß’-.،\u200f\u00a0ﻻﷲ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الإرهاب", "الارهاب"),
        ("اتفاقيّةٌ", "اتفاقيه"),
        ("المستشفى", "المستشفي"),
        ("القواعـــد", "القواعد"),
        ("ایران", "إيران"),
        ("مذکرة", "مذكرة"),
        ("ﺍﻟﻤﻐﺮﺏ", "المغرب"),
        ("الموقّعة\u200f", "الموقعة"),
        ("SIGNÉE à Bruxelles", "signee a bruxelles"),
        ("cœur", "COEUR"),
        ("l’accord", "l'accord"),
        ("٢٠١٤", "2014"),
        ("مسؤول", "مسوول"),
    ],
)
def test_spellings_that_readers_take_for_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("قطر", "قطار"), ("accord", "record"), ("سلم", "علم")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(alphabet=LETTERS) | st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=LETTERS) | st.text())
def test_the_map_is_as_long_as_the_folded_text_and_never_goes_back(text: str) -> None:
    folded = fold_with_offsets(text)
    assert len(folded.origins) == len(folded.text) + 1
    assert list(folded.origins) == sorted(folded.origins)
    assert folded.text == fold(text)


@given(st.text(alphabet=LETTERS), st.data())
def test_a_range_folds_back_to_at_least_itself(text: str, data: st.DataObject) -> None:
    folded = fold_with_offsets(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first <= last <= len(text)
    assert folded.text[start:end] in fold(text[first:last])


def test_a_word_is_found_under_vowel_marks_with_its_marks() -> None:
    text = "وُقِّعَتِ الاتِّفاقيَّةُ بالرباط"
    [(start, end)] = fold_with_offsets(text).find("الاتفاقية")
    assert text[start:end] == "الاتِّفاقيَّةُ"


def test_a_range_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no range"):
        fold_with_offsets("abc").span(2, 9)
