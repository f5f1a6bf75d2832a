"""SHACL validation over pyoxigraph: whole graphs, and changes in proportion to their size.

    prepared = prepare(parse(path="shapes.ttl"))
    report = validate(store, prepared)

The package knows nothing of the rest of Mithaq and works for any shapes graph: SHACL Core and
SHACL-SPARQL (W3C Recommendation of 20 July 2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Store, Triple

from mithaq.validate.engine import validate
from mithaq.validate.incremental import ChangeReport, affected, validate_change
from mithaq.validate.lint import Remark, lint
from mithaq.validate.report import Pair, Report, Result
from mithaq.validate.shapes import PreparedShapes, Shape, ShapesError
from mithaq.validate.terms import Quad

__all__ = [
    "ChangeReport",
    "Pair",
    "PreparedShapes",
    "Remark",
    "Report",
    "Result",
    "Shape",
    "ShapesError",
    "affected",
    "lint",
    "prepare",
    "validate",
    "validate_change",
]


def prepare(
    shapes: Iterable[Triple | Quad] | Store, prefixes: Mapping[str, str] | None = None
) -> PreparedShapes:
    """Compile a shapes graph, to be used for any number of validations and kept in a cache.

    `prefixes` are known to the queries besides those they declare. Raises ShapesError for an
    ill-formed graph (SHACL 1.4), recursive shapes, and features outside SHACL Core and
    SHACL-SPARQL.
    """
    from mithaq.validate.compile import prepared  # a run with cached shapes does without it

    return prepared(shapes, prefixes)
