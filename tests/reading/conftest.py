"""The small knowledge base in tests/fixtures/small, with the shipped ontology and shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.knowledge import KnowledgeBase


@pytest.fixture(scope="session")
def small() -> KnowledgeBase:
    """Three agreements and a dialogue, built in memory; tests must not change it."""
    return KnowledgeBase.open(Path(__file__).parent.parent / "fixtures" / "small")
