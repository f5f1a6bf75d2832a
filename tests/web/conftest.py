"""The explorer over the shipped knowledge base, without queries; only read."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from mithaq.knowledge import KnowledgeBase
from mithaq.web.app import create_app
from mithaq.web.lens import Lens, Lenses


@pytest.fixture(scope="session")
def lenses(kb: KnowledgeBase) -> Lenses:
    return Lenses(kb)


@pytest.fixture(scope="session")
def lens(lenses: Lenses) -> Lens:
    return lenses.default


@pytest.fixture(scope="session")
def site(kb: KnowledgeBase, lenses: Lenses) -> TestClient:
    return TestClient(create_app(kb, lenses=lenses), follow_redirects=False)
