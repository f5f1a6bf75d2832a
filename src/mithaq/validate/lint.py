"""Remarks on shapes that are right but slow, or that say less than they seem to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mithaq.validate.constraints.sparql import SparqlConstraint
from mithaq.validate.constraints.types import Datatype
from mithaq.validate.lexical import COLLAPSED
from mithaq.validate.shapes import PreparedShapes, Shape
from mithaq.validate.terms import XSD_NS, Node


class Remark(NamedTuple):
    """Something about a shape that its author may want to know."""

    shape: Node
    text: str


def lint(prepared: PreparedShapes) -> tuple[Remark, ...]:
    """Remarks on the shapes, in their order.

    Told are queries that must run once for each focus node since nothing binds $this, patterns
    that are joined to nothing so that every change of them makes all focus nodes checked again,
    and datatypes that a store forgets.
    """
    return tuple(
        Remark(shape.id, text)
        for shape in prepared.shapes.values()
        for text in (*_queries(shape), *_reads(prepared, shape), *_datatypes(shape))
    )


def _queries(shape: Shape) -> Iterator[str]:
    for constraint in shape.constraints:
        if isinstance(constraint, SparqlConstraint) and not constraint.at_once:
            yield (
                f"the query of {constraint.id} runs once for each focus node: "
                "bind $this by a triple pattern wherever an expression or OPTIONAL uses it"
            )


def _reads(prepared: PreparedShapes, shape: Shape) -> Iterator[str]:
    for walk in prepared.reads[shape.id].walks:
        if walk.goal is None:
            pattern = walk.pattern
            yield (
                f"nothing joins the pattern {pattern.subject} {pattern.path or '?p'} "
                f"{pattern.object} to $this: every triple it can match makes all focus nodes "
                "be checked again"
            )


def _datatypes(shape: Shape) -> Iterator[str]:
    for constraint in shape.constraints:
        if isinstance(constraint, Datatype):
            name = constraint.datatype.value.removeprefix(XSD_NS)
            if name in COLLAPSED:
                kept = COLLAPSED[name]
                yield f"a store keeps xsd:{name} as xsd:{kept}: only the value is checked"
