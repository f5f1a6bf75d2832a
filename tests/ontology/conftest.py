"""The ontology as its files have it, loaded once and only read."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"


def load(*files: Path) -> Store:
    """Return a store in memory with the triples of some Turtle files."""
    store = Store()
    for file in files:
        store.load(path=str(file), format=RdfFormat.TURTLE)
    return store


def ontology_files() -> list[Path]:
    """Return the modules, schemes and word lists; alignments are left out."""
    return sorted(p for p in ONTOLOGY.rglob("*.ttl") if p.parent.name != "alignments")


@pytest.fixture(scope="session")
def ontology() -> Store:
    """All of the ontology but its alignments."""
    return load(*ontology_files())
