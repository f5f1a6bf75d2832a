"""SHACL property paths (SHACL 2.3.1): their values, their text, and how they are followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from pyoxigraph import NamedNode

from mithaq.validate.graph import Graph
from mithaq.validate.terms import Term

Follow: TypeAlias = Callable[[Term], Sequence[Term]]


class Step(NamedTuple):
    """Predicate path: from subject to object."""

    predicate: NamedNode

    def __str__(self) -> str:
        return str(self.predicate)


class Inverse(NamedTuple):
    """Inverse path."""

    path: Path

    def __str__(self) -> str:
        return f"^{_grouped(self.path)}"


@dataclass(frozen=True, slots=True)
class Sequence_:
    """Sequence path: one member after the other."""

    members: tuple[Path, ...]

    def __str__(self) -> str:
        return "/".join(map(_grouped, self.members))


@dataclass(frozen=True, slots=True)
class Alternative:
    """Alternative path: any of the members."""

    members: tuple[Path, ...]

    def __str__(self) -> str:
        return "|".join(map(_grouped, self.members))


class Repeat(NamedTuple):
    """Zero-or-more, one-or-more and zero-or-one paths."""

    path: Path
    at_least_once: bool
    at_most_once: bool

    def __str__(self) -> str:
        sign = "?" if self.at_most_once else "+" if self.at_least_once else "*"
        return _grouped(self.path) + sign


Path: TypeAlias = Step | Inverse | Sequence_ | Alternative | Repeat


def _grouped(path: Path) -> str:
    return str(path) if isinstance(path, Step) else f"({path})"


def pushed_down(path: Path, inverted: bool = False) -> Path:
    """The same path with inversion only at predicates.

    >>> p, q = Step(NamedNode("x:p")), Step(NamedNode("x:q"))
    >>> str(pushed_down(Inverse(Sequence_((p, q)))))
    '(^<x:q>)/(^<x:p>)'
    """
    match path:
        case Step():
            return Inverse(path) if inverted else path
        case Inverse(inner):
            return pushed_down(inner, not inverted)
        case Sequence_(members):
            parts = tuple(pushed_down(each, inverted) for each in members)
            return Sequence_(parts[::-1] if inverted else parts)
        case Alternative(members):
            return Alternative(tuple(pushed_down(each, inverted) for each in members))
        case Repeat(inner, least, most):
            return Repeat(pushed_down(inner, inverted), least, most)


def predicates_of(path: Path) -> frozenset[NamedNode]:
    """The predicates of the triples that the path can run over."""
    match path:
        case Step(predicate):
            return frozenset((predicate,))
        case Sequence_(members) | Alternative(members):
            return frozenset().union(*map(predicates_of, members))
        case Inverse(inner) | Repeat(inner):
            return predicates_of(inner)


def matches_in_place(path: Path) -> bool:
    """Whether the path can lead from a node to itself in no steps.

    >>> matches_in_place(Repeat(Step(NamedNode("x:p")), at_least_once=False, at_most_once=True))
    True
    """
    match path:
        case Repeat(inner, least, _):
            return not least or matches_in_place(inner)
        case Sequence_(members):
            return all(map(matches_in_place, members))
        case Alternative(members):
            return any(map(matches_in_place, members))
        case Inverse(inner):
            return matches_in_place(inner)
    return False


def follower(path: Path, graph: Graph) -> Follow:
    """A function from a node to its value nodes along the path, each once (SHACL 2.3.1)."""
    return _follower(pushed_down(path), graph)


def _follower(path: Path, graph: Graph) -> Follow:
    match path:
        case Step(predicate):
            values = graph.values
            return lambda node: values(node, predicate)
        case Inverse(Step(predicate)):
            subjects = graph.subjects
            return lambda node: subjects(predicate, node)
        case Sequence_(members):
            return _in_sequence([_follower(each, graph) for each in members])
        case Alternative(members):
            return _any_of([_follower(each, graph) for each in members])
        case Repeat(inner, least, most):
            return _repeated(_follower(inner, graph), least, most)
        case other:
            raise AssertionError(other)


def _in_sequence(steps: list[Follow]) -> Follow:
    def follow(node: Term) -> Sequence[Term]:
        current: Iterable[Term] = (node,)
        for step in steps:
            current = dict.fromkeys(value for each in current for value in step(each))
        return list(current)

    return follow


def _any_of(branches: list[Follow]) -> Follow:
    def follow(node: Term) -> Sequence[Term]:
        return list(dict.fromkeys(value for each in branches for value in each(node)))

    return follow


def _repeated(step: Follow, at_least_once: bool, at_most_once: bool) -> Follow:
    def follow(node: Term) -> Sequence[Term]:
        reached = dict.fromkeys(step(node))
        if not at_most_once:
            todo = list(reached)
            while todo:
                for value in step(todo.pop()):
                    if value not in reached:
                        reached[value] = None
                        todo.append(value)
        if not at_least_once:
            reached[node] = None
        return list(reached)

    return follow
