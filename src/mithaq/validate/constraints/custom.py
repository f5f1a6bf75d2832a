"""SPARQL-based constraint components (SHACL 6): parameters and validators of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from mithaq.validate.constraints.base import Check, Detail, Evaluation, Found, Message
from mithaq.validate.constraints.sparql import SparqlConstraint, filled
from mithaq.validate.query.patterns import Query
from mithaq.validate.terms import Term


class CustomConstraint(NamedTuple):
    """SHACL 6.3: an ASK validator judges each value node, a SELECT validator each focus node.

    `arguments` are the parameters by their names; the query holds them as constants.
    """

    component: NamedNode
    query: Query
    arguments: tuple[tuple[str, Term], ...]
    own_value: bool
    messages: tuple[Message, ...]

    def check(self, run: Evaluation, /) -> Check:
        return self._ask(run) if self.query.form == "ASK" else self._select(run)

    def _ask(self, run: Evaluation) -> Check:
        arguments = dict(self.arguments)
        messages = tuple((filled(text, arguments), tag) for text, tag in self.messages)

        def check(focus: Term, values: Sequence[Term]) -> Sequence[Found]:
            return [
                Detail(value, messages=messages)
                for value in values
                if not run.solve(self.query, {"this": focus, "value": value})
            ]

        return check

    def _select(self, run: Evaluation) -> Check:
        arguments = dict(self.arguments)
        reader = SparqlConstraint(self.component, self.query, False, self.own_value, self.messages)

        def check(focus: Term, _: Sequence[Term]) -> Sequence[Found]:
            solutions = run.solve(self.query, {"this": focus})
            found = (reader.detail(focus, {**arguments, **each}) for each in solutions)
            return list(dict.fromkeys(each._replace(source=None) for each in found))

        return check
