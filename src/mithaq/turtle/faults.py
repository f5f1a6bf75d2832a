"""Saying in plain words, with line and column, why a Turtle text cannot be read."""

from __future__ import annotations

import re

from mithaq.errors import SyntaxFault
from mithaq.names import QUERY_PREFIXES
from mithaq.turtle.near import near_names

# What pyoxigraph says, and the message that says it to a person. The first that matches counts.
_REASONS = (
    (re.compile(r"The prefix (?P<prefix>\S*): has not been declared"), "turtle.prefix"),
    (re.compile(r"A dot is expected at the end of statements"), "turtle.dot"),
    (re.compile(r"Unexpected end"), "turtle.end"),
    (re.compile(r"No scheme found in an absolute IRI"), "turtle.relative"),
    (re.compile(r"Line jumps are not allowed in string literals"), "turtle.newline"),
    (re.compile(r"(?P<found>.+) is not a valid subject or graph name"), "turtle.subject"),
    (re.compile(r"(?P<found>.+) is not a valid predicate"), "turtle.predicate"),
    (re.compile(r"(?P<found>.+) is not a valid RDF object"), "turtle.object"),
)

_PLACE = re.compile(r"^Parser error at line \d+ (?:between columns \d+ and \d+|column \d+): ")


def fault(error: SyntaxError, path: str) -> SyntaxFault:
    """Turn a syntax error of pyoxigraph into ours; `path` names the text in the message."""
    reason = _PLACE.sub("", error.msg)
    line, column = error.lineno or 1, error.offset or 1
    for pattern, key in _REASONS:
        match = pattern.match(reason)
        if match:
            values = match.groupdict()
            if key == "turtle.prefix":
                key, values = _prefix_advice(values["prefix"])
            return SyntaxFault(key, path, line, column, **values)
    return SyntaxFault("turtle.other", path, line, column, reason=reason)


def _prefix_advice(prefix: str) -> tuple[str, dict[str, str]]:
    if prefix in QUERY_PREFIXES:
        return "turtle.prefix-known", {"prefix": prefix, "namespace": QUERY_PREFIXES[prefix]}
    near = near_names(prefix, QUERY_PREFIXES)
    if near:
        return "turtle.prefix-near", {"prefix": prefix, "near": near[0]}
    return "turtle.prefix", {"prefix": prefix}
