"""Compiling the footprint of shapes: for each, which triples its verdicts can depend on.

A query's triple pattern can match a changed triple only together with the patterns that stand
with it under conjunction; those lead from the triple to the focus node. What this leaves out of
sight (filters, the order of optional parts) only makes the footprint larger, never smaller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from pyoxigraph import Variable

from mithaq.validate.constraints import logic, other, pairs, types
from mithaq.validate.constraints.custom import CustomConstraint
from mithaq.validate.constraints.sparql import SparqlConstraint
from mithaq.validate.paths import Inverse, Path, Step, matches_in_place, pushed_down
from mithaq.validate.query.joins import renamed, variables_of
from mithaq.validate.query.patterns import (
    Bind,
    Filter,
    Group,
    OptionalGroup,
    Pattern,
    Place,
    Select,
    Union,
    required,
)
from mithaq.validate.reads import Needed, Reads, Walk
from mithaq.validate.shapes import Shape
from mithaq.validate.terms import Node, Term


def reads_of(shape: Shape) -> Reads:
    """The footprint of one shape, without what its inner shapes see."""
    classes: list[Term] = []
    compared: list[pairs.Equals | pairs.Disjoint | pairs.LessThan | pairs.LessThanOrEquals] = []
    inner: list[Node] = list(shape.properties)
    walks: list[Walk] = []
    for constraint in shape.constraints:
        match constraint:
            case types.Class(cls):
                classes.append(cls)
            case pairs.Equals() | pairs.Disjoint() | pairs.LessThan() | pairs.LessThanOrEquals():
                compared.append(constraint)
            case logic.ShapeNode(each) | logic.Not(each):
                inner.append(each)
            case logic.And(members) | logic.Or(members) | logic.Xone(members):
                inner.extend(members)
            case logic.QualifiedMin(each, siblings) | logic.QualifiedMax(each, siblings):
                inner.extend((each, *siblings))
            case SparqlConstraint(query=query):
                walks.extend(walks_of(query.select, ("this",)))
            case CustomConstraint(query=query):
                bound = ("this", "value") if query.form == "ASK" else ("this",)
                walks.extend(walks_of(query.select, bound))
    return Reads(
        path=None if shape.path is None else pushed_down(shape.path),
        classes=tuple(dict.fromkeys(classes)),
        pairs=tuple(dict.fromkeys(each.predicate for each in compared)),
        closed=any(isinstance(each, other.Closed) for each in shape.constraints),
        inner=tuple(dict.fromkeys(inner)),
        walks=tuple(walks),
    )


def walks_of(select: Select, goals: tuple[str, ...]) -> Iterator[Walk]:
    """The walks of every triple pattern of a query to the variables that are bound before it
    runs."""
    return _Walks(goals).of_select(select)


class _Walks:
    """The walks of the groups of one query."""

    def __init__(self, goals: tuple[str, ...]) -> None:
        self.goals = goals
        self.fresh = (f"__{number}" for number in count(1000))

    def of_select(self, select: Select) -> Iterator[Walk]:
        yield from self.of_group(select.group, ())
        for expression in select.expressions:
            for group in expression.exists:
                yield from self.of_group(group, ())

    def of_group(self, group: Group, context: tuple[Pattern, ...]) -> Iterator[Walk]:
        """The walks of a group; `context` holds the patterns around it that must match too."""
        own = tuple(required(group))
        together = (*context, *own)
        before: tuple[Pattern, ...] = ()
        for element in group.elements:
            match element:
                case Pattern():
                    yield self.walk(element, together)
                    before = (*before, element)
                case Union(groups):
                    for each in groups:
                        yield from self.of_group(each, together)
                    if len(groups) == 1:
                        before = (*before, *required(groups[0]))
                case OptionalGroup(inner):
                    yield from self.apart(inner, (*context, *before), before)
                case Bind(expression, _):
                    for inner in expression.exists:
                        yield from self.apart(inner, (*context, *before), before)
                case Filter(expression):
                    for inner in expression.exists:
                        yield from self.apart(inner, together, own)
                case Select():
                    yield from self.of_select(element)

    def apart(
        self, inner: Group, context: tuple[Pattern, ...], sure: Iterable[Pattern]
    ) -> Iterator[Walk]:
        """The walks of an optional or tested group. It shares with the patterns around it only
        the variables that `sure` patterns bind; a variable of the same name elsewhere may be
        unbound here, so it gets another name."""
        shared = {*variables_of(sure), *self.goals}
        yield from self.of_group(renamed(inner, shared, self.fresh), context)

    def walk(self, pattern: Pattern, together: Iterable[Pattern]) -> Walk:
        """The walk of one pattern: the shortest route to a goal, and the patterns connected."""
        others = [each for each in dict.fromkeys(together) if each != pattern]
        companions = _connected(pattern, others)
        known = variables_of((pattern, *companions))
        in_place = _in_place(pattern, companions)
        goal = next((name for name in self.goals if name in known), None)
        if goal is None:
            return Walk(pattern, None, True, None, companions, in_place)
        ends = ((True, pattern.subject), (False, pattern.object))
        routes = [(first, _route(place, Variable(goal), companions)) for first, place in ends]
        found = [(first, route) for first, route in routes if route is not None]
        if not found:
            return Walk(pattern, goal, True, None, companions, in_place)
        from_subject, route = min(found, key=lambda each: len(each[1]))
        met = (pattern.subject, *(place for place, _ in route))
        return Walk(
            pattern,
            goal,
            from_subject,
            route=tuple(path for _, path in route),
            companions=companions,
            in_place=in_place,
            needed=tuple(_needed(place, (pattern, *companions)) for place in met),
        )


def _needed(place: Place, patterns: Iterable[Pattern]) -> Needed:
    """What patterns ask of a node, as the subject of single steps."""
    if not isinstance(place, Variable):
        return frozenset()
    return frozenset(
        (each.path.predicate, None if isinstance(each.object, Variable) else each.object)
        for each in patterns
        if each.subject == place and isinstance(each.path, Step)
    )


def _in_place(pattern: Pattern, companions: Iterable[Pattern]) -> bool:
    """Whether the pattern can match in no steps at a node that need not occur in the graph.
    A node that another pattern finds, by at least one step, does occur."""
    if pattern.path is None or not matches_in_place(pattern.path):
        return False
    found = variables_of(each for each in companions if not _stays(each))
    return not found & variables_of((pattern,))


def _stays(pattern: Pattern) -> bool:
    return pattern.path is not None and matches_in_place(pattern.path)


def _connected(pattern: Pattern, others: list[Pattern]) -> tuple[Pattern, ...]:
    """The patterns that share variables with the first, directly or through each other."""
    known = variables_of((pattern,))
    found: list[Pattern] = []
    left = others
    while near := [each for each in left if variables_of((each,)) & known]:
        found += near
        known |= variables_of(near)
        left = [each for each in left if each not in near]
    return tuple(found)


def _route(
    start: Place, goal: Place, patterns: Iterable[Pattern]
) -> tuple[tuple[Place, Path], ...] | None:
    """The shortest way between two variables over patterns: paths to follow, each with the
    variable it leads to."""
    if not isinstance(start, Variable):
        return None
    routes: dict[Place, tuple[tuple[Place, Path], ...]] = {start: ()}
    todo: list[Place] = [start]
    for place in todo:
        for pattern in patterns:
            if pattern.path is None:
                continue
            for here, there, path in (
                (pattern.subject, pattern.object, pattern.path),
                (pattern.object, pattern.subject, pushed_down(Inverse(pattern.path))),
            ):
                if here == place and isinstance(there, Variable) and there not in routes:
                    routes[there] = (*routes[place], (there, path))
                    todo.append(there)
    return routes.get(goal)
