"""Alignments lead from terms that exist here to well-formed terms of the other vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from tests.ontology.conftest import ONTOLOGY, ROOT, load

FILES = sorted((ONTOLOGY / "alignments").glob("*.ttl"))
MAPPINGS = {
    "http://www.w3.org/2000/01/rdf-schema#subClassOf",
    "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
    "http://www.w3.org/2004/02/skos/core#exactMatch",
    "http://www.w3.org/2004/02/skos/core#closeMatch",
}
TARGETS = {
    "dublin-core": ("http://purl.org/dc/terms/", "http://purl.org/dc/elements/1.1/"),
    "eu-authority-tables": ("http://publications.europa.eu/resource/authority/",),
    "prov-o": ("http://www.w3.org/ns/prov#",),
    "schema-org": ("https://schema.org/",),
    "skos": ("http://www.w3.org/2004/02/skos/core#",),
    "web-annotation": ("http://www.w3.org/ns/oa#",),
    "wgs84": ("http://www.w3.org/2003/01/geo/wgs84_pos#",),
    "wikidata": ("http://www.wikidata.org/entity/Q",),
}


def mappings(file: Path) -> list[tuple[str, str, str]]:
    """Return the mappings of a file as subject, predicate and object."""
    triples = parse(path=str(file), format=RdfFormat.TURTLE)
    return [
        (t.subject.value, t.predicate.value, t.object.value)
        for t in triples
        if t.predicate.value in MAPPINGS
        and isinstance(t.subject, NamedNode)
        and isinstance(t.object, NamedNode)
    ]


def test_there_is_a_file_for_each_vocabulary() -> None:
    assert [file.stem for file in FILES] == sorted(TARGETS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_maps_to_its_vocabulary_alone(file: Path) -> None:
    found = mappings(file)
    assert found
    for _, _, target in found:
        assert target.startswith(TARGETS[file.stem])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_mapped_is_defined_here(file: Path, ontology: Store) -> None:
    states = load(ROOT / "kb" / "actors.ttl")
    for subject, _, _ in mappings(file):
        node = NamedNode(subject)
        assert any(
            any(store.quads_for_pattern(node, None, None)) for store in (ontology, states)
        ), subject
