"""The documentation shows what really happens, and leaves no command out."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

import pytest

from console import PAGES, ROOT, Shown, agrees, blocks, run
from mithaq.cli.commands import MODULES


def shown_commands() -> list[tuple[str, Shown]]:
    return [
        (path.relative_to(ROOT).as_posix(), shown)
        for path in PAGES
        for block in blocks(path.read_text(encoding="utf-8"))
        for shown in block
        if shown.command.startswith("mithaq")
    ]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to run commands in; they share the built store in its cache."""
    return tmp_path_factory.mktemp("docs")


@pytest.mark.parametrize(
    ("page", "shown"),
    shown_commands(),
    ids=lambda value: value.command.split("\n")[0] if isinstance(value, Shown) else value,
)
def test_a_page_shows_what_a_command_prints(page: str, shown: Shown, folder: Path) -> None:
    printed = run(shown.command, folder)
    if not agrees(shown.output, printed):
        difference = unified_diff(shown.output, printed, page, "now", lineterm="", n=1)
        pytest.fail("\n".join(["Run scripts/docs.", *difference]), pytrace=False)


def test_every_command_has_its_help_on_a_page() -> None:
    commands = [shown.command for _, shown in shown_commands()]
    missing = [name for name in MODULES if f"mithaq {name} --help" not in commands]
    assert missing == []


def test_pages_are_found() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in PAGES}
    assert {"README.md", "docs/index.md", "docs/commands.md"} <= names


def python_examples() -> list[tuple[str, str]]:
    return [
        (path.relative_to(ROOT).as_posix(), match.group(1))
        for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
        for match in re.finditer(r"```python\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    ]


@pytest.mark.parametrize(("page", "code"), python_examples())
def test_python_on_a_page_runs(page: str, code: str) -> None:
    exec(compile(code, page, "exec"), {"__name__": "example"})
