"""The files of the ontology are in canonical form, so that a change shows as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ontology.conftest import ONTOLOGY

from mithaq.turtle import is_canonical

FILES = sorted(ONTOLOGY.rglob("*.ttl"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ONTOLOGY)))
def test_a_file_is_in_canonical_form(file: Path) -> None:
    assert is_canonical(file.read_text(encoding="utf-8")), f"mithaq fmt {file}"
