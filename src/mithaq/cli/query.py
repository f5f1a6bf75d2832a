"""``mithaq query``: ask in SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mithaq.cli.answers import FORMATS, Shown, full, short, write_answer
from mithaq.cli.command import Command
from mithaq.cli.rows import format_option
from mithaq.cli.settings import settings
from mithaq.errors import InputError

_ENDINGS = (".rq", ".sparql", ".txt")


@click.command("query", cls=Command)
@click.argument("query", metavar="TEXT|FILE|-")
@format_option(FORMATS)
@click.option("--labels", is_flag=True)
@click.option("--full", "whole", is_flag=True)
@click.pass_context
def command(ctx: click.Context, query: str, fmt: str | None, labels: bool, whole: bool) -> None:
    """Run a SPARQL query and write its answer."""
    if labels and whole:
        raise InputError("cli.conflict", one="--labels", other="--full")
    chosen = settings(ctx)
    text = read_query(query)
    kb = chosen.open()
    show: Shown = full if whole else short
    if labels:
        from mithaq.cli.labelled import labelled

        show = labelled(kb.view, chosen.lang)
    rows = write_answer(kb.query(text), fmt, show)
    if rows and sys.stdout.isatty() and not chosen.quiet:
        from mithaq.cli.speech import tell

        tell("cli.rows", chosen.lang, count=rows)


def read_query(given: str) -> str:
    """Return the text of a query given as text, as the name of a file, or as ``-`` for standard
    input.
    """
    if given == "-":
        return sys.stdin.read()
    if given.endswith(_ENDINGS) or ("\n" not in given and " " not in given and "/" in given):
        from mithaq.files import read_text

        return read_text(Path(given))
    return given
