"""Which constraints cannot be violated where there are no value nodes."""

from __future__ import annotations

from mithaq.validate.constraints import counts, logic, other, pairs, sparql
from mithaq.validate.constraints.base import Constraint
from mithaq.validate.constraints.custom import CustomConstraint

JUDGE_NOTHING = (
    counts.MinCount,
    logic.QualifiedMin,
    other.HasValue,
    pairs.Equals,
    sparql.SparqlConstraint,
    CustomConstraint,
)


def holds_without_values(constraint: Constraint) -> bool:
    """Whether the constraint holds for a focus node that has no value nodes."""
    return not isinstance(constraint, JUDGE_NOTHING)
