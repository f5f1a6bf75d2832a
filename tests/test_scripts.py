"""The scripts set up what is needed, leave alone what is there, and say clearly what is missing."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from console import agrees
from console import run as on_terminal

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ("bash", "cat", "dirname", "env", "grep", "tail", "awk", "wc", "mktemp", "sed", "tr")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A fresh copy of the project without .venv."""
    copy = tmp_path / "mithaq"
    copy.mkdir()
    for name in ("scripts", "requirements", "ontology", "shapes", "kb"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder of programs for PATH, in which there is no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (folder / tool).symlink_to(found)
    return folder


def program(path: Path, *lines: str) -> None:
    path.write_text("\n".join(["#!/bin/bash", *lines, ""]))
    path.chmod(0o755)


def run(tree: Path, tools: Path, script: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(tools), "MITHAQ_LANG": lang, "HOME": str(tree), "NO_COLOR": "1"}
    return subprocess.run(
        [tree / "scripts" / script], env=environment, capture_output=True, text=True, check=False
    )


def set_up(tree: Path) -> None:
    """Put a .venv there, made from the present locks, that runs the program of this tree."""
    (tree / ".venv" / "bin").mkdir(parents=True)
    source = ROOT / "src"
    program(
        tree / ".venv/bin/mithaq",
        f'PYTHONPATH={source} exec {sys.executable} -m mithaq --home "{tree}" "$@"',
    )
    program(tree / ".venv/bin/python", f'exec {sys.executable} "$@"')
    lock = (tree / "requirements/run.lock").read_bytes()
    settings = (tree / "pyproject.toml").read_bytes()
    made_from = f"run {hashlib.sha256(lock + settings).hexdigest()}\n"
    (tree / ".venv/made-from").write_text(made_from)


def test_without_python_it_says_what_to_install(tree: Path, tools: Path) -> None:
    done = run(tree, tools, "tour")
    assert done.returncode == 2
    assert done.stderr.startswith("Mithaq needs Python 3.11 or later, and there is none here")
    assert not (tree / ".venv").exists()


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Mithaq needs Python 3.11 or later, and there is none here (Python 3.8.10)."),
        (
            "fr",
            "Mithaq demande Python 3.11 ou plus récent, et il n'y en a pas ici (Python 3.8.10).",
        ),
        ("ar", "يحتاج ميثاق إلى Python 3.11 أو ما بعده، ولا وجود له هنا (Python 3.8.10)."),
    ],
)
def test_with_an_old_python_it_says_so(tree: Path, tools: Path, lang: str, sentence: str) -> None:
    program(tools / "python3", '[ "$1" = --version ] && echo Python 3.8.10 || exit 1')
    done = run(tree, tools, "test", lang)
    assert done.returncode == 2
    assert done.stderr.startswith(sentence)


def test_without_venv_it_names_the_package(tree: Path, tools: Path) -> None:
    program(tools / "python3", '[[ "$2" == *ensurepip* ]] && exit 1 || exit 0')
    done = run(tree, tools, "tour")
    assert (done.returncode, done.stderr) == (
        2,
        "python3 cannot make virtual environments. Install the package python3-venv of your "
        "system, then run this again.\n",
    )


def test_without_a_network_it_says_so(tree: Path, tools: Path) -> None:
    makes_venv = f"mkdir -p .venv/bin; ln -s {tools}/pip .venv/bin/python"
    program(tools / "pip", "echo 'no route to host' >&2; exit 1")
    program(tools / "python3", f'[ "$1" = -m ] && {{ {makes_venv}; }}; exit 0')
    for tool in ("mkdir", "ln"):
        (tools / tool).symlink_to(shutil.which(tool) or "")
    done = run(tree, tools, "tour")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "Installing into .venv; this takes a minute, and only the first time.",
        "no route to host",
        "The packages could not be installed. A network is needed the first time; "
        "the whole story is in .venv/install.log.",
    ]


def test_what_is_set_up_is_left_alone(tree: Path, tools: Path) -> None:
    set_up(tree)
    before = sorted((tree / ".venv").rglob("*"))
    done = run(tree, tools, "venv")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted((tree / ".venv").rglob("*")) == before


def test_a_changed_lock_is_noticed(tree: Path, tools: Path) -> None:
    set_up(tree)
    with (tree / "requirements/run.lock").open("a") as lock:
        lock.write("# newer\n")
    assert run(tree, tools, "venv").returncode == 2


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_the_tour_shows_the_main_job(tree: Path, tools: Path, lang: str) -> None:
    set_up(tree)
    done = run(tree, tools, "tour", lang)
    assert done.returncode == 0, done.stderr
    shown = [line for line in done.stdout.splitlines() if line.startswith("$ mithaq")]
    assert [line.split()[2] for line in shown] == ["validate", "ask", "query", "export"]
    assert "2014-03-12" in done.stdout
    assert "id:bh-2014-mou.signature\n    a mq:LifecycleEvent ;" in done.stdout


def test_the_readme_shows_what_the_tour_shows(tree: Path, tools: Path) -> None:
    set_up(tree)
    printed = on_terminal("scripts/tour", tree, {"PATH": str(tools), "MITHAQ_LANG": "en"})
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("```text\n$ scripts/tour\n")[2].partition("```")[0]
    assert agrees(shown.splitlines(), printed), "\n".join(printed)


def test_the_words_of_the_scripts_are_in_three_languages() -> None:
    words = {
        lang: {
            line.partition("=")[0]
            for line in (ROOT / "scripts/words" / lang).read_text(encoding="utf-8").splitlines()
            if "=" in line and line.partition("=")[0].isidentifier()
        }
        for lang in ("en", "fr", "ar")
    }
    assert words["en"] == words["fr"] == words["ar"]


def test_the_scripts_can_be_run() -> None:
    scripts = [ROOT / ".ci/run", *(ROOT / "scripts" / name for name in ("tour", "test", "venv"))]
    assert [path.name for path in scripts if not os.access(path, os.X_OK)] == []
