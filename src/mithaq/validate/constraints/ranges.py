"""Value range constraints (SHACL 4.3): comparison of each value node with a bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import Literal, NamedNode

from mithaq.validate.compare import less, less_or_equal
from mithaq.validate.constraints.base import Check, Evaluation, each_failing
from mithaq.validate.terms import component


@dataclass(frozen=True, slots=True)
class MinExclusive:
    """SHACL 4.3.1: the bound is less than the value."""

    component: ClassVar[NamedNode] = component("MinExclusive")
    bound: Literal

    def check(self, _: Evaluation, /) -> Check:
        return each_failing(lambda value: less(self.bound, value))


@dataclass(frozen=True, slots=True)
class MinInclusive:
    """SHACL 4.3.2: the bound is less than or equal to the value."""

    component: ClassVar[NamedNode] = component("MinInclusive")
    bound: Literal

    def check(self, _: Evaluation, /) -> Check:
        return each_failing(lambda value: less_or_equal(self.bound, value))


@dataclass(frozen=True, slots=True)
class MaxExclusive:
    """SHACL 4.3.3: the value is less than the bound."""

    component: ClassVar[NamedNode] = component("MaxExclusive")
    bound: Literal

    def check(self, _: Evaluation, /) -> Check:
        return each_failing(lambda value: less(value, self.bound))


@dataclass(frozen=True, slots=True)
class MaxInclusive:
    """SHACL 4.3.4: the value is less than or equal to the bound."""

    component: ClassVar[NamedNode] = component("MaxInclusive")
    bound: Literal

    def check(self, _: Evaluation, /) -> Check:
        return each_failing(lambda value: less_or_equal(value, self.bound))
