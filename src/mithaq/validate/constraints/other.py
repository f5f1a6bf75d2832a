"""Other constraints (SHACL 4.8): sh:closed, sh:hasValue, sh:in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from mithaq.validate.constraints.base import Check, Detail, Evaluation, Found, each_failing
from mithaq.validate.paths import Step
from mithaq.validate.terms import Term, core_component


class Closed(NamedTuple):
    """SHACL 4.8.1: value nodes have no property but the allowed ones; one result for each
    triple too many, with its predicate as path and its object as value."""

    allowed: frozenset[NamedNode]

    @property
    def component(self) -> NamedNode:
        return core_component("Closed")

    def check(self, run: Evaluation, /) -> Check:
        out, allowed = run.graph.out, self.allowed

        def check(_: Term, values: Sequence[Term]) -> Sequence[Found]:
            return [
                Detail(found, Step(predicate))
                for value in values
                for predicate, objects in out(value).items()
                if predicate not in allowed
                for found in objects
            ]

        return check


class HasValue(NamedTuple):
    """SHACL 4.8.2: the term is among the value nodes."""

    value: Term

    @property
    def component(self) -> NamedNode:
        return core_component("HasValue")

    def check(self, _: Evaluation, /) -> Check:
        value = self.value
        return lambda _, values: () if value in values else (None,)


class In(NamedTuple):
    """SHACL 4.8.3: value nodes are members of the list."""

    members: tuple[Term, ...]

    @property
    def component(self) -> NamedNode:
        return core_component("In")

    def check(self, _: Evaluation, /) -> Check:
        return each_failing(frozenset(self.members).__contains__)
