"""Running the queries of constraints on a pyoxigraph store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from pyoxigraph import (
    BlankNode,
    NamedNode,
    QuerySolution,
    QuerySolutions,
    Store,
    Triple,
    Variable,
)

from mithaq.validate.constraints.base import Solution, Solvable
from mithaq.validate.query.patterns import Query
from mithaq.validate.query.rewrite import restricted_to, substituted
from mithaq.validate.query.tokens import variables
from mithaq.validate.terms import Term

CALL = "urn:x-shacl:bound:"

BATCH = 500
"""A query that is limited to focus nodes runs for so many at a time."""

MANY = 2_000
"""For more focus nodes than this, a query runs once over all nodes instead. Engines plan that
well at any size, while a limited run may read half the store for each batch."""


class Solved(NamedTuple):
    """Solutions by focus node. Where they are complete, a node that is not found has none; else
    nothing is known of it."""

    found: Mapping[Term, Sequence[Solution]]
    complete: bool


class Solves(Protocol):
    """Where the solutions of constraints come from."""

    def solutions(self, constraint: Solvable, nodes: Collection[Term]) -> Solved:
        """The solutions for each of the nodes at least."""

    def with_bindings(self, query: Query, bindings: Mapping[str, Term]) -> Sequence[Solution]:
        """The solutions with variables bound before (SHACL, appendix A); one empty solution
        for an ASK query that is true."""


class StoreQueries:
    """Queries over the default graph of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def solutions(self, constraint: Solvable, nodes: Collection[Term]) -> Solved:
        query = constraint.query
        if constraint.at_once and len(nodes) > MANY:
            return Solved(self._by_focus(query.text), complete=True)
        found: dict[Term, Sequence[Solution]] = dict.fromkeys(nodes, ())
        named: list[Term] = []
        for node in found:
            if constraint.at_once and not isinstance(node, (BlankNode, Triple)):
                named.append(node)
            else:
                found[node] = self.with_bindings(query, {"this": node})
        for start in range(0, len(named), BATCH):
            found.update(self._by_focus(restricted_to(query, named[start : start + BATCH])))
        return Solved(found, complete=False)

    def _by_focus(self, text: str) -> dict[Term, Sequence[Solution]]:
        answer = self.store.query(text)
        assert isinstance(answer, QuerySolutions)
        found: dict[Term, list[Solution]] = defaultdict(list)
        for row in answer:
            values = _values(answer, row)
            found[values["this"]].append(values)
        return dict(found)

    def with_bindings(self, query: Query, bindings: Mapping[str, Term]) -> Sequence[Solution]:
        text = substituted(query, bindings, CALL)
        in_patterns = variables(text).intersection(bindings)
        answer = self.store.query(
            text,
            substitutions={Variable(name): bindings[name] for name in in_patterns},
            custom_functions={NamedNode(CALL + name): _giving(t) for name, t in bindings.items()},
        )
        if isinstance(answer, QuerySolutions):
            return [{**_values(answer, row), **bindings} for row in answer]
        return ({},) if answer else ()


def _giving(term: Term) -> Callable[[], Term]:
    return lambda: term


def _values(answer: QuerySolutions, row: QuerySolution) -> dict[str, Term]:
    return {
        variable.value: value
        for variable, value in zip(answer.variables, row, strict=True)
        if value is not None
    }
