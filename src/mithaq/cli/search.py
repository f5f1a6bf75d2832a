"""``mithaq search``: find by words."""

from __future__ import annotations

import sys

import click
import pyoxigraph as ox

from mithaq.cli.command import Command
from mithaq.cli.rows import default_format, format_option, write
from mithaq.cli.settings import settings
from mithaq.lookup import types_of
from mithaq.messages import say
from mithaq.names import node
from mithaq.search import Hit
from mithaq.words import name_of

KEYS = ("id", "name", "type", "found_in")
LIMIT = 20


@click.command("search", cls=Command)
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", metavar="KIND", multiple=True)
@click.option("-n", "--limit", type=click.IntRange(min=1), default=LIMIT, metavar="N")
@format_option()
@click.pass_context
def command(
    ctx: click.Context, words: tuple[str, ...], kind: tuple[str, ...], limit: int, fmt: str | None
) -> None:
    """Search."""
    chosen = settings(ctx)
    kb, lang = chosen.open(), chosen.lang
    fmt = fmt or default_format()
    types = [t for k in kind for t in types_of(k)]
    hits, count = kb.finder.best(" ".join(words), types, limit=limit)
    rows = [_row(kb.view, hit, lang, fmt in ("table", "markdown")) for hit in hits]
    columns = [say(f"search.{key}", lang) for key in KEYS]
    write(sys.stdout, fmt, columns, rows, KEYS)
    if not chosen.quiet and (not hits or count > limit):
        from mithaq.cli.speech import tell

        tell("search.more" if hits else "search.nothing", lang, count=count - limit)


def _row(store: ox.Store, hit: Hit, lang: str, people: bool) -> tuple[str, str, str, str]:
    name = name_of(store, hit.thing)
    found = store.quads_for_pattern(hit.thing, node("rdf:type"), None)
    types = sorted((q.object for q in found if isinstance(q.object, ox.NamedNode)), key=str)
    kind = name_of(store, types[0]) if types else name
    short = name.short.removeprefix("id:") if people else name.short
    return short, name.say(lang), kind.say(lang) if people else kind.short, hit.text.value
