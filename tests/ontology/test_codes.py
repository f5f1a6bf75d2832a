"""The codes that annotated texts use are all in the schemes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store
from tests.ontology.conftest import ROOT

GOLD = ROOT.parent / "shared" / "gold" / "dev.json"
NOTATION = NamedNode("http://www.w3.org/2004/02/skos/core#notation")


def codes(store: Store, scheme: str) -> set[str]:
    """Return the codes of a scheme."""
    return {
        quad.object.value
        for quad in store.quads_for_pattern(None, NOTATION, None)
        if isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(f"https://w3id.org/mithaq/{scheme}/")
        and isinstance(quad.object, Literal)
    }


def annotated(gold: Path) -> dict[str, set[str]]:
    """Return the codes that the annotated texts use, by scheme."""
    records = [r for d in json.loads(gold.read_text(encoding="utf-8")) for r in d["records"]]
    return {
        "kind": {r["kind"] for r in records},
        "stage": {e["stage"] for r in records for e in r["events"]},
        "modality": {e["modality"] for r in records for e in r["events"]},
        "topic": {t["code"] for r in records for t in r["topics"]},
        "measure": {m["code"] for r in records for m in r["measures"]},
    }


@pytest.mark.parametrize(
    ("scheme", "count"),
    [("kind", 8), ("stage", 13), ("modality", 4), ("topic", 27), ("measure", 17)],
)
def test_a_scheme_has_all_its_codes(scheme: str, count: int, ontology: Store) -> None:
    assert len(codes(ontology, scheme)) == count


@pytest.mark.skipif(not GOLD.exists(), reason="the annotated texts are not beside the project")
def test_every_code_of_the_annotated_texts_is_in_its_scheme(ontology: Store) -> None:
    for scheme, found in annotated(GOLD).items():
        assert found
        assert found <= codes(ontology, scheme), scheme
