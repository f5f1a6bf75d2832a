"""Names of the vocabularies the validator reads, and the types of RDF terms it handles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple
from pyoxigraph import Quad as Quad

Node: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

RDF_NS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS_NS = "http://www.w3.org/2000/01/rdf-schema#"
XSD_NS = "http://www.w3.org/2001/XMLSchema#"
SH_NS = "http://www.w3.org/ns/shacl#"
OWL_NS = "http://www.w3.org/2002/07/owl#"

DEFAULT_GRAPH = DefaultGraph()

TYPE = NamedNode(RDF_NS + "type")
FIRST = NamedNode(RDF_NS + "first")
REST = NamedNode(RDF_NS + "rest")
NIL = NamedNode(RDF_NS + "nil")
SUBCLASS_OF = NamedNode(RDFS_NS + "subClassOf")
RDFS_CLASS = NamedNode(RDFS_NS + "Class")
OWL_IMPORTS = NamedNode(OWL_NS + "imports")
XSD_STRING = NamedNode(XSD_NS + "string")
XSD_BOOLEAN = NamedNode(XSD_NS + "boolean")
XSD_INTEGER = NamedNode(XSD_NS + "integer")


def sh(name: str) -> NamedNode:
    """The term of the SHACL vocabulary with this local name.

    >>> sh("path").value
    'http://www.w3.org/ns/shacl#path'
    """
    return NamedNode(SH_NS + name)


def core_component(name: str) -> NamedNode:
    """The IRI of a constraint component of SHACL Core, by its short name.

    >>> core_component("MinCount").value
    'http://www.w3.org/ns/shacl#MinCountConstraintComponent'
    """
    return NamedNode(f"{SH_NS}{name}ConstraintComponent")


VIOLATION = sh("Violation")


def as_stored(triples: list[Triple]) -> list[Triple]:
    """The triples as a pyoxigraph store gives them back, each once.

    A store keeps numbers, booleans and times by value: `"007"^^xsd:integer` comes back as `7`,
    and types derived from xsd:integer come back as xsd:integer. Terms from outside pass through
    here before they are compared with terms from a store.

    >>> seven = Literal("007", datatype=XSD_INTEGER)
    >>> [t.object.value for t in as_stored([Triple(TYPE, TYPE, seven)])]
    ['7']
    """
    found: dict[Triple, None] = {}
    rewritten: list[Quad] = []
    for triple in triples:
        subject, predicate, value = triple
        if _keeps_its_form(value):
            found[triple] = None
        else:
            rewritten.append(Quad(subject, predicate, value, DEFAULT_GRAPH))
    if rewritten:
        store = Store()
        store.extend(rewritten)
        found.update((quad.triple, None) for quad in store)
    return list(found)


def _keeps_its_form(term: Term) -> bool:
    """Whether a store gives the term back as it is: IRIs, blank nodes and texts."""
    if isinstance(term, Literal):
        return term.language is not None or term.datatype == XSD_STRING
    return not isinstance(term, Triple)


def stored_terms(literals: Iterable[Literal]) -> dict[Literal, Term]:
    """Each literal with the form a pyoxigraph store gives it (see `as_stored`)."""
    numbered = list(literals)
    names = [NamedNode(f"x:{index}") for index in range(len(numbered))]
    triples = [Triple(name, TYPE, each) for name, each in zip(names, numbered, strict=True)]
    found = {t.subject: t.object for t in as_stored(triples)}
    return {each: found[name] for name, each in zip(names, numbered, strict=True)}


def stored_term(term: Term) -> Term:
    """One term as a pyoxigraph store gives it back (see `as_stored`)."""
    return stored_terms([term])[term] if isinstance(term, Literal) else term
