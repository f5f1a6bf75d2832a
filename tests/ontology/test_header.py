"""The header says what the ontology is, in three languages, and under which terms."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Store

ME = NamedNode("https://w3id.org/mithaq/ontology")
DCT = "http://purl.org/dc/terms/"
OWL = "http://www.w3.org/2002/07/owl#"
VANN = "http://purl.org/vocab/vann/"


def values(store: Store, property_: str) -> list[NamedNode | Literal]:
    """Return what the header says under a property."""
    found = [quad.object for quad in store.quads_for_pattern(ME, NamedNode(property_), None)]
    assert all(isinstance(value, NamedNode | Literal) for value in found)
    return [value for value in found if isinstance(value, NamedNode | Literal)]


def test_title_and_description_are_in_three_languages(ontology: Store) -> None:
    for name in ("title", "description"):
        tags = [v.language for v in values(ontology, DCT + name) if isinstance(v, Literal)]
        assert sorted(str(tag) for tag in tags) == ["ar", "en", "fr"]


def test_the_version_stands_in_its_iri(ontology: Store) -> None:
    (version,) = values(ontology, OWL + "versionInfo")
    assert values(ontology, OWL + "versionIRI") == [NamedNode(f"{ME.value}/{version.value}")]


def test_creator_licence_and_dates_are_given_once(ontology: Store) -> None:
    for name in ("creator", "license", "created", "modified"):
        assert len(values(ontology, DCT + name)) == 1, name


def test_the_preferred_prefix_leads_to_the_namespace(ontology: Store) -> None:
    assert values(ontology, VANN + "preferredNamespacePrefix") == [Literal("mq")]
    assert values(ontology, VANN + "preferredNamespaceUri") == [Literal(f"{ME.value}#")]
