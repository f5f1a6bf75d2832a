"""Every constraint refuses its bad examples and lets its good ones pass, in both validators.

The first line of a file in `data/` says which constraints it breaks, or `none`; the second one
says where the fault is (`# line: 9`) or which constraints a good example is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate as pyshacl_validate
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from mithaq.validate import PreparedShapes, validate, validate_change

Triple = tuple[Node, Node, Node]

DATA = Path(__file__).with_name("data")
BAD = sorted(DATA.rglob("bad-*.ttl"))
GOOD = sorted(DATA.rglob("good-*.ttl"))
MQS = "https://w3id.org/mithaq/shapes#"
REFUSING = URIRef(MQS + "Derived")
TARGETS = (SH.targetClass, SH.targetSubjectsOf)


def header(path: Path, key: str) -> set[str]:
    """Return the words after `# key:` in the head of an example."""
    found = re.search(rf"^# {key}: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return set(found.group(1).split()) if found else set()


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def expected(path: Path) -> set[str]:
    return header(path, "expect") - {"none"}


@pytest.mark.parametrize("path", BAD + GOOD, ids=name)
def test_reference_validator_finds_what_the_example_says(
    path: Path, ground: Graph, shapes: Graph, aimless: Graph
) -> None:
    with holding(ground, example(path)), holding(aimless, aims(shapes, ground, subjects(path))):
        _, report, _ = pyshacl_validate(ground, shacl_graph=aimless, inplace=True)
    assert isinstance(report, Graph)
    assert fired(report) == expected(path)


@cache
def example(path: Path) -> Graph:
    return Graph(bind_namespaces="none").parse(path, format="turtle")


def subjects(path: Path) -> set[Node]:
    return set(example(path).subjects())


@contextmanager
def holding(graph: Graph, triples: Iterable[Triple]) -> Iterator[None]:
    """Add triples to a graph for a while."""
    added = [triple for triple in triples if triple not in graph]
    for triple in added:
        graph.add(triple)
    yield
    for triple in added:
        graph.remove(triple)


def aims(shapes: Graph, facts: Graph, focus: set[Node]) -> Iterator[Triple]:
    """Give the nodes in `focus` as targets to the shapes that look at them.

    The reference validator asks one query per node and constraint; the rest of the ground is
    checked once, in its own test.
    """
    for target in TARGETS:
        for shape, value in shapes.subject_objects(target):
            for node in focus & set(targets(facts, target, value)):
                yield shape, SH.targetNode, node


def targets(facts: Graph, target: URIRef, value: Node) -> Iterator[Node]:
    if target == SH.targetSubjectsOf:
        assert isinstance(value, URIRef)
        yield from facts.subjects(value)
    else:
        for cls in facts.transitive_subjects(RDFS.subClassOf, value):
            yield from facts.subjects(RDF.type, cls)


def fired(report: Graph) -> set[str]:
    """Return the names of the constraints, else of the shapes, that gave results."""
    return {constraint_of(report, result) for result in report.objects(None, SH.result)}


def constraint_of(report: Graph, result: Node) -> str:
    source = report.value(result, SH.sourceConstraint)
    if not isinstance(source, URIRef):
        source = report.value(result, SH.sourceShape)
    return str(source).removeprefix(MQS)


def test_the_ground_of_the_examples_conforms(ground: Graph, shapes: Graph, aimless: Graph) -> None:
    records = {s for s in ground.subjects() if str(s).startswith("https://w3id.org/mithaq/id/")}
    with holding(aimless, aims(shapes, ground, records)):
        conforms, _, text = pyshacl_validate(ground, shacl_graph=aimless, inplace=True)
    assert conforms, text


def constraints(shapes: Graph) -> set[str]:
    """Return the names of all constraints that can refuse something by themselves."""
    aimed = {shape for target in TARGETS for shape in shapes.subjects(target)}
    silent = {str(shape) for shape in aimed if (shape, SH.message, None) not in shapes}
    found = {part for shape in aimed for part in parts(shapes, shape)}
    return {part.removeprefix(MQS) for part in found - silent}


def test_every_constraint_has_a_bad_example(shapes: Graph) -> None:
    shown = set().union(*(expected(path) for path in BAD))
    assert shown == constraints(shapes)


def test_every_constraint_has_a_good_example(shapes: Graph) -> None:
    shown = set().union(*(header(path, "for") for path in GOOD))
    assert shown == constraints(shapes)


@pytest.mark.parametrize("path", GOOD, ids=name)
def test_good_examples_are_looked_at_by_the_constraints_they_are_for(
    path: Path, ground: Graph, shapes: Graph
) -> None:
    """What is aimed at the very property that is refused looks at no good example."""
    with holding(ground, example(path)):
        looking = {shape for shape, _, _ in aims(shapes, ground, subjects(path))} | {REFUSING}
    names = {part.removeprefix(MQS) for shape in looking for part in parts(shapes, shape)}
    assert header(path, "for") <= names


def parts(shapes: Graph, shape: Node) -> Iterator[str]:
    """Give a node shape and its constraints."""
    yield str(shape)
    for link in (SH.property, SH.sparql):
        yield from map(str, shapes.objects(shape, link))


def test_every_severity_has_a_bad_example(shapes: Graph) -> None:
    severity = {
        part.removeprefix(MQS): shapes.value(shape, SH.severity)
        for target in TARGETS
        for shape in shapes.subjects(target)
        for part in parts(shapes, shape)
    }
    shown = {severity[constraint] for path in BAD for constraint in expected(path)}
    assert shown == set(shapes.objects(None, SH.severity))


@pytest.mark.parametrize("path", BAD + GOOD, ids=name)
def test_our_validator_finds_what_the_example_says(
    path: Path, store: ox.Store, prepared: PreparedShapes
) -> None:
    change = validate_change(store, prepared, added=[quad.triple for quad in quads(path)])
    found = {result.constraint or result.shape for result in change.report.results}
    assert {term.value.removeprefix(MQS) for term in found} == expected(path)


@cache
def quads(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


@contextmanager
def storing(store: ox.Store, path: Path) -> Iterator[None]:
    """Add an example to the store for a while."""
    added = [quad for quad in quads(path) if quad not in store]
    store.extend(added)
    yield
    for quad in added:
        store.remove(quad)


def test_our_validator_finds_nothing_in_the_ground(
    store: ox.Store, prepared: PreparedShapes
) -> None:
    assert validate(store, prepared).results == ()


def test_each_query_finds_in_one_run_what_it_finds_node_by_node(
    shapes: Graph, store: ox.Store
) -> None:
    """Queries bind their focus node themselves, so that one run can serve all nodes."""
    queries = {str(c).removeprefix(MQS): q for c, q in shapes.subject_objects(SH.select)}
    prefixes = "".join(
        f"PREFIX {shapes.value(d, SH.prefix)}: <{shapes.value(d, SH.namespace)}>\n"
        for d in shapes.objects(None, SH.declare)
    )
    for path in BAD + GOOD:
        for constraint in (expected(path) | header(path, "for")) & set(queries):
            with storing(store, path):
                rows = store.query(prefixes + str(queries[constraint]))
                found = {row["this"] for row in rows} & {quad.subject for quad in quads(path)}
            assert bool(found) == (constraint in expected(path)), (name(path), constraint)
