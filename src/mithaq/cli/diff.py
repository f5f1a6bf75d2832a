"""``mithaq diff``: two states of the facts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import groupby

import click
import pyoxigraph as ox

from mithaq.cli.add import effect_line
from mithaq.cli.command import Command
from mithaq.cli.page import Line, Page, Section, as_markdown, as_text
from mithaq.cli.settings import settings
from mithaq.diff import Changed, Diff, Value, diff, facts_at, facts_now
from mithaq.messages import say
from mithaq.names import shorten
from mithaq.words import name_of

FORMATS = ("text", "markdown", "json")


@click.command("diff", cls=Command)
@click.argument("before", metavar="A")
@click.argument("after", required=False, metavar="[B]")
@click.option("-f", "--format", "fmt", type=click.Choice(FORMATS), default="text")
@click.option("--exit-code", is_flag=True)
@click.pass_context
def command(ctx: click.Context, before: str, after: str | None, fmt: str, exit_code: bool) -> None:
    """Diff."""
    chosen = settings(ctx)
    kb, lang = chosen.open(), chosen.lang
    new = facts_now(kb.home) if after is None else facts_at(after, kb.home)
    found = diff(kb.home, facts_at(before, kb.home), new)
    if fmt == "json":
        from json import dumps

        sys.stdout.write(dumps(_object(found), ensure_ascii=False, indent=2) + "\n")
    else:
        effects = list(_effects(kb.view, found, lang))
        page = _page(found, effects, f"{before} → {after or say('diff.now', lang)}", lang)
        sys.stdout.write((as_markdown(page) if fmt == "markdown" else as_text(page)) + "\n")
    if exit_code and found:
        ctx.exit(1)


def _page(found: Diff, effects: list[Line], title: str, lang: str) -> Page:
    parts = (
        ("effects", effects),
        ("added", _nodes(found.added, lang, whole=False)),
        ("removed", _nodes(found.removed, lang, whole=False)),
        ("changed", _nodes(found.changed, lang, whole=True)),
    )
    filled = ((key, tuple(lines)) for key, lines in parts)
    sections = tuple(Section(say(f"diff.{key}", lang), lines) for key, lines in filled if lines)
    return Page(title, "" if found else say("diff.same", lang), sections, lang)


def _effects(store: ox.Store, found: Diff, lang: str) -> Iterator[Line]:
    """Yield the effects below the cooperations that they are about."""
    for cooperation, effects in groupby(found.effects, key=lambda effect: effect.cooperation):
        name = name_of(store, cooperation)
        yield Line(f"{name.short.removeprefix('id:')} · {name.say(lang)}")
        yield from (Line(effect_line(store, effect, lang), 1) for effect in effects)


def _nodes(entries: tuple[Changed, ...], lang: str, *, whole: bool) -> Iterator[Line]:
    for entry in entries:
        name = entry.name.say(lang)
        kind = f" · {entry.type.say(lang)}" if entry.type else ""
        label = f" · {name}" if name != entry.name.short else ""
        yield Line(f"{entry.name.short}{kind}{label}")
        if whole:
            yield from _values(entry)


def _values(entry: Changed) -> Iterator[Line]:
    for prop in sorted({*entry.removed, *entry.added}):
        for sign, side in (("−", entry.removed), ("+", entry.added)):
            for value in side.get(prop, ()):
                yield Line(f"{sign} {shorten(prop)} {_written(value)}", 1)


def _written(value: Value) -> str:
    return shorten(value.value) if isinstance(value, ox.NamedNode) else str(value)


def _object(found: Diff) -> dict[str, object]:
    """Return a diff as plain values for JSON."""
    nodes = {
        key: [_entry(entry) for entry in getattr(found, key)]
        for key in ("added", "removed", "changed")
    }
    effects = [
        {
            "cooperation": shorten(effect.cooperation.value),
            "property": shorten(effect.property.value),
            "before": [_written(value) for value in effect.before],
            "after": [_written(value) for value in effect.after],
        }
        for effect in found.effects
    ]
    return {**nodes, "effects": effects}


def _entry(entry: Changed) -> dict[str, object]:
    return {
        "id": entry.name.short,
        "type": entry.type.short if entry.type else None,
        "removed": _sides(entry.removed),
        "added": _sides(entry.added),
    }


def _sides(side: Mapping[str, tuple[Value, ...]]) -> dict[str, list[str]]:
    return {shorten(prop): [_written(value) for value in values] for prop, values in side.items()}
