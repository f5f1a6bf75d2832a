"""This engine and pySHACL give the same results, for random shapes and graphs.

Run 10,000 cases with `--hypothesis-profile=thorough`.
"""

from __future__ import annotations

import logging
import warnings
from collections import Counter

from hypothesis import assume, given

from mithaq.validate import Report, ShapesError, prepare, validate
from mithaq.validate.reference import validate_reference
from validate.grammar import Case, cases
from validate.universe import store_of

logging.getLogger("rdflib").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", module="rdflib|pyshacl")


def results(report: Report) -> Counter:
    """The results without messages: pySHACL words its own where a shape has none."""
    return Counter(each._replace(messages=()) for each in report.results)


@given(case=cases(steps=0, tame=True))
def test_same_results_as_pyshacl(case: Case) -> None:
    try:
        prepared = prepare(case.shapes)
    except ShapesError:
        assume(False)
    store = store_of(case.graph)
    assert results(validate(store, prepared)) == results(validate_reference(store, case.shapes))
