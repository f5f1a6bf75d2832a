"""Answering one question over the views, inside a worker."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import asdict
from typing import NamedTuple, cast

import pyoxigraph as ox

from mithaq.endpoint.frames import Answer, Question
from mithaq.endpoint.graphs import write_graph
from mithaq.endpoint.limits import Limits
from mithaq.endpoint.quick import NotSurelySmall, write_small
from mithaq.endpoint.rows import Written, write_rows, write_truth
from mithaq.endpoint.views import Dataset, UnknownGraph, Views
from mithaq.sparql.faults import Fault, find_fault
from mithaq.sparql.guard import Outline, outline

_ROWS_AND_TRUTHS = frozenset({"SELECT", "ASK"})

#: Below this many bytes, compression costs more than it saves.
_WORTH_COMPRESSING = 1024


def evaluate(
    views: Views, question: Question, limits: Limits, prefixes: Mapping[str, str], notice: str
) -> Answer:
    """Return the answer to a question; whatever is wrong with the question is an answer, too.

    ``prefixes`` need not be declared in queries. ``notice`` is the IRI that a cut answer links to.
    """
    asked = outline(question.query, prefixes)
    refusal = _refusal(asked, question, limits)
    if refusal is not None:
        return refusal
    default, named = question.default_graphs, question.named_graphs
    if not default and not named:
        default, named = asked.default_graphs, asked.named_graphs
    try:
        dataset = views.dataset(default, named, uses_graphs=asked.uses_graphs)
        known = {name: prefixes[name] for name in asked.prefixes if name in prefixes}
        task = _Task(dataset, known, asked, question, limits, notice)
        return task.answer(prefixes)
    except UnknownGraph as error:
        return Answer("unknown-graph", {"iri": str(error.args[0]), "known": ", ".join(views.iris)})
    except SyntaxError as error:
        return _syntax(find_fault(question.query, str(error.msg), prefixes))
    except RuntimeError as error:
        return Answer("not-run", {"reason": str(error)})
    except OSError:
        return Answer("failed")


def _syntax(fault: Fault) -> Answer:
    return Answer("syntax", {**asdict(fault), "expected": " ".join(fault.expected)})


def _refusal(asked: Outline, question: Question, limits: Limits) -> Answer | None:
    """Return the answer to a question that is not even tried, or None."""
    if asked.is_update:
        return Answer("update")
    if asked.calls_out:
        return Answer("service")
    if asked.nesting > limits.nesting:
        return Answer("nesting", {"limit": limits.nesting})
    if asked.form in _ROWS_AND_TRUTHS and not question.results:
        return Answer("not-acceptable-results")
    if asked.form and asked.form not in _ROWS_AND_TRUTHS and not question.graph:
        return Answer("not-acceptable-graph")
    return None


class _Task(NamedTuple):
    """A question that may be asked of the engine, with everything that its answer depends on."""

    dataset: Dataset
    known: dict[str, str]
    asked: Outline
    question: Question
    limits: Limits
    notice: str

    def answer(self, prefixes: Mapping[str, str]) -> Answer:
        """Return the answer; triples are written with the given prefixes."""
        rows = min(self.question.most_rows or self.limits.rows, self.limits.rows)
        most = (rows, self.limits.answer_bytes)
        result = self._run()
        if isinstance(result, ox.QueryTriples):
            try:
                return self._packed(write_graph(result, self.question.graph, prefixes, *most))
            except ValueError:
                return Answer("unwritable")
        name = self.question.results
        if isinstance(result, ox.QueryBoolean):
            return self._packed(write_truth(bool(result), name))
        try:
            return self._packed(Written(write_small(result, name, *most), 0, ""))
        except NotSurelySmall:
            again = cast(ox.QuerySolutions, self._run())
            return self._packed(write_rows(again, name, *most, self.notice))

    def _run(self) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        return self.dataset.store.query(
            self.question.query,
            prefixes=self.known,
            default_graph=self.dataset.default_graph,
            named_graphs=self.dataset.named_graphs,
        )

    def _packed(self, written: Written) -> Answer:
        rows_or_truth = self.asked.form in _ROWS_AND_TRUTHS
        compress = self.question.gzip and len(written.body) >= _WORTH_COMPRESSING
        body = gzip.compress(written.body, 5, mtime=0) if compress else written.body
        return Answer(
            "ok",
            format=self.question.results if rows_or_truth else self.question.graph,
            rows=written.rows,
            cut=written.cut,
            volatile=self.asked.volatile,
            gzip=compress,
            body=body,
        )
