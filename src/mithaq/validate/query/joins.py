"""Telling the variables of a query's groups apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Variable

from mithaq.validate.query.patterns import (
    Bind,
    Element,
    Expression,
    Filter,
    Foreign,
    Group,
    OptionalGroup,
    Pattern,
    Place,
    Select,
    Union,
)


def variables_of(patterns: Iterable[Pattern]) -> set[str]:
    """The names of the variables in the patterns."""
    places = (place for each in patterns for place in (each.subject, each.object))
    return {place.value for place in places if isinstance(place, Variable)}


def renamed(group: Group, kept: Collection[str], fresh: Iterator[str]) -> Group:
    """The group with its variables renamed, except the kept ones."""
    return _Renaming(kept, fresh).group(group)


class _Renaming:
    def __init__(self, kept: Collection[str], fresh: Iterator[str]) -> None:
        self.names = {name: name for name in kept}
        self.fresh = fresh

    def name(self, old: str) -> str:
        if old not in self.names:
            self.names[old] = next(self.fresh)
        return self.names[old]

    def place(self, place: Place) -> Place:
        return Variable(self.name(place.value)) if isinstance(place, Variable) else place

    def group(self, group: Group) -> Group:
        return Group(tuple(map(self.element, group.elements)))

    def expression(self, expression: Expression) -> Expression:
        names = frozenset(map(self.name, expression.variables))
        return Expression(names, tuple(map(self.group, expression.exists)))

    def element(self, element: Element) -> Element:
        match element:
            case Pattern(subject, path, target):
                return Pattern(self.place(subject), path, self.place(target))
            case Filter(expression):
                return Filter(self.expression(expression))
            case Bind(expression, target):
                return Bind(self.expression(expression), self.name(target))
            case OptionalGroup(group):
                return OptionalGroup(self.group(group))
            case Union(groups):
                return Union(tuple(map(self.group, groups)))
            case Select():
                return element
            case Foreign(keyword, inner):
                return Foreign(keyword, None if inner is None else self.group(inner))
