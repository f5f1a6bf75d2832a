"""The counts kept beside a built view are those of the view."""

from __future__ import annotations

import json
from pathlib import Path

from mithaq.knowledge import KnowledgeBase
from mithaq.stats import Stats


def test_kept_counts_are_those_of_the_view(small: KnowledgeBase, tmp_path: Path) -> None:
    kb = KnowledgeBase.open(small.home.kb.parent, cache=tmp_path)
    counted = Stats.of(small.view)
    assert kb.stats == counted == kb.reopened().stats
    (kept,) = tmp_path.glob("*/view.stats.json")
    assert json.loads(kept.read_bytes())["total"] == counted.total


def test_counts_are_read_and_not_made_again(small: KnowledgeBase, tmp_path: Path) -> None:
    kept = {"total": {"events": 7}, "partners": {}}
    (tmp_path / "view.stats.json").write_text(json.dumps(kept), "utf-8")
    assert Stats.beside(tmp_path / "view", small.view).total == {"events": 7}


def test_counts_that_cannot_be_kept_are_told_all_the_same(
    small: KnowledgeBase, tmp_path: Path
) -> None:
    view = tmp_path / "nowhere" / "view"
    assert Stats.beside(view, small.view) == Stats.of(small.view)
