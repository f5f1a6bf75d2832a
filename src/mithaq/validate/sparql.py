"""Running the queries of constraints on a pyoxigraph store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Protocol

from pyoxigraph import BlankNode, NamedNode, QuerySolution, QuerySolutions, Store, Triple, Variable

from mithaq.validate.constraints.base import Solution, Solvable
from mithaq.validate.query.reader import Query
from mithaq.validate.query.rewrite import restricted_to, substituted
from mithaq.validate.query.tokens import variables
from mithaq.validate.terms import Term

CALL = "https://w3id.org/mithaq/bound/"
BATCH = 500

Solved = Mapping[Term, Sequence[Solution]]


class Solves(Protocol):
    """Where the solutions of constraints come from."""

    def everywhere(self, constraint: Solvable) -> Solved:
        """The solutions for all nodes, by focus node; only for constraints that run at once."""

    def for_nodes(self, constraint: Solvable, nodes: Iterable[Term]) -> Solved:
        """The solutions for the nodes, by focus node."""

    def with_bindings(self, query: Query, bindings: Mapping[str, Term]) -> Sequence[Solution]:
        """The solutions with variables bound before (SHACL, appendix A)."""


class StoreQueries:
    """Queries over the default graph of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def everywhere(self, constraint: Solvable) -> Solved:
        return _by_focus(self.store.query(constraint.query.text))

    def for_nodes(self, constraint: Solvable, nodes: Iterable[Term]) -> Solved:
        query = constraint.query
        found: dict[Term, Sequence[Solution]] = {}
        named: list[Term] = []
        for node in nodes:
            if constraint.at_once and not isinstance(node, (BlankNode, Triple)):
                named.append(node)
            else:
                found[node] = self.with_bindings(query, {"this": node})
        remaining = iter(named)
        while batch := list(islice(remaining, BATCH)):
            text = restricted_to(query, batch)
            found.update(_by_focus(self.store.query(text)))
        return found

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
    found = {}
    for variable, value in zip(answer.variables, row, strict=True):
        if value is not None:
            found[variable.value] = value
    return found


def _by_focus(answer: object) -> Solved:
    found: dict[Term, list[Solution]] = defaultdict(list)
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        values = _values(answer, row)
        found[values["this"]].append(values)
    return found
