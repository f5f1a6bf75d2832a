"""``mithaq compare``: partners side by side."""

from __future__ import annotations

import sys

import click

from mithaq.cli.command import Command
from mithaq.cli.names import completer
from mithaq.cli.rows import Cell, default_format, format_option, write
from mithaq.cli.settings import settings
from mithaq.compare import SCHEMES, Compared, compare
from mithaq.errors import InputError
from mithaq.messages import say
from mithaq.words import name_of


@click.command("compare", cls=Command)
@click.argument("partners", nargs=-1, required=True, shell_complete=completer("state"))
@click.option("--by", type=click.Choice(SCHEMES), multiple=True)
@click.option("--shared", is_flag=True)
@click.option("--ids", is_flag=True)
@format_option()
@click.pass_context
def command(
    ctx: click.Context,
    partners: tuple[str, ...],
    by: tuple[str, ...],
    shared: bool,
    ids: bool,
    fmt: str | None,
) -> None:
    """Compare partners."""
    if len(partners) < 2:
        raise InputError("compare.two")
    chosen = settings(ctx)
    kb, lang = chosen.open(), chosen.lang
    store = kb.view
    states = [kb.thing(text, ("state",), lang) for text in partners]
    fmt = fmt or default_format()
    people = fmt in ("table", "markdown")
    found = [row for row in compare(store, states, by or SCHEMES) if row.shared or not shared]
    names = [name_of(store, state) for state in states]
    columns = [say(f"compare.{key}", lang) for key in ("scheme", "concept")]
    columns += [name.say(lang) for name in names]
    keys = ["scheme", "concept", *(state.value.rpartition("/")[2] for state in states)]
    rows = [_row(row, lang, people, ids) for row in found]
    write(sys.stdout, fmt, columns, rows, keys)


def _row(row: Compared, lang: str, people: bool, ids: bool) -> list[Cell]:
    if not people:
        cells = [" ".join(c.short for c in cell) or None for cell in row.cooperations]
        return [row.scheme, row.concept.short, *cells]
    head: list[Cell] = [say(f"compare.{row.scheme}", lang), row.concept.say(lang)]
    if ids:
        shown = (", ".join(c.short.removeprefix("id:") for c in cell) for cell in row.cooperations)
        return [*head, *(text or None for text in shown)]
    return [*head, *(len(cell) or None for cell in row.cooperations)]
