"""The ground of the examples, for both validators: the ontology, the shapes and a small base."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from mithaq.validate import PreparedShapes, prepare

ROOT = Path(__file__).parents[2]
BASE = Path(__file__).with_name("base.ttl")


class ParsingOnce(Graph):
    """A graph that parses each query once.

    The reference validator hands over the text of a constraint for every node, and parsing takes
    ten times as long as answering.
    """

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")

    def query(self, query_object: str | Query, *args: object, **kwargs: object) -> Result:  # type: ignore[override]
        if isinstance(query_object, str):
            query_object = parsed(query_object)
        return super().query(query_object, *args, **kwargs)  # type: ignore[arg-type]


@cache
def parsed(text: str) -> Query:
    return prepareQuery(text)


@pytest.fixture(scope="session", autouse=True)
def quiet_rdflib() -> Iterator[None]:
    """Bad dates are meant here; rdflib logs a traceback for each."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(before)


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return graph_of(sorted((ROOT / "shapes").glob("*.ttl")))


@pytest.fixture(scope="session")
def aimless(shapes: Graph) -> Graph:
    """The shapes without their targets."""
    graph = Graph(bind_namespaces="none") + shapes
    for target in (SH.targetClass, SH.targetSubjectsOf):
        graph.remove((None, target, None))
    return graph


@pytest.fixture(scope="session")
def ground() -> Graph:
    return graph_of([*sorted((ROOT / "ontology").rglob("*.ttl")), BASE], ParsingOnce())


@pytest.fixture(scope="session")
def store() -> ox.Store:
    loaded = ox.Store()
    for path in [*(ROOT / "ontology").rglob("*.ttl"), BASE]:
        loaded.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return loaded


@pytest.fixture(scope="session")
def shape_quads() -> list[ox.Quad]:
    return [
        quad
        for path in sorted((ROOT / "shapes").glob("*.ttl"))
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    ]


@pytest.fixture(scope="session")
def prepared(shape_quads: list[ox.Quad]) -> PreparedShapes:
    return prepare(shape_quads)


def graph_of(paths: list[Path], graph: Graph | None = None) -> Graph:
    """Return the triples of Turtle files as one rdflib graph, without extra prefixes."""
    graph = Graph(bind_namespaces="none") if graph is None else graph
    for path in paths:
        graph.parse(path, format="turtle")
    return graph
