"""Facets: by what the list of cooperations can be narrowed, and how many each choice leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.listing import Listed
from mithaq.names import node
from mithaq.queries import select
from mithaq.web.lens import Lens
from mithaq.words import Name

#: The facets in their order, each with the easy property it reads; the others are computed.
PROPERTIES: Mapping[str, str] = {
    "partner": "mq:partner",
    "status": "mq:status",
    "kind": "mq:kind",
    "topic": "mq:covers",
    "measure": "mq:provides",
}
FACETS = (*PROPERTIES, "decade", "confidence", "disagreement")

#: A span of more years than this says too little to put an act into its decades.
WIDEST = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a facet: its value in addresses, its name, what it leaves, whether it is made.

    ``name`` is None for decades and for the one choice of disagreements.
    """

    value: str
    name: Name | None
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its choices, the most frequent first."""

    key: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The list as narrowed, and the facets that narrow it further."""

    rows: tuple[Listed, ...]
    facets: tuple[Facet, ...]


class Facets:
    """The values of every cooperation in every facet, read once from a lens."""

    def __init__(self, lens: Lens) -> None:
        self._lens = lens
        self._values = {key: self._read(prop) for key, prop in PROPERTIES.items()}
        self._values["decade"] = self._decades()
        self._values["confidence"] = self._confidence()
        self._values["disagreement"] = {
            row.cooperation.iri: {"open"} for row in lens.listed if row.disputed
        }

    def narrow(self, chosen: Mapping[str, str]) -> Narrowed:
        """Return what has every chosen value, and what each further choice would leave."""
        wanted = {key: value for key, value in chosen.items() if key in FACETS and value}
        rows = tuple(row for row in self._lens.listed if self._has(row, wanted))
        return Narrowed(rows, tuple(self._facet(key, wanted) for key in FACETS))

    def _has(self, row: Listed, wanted: Mapping[str, str]) -> bool:
        return all(
            value in self._values[key].get(row.cooperation.iri, ()) for key, value in wanted.items()
        )

    def _facet(self, key: str, wanted: Mapping[str, str]) -> Facet:
        others = {k: v for k, v in wanted.items() if k != key}
        counts: dict[str, int] = {}
        for row in self._lens.listed:
            if self._has(row, others):
                for value in self._values[key].get(row.cooperation.iri, ()):
                    counts[value] = counts.get(value, 0) + 1
        if key in wanted:
            counts.setdefault(wanted[key], 0)
        order = sorted(counts, key=lambda v: (0 if key == "decade" else -counts[v], v))
        return Facet(
            key,
            tuple(
                Choice(value, self._name(key, value), counts[value], wanted.get(key) == value)
                for value in order
            ),
        )

    def _name(self, key: str, value: str) -> Name | None:
        if key in ("decade", "disagreement"):
            return None
        prefix = {"partner": "state"}.get(key, key)
        return self._lens.name(node(f"{prefix}:{value}").value)

    def _read(self, prop: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for quad in self._lens.store.quads_for_pattern(None, node(prop), None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                found.setdefault(quad.subject.value, set()).add(_local(quad.object.value))
        return found

    def _confidence(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for statement, levels in self._read("mq:confidence").items():
            for about in self._lens.objects(statement, "mq:about"):
                found.setdefault(about.value, set()).update(levels)
        return found

    def _decades(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for solution in select(self._lens.store, "listing-acts"):
            thing, first, last = (solution[n].value for n in ("cooperation", "earliest", "latest"))
            found.setdefault(thing, set()).update(_decades(first, last))
        return found


def _decades(first: str, last: str) -> Iterator[str]:
    """Yield the decades that two days lie in.

    >>> list(_decades("1999-12-31", "2001-01-01"))
    ['1990', '2000']
    """
    begin, end = int(first[:4]), int(last[:4])
    if end - begin <= WIDEST:
        yield from dict.fromkeys(f"{year // 10 * 10}" for year in (begin, end))


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]
