"""What a run needs to know of each shape: worked out once and kept with the prepared shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode

from mithaq.validate.constraints import counts, logic, other, pairs, ranges, sparql, strings, types
from mithaq.validate.constraints.base import Check, Constraint, Evaluation
from mithaq.validate.constraints.custom import CustomConstraint
from mithaq.validate.constraints.sparql import SparqlConstraint
from mithaq.validate.paths import Path, Step, pushed_down
from mithaq.validate.shapes import PreparedShapes, Shape
from mithaq.validate.terms import Node

JUDGE_NOTHING = (
    counts.MinCount,
    logic.QualifiedMin,
    other.HasValue,
    pairs.Equals,
    sparql.SparqlConstraint,
    CustomConstraint,
)
"""Constraints that can be violated where there are no value nodes."""

JUDGE_BY_VALUES = (
    counts.MinCount,
    counts.MaxCount,
    other.HasValue,
    other.In,
    ranges.MinExclusive,
    ranges.MinInclusive,
    ranges.MaxExclusive,
    ranges.MaxInclusive,
    strings.MinLength,
    strings.MaxLength,
    strings.Pattern,
    strings.LanguageIn,
    strings.UniqueLang,
    types.Datatype,
    types.NodeKind,
)
"""Constraints that look at the value nodes and at nothing else in the graph: their checks are the
same in every run."""

Bound = tuple[Constraint, Check | None]


class ShapePlan(NamedTuple):
    """How a shape is checked.

    `path` has inversion pushed down. `checks` are the constraints, with the check where that is
    the same in every run; `checks_of_nothing` those of them that matter without value nodes.
    `inner` are the property shapes, each with the predicate without which a node has nothing to
    check there. `queries` run on the very focus nodes the shape is checked on.
    """

    path: Path | None
    checks: tuple[Bound, ...]
    checks_of_nothing: tuple[Bound, ...]
    inner: tuple[tuple[Node, NamedNode | None], ...]
    queries: tuple[SparqlConstraint, ...]


class Plans:
    """The plans of prepared shapes, each made when it is first needed."""

    def __init__(self, prepared: PreparedShapes) -> None:
        self.shapes = prepared.shapes
        self._found: dict[Node, ShapePlan] = {}

    def of(self, shape: Shape, run: Evaluation) -> ShapePlan:
        """The plan of a shape."""
        found = self._found.get(shape.id)
        if found is None:
            found = self._found[shape.id] = _planned(self.shapes, shape, run)
        return found


def _planned(shapes: Mapping[Node, Shape], shape: Shape, run: Evaluation) -> ShapePlan:
    constraints = () if shape.deactivated else shape.constraints
    checks = tuple(
        (each, each.check(run) if isinstance(each, JUDGE_BY_VALUES) else None)
        for each in constraints
    )
    properties = () if shape.deactivated else shape.properties
    return ShapePlan(
        path=None if shape.path is None else pushed_down(shape.path),
        checks=checks,
        checks_of_nothing=tuple(each for each in checks if isinstance(each[0], JUDGE_NOTHING)),
        inner=tuple((each, _needed(shapes[each])) for each in properties),
        queries=tuple(_queries_on_focus(shapes, shape)),
    )


def _needed(shape: Shape) -> NamedNode | None:
    """The predicate without which the property shape has no results, if there is one."""
    if not isinstance(shape.path, Step):
        return None
    judging = any(isinstance(each, JUDGE_NOTHING) for each in shape.constraints)
    return None if judging else shape.path.predicate


def _queries_on_focus(shapes: Mapping[Node, Shape], shape: Shape) -> Iterator[SparqlConstraint]:
    if shape.deactivated:
        return
    for constraint in shape.constraints:
        if isinstance(constraint, SparqlConstraint):
            yield constraint
    if shape.path is None:
        for inner in shape.properties:
            yield from _queries_on_focus(shapes, shapes[inner])
