"""Nothing is in the ontology for its own sake: each term serves a shape, a rule, a question or a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions, Store
from tests.ontology.conftest import ONTOLOGY, ROOT

from mithaq.names import QUERY_PREFIXES

TERMS = """
    PREFIX owl: <http://www.w3.org/2002/07/owl#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT DISTINCT ?term WHERE {
      VALUES ?class {
        owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty skos:Concept
      }
      ?term a ?class
      FILTER (STRSTARTS(STR(?term), "https://w3id.org/mithaq/"))
    }"""


def readers() -> Iterator[Path]:
    """Yield the files that may use a term: shapes, rules, questions and facts."""
    yield from (ROOT / "shapes").rglob("*.ttl")
    yield from (ONTOLOGY / "rules").rglob("*.rq")
    yield from (ROOT / "kb").rglob("*.rq")
    yield from (ROOT / "kb").rglob("*.ttl")


def used() -> set[str]:
    """Return the IRIs that the readers write, as prefixed names or in full."""
    found = set()
    for file in readers():
        text = re.sub(r"^@?prefix.*$", "", file.read_text(encoding="utf-8"), flags=re.M | re.I)
        found |= set(re.findall(r"<(https://w3id\.org/mithaq/[^>]+)>", text))
        for prefix, name in re.findall(r"([a-z-]+):([A-Za-z][\w-]*)", text):
            if prefix in QUERY_PREFIXES:
                found.add(QUERY_PREFIXES[prefix] + name)
    return found


def needed_by_the_ontology(ontology: Store) -> set[str]:
    """Return what serves through the ontology: codes, and the concepts below a code, whose words the
    extractor reads as signs of it; stages that give a status; broader concepts; what stages name."""
    query = """
        PREFIX mq: <https://w3id.org/mithaq/ontology#>
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT DISTINCT ?term WHERE {
          { ?x skos:broader|mq:givesStatus|mq:datesAs|mq:datesAsOfMorocco|mq:datesAsOfPartner ?term }
          UNION { ?term (skos:broader*/skos:notation)|mq:givesStatus ?read }
          UNION { ?words a ?term . ?term a owl:Class }
          UNION { ?words a ?class ; ?term ?value . ?class a owl:Class }
          UNION { ?property ?term ?file . FILTER (?term = mq:derivedBy) }
        }"""
    found = ontology.query(query)
    assert isinstance(found, QuerySolutions)
    return {row["term"].value for row in found if isinstance(row["term"], NamedNode)}


def test_every_term_is_used(ontology: Store) -> None:
    found = ontology.query(TERMS)
    assert isinstance(found, QuerySolutions)
    terms = {row["term"].value for row in found if isinstance(row["term"], NamedNode)}
    idle = terms - used() - needed_by_the_ontology(ontology)
    assert sorted(idle) == []
