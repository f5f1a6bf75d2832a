"""Adding facts from the command line: asked, refused, written, and seen at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Runner = Callable[..., Any]
HERE = Path(__file__).parent
FILES, SMALL = HERE / "files", HERE.parent / "fixtures" / "small"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the small knowledge base that a test may change."""
    shutil.copytree(SMALL / "kb", tmp_path / "home" / "kb")
    return tmp_path / "home"


def tree(home: Path) -> dict[str, bytes]:
    found = (p for p in home.rglob("*.ttl"))
    return {p.relative_to(home).as_posix(): p.read_bytes() for p in found}


def test_what_is_added_is_seen_at_once(mithaq: Runner, home: Path) -> None:
    question = "ASK { id:bh-2014-mou mq:status status:in-force }"
    assert mithaq("query", question, "--home", home).out == "false\n"
    told = mithaq("add", FILES / "entry-into-force.ttl", "--yes", "--home", home)
    assert (told.code, told.err) == (0, f"Added 7 triples to {home}/kb/curated/bahrain.ttl.\n")
    assert mithaq("query", question, "--home", home).out == "true\n"
    assert mithaq("fmt", "--check", "--home", home).code == 0


def test_a_refused_file_changes_nothing(mithaq: Runner, home: Path) -> None:
    before = tree(home)
    told = mithaq("add", FILES / "misspelt.ttl", "--yes", "--home", home)
    assert told.code == 1
    assert told.err == "Refused. Nothing was written.\n"
    assert tree(home) == before


def test_the_same_facts_are_not_added_twice(mithaq: Runner, home: Path) -> None:
    mithaq("add", FILES / "entry-into-force.ttl", "--yes", "--home", home)
    told = mithaq("add", FILES / "entry-into-force.ttl", "--yes", "--home", home)
    assert told.code == 2
    assert "everything in it is already known" in told.err


@pytest.mark.skipif(os.name != "posix", reason="terminals are made otherwise on Windows")
@pytest.mark.parametrize(
    ("lang", "answer", "added"), [("en", "y", 1), ("fr", "oui", 1), ("ar", "لا", 0)]
)
def test_it_asks_on_a_terminal(home: Path, cache: Path, lang: str, answer: str, added: int) -> None:
    import pty

    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    path = home / "kb" / "curated" / "bahrain.ttl"
    before = path.read_text("utf-8").count("a mq:LifecycleEvent")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "mithaq",
            "add",
            str(FILES / "entry-into-force.ttl"),
            "--lang",
            lang,
        ],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "MITHAQ_HOME": str(home),
            "MITHAQ_CACHE": str(cache),
        },
        stdin=theirs,
        capture_output=True,
        check=True,
    )
    os.close(ours)
    os.close(theirs)
    assert path.read_text("utf-8").count("a mq:LifecycleEvent") == before + added
