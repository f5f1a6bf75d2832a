"""A finding leads to the line of the fault, as the examples say it (`# line: 9`)."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from mithaq.gate import check_files
from mithaq.knowledge import KnowledgeBase

HERE = Path(__file__).parent
LINED = sorted(p for p in HERE.glob("data/*/bad-*.ttl") if "# line: " in p.read_text("utf-8"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """A knowledge base of the base facts alone."""
    home = tmp_path_factory.mktemp("home")
    (home / "kb").mkdir()
    shutil.copy(HERE / "base.ttl", home / "kb")
    return KnowledgeBase.open(home)


@pytest.mark.parametrize("path", LINED, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_findings_lead_to_the_line_at_fault(small: KnowledgeBase, path: Path) -> None:
    head = path.read_text("utf-8")
    expected = re.search(r"# expect: (\S+)", head)
    line = re.search(r"# line: (\d+)", head)
    assert expected
    assert line
    findings = check_files(small, [path])
    lines = {f.position.line for f in findings if f.check == expected.group(1)}
    assert int(line.group(1)) in lines
