"""Partners side by side: topics or measures in rows, partners in columns."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.compare import SCHEMES, Compared, compare
from mithaq.messages import say
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.lens import Lens
from mithaq.words import Name


@dataclass(frozen=True, slots=True)
class Matrix:
    """The partners, and for each topic or measure the cooperations with each of them."""

    scheme: str
    partners: tuple[Name, ...]
    rows: tuple[Compared, ...]


def matrix(asked: Asked) -> Page:
    """Make the comparison of all partners by topics, or by measures."""
    scheme = asked.part.get("scheme", SCHEMES[0])
    it = asked.lens.keep(f"matrix {scheme}", lambda lens: compared(lens, scheme))
    return Page(
        template="matrix.html",
        title=say(f"web.matrix.{scheme}", asked.lang),
        it=it,
        subjects=tuple(ox.NamedNode(row.concept.iri) for row in it.rows),
        rows=lambda: _rows(it),
    )


def compared(lens: Lens, scheme: str) -> Matrix:
    """Compare all partners by one scheme."""
    partners = sorted({row.partner.iri for row in lens.listed if row.partner})
    nodes = [ox.NamedNode(iri) for iri in partners]
    rows = compare(lens.store, nodes, (scheme,))
    return Matrix(scheme, tuple(lens.name(iri) for iri in partners), rows)


def _rows(it: Matrix) -> Rows:
    codes = tuple(partner.iri.rpartition("/")[2] for partner in it.partners)
    return Rows(
        ("id", *codes),
        tuple(
            (row.concept.short, *(" | ".join(c.short for c in cell) for cell in row.cooperations))
            for row in it.rows
        ),
    )
