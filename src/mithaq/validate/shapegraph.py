"""Reading a shapes graph: values, lists, booleans and messages, with clear errors."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Store,
    Triple,
)

from mithaq.validate.constraints.base import Message
from mithaq.validate.shapes import ShapesError
from mithaq.validate.terms import (
    DEFAULT_GRAPH,
    FIRST,
    NIL,
    RDFS_CLASS,
    REST,
    SUBCLASS_OF,
    TYPE,
    XSD_BOOLEAN,
    Node,
    Quad,
    Term,
    stored_terms,
)


class ShapesGraph:
    """The triples of a shapes graph, by subject and predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(dict.fromkeys(triples))
        self._out: dict[Term, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self._in: dict[tuple[NamedNode, Term], list[Node]] = defaultdict(list)
        self._stored: dict[Literal, Term] = {}
        for triple in sorted(self.triples, key=str):
            self._out[triple.subject][triple.predicate].append(triple.object)
            self._in[triple.predicate, triple.object].append(triple.subject)  # type: ignore[arg-type]

    def subjects(self) -> list[Node]:
        """Every subject, in a fixed order."""
        return list(self._out)  # type: ignore[arg-type]

    def predicates(self, node: Term) -> Iterable[NamedNode]:
        return self._out[node].keys() if node in self._out else ()

    def values(self, node: Term, predicate: NamedNode) -> list[Term]:
        return self._out[node].get(predicate, []) if node in self._out else []

    def sources(self, predicate: NamedNode, value: Term) -> list[Node]:
        return self._in.get((predicate, value), [])

    def instances(self, cls: NamedNode) -> set[Node]:
        """SHACL instances of the class in the shapes graph."""
        classes: list[Term] = [cls]
        for each in classes:
            classes += [c for c in self.sources(SUBCLASS_OF, each) if c not in classes]
        return {node for each in classes for node in self.sources(TYPE, each)}

    @cached_property
    def classes(self) -> set[Node]:
        """The SHACL instances of rdfs:Class (SHACL 2.1.3.3)."""
        return self.instances(RDFS_CLASS)

    def single(self, node: Node, predicate: NamedNode) -> Term | None:
        """The only value. Raises ShapesError where there are several."""
        values = self.values(node, predicate)
        if len(values) > 1:
            raise fault(node, predicate, f"one value at most, not {len(values)}")
        return values[0] if values else None

    def members(self, head: Term, node: Node, predicate: NamedNode) -> list[Term]:
        """The members of a SHACL list (SHACL 1.3). Raises ShapesError where it is broken."""
        found: list[Term] = []
        seen: set[Term] = set()
        while head != NIL:
            first, rest = self.values(head, FIRST), self.values(head, REST)
            if len(first) != 1 or len(rest) != 1 or head in seen:
                raise fault(node, predicate, "a well-formed RDF list")
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return found

    def texts(self, node: Node, predicate: NamedNode) -> tuple[Message, ...]:
        """Strings with their language tags, sorted by tag."""
        found: list[Message] = []
        for value in self.values(node, predicate):
            if not isinstance(value, Literal):
                raise fault(node, predicate, f"a string, not {value}")
            found.append((value.value, value.language or ""))
        return tuple(sorted(found, key=lambda message: (message[1], message[0])))

    def flag(self, node: Node, predicate: NamedNode) -> bool:
        """A boolean; false where there is none."""
        value = self.single(node, predicate)
        if value is None:
            return False
        if not isinstance(value, Literal) or value.datatype != XSD_BOOLEAN:
            raise fault(node, predicate, f"true or false, not {value}")
        return value.value == "true"

    def stored(self, term: Term) -> Term:
        """The term as a store holds it, to be compared with terms from a store."""
        if not isinstance(term, Literal):
            return term
        if not self._stored:
            literals = {t.object for t in self.triples if isinstance(t.object, Literal)}
            self._stored = stored_terms(literals)
        return self._stored[term]

    def digest(self) -> str:
        """A name for the content: SHA-256 over the canonical N-Quads (RDFC-1.0)."""
        dataset = Dataset(
            Quad(t.subject, t.predicate, t.object, DEFAULT_GRAPH) for t in self.triples
        )
        if any(isinstance(t.subject, BlankNode) for t in self.triples):
            dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        lines = sorted(f"{quad}" for quad in dataset)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def fault(node: Term, predicate: NamedNode, expected: str) -> ShapesError:
    """The error of a shape whose property is not what it must be."""
    name = predicate.value.replace("http://www.w3.org/ns/shacl#", "sh:")
    return ShapesError(f"shape {node}: {name} must have {expected}")


def triples_of(shapes: Iterable[Triple | Quad] | Store) -> Iterable[Triple]:
    """The triples of the default graph of a store, or of triples and quads as they come."""
    if isinstance(shapes, Store):
        return [q.triple for q in shapes.quads_for_pattern(None, None, None, DEFAULT_GRAPH)]
    return [each.triple if isinstance(each, Quad) else each for each in shapes]
