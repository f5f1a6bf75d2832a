"""The shapes are named, say what they want in three languages, and know all that can be said."""

from __future__ import annotations

import re
from importlib.resources import files

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Literal, Node

from mithaq.validate import prepare, validate

MQ = Namespace("https://w3id.org/mithaq/ontology#")
MQS = Namespace("https://w3id.org/mithaq/shapes#")
LANGUAGES = ["ar", "en", "fr"]
TARGETS = (SH.targetClass, SH.targetSubjectsOf)
JARGON = re.compile(
    r"\b(IRIs?|URIs?|SHACL|SPARQL|RDF|Turtle|xsd|datatypes?|predicates?|propert(y|ies)"
    r"|triples?|nodes?|literals?|subclass|propriétés?|prédicats?|triplets?|nœuds?|littéra(l|ux))\b"
    r"|\b(sh|mq|skos|rdf):",
    re.IGNORECASE,
)
VOCABULARY = {SKOS.Concept, MQ.WordGroup}
ABSTRACT = {MQ.Actor, MQ.Cooperation, MQ.Statement, MQ.WordGroup}


def messages(shapes: Graph) -> dict[Node, list[Literal]]:
    found: dict[Node, list[Literal]] = {}
    for subject, text in shapes.subject_objects(SH.message):
        assert isinstance(text, Literal)
        found.setdefault(subject, []).append(text)
    return found


def targeted(shapes: Graph) -> set[Node]:
    return {shape for target in TARGETS for shape in shapes.subjects(target)}


def test_every_message_is_said_once_in_each_language(shapes: Graph) -> None:
    for subject, texts in messages(shapes).items():
        assert sorted(str(text.language) for text in texts) == LANGUAGES, subject


def test_every_constraint_that_can_refuse_has_a_message(shapes: Graph) -> None:
    speaking = set(messages(shapes))
    for shape in targeted(shapes):
        for link in (SH.property, SH.sparql):
            assert set(shapes.objects(shape, link)) <= speaking, shape
        if any((shape, kind, None) in shapes for kind in (SH.closed, SH.pattern, SH["or"])):
            assert shape in speaking, shape


def test_messages_are_sentences_without_jargon(shapes: Graph) -> None:
    for subject, texts in messages(shapes).items():
        for text in texts:
            assert str(text).endswith("."), (subject, text)
            assert not JARGON.search(text), (subject, text)


def test_arabic_messages_are_in_arabic_letters(shapes: Graph) -> None:
    for subject, texts in messages(shapes).items():
        for text in texts:
            assert bool(re.search("[\u0621-\u064a]", text)) == (text.language == "ar"), subject


def test_queries_speak_of_the_same_things_in_every_language(shapes: Graph) -> None:
    for subject, texts in messages(shapes).items():
        slots = {tuple(sorted(set(re.findall(r"\{\?\w+\}", text)))) for text in texts}
        assert len(slots) == 1, subject


def test_shapes_are_well_formed_shacl(shape_quads: list[ox.Quad]) -> None:
    """SHACL appendix C, "Shapes to Validate Shapes Graphs", as the reference validator ships it."""
    about_shapes = files("pyshacl") / "assets" / "shacl-shacl.ttl"
    prepared = prepare(ox.parse(about_shapes.read_bytes(), format=ox.RdfFormat.TURTLE))
    store = ox.Store()
    store.extend(shape_quads)
    assert validate(store, prepared).results == ()


def test_shapes_and_constraints_have_names_of_their_own(shapes: Graph) -> None:
    for kind in (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint):
        for subject in shapes.subjects(RDF.type, kind):
            assert isinstance(subject, URIRef)
            assert subject in MQS


def test_every_property_shape_belongs_to_a_node_shape(shapes: Graph) -> None:
    for subject in shapes.subjects(SH.path):
        assert (subject, RDF.type, SH.PropertyShape) in shapes
        users = set(shapes.subjects(SH.property, subject))
        assert users, subject
        assert all((user, RDF.type, SH.NodeShape) in shapes for user in users)


