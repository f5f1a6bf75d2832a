"""The part of a graph that a query can see from given focus nodes.

A query for a focus node gives the same answer on the triples gathered here as on the whole
graph: every triple pattern finds here all triples with which it can match together with the
patterns beside it. Patterns of optional and tested groups start from what is surely bound
around them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from mithaq.validate.graph import Graph
from mithaq.validate.query.joins import variables_of
from mithaq.validate.query.patterns import (
    Bind,
    Filter,
    Foreign,
    Group,
    OptionalGroup,
    Pattern,
    Query,
    Select,
    Union,
    required,
)
from mithaq.validate.semijoin import Candidates, Join
from mithaq.validate.shapes import PreparedShapes
from mithaq.validate.terms import Term
from mithaq.validate.trace import Gathered


class OutOfReach(Exception):
    """The query looks at triples that nothing leads to from the focus nodes."""


class GroupSight(NamedTuple):
    """What a group looks at: the patterns it must match, and the groups in it. `is_foreign` says
    that it looks at other things as well."""

    patterns: tuple[Pattern, ...]
    parts: tuple[tuple[GroupSight | SelectSight, frozenset[str] | None], ...]
    is_foreign: bool


class SelectSight(NamedTuple):
    """What a query or sub-query looks at: its group, and the groups of EXISTS in its head."""

    group: GroupSight
    tested: tuple[GroupSight, ...]


class Sights:
    """What queries look at, read once for each and kept with the prepared shapes."""

    def __init__(self, _: PreparedShapes) -> None:
        self._found: dict[str, SelectSight] = {}

    def of(self, query: Query) -> SelectSight:
        """What the query looks at."""
        found = self._found.get(query.text)
        if found is None:
            found = self._found[query.text] = _of_select(query.select)
        return found


def _of_select(select: Select) -> SelectSight:
    tested = tuple(_of_group(group) for each in select.expressions for group in each.exists)
    return SelectSight(_of_group(select.group), tested)


def _of_group(group: Group) -> GroupSight:
    return GroupSight(
        patterns=tuple(required(group)),
        parts=tuple(_parts(group)),
        is_foreign=any(isinstance(each, Foreign) for each in group.elements),
    )


def _parts(group: Group) -> Iterator[tuple[GroupSight | SelectSight, frozenset[str] | None]]:
    """The groups inside a group, each with the variables it shares with what is around it; None
    where it shares them all."""
    own = frozenset(variables_of(required(group)))
    before: tuple[Pattern, ...] = ()
    for element in group.elements:
        match element:
            case Pattern():
                before = (*before, element)
            case Union(groups):
                for each in groups:
                    yield _of_group(each), None
                if len(groups) == 1:
                    before = (*before, *required(groups[0]))
            case OptionalGroup(inner):
                yield _of_group(inner), frozenset(variables_of(before))
            case Bind(expression, _):
                for inner in expression.exists:
                    yield _of_group(inner), frozenset(variables_of(before))
            case Filter(expression):
                for inner in expression.exists:
                    yield _of_group(inner), own
            case Select():
                yield _of_select(element), None


def gather(
    graph: Graph,
    query: Query,
    sight: SelectSight,
    bound: Mapping[str, Iterable[Term]],
    gathered: Gathered,
) -> set[Term]:
    """Gather the triples the query can see when its variables are bound so; `sight` is what it
    looks at.

    Returns the focus nodes for which the outermost patterns can match. Raises OutOfReach where
    only the whole graph would do.
    """
    start = {name: set(terms) for name, terms in bound.items()}
    if query.stays:
        for node in (*query.fixed, *(each for terms in start.values() for each in terms)):
            gathered.presence(graph, node)
    return _Extraction(Join(graph, gathered), start).select(sight)


class _Extraction:
    def __init__(self, join: Join, start: Candidates) -> None:
        self.join, self.start = join, start

    def select(self, sight: SelectSight) -> set[Term]:
        known = dict(self.start)
        matched = self.group(sight.group, known)
        for each in sight.tested:
            self.group(each, dict(self.start))
        return known["this"] if matched else set()

    def group(self, sight: GroupSight, known: Candidates) -> bool:
        matched = self.join.narrow(sight.patterns, known)
        if matched is None:
            raise OutOfReach
        if not matched:
            return False
        if sight.is_foreign:
            raise OutOfReach
        for part, shared in sight.parts:
            if isinstance(part, SelectSight):
                self.select(part)
            else:
                self.group(part, dict(known) if shared is None else self._sure(known, shared))
        return True

    def _sure(self, known: Candidates, names: frozenset[str]) -> Candidates:
        """The candidates of what is surely bound, and of what was bound at the start."""
        start = self.start
        return {name: nodes for name, nodes in known.items() if name in names or name in start}
