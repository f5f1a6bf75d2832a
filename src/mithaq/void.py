"""The description of the data set itself, in VoID and DCAT 3, from the header of the ontology
and counts of triples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from mithaq import __version__
from mithaq.names import BASE, node

DATASET = ox.NamedNode(BASE + "dataset")
ONTOLOGY = ox.NamedNode(BASE + "ontology")

#: What is taken over from the header of the ontology.
_HEADER = tuple(node(f"dct:{name}") for name in ("title", "description", "creator", "license"))
_TYPE = node("rdf:type")


def part(name: str) -> ox.NamedNode:
    """Return the graph that a part of the data set (``facts``, ``view``, ``ontology``) is
    exported in.
    """
    return ox.NamedNode(f"{BASE}dataset/{name}")


def description(store: ox.Store, counts: Mapping[str, int]) -> Iterator[ox.Triple]:
    """Yield the description of a data set whose parts have so many triples."""
    for cls in ("void:Dataset", "dcat:Dataset"):
        yield ox.Triple(DATASET, _TYPE, node(cls))
    for prop in _HEADER:
        for quad in store.quads_for_pattern(ONTOLOGY, prop, None):
            yield ox.Triple(DATASET, prop, quad.object)
    yield ox.Triple(DATASET, node("dcat:version"), ox.Literal(__version__))
    yield ox.Triple(DATASET, node("void:uriSpace"), ox.Literal(BASE + "id/"))
    yield ox.Triple(DATASET, node("void:vocabulary"), ox.NamedNode(BASE + "ontology#"))
    yield ox.Triple(DATASET, node("void:triples"), ox.Literal(sum(counts.values())))
    for language in ("ar", "en", "fr"):
        yield ox.Triple(DATASET, node("dct:language"), ox.Literal(language))
    for name, count in sorted(counts.items()):
        yield ox.Triple(DATASET, node("void:subset"), part(name))
        yield ox.Triple(part(name), _TYPE, node("void:Dataset"))
        yield ox.Triple(part(name), node("void:triples"), ox.Literal(count))
