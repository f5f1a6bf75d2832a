"""Cardinality constraints (SHACL 4.2): sh:minCount, sh:maxCount."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import NamedNode

from mithaq.validate.constraints.base import Check, Evaluation
from mithaq.validate.terms import component


@dataclass(frozen=True, slots=True)
class MinCount:
    """SHACL 4.2.1: at least so many value nodes."""

    component: ClassVar[NamedNode] = component("MinCount")
    count: int

    def check(self, _: Evaluation, /) -> Check:
        least = self.count
        return lambda _, values: () if len(values) >= least else (None,)


@dataclass(frozen=True, slots=True)
class MaxCount:
    """SHACL 4.2.2: at most so many value nodes."""

    component: ClassVar[NamedNode] = component("MaxCount")
    count: int

    def check(self, _: Evaluation, /) -> Check:
        most = self.count
        return lambda _, values: () if len(values) <= most else (None,)
