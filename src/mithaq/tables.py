"""Facts as plain tables: one for each kind of node, one row a node, for spreadsheets and data
frames.

Columns are ``id`` and the local names of the properties in the canonical order; texts have a column
for each language, such as ``title@ar``. Several values stand in one cell, in order, with
``SEPARATOR`` between them. IRIs are shortened by their prefixes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pyoxigraph as ox

from mithaq.names import expand, node, shorten
from mithaq.turtle.order import predicate_ranks

SEPARATOR = " | "

#: The tables, each with the classes whose nodes are its rows.
TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cooperations": ("mq:Instrument", "mq:Practice", "mq:MultilateralFramework"),
        "acts": ("mq:LifecycleEvent",),
        "descriptions": ("mq:Description",),
        "participations": ("mq:Participation",),
        "reports": ("mq:StatusReport",),
        "provisions": ("mq:Provision",),
        "relations": ("mq:Relation",),
        "references": ("mq:Reference",),
        "searches": ("mq:Search",),
        "assessments": ("mq:Assessment",),
        "sources": ("mq:Source",),
        "evidence": ("mq:Evidence",),
        "states": ("mq:State",),
        "institutions": ("mq:Institution",),
        "officials": ("mq:Official",),
    }
)

_TYPE = node("rdf:type")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns, and rows of as many cells; an empty cell has no value."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(store: ox.Store, name: str) -> Table:
    """Return one of TABLES from a store."""
    found: dict[str, dict[str, list[str]]] = {}
    properties: dict[str, str] = {}
    for cls in TABLES[name]:
        for member in store.quads_for_pattern(None, _TYPE, node(cls)):
            cells = found.setdefault(shorten(str(member.subject)[1:-1]), {})
            for quad in store.quads_for_pattern(member.subject, None, None):
                column = _column(quad.predicate, quad.object)
                properties[column] = quad.predicate.value
                cells.setdefault(column, []).append(_cell(quad.object))
    columns = sorted(properties, key=lambda column: _order(properties[column], column))
    rows = (
        (identifier, *(SEPARATOR.join(sorted(cells.get(c, ()))) for c in columns))
        for identifier, cells in sorted(found.items())
    )
    return Table(name, ("id", *columns), tuple(rows))


def _order(prop: str, column: str) -> tuple[int, str]:
    ranks = predicate_ranks()
    return (-1 if prop == expand("rdf:type") else ranks.get(prop, len(ranks))), column


def _column(prop: ox.NamedNode, value: object) -> str:
    local = shorten(prop.value).partition(":")[2]
    language = value.language if isinstance(value, ox.Literal) else None
    return f"{local}@{language}" if language else local


def _cell(value: object) -> str:
    if isinstance(value, ox.NamedNode):
        return shorten(value.value)
    return value.value if isinstance(value, ox.Literal) else str(value)
