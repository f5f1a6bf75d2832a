"""Lists of cooperations, narrowed by what they are, cover and provide, how they stand, and when
they lived.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, partial
from typing import NamedTuple

import pyoxigraph as ox

from mithaq.names import node
from mithaq.store import Subject, Term
from mithaq.words import PREF_LABEL, Name, Words, name_of

_CONFIDENCE, _ABOUT, _DISPUTED = node("mq:confidence"), node("mq:about"), node("mq:disputed")
_PARTNER, _KIND, _STATUS = node("mq:partner"), node("mq:kind"), node("mq:status")
_SIGNED_ON, _IN_FORCE_ON, _TYPE = node("mq:signedOn"), node("mq:inForceOn"), node("rdf:type")
_SHOWN = (_PARTNER, _KIND, _STATUS, _SIGNED_ON, _IN_FORCE_ON, _DISPUTED)
_READ = (*_SHOWN, PREF_LABEL)
_CLASSES = tuple(node(f"mq:{name}") for name in ("Instrument", "Practice", "MultilateralFramework"))


class Filters(NamedTuple):
    """What a cooperation must have to be listed: every given thing, each under its easy property.

    ``since`` and ``until`` keep those with an act that took place, or may have, within these days.
    ``confidence`` keeps those with a statement so well supported; ``disputed``, those with an open
    disagreement.
    """

    partner: ox.NamedNode | None = None
    kind: ox.NamedNode | None = None
    status: ox.NamedNode | None = None
    covers: ox.NamedNode | None = None
    provides: ox.NamedNode | None = None
    confidence: ox.NamedNode | None = None
    since: date | None = None
    until: date | None = None
    disputed: bool = False


class Listed(NamedTuple):
    """One line of a list. Days are as fine as they are known, and several where sources differ."""

    cooperation: Name
    partner: Name | None
    kinds: tuple[Name, ...]
    status: Name | None
    signed_on: tuple[str, ...]
    in_force_on: tuple[str, ...]
    disputed: bool = False


def listing(store: ox.Store, filters: Filters | None = None) -> list[Listed]:
    """Return the cooperations that pass the filters, by partner, then by day of signature."""
    kept = _kept(store, filters or Filters())
    listed = _listed(store, _all(store) if kept is None else kept, whole=kept is None)
    return sorted(listed, key=_order)


def _all(store: ox.Store) -> set[ox.NamedNode]:
    return {thing for cls in _CLASSES for thing in _subjects(store, _TYPE, cls)}


def _order(listed: Listed) -> tuple[str, str, str]:
    day = min(listed.signed_on + listed.in_force_on, default="9999")
    return listed.partner.iri if listed.partner else "~", day, listed.cooperation.iri


def _listed(store: ox.Store, things: set[ox.NamedNode], *, whole: bool) -> Iterator[Listed]:
    """Yield one line for each thing; where all are listed, each easy property is read
    in one go."""
    name = cache(partial(name_of, store))
    columns = _columns(store, things, whole=whole)
    labels = columns[PREF_LABEL]

    def names(thing: ox.NamedNode, prop: ox.NamedNode) -> tuple[Name, ...]:
        known = (t for t in columns[prop].get(thing, ()) if isinstance(t, ox.NamedNode))
        return tuple(name(t) for t in sorted(known, key=lambda t: t.value))

    def days(thing: ox.NamedNode, prop: ox.NamedNode) -> tuple[str, ...]:
        return tuple(sorted(day.value for day in _literals(columns[prop], thing)))

    for thing in things:
        yield Listed(
            cooperation=Name(thing.value, Words.of(_literals(labels, thing))),
            partner=next(iter(names(thing, _PARTNER)), None),
            kinds=names(thing, _KIND),
            status=next(iter(names(thing, _STATUS)), None),
            signed_on=days(thing, _SIGNED_ON),
            in_force_on=days(thing, _IN_FORCE_ON),
            disputed=thing in columns[_DISPUTED],
        )


def _columns(
    store: ox.Store, things: Iterable[ox.NamedNode], *, whole: bool
) -> dict[ox.NamedNode, dict[Subject, list[Term]]]:
    """Return the values of each property shown by the thing they belong to.

    What is known of one thing lies together and is read in one go; where all things are asked for,
    all values of one property are.
    """
    found: dict[ox.NamedNode, dict[Subject, list[Term]]] = {prop: {} for prop in _READ}
    patterns: list[tuple[ox.NamedNode | None, ox.NamedNode | None]] = [(t, None) for t in things]
    if whole:
        patterns = [(None, prop) for prop in _SHOWN] + [(t, PREF_LABEL) for t in things]
    for thing, prop in patterns:
        for quad in store.quads_for_pattern(thing, prop, None):
            if quad.predicate in found:
                found[quad.predicate].setdefault(quad.subject, []).append(quad.object)
    return found


def _literals(column: dict[Subject, list[Term]], thing: ox.NamedNode) -> list[ox.Literal]:
    return [term for term in column.get(thing, ()) if isinstance(term, ox.Literal)]


def _kept(store: ox.Store, wanted: Filters) -> set[ox.NamedNode] | None:
    """Return the cooperations that pass every filter given, or None where none is."""
    sets = [
        _subjects(store, node(f"mq:{name}"), value)
        for name in ("partner", "kind", "status", "covers", "provides")
        if (value := getattr(wanted, name)) is not None
    ]
    if wanted.disputed:
        sets.append(_subjects(store, _DISPUTED, None))
    if wanted.confidence is not None:
        sets.append(_about(store, _subjects(store, _CONFIDENCE, wanted.confidence)))
    if wanted.since or wanted.until:
        sets.append(set(_active(store, wanted.since or date.min, wanted.until or date.max)))
    return set.intersection(*sets) if sets else None


def _subjects(store: ox.Store, prop: ox.NamedNode, value: ox.NamedNode | None) -> set[ox.NamedNode]:
    quads = store.quads_for_pattern(None, prop, value)
    return {q.subject for q in quads if isinstance(q.subject, ox.NamedNode)}


def _about(store: ox.Store, statements: Iterable[ox.NamedNode]) -> set[ox.NamedNode]:
    quads = (q for s in statements for q in store.quads_for_pattern(s, _ABOUT, None))
    return {q.object for q in quads if isinstance(q.object, ox.NamedNode)}


def _active(store: ox.Store, since: date, until: date) -> Iterable[ox.NamedNode]:
    """Yield the cooperations with an act whose possible days touch the period."""
    from mithaq.queries import select

    for solution in select(store, "listing-acts"):
        thing, first, last = (solution[n] for n in ("cooperation", "earliest", "latest"))
        if isinstance(thing, ox.NamedNode) and (
            date.fromisoformat(last.value) >= since and date.fromisoformat(first.value) <= until
        ):
            yield thing
