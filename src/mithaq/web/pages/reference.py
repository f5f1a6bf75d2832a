"""The ontology, for reading: its classes and properties, and the concepts of its schemes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from mithaq.messages import say
from mithaq.names import BASE, OWN_PREFIXES, node
from mithaq.web.address import SCHEMES
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.lens import Lens
from mithaq.words import NOTHING, Name, Words

_CLASSES = ("owl:Class", "rdfs:Class")
_PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or a concept: what it means and where it belongs."""

    name: Name
    local: str
    definition: Words
    note: Words
    example: Words
    broader: tuple[Name, ...]
    domain: tuple[Name, ...]
    range: tuple[Name, ...]
    derived_by: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme with its concepts, broader ones first."""

    term: Term
    concepts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """The whole ontology."""

    about: Term
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    derived: tuple[Term, ...]
    schemes: tuple[Scheme, ...]


def reference(asked: Asked) -> Page:
    """Make the reference of the ontology."""
    it = asked.lens.keep("reference", read)
    terms = [*it.classes, *it.properties, *it.derived]
    terms += [t for scheme in it.schemes for t in (scheme.term, *scheme.concepts)]
    return Page(
        template="ontology.html",
        title=say("web.nav.ontology", asked.lang),
        it=it,
        subjects=tuple(ox.NamedNode(term.name.iri) for term in (it.about, *terms)),
        rows=_rows(terms, asked.lang),
    )


def read(lens: Lens) -> Reference:
    """Read the ontology from a lens."""
    properties = _terms(lens, _PROPERTIES)
    return Reference(
        about=_term(lens, BASE + "ontology"),
        classes=_terms(lens, _CLASSES),
        properties=tuple(t for t in properties if not t.derived_by),
        derived=tuple(t for t in properties if t.derived_by),
        schemes=tuple(s for s in map(partial(_scheme, lens), SCHEMES) if s.concepts),
    )


def _terms(lens: Lens, types: tuple[str, ...]) -> tuple[Term, ...]:
    found = {iri for name in types for iri in lens.subjects("rdf:type", node(name))}
    return tuple(_term(lens, i) for i in sorted(found) if i.startswith(OWN_PREFIXES["mq"]))


def _scheme(lens: Lens, name: str) -> Scheme:
    iri = BASE + name
    concepts = [_term(lens, c) for c in lens.subjects("skos:inScheme", ox.NamedNode(iri))]
    return Scheme(_term(lens, iri), tuple(concepts))


def _term(lens: Lens, iri: str) -> Term:
    def words(prop: str) -> Words:
        return Words.of(v for v in lens.objects(iri, prop) if isinstance(v, ox.Literal))

    def names(*props: str) -> tuple[Name, ...]:
        found = [v for p in props for v in lens.objects(iri, p) if isinstance(v, ox.NamedNode)]
        return tuple(lens.name(v.value) for v in found)

    derived = [v.value for v in lens.objects(iri, "mq:derivedBy")]
    name = lens.name(iri)
    return Term(
        name=name if name.words else Name(iri, words("dct:title")),
        local=iri.rpartition("#")[2].rpartition("/")[2],
        definition=words("skos:definition") or words("dct:description"),
        note=words("skos:scopeNote"),
        example=words("skos:example") or NOTHING,
        broader=names("rdfs:subClassOf", "rdfs:subPropertyOf", "skos:broader"),
        domain=names("rdfs:domain"),
        range=names("rdfs:range"),
        derived_by=", ".join(derived),
    )


def _rows(terms: list[Term], lang: str) -> Callable[[], Rows]:
    return lambda: Rows(
        ("id", "name", "definition"),
        tuple((t.name.short, t.name.say(lang), t.definition.say(lang)) for t in terms),
    )
