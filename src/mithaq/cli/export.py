"""``mithaq export``: take the data away."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

import click

from mithaq.cli.command import Command
from mithaq.cli.settings import settings
from mithaq.cli.speech import tell
from mithaq.errors import FileError, InputError
from mithaq.export import WHAT, csv_lines, export, export_tables, jsonld_context, tables
from mithaq.knowledge import KnowledgeBase
from mithaq.serialise import FORMATS as GRAPH_FORMATS
from mithaq.tables import TABLES

FORMATS = (*GRAPH_FORMATS, "csv", "parquet")


@click.command("export", cls=Command)
@click.option("-f", "--format", "fmt", type=click.Choice(FORMATS), default="turtle")
@click.option("--what", type=click.Choice((*WHAT, "context")), default="facts")
@click.option("--table", "name", type=click.Choice(tuple(TABLES)))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH")
@click.pass_context
def command(ctx: click.Context, fmt: str, what: str, name: str | None, output: Path | None) -> None:
    """Export."""
    chosen = settings(ctx)
    kb = chosen.open()
    if name and fmt != "csv":
        raise InputError("export.only_csv")
    if fmt in ("csv", "parquet") and output is not None and not name:
        for path in export_tables(kb, what, fmt, output):
            if not chosen.quiet:
                tell("export.written", chosen.lang, path=path)
    elif fmt == "parquet" or (fmt == "csv" and not name):
        raise InputError("export.needs_folder", format=fmt, tables=", ".join(TABLES))
    elif output is None:
        _write(kb, fmt, what, name, sys.stdout.buffer)
    else:
        _write_file(kb, fmt, what, name, output)


def _write(kb: KnowledgeBase, fmt: str, what: str, name: str | None, out: IO[bytes]) -> None:
    if what == "context":
        from json import dumps

        out.write((dumps(jsonld_context(kb), indent=2) + "\n").encode("utf-8"))
    elif name:
        for found in tables(kb, what, (name,)):
            out.writelines(line.encode("utf-8") for line in csv_lines(found))
    else:
        export(kb, what, fmt, out)
    out.flush()


def _write_file(kb: KnowledgeBase, fmt: str, what: str, name: str | None, path: Path) -> None:
    """Write to a file beside its place and rename it, so that no half of it is ever seen."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as out:
            _write(kb, fmt, what, name, out)
        beside.replace(path)
    except OSError as error:
        raise FileError("export.folder", path=path, reason=error.strerror or "") from None
