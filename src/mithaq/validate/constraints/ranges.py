"""Value range constraints (SHACL 4.3): comparison of each value node with a bound."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from mithaq.validate.compare import less, less_or_equal
from mithaq.validate.constraints.base import Check, Evaluation, each_failing
from mithaq.validate.terms import core_component


class MinExclusive(NamedTuple):
    """SHACL 4.3.1: the bound is less than the value."""

    bound: Literal

    @property
    def component(self) -> NamedNode:
        return core_component("MinExclusive")

    def check(self, _: Evaluation, /) -> Check:
        return each_failing(lambda value: less(self.bound, value))


class MinInclusive(NamedTuple):
    """SHACL 4.3.2: the bound is less than or equal to the value."""

    bound: Literal

    @property
    def component(self) -> NamedNode:
        return core_component("MinInclusive")

    def check(self, _: Evaluation, /) -> Check:
        return each_failing(lambda value: less_or_equal(self.bound, value))


class MaxExclusive(NamedTuple):
    """SHACL 4.3.3: the value is less than the bound."""

    bound: Literal

    @property
    def component(self) -> NamedNode:
        return core_component("MaxExclusive")

    def check(self, _: Evaluation, /) -> Check:
        return each_failing(lambda value: less(value, self.bound))


class MaxInclusive(NamedTuple):
    """SHACL 4.3.4: the value is less than or equal to the bound."""

    bound: Literal

    @property
    def component(self) -> NamedNode:
        return core_component("MaxInclusive")

    def check(self, _: Evaluation, /) -> Check:
        return each_failing(lambda value: less_or_equal(value, self.bound))
