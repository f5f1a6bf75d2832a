"""Which partner a part speaks of that does not name it: by a place, a text, by going on."""

from __future__ import annotations

from mithaq.extract.context import Context
from mithaq.extract.discourse.focus import Focus
from mithaq.extract.parties import Segment

_OPENING, _LED = 6, 3
_TITLE, _STILL = 4, 6


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


def by_subject(context: Context, focus: Focus, part: Segment) -> str:
    """Return whose text is named again with what it is about: "the extradition treaty"."""
    c = context
    for text in c.instruments.inside(part.first, part.last):
        if not text.known or not text.secure or text.other:
            continue
        near = [
            m
            for role in ("topic", "measure")
            for m in c.mentions.role(role).inside(text.first - _TITLE, text.last + _TITLE)
        ]
        about = {c.coarse(m) for m in near}
        for draft in reversed(focus.recent):
            held = {i.code for i in draft.topics + draft.measures}
            if about & held and any(k.kind == text.kind for k in draft.kinds):
                return draft.partner
    return ""


def tells_more(context: Context, focus: Focus, part: Segment) -> bool:
    """Say whether a part tells more of the record in focus and turns to nothing else."""
    draft, mentions = focus.current, context.mentions
    if draft is None or not draft.secure or focus.distance > _STILL:
        return False
    if context.words.any(part.first, part.first + 5, "topic-shift", "civil-word"):
        return False
    return any(mentions.role(r).inside(part.first, part.last) for r in ("topic", "measure"))


def continues(context: Context, focus: Focus, part: Segment, active: bool) -> bool:
    """Say whether a part that names no partner goes on about what is in focus."""
    c, words = context, context.words
    near = any(i.known and not i.world for i in c.instruments.inside(part.first, part.last))
    if near or words.any(part.first, part.last, "both"):
        return True
    opening = min(part.last, part.first + 5)
    if words.any(part.first, opening, "provision-verb") and focus.distance <= 1:
        return True
    if words.any(part.first, min(part.last, part.first + 4), "ordinal-ref", "joint-ref"):
        return focus.distance <= 2
    if focus.distance > 1:
        return False
    return active or not c.names_home(part.first, part.last)