def test_every_node_shape_has_a_target_or_is_used_by_another(shapes: Graph) -> None:
    used = set(shapes.objects())
    for subject in shapes.subjects(RDF.type, SH.NodeShape):
        assert subject in targeted(shapes) or subject in used, subject


def test_every_targeted_rule_has_a_severity(shapes: Graph) -> None:
    for shape in targeted(shapes):
        for rule in [shape, *shapes.objects(shape, SH.property)]:
            assert shapes.value(rule, SH.severity) in (SH.Violation, SH.Warning), rule


@pytest.mark.parametrize("word", ["MINUS", "VALUES", "SERVICE", "EXISTS", "GRAPH"])
def test_queries_use_no_word_on_which_engines_differ_or_slow_down(shapes: Graph, word: str) -> None:
    for constraint, query in shapes.subject_objects(SH.select):
        assert not re.search(rf"\b{word}\b", str(query)), constraint


def test_queries_bind_their_focus_node_outside_of_optional_parts(shapes: Graph) -> None:
    for constraint, query in shapes.subject_objects(SH.select):
        assert str(query).strip().startswith("SELECT DISTINCT $this"), constraint
        required = re.sub(r"OPTIONAL \{[^}]*\}", "", str(query).split("WHERE", 1)[1])
        assert re.search(r"\$this [a-z]+:|:about \$this", required), constraint


def closed(shapes: Graph) -> dict[Node, set[Node]]:
    """Return the properties that each closed class allows."""
    return {
        cls: {
            shapes.value(rule, SH.path)
            for rule in shapes.objects(shape, SH.property)
            if isinstance(shapes.value(rule, SH.path), URIRef)
        }
        for shape in shapes.subjects(SH.closed, Literal(True))
        for cls in shapes.objects(shape, SH.targetClass)
    }


def derived(ground: Graph) -> set[Node]:
    return set(ground.subjects(MQ.derivedBy))


def test_every_class_of_entries_is_closed(ground: Graph, shapes: Graph) -> None:
    classes = {cls for cls in ground.subjects(RDF.type, OWL.Class) if cls in MQ}
    assert set(closed(shapes)) == classes - ABSTRACT


def test_every_property_of_entries_is_allowed_somewhere(ground: Graph, shapes: Graph) -> None:
    properties = {
        term
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in ground.subjects(RDF.type, kind)
        if term in MQ and not VOCABULARY & set(ground.objects(term, RDFS.domain))
    }
    allowed = {path for paths in closed(shapes).values() for path in paths if path in MQ}
    assert allowed == properties - derived(ground)


def test_allowed_properties_fit_the_domain_of_the_ontology(ground: Graph, shapes: Graph) -> None:
    for cls, paths in closed(shapes).items():
        above = set(ground.transitive_objects(cls, RDFS.subClassOf))
        for path in paths:
            domains = set(ground.objects(path, RDFS.domain))
            assert not domains or domains & above, (cls, path)


def test_an_entry_that_says_something_is_asked_what_it_is(shapes: Graph) -> None:
    asked = set(shapes.objects(MQS.Node, SH.targetSubjectsOf))
    words = {MQ.capital, MQ.demonym}
    said = {path for paths in closed(shapes).values() for path in paths if path in MQ}
    assert said - words == {path for path in asked if path in MQ}


def test_known_kinds_are_the_closed_classes(shapes: Graph) -> None:
    kinds = shapes.value(MQS["Node-class"], SH["in"])
    assert kinds is not None
    known = {kind for kind in Collection(shapes, kinds) if kind in MQ} - ABSTRACT
    assert known == set(closed(shapes))


def test_all_derived_properties_are_refused(ground: Graph, shapes: Graph) -> None:
    refused = set(shapes.objects(MQS.Derived, SH.targetSubjectsOf))
    beside = set(Collection(shapes, MQS.beside)) - {RDF.type}
    path = shapes.value(MQS["Derived-written"], SH.path)
    assert path is not None
    alternatives = shapes.value(path, SH.alternativePath)
    assert alternatives is not None
    assert refused == beside == set(Collection(shapes, alternatives)) == derived(ground)
