"""Logical and shape-based constraints (SHACL 4.6, 4.7) that only ask whether nodes conform."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from mithaq.validate.constraints.base import Check, Evaluation, Found, Test, each_failing
from mithaq.validate.terms import Node, Term, core_component


class ShapeNode(NamedTuple):
    """sh:node, SHACL 4.7.1: value nodes conform to the shape."""

    shape: Node

    @property
    def component(self) -> NamedNode:
        return core_component("Node")

    def check(self, run: Evaluation, /) -> Check:
        return each_failing(run.conforming(self.shape))


class Not(NamedTuple):
    """SHACL 4.6.1: value nodes do not conform to the shape."""

    shape: Node

    @property
    def component(self) -> NamedNode:
        return core_component("Not")

    def check(self, run: Evaluation, /) -> Check:
        conforms = run.conforming(self.shape)
        return each_failing(lambda value: not conforms(value))


class And(NamedTuple):
    """SHACL 4.6.2: value nodes conform to every shape."""

    shapes: tuple[Node, ...]

    @property
    def component(self) -> NamedNode:
        return core_component("And")

    def check(self, run: Evaluation, /) -> Check:
        tests = [run.conforming(each) for each in self.shapes]
        return each_failing(lambda value: all(test(value) for test in tests))


class Or(NamedTuple):
    """SHACL 4.6.3: value nodes conform to at least one shape."""

    shapes: tuple[Node, ...]

    @property
    def component(self) -> NamedNode:
        return core_component("Or")

    def check(self, run: Evaluation, /) -> Check:
        tests = [run.conforming(each) for each in self.shapes]
        return each_failing(lambda value: any(test(value) for test in tests))


class Xone(NamedTuple):
    """SHACL 4.6.4: value nodes conform to exactly one member of the list."""

    shapes: tuple[Node, ...]

    @property
    def component(self) -> NamedNode:
        return core_component("Xone")

    def check(self, run: Evaluation, /) -> Check:
        tests = [run.conforming(each) for each in self.shapes]
        return each_failing(lambda value: sum(test(value) for test in tests) == 1)


class QualifiedMin(NamedTuple):
    """sh:qualifiedMinCount, SHACL 4.7.3: at least so many value nodes conform to the shape and
    to none of the siblings (empty unless sh:qualifiedValueShapesDisjoint)."""

    shape: Node
    siblings: tuple[Node, ...]
    least: int

    @property
    def component(self) -> NamedNode:
        return core_component("QualifiedMinCount")

    def check(self, run: Evaluation, /) -> Check:
        counted, least = _qualified(run, self.shape, self.siblings), self.least
        return lambda _, values: () if _count(counted, values) >= least else (None,)


class QualifiedMax(NamedTuple):
    """sh:qualifiedMaxCount, SHACL 4.7.3: at most so many (see `QualifiedMin`)."""

    shape: Node
    siblings: tuple[Node, ...]
    most: int

    @property
    def component(self) -> NamedNode:
        return core_component("QualifiedMaxCount")

    def check(self, run: Evaluation, /) -> Check:
        counted, most = _qualified(run, self.shape, self.siblings), self.most

        def check(_: Term, values: Sequence[Term]) -> Sequence[Found]:
            return () if _count(counted, values) <= most else (None,)

        return check


def _qualified(run: Evaluation, shape: Node, siblings: tuple[Node, ...]) -> Test:
    conforms = run.conforming(shape)
    others = [run.conforming(each) for each in siblings]
    return lambda value: conforms(value) and not any(other(value) for other in others)


def _count(test: Test, values: Sequence[Term]) -> int:
    return sum(map(test, values))
