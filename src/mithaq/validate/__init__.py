"""SHACL validation over pyoxigraph: whole graphs, and changes in proportion to their size.

    prepared = prepare(parse(path="shapes.ttl"))
    report = validate(store, prepared)

The package knows nothing of the rest of Mithaq and works for any shapes graph: SHACL Core and
SHACL-SPARQL (W3C Recommendation of 20 July 2017).
"""

from __future__ import annotations

from mithaq.validate.compile import prepare
from mithaq.validate.engine import validate
from mithaq.validate.incremental import ChangeReport, affected, validate_change
from mithaq.validate.report import Pair, Report, Result
from mithaq.validate.shapes import PreparedShapes, Shape, ShapesError

__all__ = [
    "ChangeReport",
    "Pair",
    "PreparedShapes",
    "Report",
    "Result",
    "Shape",
    "ShapesError",
    "affected",
    "prepare",
    "validate",
    "validate_change",
]
