"""Texts that break careless programs: long, hostile, mixed, empty of words."""

from __future__ import annotations

import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from mithaq.errors import StoreError
from mithaq.extract.runner import Job, run
from mithaq.home import shipped

from .conftest import Reading

HOSTILE = [
    "وقع " * 20_000,
    "اتفاق مع قطر، " * 8_000,
    "signed " * 20_000 + "Morocco Qatar security agreement",
    "the of a an " * 20_000,
    "2014 " * 20_000,
    "12/12/" * 20_000,
    "المغرب قطر البحرين الهند " * 5_000,
    "\u0640" * 100_000,
    "?" * 100_000,
    "." * 100_000,
    "تبادل … المعلومات " * 10_000,
    "ا" * 100_000,
    "\u200f\u200e\ufeff" * 30_000,
    "(" * 50_000 + ")" * 50_000,
    "Morocco and Qatar, India and Bahrain and " * 8_000,
    "Morocco and Qatar signed an agreement on terrorism and training and " * 1_500,
    "1" * 100_000 + " this year " + "9" * 6_000,
    "وقطر" * 14 + "ظ " + "قطرالبحرينالهند " * 8_000,
    "a. b? " * 40_000,
    "Lire aussi\nTags\nPartager\n" * 5_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_time_grows_with_the_text_alone(read: Reading, text: str) -> None:
    start = time.perf_counter()
    read(text)
    assert time.perf_counter() - start < 20


def test_one_long_line_is_read_to_its_end(read: Reading) -> None:
    filler = "وقال المصدر ذاته إن الوفود واصلت زياراتها إلى المدينة، " * 20_000
    text = filler + "ووقع المغرب والهند مذكرة تفاهم في مجال الدفاع سنة 2025."
    assert [r.partner for r in read(text).records] == ["IN"]


def seconds(read: Reading, text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


def test_a_line_of_five_megabytes_takes_five_times_a_line_of_one(read: Reading) -> None:
    sentence = (
        "Les deux pays ont aussi parlé du temps qu'il fait dans leurs capitales respectives, "
    )
    one, five = sentence * 3_000, sentence * 15_000
    seconds(read, one)
    assert seconds(read, five) < 5 * seconds(read, one) * 2.5


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "12", "\u200f"])
def test_texts_without_words_have_nothing_to_say(read: Reading, text: str) -> None:
    assert read(text).records == ()


@pytest.mark.parametrize("odd", ["²abc", "①", "፩", "²²", "½", "9" * 5_000])
def test_odd_digits_are_no_years(read: Reading, odd: str) -> None:
    text = f"This year {odd}, in {odd} Morocco and Qatar signed a security agreement in 2014."
    [record] = read(text).records
    assert [event.date for event in record.events] == ["2014"]


def test_a_page_without_full_stops_is_read_to_its_end(read: Reading) -> None:
    text = "the weather and the roads and " * 1_000 + "Morocco and India signed a security pact"
    assert [r.partner for r in read(text).records] == ["IN"]


def test_three_languages_in_one_text(read: Reading) -> None:
    text = (
        "وقع المغرب وقطر اتفاقية أمنية سنة 2014.\n"
        "Le Maroc et la Belgique ont signé une convention contre le terrorisme en 2014.\n"
        "Morocco and India signed a memorandum on counter-terrorism in 2019.\n"
    )
    assert [r.partner for r in read(text).records] == ["QA", "BE", "IN"]


def test_the_same_text_gives_the_same_result_whatever_was_read_before(read: Reading) -> None:
    text = "Morocco and India signed a memorandum on counter-terrorism in 2019."
    first = read(text)
    read("وقع المغرب وقطر اتفاقية أمنية سنة 2014.")
    assert read(text) == first


def test_a_process_that_is_killed_is_told_of(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Morocco and Qatar signed a security agreement in 2019.", encoding="utf-8")
    results = run([article] * 3_000, Job(shipped() / "ontology"), processes=2)
    next(results)
    for process in active_children():
        process.kill()
    with pytest.raises(StoreError, match="stopped from outside"):
        list(results)
