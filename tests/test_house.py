"""The rules of the house: imports go one way, files stay short, the library is silent."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "mithaq"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 350
# What talks to people and to the system; everything else is the library.
EDGE = ("cli", "web", "endpoint", "__main__")
TEXT_FOLDERS = (
    "src",
    "ontology",
    "shapes",
    "kb",
    "scripts",
    "tests",
    "docs",
    "requirements",
    ".ci",
)
TEXT_SUFFIXES = {
    "",
    ".py",
    ".ttl",
    ".rq",
    ".md",
    ".toml",
    ".txt",
    ".lock",
    ".cff",
    ".html",
    ".css",
    ".js",
    ".json",
}


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part(path: Path) -> str:
    """Return the first part of a module's name below the package."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[str]:
    """Yield the first part of each module of ours that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "mithaq":
            names = [f"mithaq.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        yield from (full.split(".")[1] for full in names if full.startswith("mithaq."))


def test_the_library_does_not_import_what_talks_to_people() -> None:
    library = [path for path in MODULES if part(path) not in EDGE]
    wrong = {
        f"{name(path)} imports {other}"
        for path in library
        for other in imported(path)
        if other in EDGE
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("low", "may_import"),
    [
        ("messages", set()),
        ("errors", {"messages", "sparql"}),
        ("names", set()),
        ("model", {"errors", "messages"}),
        ("files", {"errors", "messages"}),
        ("edtf", {"errors", "model"}),
        ("textfold", set()),
        ("turtle", {"errors", "files", "messages", "model", "names", "turtle"}),
        ("serialise", {"errors", "names", "serialise", "turtle"}),
        ("store", {"errors", "files", "names", "turtle"}),
    ],
)
def test_the_ground_floor_imports_only_what_lies_below(low: str, may_import: set[str]) -> None:
    found = {other for path in MODULES if part(path) == low for other in imported(path)}
    assert found - may_import == set()


@pytest.mark.parametrize(
    ("floor", "above"),
    [
        ("words", {"dates", "page", "acts", "discourse"}),
        ("dates", {"page", "acts", "discourse"}),
        ("page", {"acts", "discourse"}),
        ("acts", {"discourse"}),
        ("discourse", {"pipeline", "runner"}),
    ],
)
def test_extraction_is_built_from_words_up(floor: str, above: set[str]) -> None:
    """What is known of words knows nothing of dates, acts or records, and so on up."""
    found = {
        node.module.split(".")[2]
        for path in (PACKAGE / "extract" / floor).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mithaq.extract.")
        if node.module
    }
    assert found & above == set()
    assert floor == "words" or "words" in found


def dotted(path: Path) -> str:
    """Return the full name of a module of ours."""
    parts = ("mithaq", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_module_leads_back_to_itself() -> None:
    """Imports for types alone count as well: what is named must stand below."""
    names = {dotted(path) for path in MODULES}
    leads: dict[str, set[str]] = {}
    for path in MODULES:
        found = leads.setdefault(dotted(path), set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                whole = {f"{node.module}.{alias.name}" for alias in node.names} & names
                found |= whole or {node.module} & names
            elif isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names} & names
    TopologicalSorter(leads).prepare()


def test_files_are_short() -> None:
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {file: length for file, length in lengths.items() if length > LONGEST} == {}


def test_no_error_is_swallowed_wholesale() -> None:
    broad = {
        f"{name(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    }
    assert broad == set()


def test_the_library_is_silent_and_deaf() -> None:
    """It does not print, exit, or read the environment, the arguments or the terminal."""
    forbidden = re.compile(
        r"\b(?:print|input|exit|breakpoint)\(|\bos\.(?:environ|getenv)\b|\bsys\.(?:argv|exit|std\w+)\b"
    )
    loud = {
        f"{name(path)}:{node.lineno}: {ast.unparse(node)}"
        for path in MODULES
        if part(path) not in EDGE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call | ast.Attribute) and forbidden.match(ast.unparse(node))
    }
    assert loud == set()


def test_every_module_says_what_it_is_for() -> None:
    silent = {
        name(path)
        for path in MODULES
        if (text := path.read_text("utf-8")) and not ast.get_docstring(ast.parse(text))
    }
    assert silent == set()


def texts() -> Iterator[tuple[str, str]]:
    """Yield name and content of every text file of the project."""
    for folder in TEXT_FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            kept = (
                path.is_file() and path.suffix in TEXT_SUFFIXES and "__pycache__" not in path.parts
            )
            if kept and path != Path(__file__).resolve():
                yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8", "replace")
    for path in sorted(ROOT.glob("[A-Za-z]*")):
        if path.is_file() and path.suffix in TEXT_SUFFIXES:
            yield path.name, path.read_text("utf-8")


def test_no_path_of_any_machine_is_written_down() -> None:
    machine = re.compile(r"(?<![\w.])/(?:home|Users|work|root)/(?!me\b)[a-z]|[A-Z]:\\\\Users\\\\")
    found = {
        f"{name}: {line.strip()}"
        for name, text in texts()
        for line in text.splitlines()
        if machine.search(line)
    }
    assert found == set()


def test_no_work_is_left_lying_about() -> None:
    left = re.compile(r"\b(?:TODO|FIXME|XXX+|HACK)\b(?!-)")
    found = {
        f"{name}: {line.strip()}"
        for name, text in texts()
        if name.endswith((".py", ".ttl", ".rq", ".md"))
        for line in text.splitlines()
        if left.search(line) and "edtf" not in name
    }
    assert found == set()


def test_locks_name_no_host_and_pin_every_package() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        lines = lock.read_text(encoding="utf-8").splitlines()
        packages = [line for line in lines if line and line[0] not in " #"]
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name
        assert [line for line in packages if "==" not in line] == [], lock.name
        assert sum("--hash=sha256:" in line for line in lines) >= len(packages), lock.name


def test_the_two_locks_agree() -> None:
    run, dev = (
        set(
            re.findall(
                r"^(\S+==\S+)", (ROOT / "requirements" / f"{kind}.lock").read_text("utf-8"), re.M
            )
        )
        for kind in ("run", "dev")
    )
    assert run - dev == set()
