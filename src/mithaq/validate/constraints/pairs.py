"""Property pair constraints (SHACL 4.5): value nodes against the values of another property."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from mithaq.validate.compare import Order, less, less_or_equal
from mithaq.validate.constraints.base import Check, Evaluation, Found
from mithaq.validate.terms import Term, core_component


class Equals(NamedTuple):
    """SHACL 4.5.1: the value nodes are exactly the values of the other property."""

    predicate: NamedNode

    @property
    def component(self) -> NamedNode:
        return core_component("Equals")

    def check(self, run: Evaluation, /) -> Check:
        out, predicate = run.graph.out, self.predicate

        def check(focus: Term, values: Sequence[Term]) -> Sequence[Found]:
            return list(set(values).symmetric_difference(out(focus).get(predicate, ())))

        return check


class Disjoint(NamedTuple):
    """SHACL 4.5.2: no value node is a value of the other property."""

    predicate: NamedNode

    @property
    def component(self) -> NamedNode:
        return core_component("Disjoint")

    def check(self, run: Evaluation, /) -> Check:
        out, predicate = run.graph.out, self.predicate

        def check(focus: Term, values: Sequence[Term]) -> Sequence[Found]:
            others = out(focus).get(predicate, ())
            return [value for value in values if value in others]

        return check


class LessThan(NamedTuple):
    """SHACL 4.5.3: every value node is less than every value of the other property; one result
    for each pair that is not, with the value node as value."""

    predicate: NamedNode

    @property
    def component(self) -> NamedNode:
        return core_component("LessThan")

    def check(self, run: Evaluation, /) -> Check:
        return _ordered(run, self.predicate, less)


class LessThanOrEquals(NamedTuple):
    """SHACL 4.5.4: as sh:lessThan, with equality allowed."""

    predicate: NamedNode

    @property
    def component(self) -> NamedNode:
        return core_component("LessThanOrEquals")

    def check(self, run: Evaluation, /) -> Check:
        return _ordered(run, self.predicate, less_or_equal)


def _ordered(run: Evaluation, predicate: NamedNode, before: Order) -> Check:
    out = run.graph.out

    def check(focus: Term, values: Sequence[Term]) -> Sequence[Found]:
        if not values:
            return ()
        others = out(focus).get(predicate, ())
        return [value for value in values for other in others if not before(value, other)]

    return check
