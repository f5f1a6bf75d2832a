"""Lists of cooperations, narrowed by what they are, cover and provide, how they stand, and when
they lived.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pyoxigraph as ox

from mithaq.names import node
from mithaq.words import Name, name_of

_CONFIDENCE, _ABOUT, _DISPUTED = node("mq:confidence"), node("mq:about"), node("mq:disputed")
_PARTNER, _KIND, _STATUS = node("mq:partner"), node("mq:kind"), node("mq:status")
_SIGNED_ON, _IN_FORCE_ON, _TYPE = node("mq:signedOn"), node("mq:inForceOn"), node("rdf:type")
_CLASSES = tuple(node(f"mq:{name}") for name in ("Instrument", "Practice", "MultilateralFramework"))


@dataclass(frozen=True, slots=True)
class Filters:
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


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list. Days are as fine as they are known, and several where sources differ."""

    cooperation: Name
    partner: Name | None
    kinds: tuple[Name, ...]
    status: Name | None
    signed_on: tuple[str, ...]
    in_force_on: tuple[str, ...]
    disputed: bool = field(default=False)


def listing(store: ox.Store, filters: Filters | None = None) -> list[Listed]:
    """Return the cooperations that pass the filters, by partner, then by day of signature."""
    kept = _kept(store, filters or Filters())
    listed = [_listed(store, thing) for thing in (_all(store) if kept is None else kept)]
    return sorted(listed, key=_order)


def _all(store: ox.Store) -> set[ox.NamedNode]:
    return {thing for cls in _CLASSES for thing in _subjects(store, _TYPE, cls)}


def _order(listed: Listed) -> tuple[str, str, str]:
    day = min(listed.signed_on + listed.in_force_on, default="9999")
    return listed.partner.iri if listed.partner else "~", day, listed.cooperation.iri


def _listed(store: ox.Store, thing: ox.NamedNode) -> Listed:
    def names(prop: ox.NamedNode) -> tuple[Name, ...]:
        things = (q.object for q in store.quads_for_pattern(thing, prop, None))
        known = sorted((t for t in things if isinstance(t, ox.NamedNode)), key=lambda t: t.value)
        return tuple(name_of(store, t) for t in known)

    def days(prop: ox.NamedNode) -> tuple[str, ...]:
        values = (q.object for q in store.quads_for_pattern(thing, prop, None))
        return tuple(sorted(v.value for v in values if isinstance(v, ox.Literal)))

    return Listed(
        cooperation=name_of(store, thing),
        partner=next(iter(names(_PARTNER)), None),
        kinds=names(_KIND),
        status=next(iter(names(_STATUS)), None),
        signed_on=days(_SIGNED_ON),
        in_force_on=days(_IN_FORCE_ON),
        disputed=any(store.quads_for_pattern(thing, _DISPUTED, None)),
    )


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
