"""The names under which everything is known: namespaces, prefixes and terms."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pyoxigraph as ox

BASE = "https://w3id.org/mithaq/"

#: Prefixes of our own names, in the order in which canonical Turtle declares them.
OWN_PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "mq": BASE + "ontology#",
        "mqs": BASE + "shapes#",
        "id": BASE + "id/",
        "state": BASE + "id/state/",
        "org": BASE + "id/institution/",
        "official": BASE + "id/official/",
        "src": BASE + "id/source/",
        "ev": BASE + "id/evidence/",
        "kind": BASE + "kind/",
        "stage": BASE + "stage/",
        "modality": BASE + "modality/",
        "topic": BASE + "topic/",
        "measure": BASE + "measure/",
        "status": BASE + "status/",
        "role": BASE + "role/",
        "relation": BASE + "relation/",
        "basis": BASE + "basis/",
        "clause": BASE + "clause/",
        "confidence": BASE + "confidence/",
        "reference-type": BASE + "reference-type/",
        "lexicon": BASE + "lexicon/",
        "source-type": BASE + "source-type/",
    }
)

#: Prefixes of the vocabularies that ours is built on.
USUAL_PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dct": "http://purl.org/dc/terms/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "vann": "http://purl.org/vocab/vann/",
        "void": "http://rdfs.org/ns/void#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

#: Every prefix that a query may use without declaring it.
QUERY_PREFIXES: Mapping[str, str] = MappingProxyType(
    {**OWN_PREFIXES, "type": BASE + "source-type/", **USUAL_PREFIXES}
)


def expand(name: str) -> str:
    """Return the full IRI of a prefixed name.

    >>> expand("stage:signature")
    'https://w3id.org/mithaq/stage/signature'
    """
    prefix, _, local = name.partition(":")
    return QUERY_PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """Return the prefixed name of an IRI for a reader, or the IRI itself where no prefix fits.

    >>> shorten("https://w3id.org/mithaq/id/state/BH")
    'state:BH'
    >>> shorten("https://example.org/x")
    'https://example.org/x'
    """
    best = max(
        (
            item
            for item in (*OWN_PREFIXES.items(), *USUAL_PREFIXES.items())
            if iri.startswith(item[1])
        ),
        key=lambda item: len(item[1]),
        default=None,
    )
    return iri if best is None else f"{best[0]}:{iri[len(best[1]) :]}"


def node(name: str) -> ox.NamedNode:
    """Return the node of a prefixed name.

    >>> node("mq:about")
    <NamedNode value=https://w3id.org/mithaq/ontology#about>
    """
    return ox.NamedNode(expand(name))
