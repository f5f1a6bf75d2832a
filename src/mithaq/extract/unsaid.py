"""Which partner a part speaks of that does not name it: by a place, a round of talks, a heading."""

from __future__ import annotations

from mithaq.extract.context import Context
from mithaq.extract.parties import Segment

_OPENING, _LED = 6, 3


def by_place(context: Context, part: Segment, scope: frozenset[str]) -> str:
    """Return where it is that one deals with the home state: "in Brussels, … with Rabat"."""
    inside = context.refs.inside(part.first, part.last)
    withs = context.words.of("with-state")
    led = any(r.home and any(w in withs for w in range(r.first - _LED, r.first)) for r in inside)
    places = {r.code for r in inside if r.place and r.code in scope}
    return places.pop() if led and len(places) == 1 else ""


def made_at(context: Context, part: Segment, scope: frozenset[str]) -> str:
    """Return in whose capital a new text is made, in a paragraph that names no other state.

    An entry of a chronology need not name the partner: "June 2013. A treaty is signed in Doha".
    """
    c = context
    line = c.line_of(part.first)
    new = [i for i in c.instruments.inside(part.first, part.last) if i.kind and not i.known]
    if line is None or not new:
        return ""
    places = {r.code for r in c.refs.inside(part.first, part.last) if r.place and not r.home}
    named = {r.code for r in c.refs.inside(line.first, line.last) if not r.place and not r.home}
    if len(places) != 1 or not places <= scope or named - places:
        return ""
    return places.pop()


def told_of_text(context: Context, part: Segment) -> bool:
    """Say whether a part opens with a state and tells of a text of its own with security in it.

    "Manama opened the series: a protocol on … was signed there", beside a pair named before.
    """
    c = context
    opens = any(not r.home for r in c.refs.inside(part.first, part.first + _OPENING))
    made = [i for i in c.instruments.inside(part.first, part.last) if i.secure and not i.civil]
    return opens and bool(made) and len(part.partners) == 1
