"""The wheel carries ontology, shapes and facts, so that installing it is enough."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("ontology", "shapes", "kb")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built anew."""
    folder = tmp_path_factory.mktemp("wheel")
    program = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return folder / done.stdout.strip().splitlines()[-1]


def kept(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def test_everything_is_in_it(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    data = {
        f"mithaq/data/{path.relative_to(ROOT).as_posix()}"
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if kept(path)
    }
    package = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "mithaq").rglob("*")
        if kept(path)
    }
    assert data - inside == set()
    assert package - inside == set()
    licences = {name.rpartition("/")[2] for name in inside if "/licenses/" in name}
    assert licences == {"LICENSE", "LICENSE-FACTS"}


def test_it_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "HOME": str(tmp_path)}
    program = (
        "import mithaq.home as h; print(h.shipped());"
        "from mithaq.knowledge import KnowledgeBase as K;"
        "print(bool(K.open().query('ASK { id:bh-2014-mou mq:partner state:BH }')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [str(tmp_path / "site" / "mithaq" / "data"), "True"]
