"""The built store: keyed by content, safe with several processes and after a crash."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mithaq.build import KEPT, Build, content_key, ensure_build, make_if_missing
from mithaq.errors import NotFound, StoreError, SyntaxFault
from mithaq.home import Home, shipped
from mithaq.knowledge import KnowledgeBase
from mithaq.store import open_read_only
from mithaq.validate import PreparedShapes

BUILD = """
import sys
from pathlib import Path
from mithaq.build import ensure_build
from mithaq.home import Home
print(ensure_build(Home.at(Path(sys.argv[1])), Path(sys.argv[2])).folder.name)
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with few facts."""
    kb = tmp_path / "home" / "kb"
    kb.mkdir(parents=True)
    shutil.copy2(shipped() / "kb" / "actors.ttl", kb / "actors.ttl")
    return Home.at(kb.parent)


def test_the_key_follows_the_content_and_nothing_else(home: Home, tmp_path: Path) -> None:
    memo = tmp_path / "memo.json"
    file = home.kb / "actors.ttl"
    first = content_key(home.fact_files(), memo)
    os.utime(file, (1, 1))
    assert content_key(home.fact_files(), memo) == first == content_key(home.fact_files())
    text = file.read_text("utf-8")
    file.write_text(text.replace("Casablanca", "Rabat", 1) + "\n", "utf-8")
    assert content_key(home.fact_files(), memo) != first
    file.write_text(text, "utf-8")
    assert content_key(home.fact_files(), memo) == first


def test_a_damaged_memo_is_made_again(home: Home, tmp_path: Path) -> None:
    memo = tmp_path / "memo.json"
    first = content_key(home.fact_files(), memo)
    memo.write_bytes(b"\xff{")
    assert content_key(home.fact_files(), memo) == first


def test_a_build_is_made_once_and_again_when_a_file_changes(home: Home, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = ensure_build(home, cache)
    made = first.view.stat().st_mtime_ns
    assert ensure_build(home, cache) == first and first.view.stat().st_mtime_ns == made
    (home.kb / "more.ttl").write_text("<https://w3id.org/mithaq/id/x> a <http://e/C> .", "utf-8")
    second = ensure_build(home, cache)
    assert second != first
    assert len(open_read_only(second.facts)) == len(open_read_only(first.facts)) + 1


def test_what_an_interrupted_build_left_is_removed(home: Home, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    left = cache / "part-0123"
    left.mkdir(parents=True)
    ensure_build(home, cache)
    assert not left.exists()


def test_a_build_of_files_that_changed_meanwhile_is_not_kept(home: Home, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    promised = Build(cache / ensure_build(home, cache).folder.name)
    shutil.rmtree(promised.folder)
    (home.kb / "more.ttl").write_text("<https://w3id.org/mithaq/id/x> a <http://e/C> .", "utf-8")
    assert not make_if_missing(promised, home, cache)
    assert [p.name for p in cache.iterdir() if p.is_dir()] == []


def test_only_the_newest_builds_are_kept(home: Home, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for number in range(KEPT + 2):
        fact = f"<https://w3id.org/mithaq/id/x{number}> a <http://e/C> ."
        (home.kb / "more.ttl").write_text(fact, "utf-8")
        last = ensure_build(home, cache)
    folders = [p for p in cache.iterdir() if p.is_dir()]
    assert len(folders) == KEPT and last.folder in folders


def test_several_processes_build_one_store(home: Home, tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", BUILD, str(home.kb.parent), str(tmp_path / "cache")]
    processes = [subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    names = {process.communicate(timeout=120)[0] for process in processes}
    assert len(names) == 1 and all(process.returncode == 0 for process in processes)


def test_many_may_read_at_once(home: Home, tmp_path: Path) -> None:
    build = ensure_build(home, tmp_path / "cache")
    assert len({len(open_read_only(build.view)) for _ in range(5)}) == 1


def test_broken_turtle_is_named_with_its_place(home: Home, tmp_path: Path) -> None:
    (home.kb / "broken.ttl").write_text("<http://e/a> <http://e/b>\n  ;", "utf-8")
    with pytest.raises(SyntaxFault, match=r"broken\.ttl:2:3"):
        ensure_build(home, tmp_path / "cache")


def test_a_folder_without_facts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no knowledge base here"):
        Home.at(tmp_path)


def test_a_damaged_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    with pytest.raises(StoreError, match="cannot be used"):
        open_read_only(tmp_path / "store")


def test_the_same_answers_from_disk_and_from_memory(home: Home, tmp_path: Path) -> None:
    on_disk = KnowledgeBase.open(home.kb.parent, cache=tmp_path / "cache")
    assert set(on_disk.view) == set(KnowledgeBase.open(home.kb.parent).view)


@pytest.mark.parametrize("kept", [b"", b"torn", pickle.dumps((0, None))])
def test_shapes_kept_by_another_version_are_prepared_again(
    kept: bytes, home: Home, tmp_path: Path
) -> None:
    shutil.copytree(shipped() / "shapes", home.kb.parent / "shapes")
    kb = KnowledgeBase.open(home.kb.parent, cache=tmp_path / "cache")
    digest = kb.shapes.digest
    assert kb.build is not None
    kb.build.prepared.write_bytes(kept)
    assert kb.reopened().shapes.digest == digest
    assert PreparedShapes.from_bytes(kb.build.prepared.read_bytes()).digest == digest
