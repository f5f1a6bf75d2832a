"""The small world of the random tests: nodes, predicates, literals and graphs of them."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from mithaq.validate.terms import SUBCLASS_OF, TYPE, XSD_NS

EX = "http://example.org/"


def ex(name: str) -> NamedNode:
    return NamedNode(EX + name)


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD_NS + datatype))


PREDICATES = [ex(f"p{index}") for index in range(3)]
ORDERED = [ex("q0"), ex("q1")]
CLASSES = [ex(f"C{index}") for index in range(3)]
NODES = [*(ex(f"n{index}") for index in range(5)), BlankNode("b0")]
LITERALS = [
    Literal("a"),
    Literal("b b"),
    Literal("a", language="en"),
    Literal("b", language="en"),
    Literal("c", language="ar"),
    typed("1", "integer"),
    typed("2", "integer"),
    typed("2.5", "decimal"),
    typed("2014-03-12", "date"),
    typed("2014-13", "gYearMonth"),
    typed("true", "boolean"),
]
Draw = Callable[[st.SearchStrategy], object]

named = st.sampled_from([*(n for n in NODES if isinstance(n, NamedNode)), ex("rare")])
values = st.one_of(named, st.sampled_from(LITERALS))
predicates = st.sampled_from(PREDICATES)
classes = st.sampled_from(CLASSES)

LINKS = [Triple(s, p, o) for s in NODES for p in PREDICATES for o in NODES]
VALUES = [Triple(s, p, o) for s in NODES for p in [*PREDICATES[:1], *ORDERED] for o in LITERALS]
TYPES = [Triple(node, TYPE, cls) for node in NODES for cls in CLASSES]
ORDER = [Triple(a, SUBCLASS_OF, b) for a in CLASSES for b in CLASSES]

RARE = [Triple(NODES[0], predicate, ex("rare")) for predicate in PREDICATES]

triples = st.one_of(*map(st.sampled_from, (LINKS, LINKS, VALUES, TYPES, ORDER, RARE)))
"""Triples of data: links, values, types, and now and then the order of classes."""


@st.composite
def data_graphs(draw: Draw) -> list[Triple]:
    """Graphs dense enough for paths to meet and constraints to be broken."""
    parts = ((LINKS, 4, 25), (VALUES, 2, 12), (TYPES, 2, 8), (ORDER, 0, 2), (RARE, 0, 1))
    return [
        triple
        for population, least, most in parts
        for triple in draw(
            st.lists(st.sampled_from(population), min_size=least, max_size=most, unique=True)
        )
    ]


def store_of(graph: list[Triple]) -> Store:
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in graph)
    return store
