"""Every file of facts is in canonical form, in which a new fact is a new block, and names its nodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.turtle import is_canonical, read

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "kb").rglob("*.ttl"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_facts_are_in_canonical_form(path: Path) -> None:
    assert is_canonical(path.read_text(encoding="utf-8")), f"Run: mithaq fmt {name(path)}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_node_of_the_facts_has_a_name(path: Path) -> None:
    assert read(path).blank_nodes == ()
