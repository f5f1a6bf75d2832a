"""Asking in SPARQL: every read form of SPARQL 1.1, nothing fetched and nothing written."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from mithaq.errors import QueryError
from mithaq.names import QUERY_PREFIXES

#: What a query gives: solutions of SELECT, the truth of ASK, triples of CONSTRUCT and DESCRIBE.
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# SPARQL 1.1 Query Language, §19.8: what may hold a keyword without being one.
_TOKEN = re.compile(
    r"""
      (?P<skip> <[^<>"{}|^`\\\x00-\x20]*>        # IRIREF
        | \#[^\n\r]*                              # comment
        | '''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
        | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
        | '(?:[^'\\\n\r]|\\.)*'
        | "(?:[^"\\\n\r]|\\.)*"
        | [?$]\w+ | @[A-Za-z-]+
        | [\w.-]*:[\w.:%\\-]*                     # prefixed name
      )
    | (?P<word> [A-Za-z]\w* )
    """,
    re.VERBOSE | re.DOTALL,
)

_UPDATES = frozenset("INSERT DELETE LOAD CLEAR CREATE DROP ADD MOVE COPY".split())
_FORMS = frozenset("SELECT ASK CONSTRUCT DESCRIBE".split())


def keywords(text: str) -> tuple[str, ...]:
    """Return the bare words of a query in upper case, not those in IRIs, strings and comments.

    >>> keywords('SELECT ?service WHERE { ?s rdfs:label "SERVICE" } # LOAD')
    ('SELECT', 'WHERE')
    """
    return tuple(m["word"].upper() for m in _TOKEN.finditer(text) if m["word"])


def refuse_unsafe(text: str) -> None:
    """Refuse what is not a closed read: updates, and queries that would call another service.

    Raises QueryError.
    """
    words = keywords(text)
    if "SERVICE" in words:
        raise QueryError("query.service")
    if not _FORMS.intersection(words) and _UPDATES.intersection(words):
        raise QueryError("query.update")


def run(
    store: ox.Store,
    text: str,
    *,
    substitutions: Mapping[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal] | None = None,
) -> Answer:
    """Return the answer to a query over the default graph of a store.

    Our own and the usual prefixes need not be declared. Raises QueryError for syntax errors, with
    line and column, and for what is not allowed.
    """
    refuse_unsafe(text)
    try:
        return store.query(
            text, prefixes=dict(QUERY_PREFIXES), substitutions=dict(substitutions or {})
        )
    except SyntaxError as error:
        raise syntax_fault(text, str(error.msg)) from None


def syntax_fault(text: str, reason: str) -> QueryError:
    """Return the error for a query that the engine could not read: line, column, the line."""
    place = re.match(r"error at (\d+):(\d+)", reason)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    values = {"line": line, "column": column, "text": shown, "caret": " " * (column - 1) + "^"}
    if not text.strip():
        return QueryError("query.empty")
    if "Prefix not found" in reason:
        prefix = re.search(r"([\w-]*):[^:]*$", shown[: column - 1]) or re.search(
            r"([\w-]+):", shown
        )
        return QueryError("query.prefix", prefix=prefix[1] if prefix else "?", **values)
    return QueryError("query.syntax", **values)
