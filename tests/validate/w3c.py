"""The W3C test suite for SHACL, read from the folder `shared` beside the project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from mithaq.validate.terms import FIRST, NIL, REST, TYPE, as_stored, sh

SUITE = Path(__file__).parents[3] / "shared" / "w3c" / "shacl" / "tests"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
REPORT_TERMS = {
    sh(name)
    for name in (
        "conforms",
        "result",
        "focusNode",
        "resultPath",
        "value",
        "sourceShape",
        "sourceConstraintComponent",
        "sourceConstraint",
        "resultSeverity",
        "inversePath",
        "alternativePath",
        "zeroOrMorePath",
        "oneOrMorePath",
        "zeroOrOnePath",
    )
} | {TYPE, FIRST, REST}


@dataclass(frozen=True)
class Case:
    """One test: data, shapes, and the report expected; None where a failure is."""

    name: str
    data: tuple[Triple, ...]
    shapes: tuple[Triple, ...]
    expected: tuple[Triple, ...] | None

    def store(self) -> Store:
        store = Store()
        store.extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in self.data)
        return store


def cases() -> list[Case]:
    """Every test that a manifest of the suite lists, by name."""
    found = {}
    for path in sorted(SUITE.rglob("*.ttl")):
        for case in _cases_of(path):
            found[case.name] = case
    return list(found.values())


def _read(path: Path) -> tuple[Triple, ...]:
    base = "urn:test:" + path.name
    quads = parse(path=str(path), format=RdfFormat.TURTLE, base_iri=base)
    return tuple(quad.triple for quad in quads)


def _cases_of(path: Path) -> list[Case]:
    triples = _read(path)
    found = []
    for entry in _subjects(triples, TYPE, NamedNode(SHT + "Validate")):
        action = _one(triples, entry, MF + "action")
        expected = _one(triples, entry, MF + "result")
        failure = expected == NamedNode(SHT + "Failure")
        found.append(
            Case(
                name=f"{path.parent.parent.name}/{path.parent.name}/{path.stem}",
                data=_graph(path, triples, _one(triples, action, SHT + "dataGraph")),
                shapes=_graph(path, triples, _one(triples, action, SHT + "shapesGraph")),
                expected=None if failure else _report(triples, expected),
            )
        )
    return found


def _graph(path: Path, own: tuple[Triple, ...], iri: NamedNode) -> tuple[Triple, ...]:
    name = iri.value.removeprefix("urn:test:").removeprefix("urn:")
    return own if name == path.name else _read(path.parent / name)


def _subjects(triples: tuple[Triple, ...], predicate: NamedNode, value: object) -> list:
    return [t.subject for t in triples if t.predicate == predicate and t.object == value]


def _one(triples: tuple[Triple, ...], subject: object, predicate: str) -> object:
    wanted = NamedNode(predicate)
    return next(t.object for t in triples if t.subject == subject and t.predicate == wanted)


def _report(triples: tuple[Triple, ...], node: object) -> tuple[Triple, ...]:
    """The triples that describe the expected report: results, their values, their paths."""
    found: list[Triple] = []
    todo, seen = [node], {node}
    while todo:
        here = todo.pop()
        for triple in triples:
            if triple.subject != here or triple.predicate not in REPORT_TERMS:
                continue
            found.append(triple)
            follows = triple.predicate not in (sh("focusNode"), sh("value"), sh("sourceShape"))
            if follows and isinstance(triple.object, BlankNode) and triple.object not in seen:
                seen.add(triple.object)
                todo.append(triple.object)
    return tuple(found)


def canonical(report: tuple[Triple, ...]) -> list[str]:
    """The lines of a report, equal for reports that differ in blank nodes and messages only."""
    kept = [t for t in as_stored(list(report)) if t.predicate in REPORT_TERMS]
    kept = [t for t in kept if t.object not in (sh("ValidationReport"), sh("ValidationResult"))]
    kept = [t for t in kept if t.predicate != REST or t.object != NIL]
    dataset = Dataset(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in kept)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, dataset))
