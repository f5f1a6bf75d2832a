"""What a shape can see of the data: the static side of incremental validation."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from pyoxigraph import NamedNode

from mithaq.validate.paths import Path
from mithaq.validate.query.patterns import Pattern
from mithaq.validate.terms import Node, Term

Needed: TypeAlias = frozenset[tuple[NamedNode, Term | None]]
"""Predicates that a node must have, each with the object that is asked for, if any."""


class Walk(NamedTuple):
    """How a triple that a query's pattern can match leads back to focus nodes.

    `goal` is the variable to arrive at, `this` or `value`; None where the patterns do not lead
    there, so that every focus node must be taken. `route` leads to the goal by other patterns
    of the query, from the subject of the triple or from its object; None where a step of it may
    have any predicate. `companions` are all the patterns that must match along with `pattern`;
    variables of one name are one node. `in_place` says that the pattern can match in no steps
    at a node that no other pattern finds in the graph. `needed` says for the subject of the
    triple, and for the nodes met after each step of the route, what other patterns ask of them.
    """

    pattern: Pattern
    goal: str | None
    from_subject: bool
    route: tuple[Path, ...] | None
    companions: tuple[Pattern, ...]
    in_place: bool
    needed: tuple[Needed, ...] = ()


class Reads(NamedTuple):
    """Everything the verdict of a shape on a focus node depends on.

    `path` leads from the focus node to its value nodes (inversion pushed down to predicates).
    `classes` are looked up at value nodes through rdf:type and rdfs:subClassOf, `pairs` are
    read at the focus node, `closed` reads every triple of a value node, `inner` are the shapes
    checked on value nodes, and `walks` the patterns of queries.
    """

    path: Path | None
    classes: tuple[Term, ...]
    pairs: tuple[NamedNode, ...]
    closed: bool
    inner: tuple[Node, ...]
    walks: tuple[Walk, ...]
