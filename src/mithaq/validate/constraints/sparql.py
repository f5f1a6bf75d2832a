"""SPARQL-based constraints (SHACL 5): sh:sparql with a SELECT query."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from mithaq.validate.constraints.base import Check, Detail, Evaluation, Found, Message, Solution
from mithaq.validate.paths import Step
from mithaq.validate.query.patterns import Query
from mithaq.validate.terms import Node, Term, core_component


class SparqlConstraint(NamedTuple):
    """SHACL 5.1: each solution of the SELECT query for a focus node is a violation.

    In `query`, $PATH and $currentShape are replaced; `at_once` says that one run with $this
    free equals one run for each focus node. `own_value` is true on node shapes, whose results have
    the focus node for value unless ?value is bound.
    """

    id: Node
    query: Query
    at_once: bool
    own_value: bool
    messages: tuple[Message, ...]

    @property
    def component(self) -> NamedNode:
        return core_component("SPARQL")

    def check(self, run: Evaluation, /) -> Check:
        solve = run.solver(self)

        def check(focus: Term, _: Sequence[Term]) -> Sequence[Found]:
            solutions = solve(focus)
            if not solutions:
                return ()
            details = (self.detail(focus, each) for each in solutions)
            return list(dict.fromkeys(details))

        return check

    def detail(self, focus: Term, solution: Solution) -> Detail:
        path, value = solution.get("path"), solution.get("value")
        if value is None and self.own_value:
            value = focus
        own_path = Step(path) if isinstance(path, NamedNode) else None
        return Detail(value, own_path, self._messages(solution), self.id)

    def _messages(self, solution: Solution) -> tuple[Message, ...]:
        own = solution.get("message")
        if isinstance(own, Literal):
            return ((own.value, own.language or ""),)
        return tuple((filled(text, solution), tag) for text, tag in self.messages)


_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


def filled(text: str, values: Mapping[str, Term]) -> str:
    """A message with `{?name}` and `{$name}` replaced by the values (SHACL 5.3.2).

    >>> filled("not before {?value}, {?other}", {"value": NamedNode("x:a")})
    'not before x:a, {?other}'
    """

    def one(match: re.Match[str]) -> str:
        term = values.get(match[1])
        if term is None:
            return match[0]
        return term.value if isinstance(term, (NamedNode, Literal)) else str(term)

    return _PLACEHOLDER.sub(one, text)
