"""Answering one question over the views, inside a worker."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import asdict

import pyoxigraph as ox

from mithaq.endpoint.frames import Answer, Question
from mithaq.endpoint.graphs import write_graph
from mithaq.endpoint.limits import Limits
from mithaq.endpoint.rows import Written, write_rows, write_truth
from mithaq.endpoint.views import UnknownGraph, Views
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
        result = dataset.store.query(
            question.query,
            prefixes=dict(prefixes),
            default_graph=dataset.default_graph,
            named_graphs=dataset.named_graphs,
        )
        return _written(result, asked, question, limits, prefixes, notice)
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


def _written(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    asked: Outline,
    question: Question,
    limits: Limits,
    prefixes: Mapping[str, str],
    notice: str,
) -> Answer:
    most = (limits.rows, limits.answer_bytes)
    if isinstance(result, ox.QuerySolutions):
        name, written = question.results, write_rows(result, question.results, *most, notice)
    elif isinstance(result, ox.QueryBoolean):
        name, written = question.results, write_truth(bool(result), question.results)
    else:
        try:
            name, written = question.graph, write_graph(result, question.graph, prefixes, *most)
        except ValueError:
            return Answer("unwritable")
    return _packed(written, name, asked.volatile, question.gzip)


def _packed(written: Written, name: str, volatile: bool, may_compress: bool) -> Answer:
    compress = may_compress and len(written.body) >= _WORTH_COMPRESSING
    return Answer(
        "ok",
        format=name,
        rows=written.rows,
        cut=written.cut,
        volatile=volatile,
        gzip=compress,
        body=gzip.compress(written.body, compresslevel=5, mtime=0) if compress else written.body,
    )
