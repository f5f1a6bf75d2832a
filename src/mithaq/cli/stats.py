"""``mithaq stats``: counts."""

from __future__ import annotations

import sys

import click

from mithaq.cli.command import Command
from mithaq.cli.rows import FORMATS, default_format, format_option, write
from mithaq.cli.settings import settings
from mithaq.messages import say
from mithaq.stats import COUNTED


@click.command("stats", cls=Command)
@format_option(FORMATS)
@click.pass_context
def command(ctx: click.Context, fmt: str | None) -> None:
    """Count what is here."""
    chosen = settings(ctx)
    stats = chosen.open().stats
    fmt = fmt or default_format()
    if fmt == "json":
        from json import dumps

        sys.stdout.write(dumps({"total": stats.total, "partners": stats.partners}, indent=2) + "\n")
        return
    codes = list(stats.partners)
    lang = chosen.lang
    people = fmt in ("table", "markdown")
    rows = [
        [say(f"stats.{key}", lang) if people else key]
        + [stats.partners[code][key] for code in codes]
        + [stats.total[key]]
        for key in COUNTED
    ]
    columns = [say("stats.counted", lang), *codes, say("stats.total", lang)]
    write(sys.stdout, fmt, columns, rows, ["counted", *codes, "total"])
