"""A grammar of random shapes graphs, data graphs and changes, small enough to collide often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from mithaq.validate.terms import FIRST, NIL, REST, SUBCLASS_OF, TYPE, XSD_NS, sh
from validate.queries import plain_queries, queries

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
KINDS = ["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"]
Draw = Callable[[st.SearchStrategy], object]

resources = st.sampled_from(NODES)
named = st.sampled_from([node for node in NODES if isinstance(node, NamedNode)])
values = st.one_of(resources, st.sampled_from(LITERALS))
predicates = st.sampled_from(PREDICATES)
classes = st.sampled_from(CLASSES)

LINKS = [Triple(s, p, o) for s in NODES for p in PREDICATES for o in NODES]
VALUES = [Triple(s, p, o) for s in NODES for p in [*PREDICATES[:1], *ORDERED] for o in LITERALS]
TYPES = [Triple(node, TYPE, cls) for node in NODES for cls in CLASSES]
ORDER = [Triple(a, SUBCLASS_OF, b) for a in CLASSES for b in CLASSES]

triples = st.one_of(*map(st.sampled_from, (LINKS, LINKS, VALUES, TYPES, ORDER)))
"""Triples of data: links, values, types, and now and then the order of classes."""


@st.composite
def data_graphs(draw: Draw) -> list[Triple]:
    """Graphs dense enough for paths to meet and constraints to be broken."""
    parts = ((LINKS, 4, 25), (VALUES, 2, 12), (TYPES, 2, 8), (ORDER, 0, 2))
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


@dataclass
class Shapes:
    """A shapes graph in the making. Shapes refer to shapes made before them only.

    A tame one leaves out what pySHACL is known to judge otherwise (see docs/validation.md).
    """

    draw: Draw
    tame: bool = False
    triples: list[Triple] = field(default_factory=list)
    nodes: list[NamedNode] = field(default_factory=list)
    on_paths: list[NamedNode] = field(default_factory=list)
    blanks: int = 0

    def blank(self) -> BlankNode:
        self.blanks += 1
        return BlankNode(f"shape{self.blanks}")

    def add(self, subject: object, name: str, value: object) -> None:
        self.triples.append(Triple(subject, sh(name), value))

    def chance(self, one_in: int) -> bool:
        return self.draw(st.integers(1, one_in)) == 1

    def list_of(self, members: list) -> object:
        head = NIL
        for member in reversed(members):
            cell = self.blank()
            self.triples += [Triple(cell, FIRST, member), Triple(cell, REST, head)]
            head = cell
        return head

    def path(self, depth: int = 2) -> object:
        kinds = ["step"] * 4 + (
            ["inverse", "sequence", "alternative", "star", "plus", "maybe"] if depth else []
        )
        kind = self.draw(st.sampled_from(kinds))
        if kind == "step":
            return self.draw(st.sampled_from([*PREDICATES, *PREDICATES, *ORDERED, TYPE]))
        if kind == "sequence":
            return self.list_of([self.path(depth - 1), self.path(depth - 1)])
        node = self.blank()
        if kind == "alternative":
            self.add(
                node, "alternativePath", self.list_of([self.path(depth - 1), self.path(depth - 1)])
            )
        else:
            names = {
                "inverse": "inversePath",
                "star": "zeroOrMorePath",
                "plus": "oneOrMorePath",
                "maybe": "zeroOrOnePath",
            }
            self.add(node, names[kind], self.path(depth - 1))
        return node

    def shape(self) -> None:
        node = ex(f"S{len(self.nodes)}")
        has_path = self.draw(st.booleans())
        self.triples.append(Triple(node, TYPE, sh("PropertyShape" if has_path else "NodeShape")))
        if has_path:
            self.add(node, "path", self.path())
        for _ in range(self.draw(st.integers(1, 3))):
            self.constraint(node, has_path)
        if self.chance(10):
            self.add(node, "deactivated", Literal(True))
        if self.chance(6):
            self.add(node, "severity", sh("Warning"))
        if self.chance(6):
            self.add(node, "message", Literal("wrong", language="en"))
        for _ in range(self.draw(st.integers(0, 2))):
            self.target(node)
        self.nodes.append(node)
        if has_path:
            self.on_paths.append(node)

    def target(self, node: NamedNode) -> None:
        kind = self.draw(
            st.sampled_from(["class", "class", "node", "subjects", "objects", "implicit"])
        )
        match kind:
            case "class":
                self.add(node, "targetClass", self.draw(classes))
            case "node":
                self.add(node, "targetNode", self.draw(st.one_of(named, st.sampled_from(LITERALS))))
            case "subjects":
                self.add(node, "targetSubjectsOf", self.draw(st.sampled_from([*PREDICATES, TYPE])))
            case "objects":
                self.add(node, "targetObjectsOf", self.draw(predicates))
            case "implicit":
                self.triples.append(
                    Triple(node, TYPE, NamedNode("http://www.w3.org/2000/01/rdf-schema#Class"))
                )

    def constraint(self, node: NamedNode, has_path: bool) -> None:
        plain = [
            "class",
            "datatype",
            "nodeKind",
            "range",
            "length",
            "pattern",
            "languageIn",
            "equals",
            "disjoint",
        ]
        plain += ["hasValue", "in", "closed", "sparql", "sparql"]
        names = plain + (["count", "count", "uniqueLang", "lessThan"] if has_path else [])
        if self.nodes:
            names += ["not", "and", "or", "xone", "node", "node"] + (
                ["qualified"] * 2 if has_path else []
            )
        if self.on_paths:
            names += ["property"] * 3
        getattr(self, "_" + self.draw(st.sampled_from(names)))(node)

    def once(self, node: NamedNode, name: str, value: object) -> None:
        if not any(t.subject == node and t.predicate == sh(name) for t in self.triples):
            self.add(node, name, value)

    def _class(self, node: NamedNode) -> None:
        self.add(node, "class", self.draw(classes))

    def _datatype(self, node: NamedNode) -> None:
        name = self.draw(st.sampled_from(["string", "integer", "date", "gYearMonth", "boolean"]))
        self.once(node, "datatype", NamedNode(XSD_NS + name))

    def _nodeKind(self, node: NamedNode) -> None:
        self.once(node, "nodeKind", sh(self.draw(st.sampled_from(KINDS))))

    def _range(self, node: NamedNode) -> None:
        if self.tame:
            return
        name = self.draw(
            st.sampled_from(["minInclusive", "minExclusive", "maxInclusive", "maxExclusive"])
        )
        self.once(
            node,
            name,
            self.draw(st.sampled_from([typed("2", "integer"), typed("2014-03-12", "date")])),
        )

    def _length(self, node: NamedNode) -> None:
        self.once(
            node,
            self.draw(st.sampled_from(["minLength", "maxLength"])),
            Literal(self.draw(st.integers(1, 3))),
        )

    def _pattern(self, node: NamedNode) -> None:
        self.add(
            node, "pattern", Literal(self.draw(st.sampled_from(["^a", "b$", "n[0-3]", "\\s"])))
        )

    def _languageIn(self, node: NamedNode) -> None:
        self.once(node, "languageIn", self.list_of([Literal("en"), Literal("fr")]))

    def _uniqueLang(self, node: NamedNode) -> None:
        self.once(node, "uniqueLang", Literal(True))

    def _equals(self, node: NamedNode) -> None:
        self.add(node, "equals", self.draw(predicates))

    def _disjoint(self, node: NamedNode) -> None:
        self.add(node, "disjoint", self.draw(predicates))

    def _lessThan(self, node: NamedNode) -> None:
        if self.tame:
            return
        self.add(
            node,
            self.draw(st.sampled_from(["lessThan", "lessThanOrEquals"])),
            self.draw(predicates),
        )

    def _hasValue(self, node: NamedNode) -> None:
        self.add(node, "hasValue", self.draw(st.one_of(named, st.sampled_from(LITERALS))))

    def _in(self, node: NamedNode) -> None:
        members = self.draw(
            st.lists(st.one_of(named, st.sampled_from(LITERALS)), max_size=4, unique=True)
        )
        self.once(node, "in", self.list_of(members))

    def _closed(self, node: NamedNode) -> None:
        self.once(node, "closed", Literal(True))
        self.once(node, "ignoredProperties", self.list_of([TYPE, self.draw(predicates)]))

    def _count(self, node: NamedNode) -> None:
        self.once(
            node,
            self.draw(st.sampled_from(["minCount", "maxCount"])),
            Literal(self.draw(st.integers(0, 2))),
        )

    def _sparql(self, node: NamedNode) -> None:
        constraint = self.blank()
        self.add(node, "sparql", constraint)
        self.add(constraint, "select", Literal(self.draw(plain_queries if self.tame else queries)))

    def _not(self, node: NamedNode) -> None:
        self.add(node, "not", self.draw(st.sampled_from(self.nodes)))

    def _node(self, node: NamedNode) -> None:
        plain = [each for each in self.nodes if each not in self.on_paths]
        if plain:
            self.add(node, "node", self.draw(st.sampled_from(plain)))

    def _and(self, node: NamedNode) -> None:
        self._members(node, "and")

    def _or(self, node: NamedNode) -> None:
        self._members(node, "or")

    def _xone(self, node: NamedNode) -> None:
        self._members(node, "xone")

    def _members(self, node: NamedNode, name: str) -> None:
        self.add(
            node,
            name,
            self.list_of(self.draw(st.lists(st.sampled_from(self.nodes), min_size=1, max_size=3))),
        )

    def _property(self, node: NamedNode) -> None:
        self.add(node, "property", self.draw(st.sampled_from(self.on_paths)))

    def _qualified(self, node: NamedNode) -> None:
        self.once(node, "qualifiedValueShape", self.draw(st.sampled_from(self.nodes)))
        self.once(
            node,
            self.draw(st.sampled_from(["qualifiedMinCount", "qualifiedMaxCount"])),
            Literal(self.draw(st.integers(0, 2))),
        )
        if self.draw(st.booleans()):
            self.once(node, "qualifiedValueShapesDisjoint", Literal(True))


@st.composite
def shapes_graphs(draw: Draw, tame: bool = False) -> list[Triple]:
    """A shapes graph of one to six shapes, at least one of them with a target."""
    made = Shapes(draw, tame)
    for _ in range(draw(st.integers(1, 6))):
        made.shape()
    made.target(made.nodes[-1])
    return made.triples


@dataclass
class Case:
    """Shapes, a graph, and changes to it one after the other."""

    shapes: list[Triple]
    graph: list[Triple]
    steps: list[tuple[list[Triple], list[Triple]]]

    def __repr__(self) -> str:
        parts = ["Case", "shapes:", *lines_of(self.shapes), "graph:", *lines_of(self.graph)]
        for added, removed in self.steps:
            parts += ["added:", *lines_of(added), "removed:", *lines_of(removed)]
        return "\n".join(parts)


def lines_of(graph: list[Triple]) -> list[str]:
    return [f"  {triple} .".replace(EX, "") for triple in graph]


@st.composite
def cases(draw: Draw, steps: int = 3, tame: bool = False) -> Case:
    """Shapes, data, and some changes that mostly remove what is there."""
    shapes, graph = draw(shapes_graphs(tame)), draw(data_graphs())
    drawn, present = [], list(graph)
    for _ in range(draw(st.integers(1, steps)) if steps else 0):
        added = draw(st.lists(triples, max_size=5))
        there = st.lists(st.sampled_from(present), max_size=5) if present else st.just([])
        removed = draw(st.one_of(there, there, st.lists(triples, max_size=3)))
        drawn.append((added, removed))
        present = [t for t in present if t not in removed] + added
    return Case(shapes, graph, drawn)
