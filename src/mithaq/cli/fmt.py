"""``mithaq fmt``: the one canonical form of Turtle files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mithaq.cli.command import Command
from mithaq.cli.edge import DATA_AT_FAULT
from mithaq.cli.settings import settings
from mithaq.cli.speech import tell
from mithaq.errors import FileError
from mithaq.files import read_text
from mithaq.home import Home
from mithaq.turtle import format_text


@click.command("fmt", cls=Command)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE|DIR]...")
@click.option("--check", is_flag=True)
@click.option("--diff", "show", is_flag=True)
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], check: bool, show: bool) -> None:
    """Format."""
    chosen = settings(ctx)
    changed = 0
    for path in _turtle(files, Home.at(chosen.home)):
        before = read_text(path)
        after = format_text(before, str(path))
        if before == after:
            continue
        changed += 1
        if show:
            _write_diff(path, before, after)
        if not (check or show):
            path.write_text(after, encoding="utf-8", newline="\n")
        if not chosen.quiet:
            tell("fmt.would" if check or show else "fmt.done", chosen.lang, path=path)
    if changed and check:
        ctx.exit(DATA_AT_FAULT)


def _turtle(files: tuple[Path, ...], home: Home) -> list[Path]:
    """Return the files to format: those named, those in the folders named, or all facts."""
    if not files:
        return list(home.fact_files())
    found: list[Path] = []
    for path in files:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*.ttl") if not p.name.startswith("."))
        elif path.suffix == ".ttl" or not path.exists():
            found.append(path)
        else:
            raise FileError("fmt.not_turtle", path=path)
    return found


def _write_diff(path: Path, before: str, after: str) -> None:
    from difflib import unified_diff

    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), str(path), str(path)
    )
    sys.stdout.writelines(lines)
