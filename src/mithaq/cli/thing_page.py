"""The page of anything that is not a cooperation: its properties, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from mithaq.cli.page import Line, Page, Section
from mithaq.listing import Filters, listing
from mithaq.messages import say
from mithaq.names import node, shorten
from mithaq.words import name_of

_TYPE, _SUPPORTED_BY = node("rdf:type"), node("mq:supportedBy")
_LABELS = tuple(node(f"skos:{name}") for name in ("prefLabel", "altLabel", "hiddenLabel"))
#: More lines than this of one property are counted, not listed.
MOST = 40


def thing_page(store: ox.Store, thing: ox.NamedNode, lang: str) -> Page:
    """Return the page of a state, an institution, an official, a source or a statement."""
    name = name_of(store, thing)
    types = [q.object for q in store.quads_for_pattern(thing, _TYPE, None)]
    kinds = ", ".join(name_of(store, t).say(lang) for t in types if isinstance(t, ox.NamedNode))
    said = ("cli.properties", tuple(_properties(store, thing, lang)))
    if node("mq:State") in types:
        parts = [("dossier.title.partner", tuple(_agreements(store, thing, lang)))]
    else:
        parts = [said, ("cli.referring", tuple(_referring(store, thing, lang)))]
    sections = [Section(say(key, lang), lines) for key, lines in parts if lines]
    return Page(name.say(lang), f"{name.short} · {kinds}", tuple(sections), lang)


def _agreements(store: ox.Store, state: ox.NamedNode, lang: str) -> Iterator[Line]:
    for row in listing(store, Filters(partner=state)):
        status = row.status.say(lang) if row.status else "…"
        days = ", ".join(row.signed_on or row.in_force_on)
        yield Line(f"{row.cooperation.say(lang)}: {status}{f', {days}' if days else ''}")
        yield Line(f"mithaq show {row.cooperation.short.removeprefix('id:')}", 1)


def _properties(store: ox.Store, thing: ox.NamedNode, lang: str) -> Iterator[Line]:
    quads = sorted(
        store.quads_for_pattern(thing, None, None), key=lambda q: (str(q.predicate), str(q.object))
    )
    for quad in quads:
        if quad.predicate in (_TYPE, *_LABELS):
            continue
        prop = name_of(store, quad.predicate).say(lang)
        if isinstance(quad.object, ox.NamedNode):
            yield Line(f"{prop}: {_named(store, quad.object, lang)}")
        elif isinstance(quad.object, ox.Literal):
            yield Line(f"{prop}: {quad.object.value}", 0, quad.object.language or "")


def _referring(store: ox.Store, thing: ox.NamedNode, lang: str) -> Iterator[Line]:
    quads = store.quads_for_pattern(None, None, thing)
    lines = sorted({_reference(store, q, lang) for q in quads if q.predicate != _SUPPORTED_BY})
    yield from (Line(text) for text in lines[:MOST])
    if len(lines) > MOST:
        yield Line(say("cli.and_more", lang, count=len(lines) - MOST))


def _reference(store: ox.Store, quad: ox.Quad, lang: str) -> str:
    assert isinstance(quad.subject, ox.NamedNode)
    return f"{_named(store, quad.subject, lang)}: {name_of(store, quad.predicate).say(lang)}"


def _named(store: ox.Store, thing: ox.NamedNode, lang: str) -> str:
    name, short = name_of(store, thing).say(lang), shorten(thing.value)
    return short if name == short else f"{name} ({short})"
