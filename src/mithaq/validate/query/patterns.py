"""What a query looks for: groups of triple patterns and the operators around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode, Variable

from mithaq.validate.paths import Path, Step
from mithaq.validate.terms import Term

Place: TypeAlias = NamedNode | Literal | Variable


class Pattern(NamedTuple):
    """A triple or path pattern; `path` is None where any predicate may match.

    The reader takes sequences apart and turns inverse steps round, so a path is a step, an
    alternative or a repetition.
    """

    subject: Place
    path: Path | None
    object: Place


class Expression(NamedTuple):
    """An expression by what it mentions: variables, and the groups of EXISTS."""

    variables: frozenset[str]
    exists: tuple[Group, ...]


class Filter(NamedTuple):
    expression: Expression


class Bind(NamedTuple):
    expression: Expression
    target: str


class OptionalGroup(NamedTuple):
    group: Group


class Union(NamedTuple):
    """Alternatives; a plain nested group is a union of one."""

    groups: tuple[Group, ...]


class Select(NamedTuple):
    """A query or sub-query. `projected` is None for `*`; `grouped` holds the variables of GROUP
    BY, None where nothing is aggregated; `sliced` says LIMIT or OFFSET is used."""

    projected: tuple[str, ...] | None
    group: Group
    grouped: tuple[str, ...] | None
    sliced: bool
    expressions: tuple[Expression, ...]
    assigned: tuple[str, ...]


class Foreign(NamedTuple):
    """A part with its own rules: MINUS, VALUES, SERVICE or GRAPH."""

    keyword: str
    group: Group | None


Element: TypeAlias = Pattern | Filter | Bind | OptionalGroup | Union | Select | Foreign


class Group(NamedTuple):
    """A group graph pattern: its elements in order."""

    elements: tuple[Element, ...]


class Query(NamedTuple):
    """A query as read: its form (SELECT or ASK), its content, the spans of its text (from, to)
    that hold expressions, and the span of its body inside the outermost braces.

    `stays` says that a path in it can match in no steps; `fixed` are the terms it does so at.
    """

    form: str
    select: Select
    text: str
    expression_spans: tuple[tuple[int, int], ...]
    body: tuple[int, int]
    stays: bool
    fixed: tuple[NamedNode | Literal, ...]


def required(group: Group) -> Iterator[Pattern]:
    """The patterns every solution of the group must match."""
    for element in group.elements:
        if isinstance(element, Pattern):
            yield element
        elif isinstance(element, Union) and len(element.groups) == 1:
            yield from required(element.groups[0])


def triples_needed(query: Query) -> list[tuple[NamedNode, Term | None]]:
    """Predicates that the focus node must have for the query to have solutions, each with the
    object that is asked for, if any."""
    return [
        (each.path.predicate, None if isinstance(each.object, Variable) else each.object)
        for each in required(query.select.group)
        if isinstance(each.path, Step) and each.subject == Variable("this")
    ]


def inner_groups(element: Element) -> tuple[Group, ...]:
    """The groups directly inside an element."""
    match element:
        case Filter(expression) | Bind(expression, _):
            return expression.exists
        case OptionalGroup(group):
            return (group,)
        case Union(groups):
            return groups
        case Select(group=group, expressions=expressions):
            return (group, *(each for e in expressions for each in e.exists))
        case Foreign(group=inner):
            return (inner,) if inner is not None else ()
    return ()


def all_elements(group: Group) -> Iterator[Element]:
    """Every element of the group, those of inner groups included."""
    for element in group.elements:
        yield element
        for inner in inner_groups(element):
            yield from all_elements(inner)
