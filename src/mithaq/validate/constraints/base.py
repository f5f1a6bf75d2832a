"""What a constraint is to the engine: its component, and a check bound to one graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from pyoxigraph import NamedNode

from mithaq.validate.graph import Graph
from mithaq.validate.paths import Path
from mithaq.validate.query.patterns import Query
from mithaq.validate.terms import Node, Term

Message: TypeAlias = tuple[str, str]
"""A text and its language tag; the tag is empty for a plain string."""


class Detail(NamedTuple):
    """A violation that brings its own path, messages or source constraint."""

    value: Term | None
    path: Path | None = None
    messages: tuple[Message, ...] = ()
    source: Node | None = None


Found: TypeAlias = Term | Detail | None
"""One violation: the value at fault, nothing where there is no such value, or details."""

Check: TypeAlias = Callable[[Term, Sequence[Term]], Sequence[Found]]
"""From a focus node and its value nodes to the violations."""

Test: TypeAlias = Callable[[Term], bool]


Solution: TypeAlias = Mapping[str, Term]
"""What one solution of a query binds."""


class Solvable(Protocol):
    """A constraint whose violations are the solutions of a query for a focus node."""

    @property
    def id(self) -> Node: ...

    @property
    def query(self) -> Query: ...

    @property
    def at_once(self) -> bool: ...


class Evaluation(Protocol):
    """One run of the engine over one graph, as a constraint sees it."""

    @property
    def graph(self) -> Graph: ...

    def conforming(self, shape: Node) -> Test:
        """A test whether a node conforms to the shape (SHACL 3.6)."""

    def instance_test(self, cls: Term) -> Test:
        """A test whether a node is a SHACL instance of the class (SHACL 1.3.1)."""

    def solver(self, constraint: Solvable) -> Callable[[Term], Sequence[Solution]]:
        """From a focus node to the solutions of the constraint's query."""

    def solve(self, query: Query, bindings: Mapping[str, Term]) -> Sequence[Solution]:
        """The solutions of a query with variables bound before; one empty solution for an ASK
        query that is true."""


class Constraint(Protocol):
    """A constraint of a shape (SHACL 2.1.1): a component with its parameters."""

    @property
    def component(self) -> NamedNode: ...

    def check(self, run: Evaluation, /) -> Check: ...


def each_failing(test: Test) -> Check:
    """The check of constraints that judge every value node for itself."""

    def check(_: Term, values: Sequence[Term]) -> Sequence[Found]:
        return [value for value in values if not test(value)]

    return check
