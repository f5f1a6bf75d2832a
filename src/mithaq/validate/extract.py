"""The part of a graph that a query can see from given focus nodes.

A query for a focus node gives the same answer on the triples gathered here as on the whole
graph: every triple pattern finds here all triples with which it can match together with the
patterns beside it. Patterns of optional and tested groups start from what is surely bound
around them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
from mithaq.validate.terms import Term
from mithaq.validate.trace import Gathered


class OutOfReach(Exception):
    """The query looks at triples that nothing leads to from the focus nodes."""


def gather(
    graph: Graph, query: Query, bound: Mapping[str, Iterable[Term]], gathered: Gathered
) -> set[Term]:
    """Gather the triples the query can see when its variables are bound so.

    Returns the focus nodes for which the outermost patterns can match. Raises OutOfReach where
    only the whole graph would do.
    """
    start = {name: set(terms) for name, terms in bound.items()}
    if query.stays:
        for node in (*query.fixed, *(each for terms in start.values() for each in terms)):
            gathered.presence(graph, node)
    return _Extraction(Join(graph, gathered), start).select(query.select)


class _Extraction:
    def __init__(self, join: Join, start: Candidates) -> None:
        self.join, self.start = join, start

    def select(self, select: Select) -> set[Term]:
        known = dict(self.start)
        matched = self.group(select.group, known)
        for expression in select.expressions:
            for group in expression.exists:
                self.group(group, dict(self.start))
        return known["this"] if matched else set()

    def group(self, group: Group, known: Candidates) -> bool:
        own = tuple(required(group))
        matched = self.join.narrow(own, known)
        if matched is None:
            raise OutOfReach
        if not matched:
            return False
        before: tuple[Pattern, ...] = ()
        for element in group.elements:
            match element:
                case Pattern():
                    before = (*before, element)
                case Union(groups):
                    for each in groups:
                        self.group(each, dict(known))
                    if len(groups) == 1:
                        before = (*before, *required(groups[0]))
                case OptionalGroup(inner):
                    self.group(inner, self._sure(known, before))
                case Bind(expression, _):
                    for inner in expression.exists:
                        self.group(inner, self._sure(known, before))
                case Filter(expression):
                    for inner in expression.exists:
                        self.group(inner, self._sure(known, own))
                case Select():
                    self.select(element)
                case Foreign():
                    raise OutOfReach
        return True

    def _sure(self, known: Candidates, patterns: Iterable[Pattern]) -> Candidates:
        """The candidates of what the patterns bind, and of what was bound at the start."""
        names = variables_of(patterns) | self.start.keys()
        return {name: set(nodes) for name, nodes in known.items() if name in names}
