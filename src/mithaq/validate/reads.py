"""What a shape can see of the data: the static side of incremental validation."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from mithaq.validate.paths import Path
from mithaq.validate.query.patterns import Pattern
from mithaq.validate.terms import Node, Term


@dataclass(frozen=True, slots=True)
class Walk:
    """How a triple that a query's pattern can match leads back to focus nodes.

    `companions` are patterns that must match along with `pattern`; variables of one name are
    one node. `goal` is the variable to arrive at, `this` or `value`; None where the patterns do
    not lead there, so that every focus node must be taken.
    """

    pattern: Pattern
    companions: tuple[Pattern, ...]
    goal: str | None


@dataclass(frozen=True, slots=True)
class Reads:
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
