"""Who works with whom: services of Morocco on one side, partners on the other, lines between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.compare import Compared
from mithaq.names import node
from mithaq.web.lens import Lens
from mithaq.words import Name

#: By what properties statements name an institution that takes part or acts.
_ACTS = ("mq:party", "mq:actor")

#: The height of a name, and the thickest line, in pixels.
STEP, THICKEST = 34, 10


@dataclass(frozen=True, slots=True)
class End:
    """A name at one side of the drawing, and how far down it stands."""

    name: Name
    y: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two ends; its width grows with the number of cooperations."""

    y1: int
    y2: int
    width: float


@dataclass(frozen=True, slots=True)
class Network:
    """The drawing."""

    left: tuple[End, ...]
    right: tuple[End, ...]
    lines: tuple[Line, ...]
    height: int


def services(lens: Lens, partners: tuple[Name, ...]) -> tuple[Compared, ...]:
    """Return Morocco's institutions, each with its cooperations by partner, busiest first."""
    rows = []
    for iri in _below(lens, node("state:MA").value):
        found = set(_cooperations(lens, iri))
        cells = tuple(
            tuple(
                row.cooperation
                for row in lens.listed
                if row.partner == partner and row.cooperation.iri in found
            )
            for partner in partners
        )
        if any(cells):
            rows.append(Compared(lens.name(iri), "service", cells))
    return tuple(sorted(rows, key=lambda row: (-sum(map(len, row.cooperations)), row.concept.iri)))


def network(rows: tuple[Compared, ...], partners: tuple[Name, ...]) -> Network:
    """Lay services and partners out one below the other, each side over the whole height."""
    tallest = max(len(rows), len(partners), 1)
    left = tuple(End(row.concept, _y(n, len(rows), tallest)) for n, row in enumerate(rows))
    right = tuple(End(name, _y(n, len(partners), tallest)) for n, name in enumerate(partners))
    most = max((len(cell) for row in rows for cell in row.cooperations), default=1)
    lines = tuple(
        Line(start.y, end.y, round(1 + (THICKEST - 1) * len(cell) / most, 1))
        for start, row in zip(left, rows, strict=True)
        for end, cell in zip(right, row.cooperations, strict=True)
        if cell
    )
    return Network(left, right, lines, tallest * STEP)


def _y(number: int, count: int, tallest: int) -> int:
    return round((number + 0.5) * STEP * tallest / count)


def _below(lens: Lens, iri: str) -> Iterator[str]:
    """Yield the institutions that belong to a state, however deep."""
    for child in lens.subjects("mq:of", ox.NamedNode(iri)):
        if node("mq:Institution").value in lens.types(child):
            yield child
            yield from _below(lens, child)


def _cooperations(lens: Lens, iri: str) -> Iterator[str]:
    """Yield what an institution takes part in, by itself or by its officials' signatures."""
    institution = ox.NamedNode(iri)
    statements = [s for prop in _ACTS for s in lens.subjects(prop, institution)]
    for official in lens.subjects("mq:of", institution):
        statements += lens.subjects("mq:signer", ox.NamedNode(official))
    for statement in statements:
        if lens.objects(statement, "mq:stands"):
            yield from (value.value for value in lens.objects(statement, "mq:about"))
