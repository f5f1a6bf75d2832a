"""One lexicon for all tests of the extraction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mithaq.extract.pipeline import extract
from mithaq.extract.values import Document, Extraction
from mithaq.extract.words.lexicon import Lexicon, ontology_files

ROOT = Path(__file__).parents[2]

Reading = Callable[..., Extraction]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The words of the ontology, compiled once."""
    return Lexicon.from_ttl(ontology_files(ROOT / "ontology"))


@pytest.fixture(scope="session")
def read(lexicon: Lexicon) -> Reading:
    """Extract a text given in the test itself."""

    def reading(text: str, published: str | None = None) -> Extraction:
        return extract(Document("text.txt", text), lexicon, published)

    return reading
