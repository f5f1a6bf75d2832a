"""Rows of named columns, written as a table for people or in a format for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TextIO, TypeVar

import click

from mithaq.cli.table import lines
from mithaq.cli.width import FSI, PDI

#: What a cell holds; None is a value that is not there.
Cell = str | int | bool | None
Row = Sequence[Cell]

Body = TypeVar("Body", bound=Callable[..., None])

ABSENT = "–"
FORMATS = ("table", "csv", "tsv", "json", "jsonl", "markdown")


def format_option(formats: Sequence[str] = FORMATS) -> Callable[[Body], Body]:
    """Add ``--format`` to a command; without it, a table on a terminal and CSV in a pipe."""
    return click.option("-f", "--format", "fmt", type=click.Choice(formats))


def default_format() -> str:
    """Return the format for an output that nobody chose."""
    return "table" if sys.stdout.isatty() else "csv"


def terminal_width(out: TextIO) -> int | None:
    """Return how many columns the reader has, or None where lines may be as long as they are."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked) > 0:
        return int(asked)
    try:
        return os.get_terminal_size(out.fileno()).columns or None
    except (OSError, ValueError):
        return None


def write(
    out: TextIO, fmt: str, columns: Sequence[str], rows: Iterable[Row], keys: Sequence[str] = ()
) -> None:
    """Write rows in a format. ``keys`` name the columns for programs where headings are for
    people.
    """
    names = columns if fmt in ("table", "markdown") or not keys else keys
    for line in _WRITERS[fmt](names, rows, out):
        out.write(line + "\n")


def _table(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> Iterator[str]:
    shown = [[_plain(cell, ABSENT) for cell in row] for row in rows]
    yield from lines(columns, shown, terminal_width(out))


def _csv(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> Iterator[str]:
    del out
    yield ",".join(map(csv_field, columns))
    for row in rows:
        yield ",".join(csv_field(_plain(cell, "")) for cell in row)


def csv_field(text: str) -> str:
    """Return a value as a field of CSV (RFC 4180 §2).

    >>> csv_field('accord, dit "global"')
    '"accord, dit ""global\"""'
    """
    if any(c in text for c in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _tsv(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> Iterator[str]:
    del out
    yield "\t".join(columns)
    for row in rows:
        cells = (_plain(cell, "") for cell in row)
        yield "\t".join(c.replace("\t", " ").replace("\n", " ") for c in cells)


def _json(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> Iterator[str]:
    del out
    from json import dumps

    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    yield dumps(objects, ensure_ascii=False, indent=2)


def _jsonl(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> Iterator[str]:
    del out
    from json import dumps

    for row in rows:
        yield dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)


def _markdown(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> Iterator[str]:
    del out
    yield f"| {' | '.join(columns)} |"
    yield f"|{'|'.join(' --- ' for _ in columns)}|"
    for row in rows:
        cells = (_plain(cell, "").replace("|", "\\|").replace("\n", " ") for cell in row)
        yield f"| {' | '.join(cells)} |"


def _plain(cell: Cell, absent: str) -> str:
    if cell is None:
        return absent
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell).replace(FSI, "").replace(PDI, "")


_WRITERS: Mapping[str, Callable[[Sequence[str], Iterable[Row], TextIO], Iterator[str]]] = (
    MappingProxyType(
        {
            "table": _table,
            "csv": _csv,
            "tsv": _tsv,
            "json": _json,
            "jsonl": _jsonl,
            "markdown": _markdown,
        }
    )
)
