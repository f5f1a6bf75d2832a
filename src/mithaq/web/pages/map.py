"""The map: where the partners are, and how the cooperations with each of them stand."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.messages import say
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.atlas import atlas
from mithaq.web.standing import GROUPS, Partnership, partnerships


@dataclass(frozen=True, slots=True)
class Mapped:
    """All partners, and how many cooperations have none of their own, with more than two states."""

    groups: tuple[str, ...]
    partners: tuple[Partnership, ...]
    with_several: int


def map_page(asked: Asked) -> Page:
    """Make the map and its table."""
    lens = asked.lens
    found = lens.keep("partnerships", partnerships)
    several = sum(1 for row in lens.listed if row.partner is None)
    it = Mapped(GROUPS, found, several)
    drawn = lens.keep(f"atlas {asked.lang}", lambda one: atlas(one, found, asked.lang))
    return Page(
        template="map.html",
        title=say("web.map.title", asked.lang),
        it=it,
        subjects=tuple(ox.NamedNode(one.partner.iri) for one in found),
        rows=lambda: _rows(it),
        extra={"atlas": drawn, "unplaced": [one.partner for one in found if one.place is None]},
    )


def _rows(it: Mapped) -> Rows:
    return Rows(
        ("id", "latitude", "longitude", *it.groups),
        tuple(
            (
                one.partner.short,
                *((str(one.place.latitude), str(one.place.longitude)) if one.place else ("", "")),
                *map(str, one.counts),
            )
            for one in it.partners
        ),
    )
