"""Cardinality constraints (SHACL 4.2): sh:minCount, sh:maxCount."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode

from mithaq.validate.constraints.base import Check, Evaluation
from mithaq.validate.terms import core_component


class MinCount(NamedTuple):
    """SHACL 4.2.1: at least so many value nodes."""

    least: int

    @property
    def component(self) -> NamedNode:
        return core_component("MinCount")

    def check(self, _: Evaluation, /) -> Check:
        least = self.least
        return lambda _, values: () if len(values) >= least else (None,)


class MaxCount(NamedTuple):
    """SHACL 4.2.2: at most so many value nodes."""

    most: int

    @property
    def component(self) -> NamedNode:
        return core_component("MaxCount")

    def check(self, _: Evaluation, /) -> Check:
        most = self.most
        return lambda _, values: () if len(values) <= most else (None,)
