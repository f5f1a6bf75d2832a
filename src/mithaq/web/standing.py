"""How the cooperations with each partner stand, in few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from mithaq.web.lens import Lens
from mithaq.words import Name

#: The groups of states, the furthest first; what no group is known for counts among the others.
GROUPS = ("in_force", "signed", "planned", "other")

_QUERY = (Path(__file__).parent / "queries" / "standing.rq").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a capital lies: decimal degrees north and east (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Group:
    """Cooperations that stand alike; ``group`` is one of GROUPS."""

    group: str
    count: int
    cooperations: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partner, where its capital lies, and its cooperations, in the order of GROUPS."""

    partner: Name
    place: Place | None
    groups: tuple[Group, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many cooperations there are in each group."""
        return tuple(group.count for group in self.groups)


def partnerships(lens: Lens) -> tuple[Partnership, ...]:
    """Return all partners, the one with the most cooperations first."""
    groups = _groups(lens)
    found: dict[str, dict[str, list[Name]]] = {}
    for row in lens.listed:
        if row.partner:
            kept = found.setdefault(row.partner.iri, {group: [] for group in GROUPS})
            kept[groups.get(row.cooperation.iri, GROUPS[-1])].append(row.cooperation)
    made = (
        Partnership(lens.name(iri), place(lens, iri), tuple(_group(g, kept[g]) for g in GROUPS))
        for iri, kept in found.items()
    )
    return tuple(sorted(made, key=lambda one: (-sum(one.counts), one.partner.iri)))


def _group(key: str, found: list[Name]) -> Group:
    return Group(key, len(found), tuple(found))


def place(lens: Lens, iri: str) -> Place | None:
    """Return where the capital of a state lies, if that is said."""
    latitude, longitude = (lens.objects(iri, f"mq:{n}") for n in ("latitude", "longitude"))
    if not latitude or not longitude:
        return None
    return Place(float(latitude[0].value), float(longitude[0].value))


def _groups(lens: Lens) -> Mapping[str, str]:
    answer = lens.store.query(_QUERY)
    assert isinstance(answer, ox.QuerySolutions)
    return {row["cooperation"].value: row["group"].value for row in answer}
