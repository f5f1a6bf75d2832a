"""Partners side by side: which topics and measures Morocco shares with each, and by which
agreements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.names import BASE
from mithaq.queries import select
from mithaq.words import Name, name_of

#: What can be compared: the local names of the concept schemes.
SCHEMES = ("topic", "measure")


@dataclass(frozen=True, slots=True)
class Compared:
    """One topic or measure, and for each partner, in the order asked for, its cooperations."""

    concept: Name
    scheme: str
    cooperations: tuple[tuple[Name, ...], ...]

    @property
    def shared(self) -> bool:
        """Whether every partner has it."""
        return all(self.cooperations)


def compare(
    store: ox.Store, partners: Sequence[ox.NamedNode], schemes: Sequence[str] = SCHEMES
) -> tuple[Compared, ...]:
    """Return what any of the partners has: topics first, then measures, each by its IRI."""
    found: dict[tuple[str, ox.NamedNode], dict[str, set[ox.NamedNode]]] = {}
    for solution in select(store, "compare"):
        concept, scheme, partner, cooperation = (
            solution[name] for name in ("concept", "scheme", "partner", "cooperation")
        )
        assert isinstance(concept, ox.NamedNode) and isinstance(cooperation, ox.NamedNode)
        local = scheme.value.removeprefix(BASE)
        if partner in partners and local in schemes:
            row = found.setdefault((local, concept), {})
            row.setdefault(partner.value, set()).add(cooperation)
    order = sorted(found, key=lambda key: (schemes.index(key[0]), key[1].value))
    return tuple(_compared(store, key, found[key], partners) for key in order)


def _compared(
    store: ox.Store,
    key: tuple[str, ox.NamedNode],
    row: Mapping[str, set[ox.NamedNode]],
    partners: Sequence[ox.NamedNode],
) -> Compared:
    scheme, concept = key
    cells = (sorted(row.get(p.value, ()), key=lambda c: c.value) for p in partners)
    return Compared(
        name_of(store, concept),
        scheme,
        tuple(tuple(name_of(store, c) for c in cell) for cell in cells),
    )
