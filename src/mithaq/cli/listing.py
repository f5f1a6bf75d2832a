"""``mithaq list``: agreements and practices."""

from __future__ import annotations

import sys
from datetime import date

import click

from mithaq.cli.command import Command
from mithaq.cli.names import meant, named_option
from mithaq.cli.rows import Row, default_format, format_option, write
from mithaq.cli.settings import Day, settings
from mithaq.listing import Filters, Listed, listing
from mithaq.messages import say

KEYS = ("id", "name", "partner", "kind", "status", "signed_on", "in_force_on")


@click.command("list", cls=Command)
@named_option("--partner", "state")
@named_option("--kind")
@named_option("--status")
@named_option("--topic")
@named_option("--measure")
@click.option("--since", type=Day(first=True), metavar="DATE")
@click.option("--until", type=Day(), metavar="DATE")
@named_option("--confidence")
@click.option("--disputed", is_flag=True)
@format_option()
def command(
    since: date | None,
    until: date | None,
    disputed: bool,
    fmt: str | None,
    **names: str | None,
) -> None:
    """List cooperations."""
    chosen = settings(click.get_current_context())
    kb, lang = chosen.open(), chosen.lang
    store = kb.view
    things = {
        name: meant(kb, text, "state" if name == "partner" else name, lang)
        for name, text in names.items()
    }
    filters = Filters(
        partner=things["partner"],
        kind=things["kind"],
        status=things["status"],
        covers=things["topic"],
        provides=things["measure"],
        confidence=things["confidence"],
        since=since,
        until=until,
        disputed=disputed,
    )
    fmt = fmt or default_format()
    people = fmt in ("table", "markdown")
    found = listing(store, filters)
    if people and not found:
        from mithaq.cli.speech import tell

        tell("list.nothing", lang)
    columns = [say(f"list.{key}", lang) for key in KEYS] if people else KEYS
    rows = [_spoken(row, lang) if people else _plain(row, lang) for row in found]
    write(sys.stdout, fmt, columns, rows, KEYS)


def _spoken(row: Listed, lang: str) -> Row:
    status = row.status.say(lang) if row.status else None
    mark = f" ({say('list.disputed', lang)})" if row.disputed else ""
    return (
        row.cooperation.short.removeprefix("id:"),
        row.cooperation.say(lang),
        row.partner.say(lang) if row.partner else None,
        ", ".join(kind.say(lang) for kind in row.kinds) or None,
        f"{status}{mark}" if status else None,
        ", ".join(row.signed_on) or None,
        ", ".join(row.in_force_on) or None,
    )


def _plain(row: Listed, lang: str) -> Row:
    return (
        row.cooperation.short,
        row.cooperation.say(lang),
        row.partner.short if row.partner else None,
        " ".join(kind.short for kind in row.kinds) or None,
        row.status.short if row.status else None,
        " ".join(row.signed_on) or None,
        " ".join(row.in_force_on) or None,
    )
