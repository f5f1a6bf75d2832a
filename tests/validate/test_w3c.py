"""The W3C test suite, validated whole, in random steps, and by the reference."""

from __future__ import annotations

from random import Random

import pytest

from mithaq.validate import Report, ShapesError, prepare, validate, validate_change
from mithaq.validate.reference import validate_reference
from mithaq.validate.terms import as_stored
from validate.universe import store_of
from validate.w3c import SUITE, Case, canonical, cases

CASES = cases() if SUITE.exists() else []
EXCEPTIONS = {
    "core/property/datatype-ill-formed": 'pyoxigraph keeps `55` and `"55"^^xsd:byte` as one term, so the datatype is checked by range',
    "sparql/pre-binding/shapesGraph-001": "`$shapesGraph`, which the standard leaves open, is refused",
}
"""Tests that do not pass, and why."""

REFERENCE_EXCEPTIONS = {
    "core/property/uniqueLang-002": (
        AssertionError,
        "",
        'the store gives pySHACL `true` for `"1"^^xsd:boolean`',
    ),
    "sparql/node/prefixes-001": (
        Exception,
        "Unknown namespace prefix",
        "pySHACL does not follow `owl:imports` to prefixes",
    ),
    "sparql/pre-binding/shapesGraph-001": (
        NotImplementedError,
        "",
        "`$shapesGraph`, which the standard leaves open, is refused",
    ),
}
"""Tests that pySHACL does not pass here: what it raises, and why."""

suite = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def agrees(case: Case, report: Report) -> bool:
    assert case.expected is not None
    return canonical(tuple(report.to_triples())) == canonical(case.expected)


@suite
def test_whole(case: Case) -> None:
    if case.name in EXCEPTIONS:
        with pytest.raises((AssertionError, ShapesError)):
            assert agrees(case, validate(case.store(), prepare(case.shapes)))
    elif case.expected is None:
        with pytest.raises(ShapesError):
            prepare(case.shapes)
    else:
        assert agrees(case, validate(case.store(), prepare(case.shapes)))


@suite
def test_in_steps(case: Case) -> None:
    """From the empty graph to the whole one by chunks, with pieces taken out and put back."""
    try:
        prepared = prepare(case.shapes)
    except ShapesError:
        assert case.expected is None or case.name in EXCEPTIONS
        return
    random = Random(case.name)
    triples = as_stored(list(case.data))
    random.shuffle(triples)
    size = max(1, len(triples) // 6)
    steps = [(triples[i : i + size], []) for i in range(0, len(triples), size)]
    for _ in range(3):
        piece = random.sample(triples, min(size, len(triples)))
        steps += [([], piece), (piece, [])]
    now: set = set()
    report = validate(store_of([]), prepared)
    for added, removed in steps:
        report = validate_change(store_of(list(now)), prepared, added, removed, report).merged
        now = (now - set(removed)) | set(added)
        assert report.results == validate(store_of(list(now)), prepared).results
    if case.name not in EXCEPTIONS:
        assert agrees(case, report)


@suite
@pytest.mark.filterwarnings("ignore")
def test_reference(case: Case) -> None:
    if case.name in REFERENCE_EXCEPTIONS:
        error, words, _ = REFERENCE_EXCEPTIONS[case.name]
        with pytest.raises(error, match=words):
            assert agrees(case, validate_reference(case.store(), case.shapes))
    elif case.expected is None:
        with pytest.raises(ShapesError):
            validate_reference(case.store(), case.shapes)
    else:
        assert agrees(case, validate_reference(case.store(), case.shapes))


def test_the_suite_is_read() -> None:
    """121 tests, of which 98 are of SHACL Core; nothing where the suite is not at hand."""
    assert len(CASES) in (0, 121)
