"""``mithaq timeline``: acts in order of time."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date

import click
import pyoxigraph as ox

from mithaq.cli.command import Command
from mithaq.cli.drawing import DONE, OTHER, PLANNED, Mark, axis, drawn, scale
from mithaq.cli.names import completer
from mithaq.cli.rows import FORMATS, Row, terminal_width, write
from mithaq.cli.settings import settings
from mithaq.cli.when import when_text
from mithaq.cli.width import directed, display_width, isolated, padded, wrapped
from mithaq.dossier import Act, Dossier, assemble
from mithaq.listing import Filters, listing
from mithaq.lookup import types_of
from mithaq.messages import say
from mithaq.names import expand, node, shorten

CHOICES = ("text", *FORMATS[1:])
KEYS = ("cooperation", "date", "earliest", "latest", "modality", "stage", "stands", "statement")
#: The columns of a drawing, and the fewest left to the words beside it.
DRAWING, NARROW_DRAWING, WORDS = 36, 12, 24
_OCCURRED, _PLANNED = expand("modality:occurred"), expand("modality:planned")

Event = tuple[Dossier, Act]


@click.command("timeline", cls=Command)
@click.argument("name", nargs=-1, required=True, shell_complete=completer("cooperation", "state"))
@click.option("-f", "--format", "fmt", type=click.Choice(CHOICES), default="text")
@click.option("--all", "whole", is_flag=True)
@click.pass_context
def command(ctx: click.Context, name: tuple[str, ...], fmt: str, whole: bool) -> None:
    """Draw a timeline."""
    chosen = settings(ctx)
    kb, lang = chosen.open(), chosen.lang
    store = kb.view
    kinds = ("cooperation", "state")
    thing = kb.thing(" ".join(name), kinds, lang)
    events = [
        (dossier, act)
        for dossier in _dossiers(store, thing)
        for act in dossier.acts
        if whole or act.statement.stands
    ]
    if fmt == "text":
        for line in _drawn(events, lang):
            sys.stdout.write(line + "\n")
        return
    write(sys.stdout, fmt, KEYS, map(_row, events), KEYS)


def _dossiers(store: ox.Store, thing: ox.NamedNode) -> Iterator[Dossier]:
    types = {q.object for q in store.quads_for_pattern(thing, node("rdf:type"), None)}
    if types & set(types_of("state")):
        for row in listing(store, Filters(partner=thing)):
            yield assemble(store, ox.NamedNode(row.cooperation.iri))
    else:
        yield assemble(store, thing)


def _row(event: Event) -> Row:
    dossier, act = event
    return (
        dossier.cooperation.short,
        act.when.date or None,
        act.when.earliest or None,
        act.when.latest or None,
        act.modality.short,
        act.stage.short,
        act.statement.stands,
        shorten(act.statement.iri),
    )


def _drawn(events: Sequence[Event], lang: str) -> Iterator[str]:
    """Yield the lines: what was done, then what was planned, proposed or denied."""
    marks = [mark for event in events if (mark := _mark(event[1]))]
    if not marks:
        yield directed(say("timeline.nothing", lang), lang)
        return
    begin, end = scale(marks)
    several = len({dossier.cooperation.iri for dossier, _ in events}) > 1
    groups = (("done", True), ("planned", False))
    when_width = max(display_width(when_text(act.when, lang)) for _, act in events)
    columns = _columns(when_width)
    for key, done in groups:
        found = [e for e in events if (e[1].modality.iri == _OCCURRED) is done]
        if not found:
            continue
        yield directed(say(f"timeline.{key}", lang), lang)
        yield f"  {' ' * when_width}  {axis(begin, end, columns)}"
        for dossier, act in sorted(found, key=lambda e: (_mark_day(e[1]), e[1].statement.iri)):
            mark = _mark(act)
            drawing = drawn(mark, begin, end, columns) if mark else " " * columns
            when = padded(isolated(when_text(act.when, lang)), when_width)
            yield from _lines(f"  {when}  {drawing}  ", _text(dossier, act, several, lang))


def _columns(when_width: int) -> int:
    """Return how wide the drawing is, so that words have room beside it."""
    width = terminal_width(sys.stdout)
    room = DRAWING if width is None else width - when_width - WORDS - 6
    return max(NARROW_DRAWING, min(DRAWING, room))


def _lines(head: str, text: str) -> Iterator[str]:
    width = terminal_width(sys.stdout)
    room = None if width is None else max(width - display_width(head), 20)
    parts = [text] if room is None else wrapped(text, room)
    for number, part in enumerate(parts):
        yield (head if number == 0 else " " * display_width(head)) + isolated(part)


def _text(dossier: Dossier, act: Act, several: bool, lang: str) -> str:
    parts = [act.stage.say(lang)]
    if act.modality.iri not in (_OCCURRED, _PLANNED):
        parts.append(act.modality.say(lang))
    if not act.statement.stands:
        parts.append(say("dossier.set_aside", lang))
    text = say("dossier.comma", lang).join(parts)
    return f"{text} · {dossier.cooperation.say(lang)}" if several else text


def _mark(act: Act) -> Mark | None:
    """Return what is drawn for an act; a plan without a day is drawn where it became known."""
    signs = {_OCCURRED: DONE, _PLANNED: PLANNED}
    sign = signs.get(act.modality.iri, OTHER)
    last = act.when.latest or act.when.earliest or act.statement.known_from
    if not last:
        return None
    known = act.when.latest or act.when.earliest
    first = act.when.earliest if known else last
    return Mark(sign, date.fromisoformat(first) if first else None, date.fromisoformat(last))


def _mark_day(act: Act) -> str:
    mark = _mark(act)
    return (mark.first or mark.last).isoformat() if mark else "9999"
