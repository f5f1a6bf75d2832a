"""Asking in SPARQL: every read form of SPARQL 1.1, nothing fetched and nothing written."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from mithaq.errors import QueryError, QuerySyntaxError
from mithaq.names import QUERY_PREFIXES

#: What a query gives: solutions of SELECT, the truth of ASK, triples of CONSTRUCT and DESCRIBE.
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

#: Deeper brackets than this could exhaust the stack of the engine.
DEEPEST = 120

# A query without these words or this many brackets need not be read word by word beforehand.
_SUSPECT = re.compile(r"service", re.IGNORECASE)


def run(
    store: ox.Store,
    text: str,
    *,
    substitutions: Mapping[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal] | None = None,
) -> Answer:
    """Return the answer to a query over the default graph of a store.

    Our own and the usual prefixes need not be declared. Raises QuerySyntaxError with line and
    column for what cannot be read, and QueryError for updates, for calls to other services and for
    brackets nested too deeply.

    >>> bool(run(ox.Store(), "ASK { ?a mq:about ?b }"))
    False
    """
    if _SUSPECT.search(text) or sum(map(text.count, "([{!+-^")) > DEEPEST:
        _refuse_unsafe(text)
    try:
        return store.query(
            text, prefixes=dict(QUERY_PREFIXES), substitutions=dict(substitutions or {})
        )
    except SyntaxError as error:
        raise _refusal(text, str(error.msg)) from None


def _refuse_unsafe(text: str) -> None:
    from mithaq.sparql.guard import outline

    asked = outline(text, QUERY_PREFIXES)
    if asked.calls_out:
        raise QueryError("query.service")
    if asked.nesting > DEEPEST:
        raise QueryError("query.nesting", limit=DEEPEST)


def _refusal(text: str, reason: str) -> QueryError:
    """Return the error for a query that the engine could not read."""
    from mithaq.sparql.faults import find_fault
    from mithaq.sparql.guard import outline

    if outline(text, QUERY_PREFIXES).is_update:
        return QueryError("query.update")
    return QuerySyntaxError(find_fault(text, reason, QUERY_PREFIXES))
