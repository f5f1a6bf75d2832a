"""What tests of the review share: the small knowledge base to read, and a copy of it to change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mithaq.knowledge import KnowledgeBase
from mithaq.review.candidates import Article, article
from mithaq.turtle import parse
from review.texts import SMALL, candidates


@pytest.fixture(scope="session")
def small() -> KnowledgeBase:
    """The small knowledge base, in memory; only read."""
    return KnowledgeBase.open(SMALL)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the small knowledge base that a test may change."""
    shutil.copytree(SMALL, tmp_path / "home")
    return tmp_path / "home"


Read = Callable[..., Article]


@pytest.fixture
def read(small: KnowledgeBase) -> Read:
    """Read candidates given as statements against the small knowledge base."""

    def made(*statements: str, text: str | None = None, **parts: str) -> Article:
        return article(parse(candidates(*statements, **parts)), small.facts, text)

    return made
