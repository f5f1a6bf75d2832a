"""Logical and shape-based constraints (SHACL 4.6, 4.7) that only ask whether nodes conform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import NamedNode

from mithaq.validate.constraints.base import Check, Evaluation, Found, Test, each_failing
from mithaq.validate.terms import Node, Term, component


@dataclass(frozen=True, slots=True)
class ShapeNode:
    """sh:node, SHACL 4.7.1: value nodes conform to the shape."""

    component: ClassVar[NamedNode] = component("Node")
    shape: Node

    def check(self, run: Evaluation, /) -> Check:
        return each_failing(run.conforming(self.shape))


@dataclass(frozen=True, slots=True)
class Not:
    """SHACL 4.6.1: value nodes do not conform to the shape."""

    component: ClassVar[NamedNode] = component("Not")
    shape: Node

    def check(self, run: Evaluation, /) -> Check:
        conforms = run.conforming(self.shape)
        return each_failing(lambda value: not conforms(value))


@dataclass(frozen=True, slots=True)
class And:
    """SHACL 4.6.2: value nodes conform to every shape."""

    component: ClassVar[NamedNode] = component("And")
    shapes: tuple[Node, ...]

    def check(self, run: Evaluation, /) -> Check:
        tests = [run.conforming(each) for each in self.shapes]
        return each_failing(lambda value: all(test(value) for test in tests))


@dataclass(frozen=True, slots=True)
class Or:
    """SHACL 4.6.3: value nodes conform to at least one shape."""

    component: ClassVar[NamedNode] = component("Or")
    shapes: tuple[Node, ...]

    def check(self, run: Evaluation, /) -> Check:
        tests = [run.conforming(each) for each in self.shapes]
        return each_failing(lambda value: any(test(value) for test in tests))


@dataclass(frozen=True, slots=True)
class Xone:
    """SHACL 4.6.4: value nodes conform to exactly one member of the list."""

    component: ClassVar[NamedNode] = component("Xone")
    shapes: tuple[Node, ...]

    def check(self, run: Evaluation, /) -> Check:
        tests = [run.conforming(each) for each in self.shapes]
        return each_failing(lambda value: sum(test(value) for test in tests) == 1)


@dataclass(frozen=True, slots=True)
class QualifiedMin:
    """sh:qualifiedMinCount, SHACL 4.7.3: at least so many value nodes conform to the shape and
    to none of the siblings (empty unless sh:qualifiedValueShapesDisjoint)."""

    component: ClassVar[NamedNode] = component("QualifiedMinCount")
    shape: Node
    siblings: tuple[Node, ...]
    count: int

    def check(self, run: Evaluation, /) -> Check:
        counted, least = _qualified(run, self.shape, self.siblings), self.count
        return lambda _, values: () if _count(counted, values) >= least else (None,)


@dataclass(frozen=True, slots=True)
class QualifiedMax:
    """sh:qualifiedMaxCount, SHACL 4.7.3: at most so many (see `QualifiedMin`)."""

    component: ClassVar[NamedNode] = component("QualifiedMaxCount")
    shape: Node
    siblings: tuple[Node, ...]
    count: int

    def check(self, run: Evaluation, /) -> Check:
        counted, most = _qualified(run, self.shape, self.siblings), self.count

        def check(_: Term, values: Sequence[Term]) -> Sequence[Found]:
            return () if _count(counted, values) <= most else (None,)

        return check


def _qualified(run: Evaluation, shape: Node, siblings: tuple[Node, ...]) -> Test:
    conforms = run.conforming(shape)
    others = [run.conforming(each) for each in siblings]
    return lambda value: conforms(value) and not any(other(value) for other in others)


def _count(test: Test, values: Sequence[Term]) -> int:
    return sum(map(test, values))
