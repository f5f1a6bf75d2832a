"""What a change has to touch to concern a shape: worked out once and kept with prepared shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import NamedNode, Variable

from mithaq.validate.paths import Inverse, Path, Step, predicates_of, pushed_down
from mithaq.validate.reads import Needed, Walk
from mithaq.validate.shapes import PreparedShapes, Shape
from mithaq.validate.terms import Node, Term


class Trail(NamedTuple):
    """A walk, with the predicates of the triples that start it (None where any triple can) and
    with what its subject must have."""

    walk: Walk
    predicates: frozenset[NamedNode] | None
    needed: Needed


class Leg(NamedTuple):
    """One step of a route: the path, its inverse, and what the nodes it leads to must have."""

    path: Path
    backwards: Path
    needed: Needed


class Route(NamedTuple):
    """The trails that lead to a goal by the same paths; `legs` is None where a step may have
    any predicate."""

    goal: str | None
    legs: tuple[Leg, ...] | None
    trails: tuple[Trail, ...]


class Concern(NamedTuple):
    """What concerns a shape.

    Nothing of a change does, unless a changed triple has one of the `predicates`, a node moves
    in or out of one of the `classes`, an inner shape is touched, or it is `always` concerned.
    `back` leads from value nodes to focus nodes; `inner` are shapes by their numbers.
    """

    shape: Shape
    predicates: frozenset[NamedNode]
    always: bool
    classes: frozenset[Term]
    pairs: tuple[NamedNode, ...]
    closed: bool
    path: Path | None
    back: Path | None
    inner: tuple[tuple[int, Node], ...]
    routes: tuple[Route, ...]


class Concerns:
    """The concerns of all shapes in their order, inner shapes first."""

    def __init__(self, prepared: PreparedShapes) -> None:
        numbers = {node: number for number, node in enumerate(prepared.shapes)}
        shapes = prepared.shapes.values()
        self.of_shapes = tuple(_concern(prepared, shape, numbers) for shape in shapes)
        self.classes = frozenset(
            cls for shape in prepared.targeted for cls in shape.targets.classes
        ).union(*(reads.classes for reads in prepared.reads.values()))


def _concern(prepared: PreparedShapes, shape: Shape, numbers: dict[Node, int]) -> Concern:
    reads = prepared.reads[shape.id]
    routes = tuple(_routes(reads.walks))
    trails = [trail for route in routes for trail in route.trails]
    predicates = {*reads.pairs}.union(*(trail.predicates or () for trail in trails))
    if reads.path is not None:
        predicates |= predicates_of(reads.path)
    return Concern(
        shape=shape,
        predicates=frozenset(predicates),
        always=reads.closed or any(trail.predicates is None for trail in trails),
        classes=frozenset(reads.classes),
        pairs=reads.pairs,
        closed=reads.closed,
        path=reads.path,
        back=None if reads.path is None else pushed_down(Inverse(reads.path)),
        inner=tuple((numbers[each], each) for each in reads.inner),
        routes=routes,
    )


def _routes(walks: tuple[Walk, ...]) -> Iterator[Route]:
    found: dict[tuple[str | None, tuple[Path, ...] | None], list[Walk]] = {}
    for walk in walks:
        found.setdefault((walk.goal, walk.route), []).append(walk)
    for (goal, route), walks_there in found.items():
        legs = None
        if route is not None:
            legs = tuple(
                Leg(path, pushed_down(Inverse(path)), _needed_by_all(walks_there, number))
                for number, path in enumerate(route, start=1)
            )
        trails = map(_trail, walks_there)
        yield Route(goal, legs, tuple(trails if route != () else _widest(trails)))


def _needed_by_all(walks: Iterable[Walk], number: int) -> Needed:
    needed = [walk.needed[number] if walk.needed else frozenset() for walk in walks]
    return frozenset.intersection(*needed)


def _trail(walk: Walk) -> Trail:
    path = walk.pattern.path
    predicates = None if path is None or walk.in_place else predicates_of(path)
    return Trail(walk, predicates, walk.needed[0] if walk.needed else frozenset())


def _widest(trails: Iterable[Trail]) -> Iterator[Trail]:
    """The trails without those that begin at nothing but what another begins at; they all end
    where they begin."""
    kept: list[Trail] = []
    for trail in sorted(trails, key=lambda each: len(each.needed)):
        if not any(_covers(other, trail) for other in kept):
            kept.append(trail)
            yield trail


def _covers(wide: Trail, narrow: Trail) -> bool:
    walk, other = wide.walk, narrow.walk
    here, there = walk.pattern, other.pattern
    return (
        isinstance(here.path, Step)
        and here.path == there.path
        and walk.from_subject == other.from_subject
        and isinstance(here.subject, Variable)
        and isinstance(here.object, Variable)
        and here.subject != here.object
        and wide.needed <= narrow.needed
    )
