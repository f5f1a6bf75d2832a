"""Partners side by side: topics, measures or services in rows, partners in columns."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.compare import SCHEMES, Compared, compare
from mithaq.errors import NotFound
from mithaq.messages import say
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.lens import Lens
from mithaq.web.network import Network, network, services
from mithaq.words import Name

SERVICE = "service"

#: By what partners are compared.
KINDS = (*SCHEMES, SERVICE)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The partners, and for each row the cooperations with each of them.

    ``network`` is the drawing of services and partners, where the rows are services.
    """

    scheme: str
    partners: tuple[Name, ...]
    rows: tuple[Compared, ...]
    network: Network | None = None


def matrix(asked: Asked) -> Page:
    """Make the comparison of all partners by topics, measures or services."""
    scheme = asked.part["scheme"]
    if scheme not in KINDS:
        raise NotFound("web.no_page", name=asked.path)
    it = asked.lens.keep(f"matrix {scheme}", lambda lens: compared(lens, scheme))
    return Page(
        template="matrix.html",
        title=say(f"web.matrix.{scheme}", asked.lang),
        it=it,
        subjects=tuple(ox.NamedNode(row.concept.iri) for row in it.rows),
        rows=lambda: _rows(it),
    )


def compared(lens: Lens, scheme: str) -> Matrix:
    """Compare all partners by one of KINDS."""
    partners = sorted({row.partner.iri for row in lens.listed if row.partner})
    names = tuple(lens.name(iri) for iri in partners)
    if scheme == SERVICE:
        found = services(lens, names)
        return Matrix(scheme, names, found, network(found, names))
    rows = compare(lens.store, [ox.NamedNode(iri) for iri in partners], (scheme,))
    return Matrix(scheme, names, rows)


def _rows(it: Matrix) -> Rows:
    codes = tuple(partner.iri.rpartition("/")[2] for partner in it.partners)
    return Rows(
        ("id", *codes),
        tuple(
            (row.concept.short, *(" | ".join(c.short for c in cell) for cell in row.cooperations))
            for row in it.rows
        ),
    )
