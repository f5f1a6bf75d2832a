"""What tests share: the knowledge base as it stands, opened once and only read."""

from __future__ import annotations

import pytest

from mithaq.knowledge import KnowledgeBase


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    """The shipped knowledge base, built in memory; tests must not change it."""
    return KnowledgeBase.open()
