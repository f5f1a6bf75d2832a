"""Both ways of writing results say the same: the engine's, and row by row."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from mithaq.endpoint.quick import NotSurelySmall, write_small
from mithaq.endpoint.rows import write_rows, write_truth

TERMS = r"""SELECT * {
  VALUES (?a ?b ?c) {
    ("tab\t quote\" comma, line\n <&> ' \\ \r" "س"@ar 1.5)
    (UNDEF <http://example.org/?a&b=المغرب> true)
    ("" "x"^^<http://example.org/type> "1997-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>)
    (UNDEF UNDEF UNDEF)
  }
}"""
QUOTED = "SELECT (TRIPLE(<a:a>, <a:b>, 'c'@ar--rtl) AS ?t) {}"
CONTROL = "SELECT ('a \\u0001 b' AS ?x) {}"


@pytest.fixture(autouse=True)
def _dropped_where_it_was_made() -> Iterator[None]:
    """Solutions of the engine may not be thrown away by another thread, as a later test might."""
    yield
    gc.collect()


def solutions(query: str) -> ox.QuerySolutions:
    found = ox.Store().query(query)
    assert isinstance(found, ox.QuerySolutions)
    return found


def engine(query: str, name: str) -> bytes:
    return write_small(solutions(query), name, 1000, 1 << 20)


def by_row(query: str, name: str) -> bytes:
    return write_rows(solutions(query), name, 1000, 1 << 20).body


@pytest.mark.parametrize("query", [TERMS, QUOTED, "SELECT * {}", "SELECT ?x { FILTER(false) }"])
@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_both_ways_say_the_same(name: str, query: str) -> None:
    one, other = engine(query, name), by_row(query, name)
    if name == "json":
        assert json.loads(one) == json.loads(other)
    elif name == "xml":
        texts = [ElementTree.canonicalize(b.decode(), strip_text=True) for b in (one, other)]
        assert texts[0] == texts[1]
    elif name == "csv" and query != "SELECT * {}":
        assert one == other
    else:
        assert len(one.splitlines()) == len(other.splitlines())


def test_tsv_written_row_by_row_reads_as_it_was() -> None:
    read = ox.parse_query_results(by_row(TERMS, "tsv"), ox.QueryResultsFormat.TSV)
    assert isinstance(read, ox.QuerySolutions)
    assert [tuple(row) for row in read] == [tuple(row) for row in solutions(TERMS)]


def test_what_xml_cannot_hold_is_replaced() -> None:
    with pytest.raises(NotSurelySmall):
        engine(CONTROL, "xml")
    assert "a \ufffd b" in by_row(CONTROL, "xml").decode()
    assert json.loads(engine(CONTROL, "json")) == json.loads(by_row(CONTROL, "json"))


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_the_engine_writes_only_what_cannot_be_too_much(name: str) -> None:
    rows = "SELECT * { VALUES ?x { 1 2 3 4 5 6 7 8 9 10 } BIND(?none AS ?y) }"
    assert write_small(solutions(rows), name, 1000, 10_000)
    with pytest.raises(NotSurelySmall):
        write_small(solutions(rows), name, 1000, 10)
    empty = "SELECT ?none { VALUES ?x { 1 2 3 4 5 6 7 8 9 10 } }"
    with pytest.raises(NotSurelySmall):
        write_small(solutions(empty), name, 1, 1 << 20)


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_and_cut(name: str) -> None:
    rows = "SELECT * { VALUES ?x { 1 2 3 } }"
    whole = write_rows(solutions(rows), name, 3, 10_000)
    assert (whole.rows, whole.cut) == (3, "")
    cut = write_rows(solutions(rows), name, 2, 10_000, "http://example.org/#cut")
    assert (cut.rows, cut.cut) == (2, "rows")
    assert (b"#cut" in cut.body) is (name in {"json", "xml"})
    assert write_rows(solutions(rows), name, 3, 1).cut == "bytes"


def test_ask_is_written_in_every_format() -> None:
    said = {name: write_truth(False, name).body for name in ("json", "xml", "csv", "tsv")}
    assert json.loads(said["json"]) == {"head": {}, "boolean": False}
    assert ElementTree.fromstring(said["xml"])[1].text == "false"
    assert said["csv"] == said["tsv"] == b"false"
