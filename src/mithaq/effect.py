"""What a change of the facts does to what a reader sees, one easy property at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.maintain import ViewChange
from mithaq.names import node
from mithaq.store import Reads

#: Derived properties of a cooperation that a reader follows, in the order in which they are shown.
SHOWN = tuple(
    node(f"mq:{name}")
    for name in (
        "partner kind status signedOn signedBy approvedByMoroccoOn approvedByPartnerOn "
        "ratifiedByMoroccoOn ratifiedByPartnerOn inForceOn covers provides awaits disputed"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Effect:
    """One easy property of one cooperation, before and after a change; values in a fixed order."""

    cooperation: ox.NamedNode
    property: ox.NamedNode
    before: tuple[ox.NamedNode | ox.Literal, ...]
    after: tuple[ox.NamedNode | ox.Literal, ...]


def effects(view: Reads, change: ViewChange) -> tuple[Effect, ...]:
    """Return what a change of the view means for each cooperation, ordered by cooperation and
    property.

    ``view`` is the store before the change.
    """
    found = []
    for cooperation in sorted(change.cooperations, key=str):
        for prop in SHOWN:
            added = _values(
                t for t in change.added if (t.subject, t.predicate) == (cooperation, prop)
            )
            gone = _values(
                t for t in change.removed if (t.subject, t.predicate) == (cooperation, prop)
            )
            if added or gone:
                old = _values(
                    q.triple for q in view.quads_for_pattern(cooperation, prop, None, None)
                )
                new = (set(old) - set(gone)) | set(added)
                found.append(Effect(cooperation, prop, old, tuple(sorted(new, key=str))))
    return tuple(found)


def _values(triples: Iterable[ox.Triple]) -> tuple[ox.NamedNode | ox.Literal, ...]:
    terms = (t.object for t in triples)
    return tuple(sorted((o for o in terms if isinstance(o, ox.NamedNode | ox.Literal)), key=str))
