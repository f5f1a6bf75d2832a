"""The parameters of SHACL Core (SHACL 4), each with how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias, TypeVar

from pyoxigraph import Literal, NamedNode

from mithaq.validate.constraints import counts, logic, other, pairs, ranges, strings, types
from mithaq.validate.constraints.base import Constraint
from mithaq.validate.paths import Path
from mithaq.validate.patterns import is_valid
from mithaq.validate.shapegraph import ShapesGraph, fault
from mithaq.validate.terms import XSD_INTEGER, Node, Term, sh

Value = TypeVar("Value")


class Reading(NamedTuple):
    """What reading a parameter needs: the graph, the shape, its path, and how to build the
    shapes it refers to."""

    graph: ShapesGraph
    node: Node
    path: Path | None
    build: Callable[[Term], Node]


Build: TypeAlias = Callable[[Reading, NamedNode], Iterable[Constraint]]
Convert: TypeAlias = Callable[[Reading, NamedNode, Term], Value]


def _iri(at: Reading, predicate: NamedNode, value: Term) -> NamedNode:
    if not isinstance(value, NamedNode):
        raise fault(at.node, predicate, f"an IRI, not {value}")
    return value


def _literal(at: Reading, predicate: NamedNode, value: Term) -> Literal:
    if not isinstance(value, Literal):
        raise fault(at.node, predicate, f"a literal, not {value}")
    return value


def _integer(at: Reading, predicate: NamedNode, value: Term) -> int:
    literal = _literal(at, predicate, value)
    if literal.datatype != XSD_INTEGER or not literal.value.lstrip("+-").isdigit():
        raise fault(at.node, predicate, f"an integer, not {value}")
    return int(literal.value)


def _kind(at: Reading, predicate: NamedNode, value: Term) -> NamedNode:
    if value not in types.KINDS:
        raise fault(at.node, predicate, f"one of the six node kinds, not {value}")
    return _iri(at, predicate, value)


def _shape(at: Reading, _: NamedNode, value: Term) -> Node:
    return at.build(value)


def _node_shape(at: Reading, predicate: NamedNode, value: Term) -> Node:
    if at.graph.values(value, sh("path")):
        raise fault(at.node, predicate, f"a node shape, not the property shape {value}")
    return at.build(value)


def _shapes(at: Reading, predicate: NamedNode, value: Term) -> tuple[Node, ...]:
    return tuple(at.build(each) for each in at.graph.members(value, at.node, predicate))


def _terms(at: Reading, predicate: NamedNode, value: Term) -> tuple[Term, ...]:
    return tuple(map(at.graph.stored, at.graph.members(value, at.node, predicate)))


def _strings(at: Reading, predicate: NamedNode, value: Term) -> tuple[str, ...]:
    members = at.graph.members(value, at.node, predicate)
    return tuple(_literal(at, predicate, each).value for each in members)


def _bound(at: Reading, predicate: NamedNode, value: Term) -> Literal:
    return _literal(at, predicate, at.graph.stored(value))


def _any(at: Reading, _: NamedNode, value: Term) -> Term:
    return at.graph.stored(value)


def each(make: Callable[[Value], Constraint], convert: Convert[Value]) -> Build:
    """A parameter of which every value is a constraint of its own."""

    def build(at: Reading, predicate: NamedNode) -> Iterable[Constraint]:
        return [make(convert(at, predicate, v)) for v in at.graph.values(at.node, predicate)]

    return build


def one(make: Callable[[Value], Constraint], convert: Convert[Value]) -> Build:
    """A parameter with at most one value."""

    def build(at: Reading, predicate: NamedNode) -> Iterable[Constraint]:
        value = at.graph.single(at.node, predicate)
        return [] if value is None else [make(convert(at, predicate, value))]

    return build


def on_paths(build: Build) -> Build:
    """A parameter that only property shapes may have."""

    def checked(at: Reading, predicate: NamedNode) -> Iterable[Constraint]:
        if at.path is None:
            raise fault(at.node, predicate, "a property shape around it: add sh:path")
        return build(at, predicate)

    return checked


def _pattern(at: Reading, predicate: NamedNode) -> Iterable[Constraint]:
    flag_value = at.graph.single(at.node, sh("flags"))
    flags = "" if flag_value is None else _literal(at, sh("flags"), flag_value).value
    for value in at.graph.values(at.node, predicate):
        pattern = _literal(at, predicate, value).value
        if not is_valid(pattern, flags):
            raise fault(at.node, predicate, f"a regular expression, not {pattern!r}")
        yield strings.Pattern(pattern, flags)


def _unique_lang(at: Reading, predicate: NamedNode) -> Iterable[Constraint]:
    return [strings.UniqueLang()] if at.graph.flag(at.node, predicate) else []


def _closed(at: Reading, predicate: NamedNode) -> Iterable[Constraint]:
    if not at.graph.flag(at.node, predicate):
        return []
    ignored = at.graph.single(at.node, sh("ignoredProperties"))
    allowed = set() if ignored is None else set(_terms(at, sh("ignoredProperties"), ignored))
    for shape in at.graph.values(at.node, sh("property")):
        allowed.update(at.graph.values(shape, sh("path")))
    return [other.Closed(frozenset(t for t in allowed if isinstance(t, NamedNode)))]


def _qualified(at: Reading, predicate: NamedNode) -> Iterable[Constraint]:
    least = at.graph.single(at.node, sh("qualifiedMinCount"))
    most = at.graph.single(at.node, sh("qualifiedMaxCount"))
    disjoint = at.graph.flag(at.node, sh("qualifiedValueShapesDisjoint"))
    for value in at.graph.values(at.node, predicate):
        shape = at.build(value)
        siblings = _siblings(at, shape) if disjoint else ()
        if least is not None:
            count = _integer(at, sh("qualifiedMinCount"), least)
            yield logic.QualifiedMin(shape, siblings, count)
        if most is not None:
            count = _integer(at, sh("qualifiedMaxCount"), most)
            yield logic.QualifiedMax(shape, siblings, count)


def _siblings(at: Reading, shape: Node) -> tuple[Node, ...]:
    """The sibling shapes of SHACL 4.7.3: the qualified value shapes of the property shapes
    beside this one, without its own."""
    own = at.graph.values(at.node, sh("qualifiedValueShape"))
    beside = {
        value
        for parent in at.graph.sources(sh("property"), at.node)
        for property_shape in at.graph.values(parent, sh("property"))
        for value in at.graph.values(property_shape, sh("qualifiedValueShape"))
    }
    return tuple(at.build(each) for each in sorted(beside - set(own), key=str) if each != shape)


PARAMETERS: dict[NamedNode, tuple[Build, ...]] = {
    sh(name): (build,)
    for name, build in {
        "class": each(types.Class, _any),
        "datatype": one(types.Datatype, _iri),
        "nodeKind": one(types.NodeKind, _kind),
        "minCount": on_paths(one(counts.MinCount, _integer)),
        "maxCount": on_paths(one(counts.MaxCount, _integer)),
        "minExclusive": one(ranges.MinExclusive, _bound),
        "minInclusive": one(ranges.MinInclusive, _bound),
        "maxExclusive": one(ranges.MaxExclusive, _bound),
        "maxInclusive": one(ranges.MaxInclusive, _bound),
        "minLength": one(strings.MinLength, _integer),
        "maxLength": one(strings.MaxLength, _integer),
        "pattern": _pattern,
        "languageIn": one(strings.LanguageIn, _strings),
        "uniqueLang": on_paths(_unique_lang),
        "equals": each(pairs.Equals, _iri),
        "disjoint": each(pairs.Disjoint, _iri),
        "lessThan": on_paths(each(pairs.LessThan, _iri)),
        "lessThanOrEquals": on_paths(each(pairs.LessThanOrEquals, _iri)),
        "not": each(logic.Not, _shape),
        "and": each(logic.And, _shapes),
        "or": each(logic.Or, _shapes),
        "xone": each(logic.Xone, _shapes),
        "node": each(logic.ShapeNode, _node_shape),
        "qualifiedValueShape": on_paths(_qualified),
        "closed": _closed,
        "hasValue": each(other.HasValue, _any),
        "in": one(other.In, _terms),
    }.items()
}
"""What each parameter of SHACL Core becomes."""
