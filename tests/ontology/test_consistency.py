"""The ontology is consistent, alone and with facts, and stays within OWL 2 DL."""

from __future__ import annotations

from pathlib import Path

import owlrl  # type: ignore[import-untyped]
from owlrl.Namespaces import ERRNS  # type: ignore[import-untyped]
from pyoxigraph import QuerySolutions, Store
from rdflib import OWL, RDF, Graph, Literal, URIRef
from tests.ontology.conftest import ONTOLOGY, ROOT, ontology_files

MQ = "https://w3id.org/mithaq/ontology#"
MODULES = sorted(ONTOLOGY.glob("*.ttl"))


def axioms(*files: Path) -> Graph:
    """Return the triples between nodes: texts and numbers bear on no class."""
    graph = Graph(bind_namespaces="none")
    for file in files:
        graph.parse(file)
    for triple in list(graph):
        if isinstance(triple[2], Literal):
            graph.remove(triple)
    return graph


def contradictions(graph: Graph) -> list[str]:
    """Return what the OWL 2 RL rules object to, and the members of the empty class."""
    # Its better datatypes stay bound in rdflib for every test that runs after: none is needed here.
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(graph)
    objections = [str(text) for text in graph.objects(None, ERRNS.error)]
    return objections + [str(node) for node in graph.subjects(RDF.type, OWL.Nothing)]


def test_the_ontology_is_consistent() -> None:
    graph = axioms(*ontology_files())
    assert len(graph) > 1000
    assert contradictions(graph) == []


def test_the_ontology_is_consistent_with_its_alignments() -> None:
    assert contradictions(axioms(*MODULES, *(ONTOLOGY / "alignments").glob("*.ttl"))) == []


def test_facts_are_consistent_with_the_ontology() -> None:
    facts = (ROOT / "kb" / "actors.ttl", ROOT / "kb" / "curated" / "bahrain.ttl")
    assert contradictions(axioms(*MODULES, *facts)) == []


def test_what_is_both_a_text_and_a_practice_is_a_contradiction() -> None:
    graph = axioms(*MODULES)
    both = URIRef("https://w3id.org/mithaq/id/both")
    graph.add((both, RDF.type, URIRef(MQ + "Instrument")))
    graph.add((both, RDF.type, URIRef(MQ + "Practice")))
    assert any("Instrument" in text for text in contradictions(graph))


def test_a_state_that_is_said_to_be_a_source_is_a_contradiction() -> None:
    graph = axioms(*MODULES)
    state, place = (URIRef("https://w3id.org/mithaq/id/" + name) for name in ("state/XX", "p"))
    graph.add((state, RDF.type, URIRef(MQ + "State")))
    graph.add((place, URIRef(MQ + "source"), state))
    assert contradictions(graph) != []


def names(store: Store, query: str) -> set[str]:
    """Return the values of the first column of a query."""
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return {str(row[0]) for row in found}


def test_every_property_and_class_that_is_used_is_declared(ontology: Store) -> None:
    # OWL 2 DL wants a declaration for all but the vocabulary of RDF, RDFS and OWL itself.
    undeclared = """
        SELECT DISTINCT ?used WHERE {
          { ?s ?used ?o } UNION { ?s a ?used }
          FILTER NOT EXISTS { ?used a ?class }
          FILTER (!STRSTARTS(STR(?used), "http://www.w3.org/1999/02/22-rdf-syntax-ns#"))
          FILTER (!STRSTARTS(STR(?used), "http://www.w3.org/2000/01/rdf-schema#"))
          FILTER (!STRSTARTS(STR(?used), "http://www.w3.org/2002/07/owl#"))
        }"""
    assert names(ontology, undeclared) == set()


def test_an_axiom_joins_terms_of_one_sort(ontology: Store) -> None:
    # A subproperty, and a property disjoint with another, must be of the same sort as the other.
    mixed = """
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?one WHERE {
          ?one rdfs:subPropertyOf|owl:propertyDisjointWith ?other ; a ?sort .
          FILTER NOT EXISTS { ?other a ?sort }
        }"""
    assert names(ontology, mixed) == set()
