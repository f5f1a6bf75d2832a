"""Other constraints (SHACL 4.8): sh:closed, sh:hasValue, sh:in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import NamedNode

from mithaq.validate.constraints.base import Check, Detail, Evaluation, Found, each_failing
from mithaq.validate.paths import Step
from mithaq.validate.terms import Term, component


@dataclass(frozen=True, slots=True)
class Closed:
    """SHACL 4.8.1: value nodes have no property but the allowed ones; one result for each
    triple too many, with its predicate as path and its object as value."""

    component: ClassVar[NamedNode] = component("Closed")
    allowed: frozenset[NamedNode]

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


@dataclass(frozen=True, slots=True)
class HasValue:
    """SHACL 4.8.2: the term is among the value nodes."""

    component: ClassVar[NamedNode] = component("HasValue")
    value: Term

    def check(self, _: Evaluation, /) -> Check:
        value = self.value
        return lambda _, values: () if value in values else (None,)


@dataclass(frozen=True, slots=True)
class In:
    """SHACL 4.8.3: value nodes are members of the list."""

    component: ClassVar[NamedNode] = component("In")
    members: tuple[Term, ...]

    def check(self, _: Evaluation, /) -> Check:
        return each_failing(frozenset(self.members).__contains__)
