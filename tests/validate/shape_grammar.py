"""A grammar of random shapes graphs that covers SHACL Core and sh:sparql."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from mithaq.validate.terms import FIRST, NIL, RDFS_CLASS, REST, TYPE, XSD_NS, sh
from validate.queries import plain_queries, queries
from validate.universe import (
    LITERALS,
    ORDERED,
    PREDICATES,
    Draw,
    classes,
    ex,
    named,
    predicates,
    typed,
    values,
)

KINDS = ["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"]
DATATYPES = [NamedNode(XSD_NS + name) for name in ("string", "integer", "date", "boolean")]
REPEATS = {
    "inverse": "inversePath",
    "star": "zeroOrMorePath",
    "plus": "oneOrMorePath",
    "maybe": "zeroOrOnePath",
}
COMPOSITE = [*REPEATS, "sequence", "alternative"]

steps = st.sampled_from([*PREDICATES, *PREDICATES, *ORDERED, TYPE])
lengths = st.integers(1, 3).map(Literal)
counts = st.integers(0, 2).map(Literal)
bounds = st.sampled_from([typed("2", "integer"), typed("2014-03-12", "date")])
patterns = st.sampled_from(["^a", "b$", "n[0-3]", "\\s"]).map(Literal)
compared = st.sampled_from([*PREDICATES, *ORDERED])
yes = st.just(Literal(True))

ANYWHERE = {
    "class": classes,
    "datatype": st.sampled_from(DATATYPES),
    "nodeKind": st.sampled_from(KINDS).map(sh),
    "minLength": lengths,
    "maxLength": lengths,
    "pattern": patterns,
    "equals": predicates,
    "disjoint": predicates,
    "hasValue": values,
}
ON_PATHS = {"minCount": counts, "maxCount": counts, "uniqueLang": yes}
WILD = dict.fromkeys(("minInclusive", "minExclusive", "maxInclusive", "maxExclusive"), bounds)
WILD["datatype"] = st.sampled_from([*DATATYPES, NamedNode(XSD_NS + "gYearMonth")])
WILD_ON_PATHS = {"lessThan": compared, "lessThanOrEquals": compared}
REPEATABLE = {"class", "equals", "disjoint", "hasValue", "lessThan", "lessThanOrEquals"}


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

    def once(self, node: NamedNode, name: str, value: object) -> None:
        if not any(t.subject == node and t.predicate == sh(name) for t in self.triples):
            self.add(node, name, value)

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
        kind = self.draw(st.sampled_from(["step"] * 4 + COMPOSITE * (depth > 0)))
        if kind == "step":
            return self.draw(steps)
        if kind == "sequence":
            return self.list_of([self.path(depth - 1), self.path(depth - 1)])
        node = self.blank()
        if kind == "alternative":
            branches = self.list_of([self.path(depth - 1), self.path(depth - 1)])
            self.add(node, "alternativePath", branches)
        else:
            inner = 0 if kind == "inverse" and self.tame else depth - 1
            self.add(node, REPEATS[kind], self.path(inner))
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
        kinds = ["Class", "Class", "Node", "SubjectsOf", "ObjectsOf", "implicit"]
        kind = self.draw(st.sampled_from(kinds))
        of = {"Class": classes, "Node": values, "SubjectsOf": steps, "ObjectsOf": predicates}
        if kind == "implicit":
            self.triples.append(Triple(node, TYPE, RDFS_CLASS))
        else:
            self.add(node, f"target{kind}", self.draw(of[kind]))

    def constraint(self, node: NamedNode, has_path: bool) -> None:
        simple = {**ANYWHERE, **(ON_PATHS if has_path else {})}
        if not self.tame:
            simple |= {**WILD, **(WILD_ON_PATHS if has_path else {})}
        built = ["languageIn", "in", "closed", "sparql", "sparql"]
        if self.nodes:
            built += ["not", "and", "or", "xone", "node", "node"] + ["qualified"] * 2 * has_path
        if self.on_paths:
            built += ["property"] * 3
        name = self.draw(st.sampled_from([*simple, *built]))
        if name in simple:
            (self.add if name in REPEATABLE else self.once)(node, name, self.draw(simple[name]))
        elif name in ("and", "or", "xone"):
            members = self.draw(st.lists(st.sampled_from(self.nodes), min_size=1, max_size=3))
            self.add(node, name, self.list_of(members))
        else:
            getattr(self, f"add_{name}")(node)

    def add_languageIn(self, node: NamedNode) -> None:
        self.once(node, "languageIn", self.list_of([Literal("en"), Literal("fr")]))

    def add_in(self, node: NamedNode) -> None:
        members = st.lists(st.one_of(named, st.sampled_from(LITERALS)), max_size=4, unique=True)
        self.once(node, "in", self.list_of(self.draw(members)))

    def add_closed(self, node: NamedNode) -> None:
        self.once(node, "closed", Literal(True))
        self.once(node, "ignoredProperties", self.list_of([TYPE, self.draw(predicates)]))

    def add_sparql(self, node: NamedNode) -> None:
        constraint = self.blank()
        self.add(node, "sparql", constraint)
        text = self.draw(plain_queries if self.tame else queries)
        self.add(constraint, "select", Literal(text))

    def add_not(self, node: NamedNode) -> None:
        self.add(node, "not", self.draw(st.sampled_from(self.nodes)))

    def add_node(self, node: NamedNode) -> None:
        plain = [each for each in self.nodes if each not in self.on_paths]
        if plain:
            self.add(node, "node", self.draw(st.sampled_from(plain)))

    def add_property(self, node: NamedNode) -> None:
        self.add(node, "property", self.draw(st.sampled_from(self.on_paths)))

    def add_qualified(self, node: NamedNode) -> None:
        self.once(node, "qualifiedValueShape", self.draw(st.sampled_from(self.nodes)))
        name = self.draw(st.sampled_from(["qualifiedMinCount", "qualifiedMaxCount"]))
        self.once(node, name, self.draw(counts))
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
