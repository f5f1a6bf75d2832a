"""Rewriting the text of a constraint's query to run it for some or for one focus node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode

from mithaq.validate.query.patterns import Query, Select
from mithaq.validate.query.tokens import tokens
from mithaq.validate.terms import Term


def restricted_to(query: Query, focus: Iterable[Term], name: str = "this") -> str:
    """The query with the variable limited to the given IRIs and literals."""
    start, end = query.body
    text, values = query.text, " ".join(map(str, focus))
    body = text[start:end]
    elements = query.select.group.elements
    if len(elements) == 1 and isinstance(elements[0], Select):
        body = f"{{{body}}}"
    return f"{text[:start]} VALUES ?{name} {{ {values} }} {body}{text[end:]}"


def substituted(query: Query, bindings: Mapping[str, Term], call: str) -> str:
    """The query with the variables replaced in expressions, as pre-binding asks (SHACL,
    appendix A); in patterns they stay, for the engine to substitute.

    A blank node has no name in SPARQL: `call` followed by the variable's name is an IRI of a
    function that returns it.
    """
    parts: list[str] = []
    last = 0
    for start, end in sorted(query.expression_spans):
        parts.append(query.text[last:start])
        parts.append(_in_expression(query.text[start:end], bindings, call))
        last = end
    return "".join(parts) + query.text[last:]


def _in_expression(text: str, bindings: Mapping[str, Term], call: str) -> str:
    found = tokens(text)
    parts: list[str] = []
    last = 0
    for index, token in enumerate(found):
        name = token.text[1:]
        if token.kind != "var" or name not in bindings:
            continue
        start, end, new = token.start, token.end, _as_text(name, bindings[name], call)
        if index > 1 and found[index - 2].word == "BOUND":
            start, end, new = found[index - 2].start, found[index + 1].end, "(true)"
        parts += [text[last:start], new]
        last = end
    return "".join(parts) + text[last:]


def _as_text(name: str, term: Term, call: str) -> str:
    return f"<{call}{name}>()" if isinstance(term, BlankNode) else str(term)


def with_variables_replaced(text: str, replacements: Mapping[str, str]) -> str:
    """The query with variables replaced by other text, except where SELECT names them; BOUND of
    one is true.

    >>> with_variables_replaced("SELECT $v { $this $PATH $v FILTER(bound($v)) }",
    ...                         {"PATH": "<x:p>", "v": "1"})
    'SELECT $v { $this <x:p> 1 FILTER((true)) }'
    """
    found = tokens(text)
    parts: list[str] = []
    last, depth, selecting = 0, 0, False
    for index, token in enumerate(found):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        selecting = token.word == "SELECT" or (
            selecting and token.word != "WHERE" and token.text != "{"
        )
        named = token.kind == "var" and token.text[1:] in replacements
        if not named or (selecting and depth == 0):
            continue
        start, end, new = token.start, token.end, replacements[token.text[1:]]
        if index > 1 and found[index - 2].word == "BOUND":
            start, end, new = found[index - 2].start, found[index + 1].end, "(true)"
        parts += [text[last:start], new]
        last = end
    return "".join(parts) + text[last:]
