"""Writing the answer to a SPARQL query: solutions, a truth, or triples."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mithaq.cli.rows import Cell, default_format, write
from mithaq.errors import InputError
from mithaq.names import OWN_PREFIXES, USUAL_PREFIXES, shorten

if TYPE_CHECKING:
    from mithaq.query import Answer

#: Standard formats of SPARQL 1.1, written by the engine itself.
STANDARD = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}
FORMATS = ("table", "csv", "tsv", "json", "xml", "jsonl", "markdown", "turtle", "ntriples")

Shown = Callable[[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple], Cell]


def write_answer(answer: Answer, fmt: str | None, show: Shown) -> int:
    """Write an answer to standard output and return the number of rows, or of triples.

    Raises InputError when the format does not fit the form of the query.
    """
    if isinstance(answer, ox.QueryBoolean):
        return _truth(answer, fmt or "table")
    if isinstance(answer, ox.QueryTriples):
        return _triples(answer, fmt or "turtle")
    return _solutions(answer, fmt or default_format(), show)


def _truth(answer: ox.QueryBoolean, fmt: str) -> int:
    if fmt in ("json", "xml"):
        _write_bytes(answer.serialize(format=STANDARD[fmt]))
    elif fmt in GRAPHS:
        raise InputError("cli.not_a_graph", format=fmt)
    else:
        sys.stdout.write("true\n" if answer else "false\n")
    return 1


def _triples(answer: ox.QueryTriples, fmt: str) -> int:
    if fmt not in GRAPHS:
        raise InputError("cli.only_a_graph", format=fmt)
    triples = sorted(set(answer), key=str)
    prefixes = {**OWN_PREFIXES, **USUAL_PREFIXES} if fmt == "turtle" else None
    used = _used(prefixes, triples) if prefixes else None
    _write_bytes(ox.serialize(triples, format=GRAPHS[fmt], prefixes=used))
    return len(triples)


def _used(prefixes: dict[str, str], triples: list[ox.Triple]) -> dict[str, str]:
    text = "\n".join(map(str, triples))
    return {name: iri for name, iri in prefixes.items() if f"<{iri}" in text}


def _solutions(answer: ox.QuerySolutions, fmt: str, show: Shown) -> int:
    if fmt in GRAPHS:
        raise InputError("cli.not_a_graph", format=fmt)
    if fmt in STANDARD:
        _write_bytes(answer.serialize(format=STANDARD[fmt]))
        return 0
    names = [variable.value for variable in answer.variables]
    counted = _Counted(answer, len(names), show)
    write(sys.stdout, fmt, names, counted)
    return counted.count


class _Counted:
    """The rows of an answer, counted as they go by."""

    def __init__(self, answer: ox.QuerySolutions, width: int, show: Shown) -> None:
        self._answer, self._width, self._show, self.count = answer, width, show, 0

    def __iter__(self) -> Iterator[list[Cell]]:
        for solution in self._answer:
            self.count += 1
            terms = (solution[i] for i in range(self._width))
            yield [None if term is None else self._show(term) for term in terms]


def _write_bytes(data: bytes | None) -> None:
    text = (data or b"").decode("utf-8")
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def short(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Cell:
    """Return a term for a reader: an IRI by its prefix, a literal by its bare value."""
    return _short(term.value) if isinstance(term, ox.NamedNode) else full(term)


def full(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Cell:
    """Return a term as SPARQL 1.1 CSV has it (§3.2): IRIs in full, literals by their bare value."""
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return str(term)


_short = lru_cache(maxsize=100_000)(shorten)
