"""``mithaq`` alone: what is here, and what to try."""

from __future__ import annotations

import sys

import click
import pyoxigraph as ox

from mithaq.cli.settings import settings
from mithaq.cli.width import directed
from mithaq.messages import say
from mithaq.queries import select
from mithaq.words import name_of


def overview(ctx: click.Context) -> None:
    """Write what this knowledge base holds and some commands to begin with."""
    chosen = settings(ctx)
    kb, lang = chosen.open(), chosen.lang
    total = kb.stats.total
    numbers = {key: total[key] for key in ("instruments", "practices", "frameworks")}
    lines = [say("overview.holds", lang, **numbers)]
    lines += [f"  {line}" for line in _partners(kb.view, lang)]
    lines += [say("overview.rests", lang, events=total["events"], sources=total["sources"]), ""]
    lines += [say("overview.try", lang)]
    lines += [f"  {line}" for line in say("overview.commands", lang).strip().splitlines()]
    sys.stdout.write(directed("\n".join(lines), lang) + "\n")


def _partners(store: ox.Store, lang: str) -> list[str]:
    found = []
    for solution in select(store, "overview"):
        state, count = solution["partner"], solution["cooperations"]
        assert isinstance(state, ox.NamedNode)
        code = state.value.rpartition("/")[2]
        found.append(f"{code}  {name_of(store, state).say(lang)}: {count.value}")
    return found
