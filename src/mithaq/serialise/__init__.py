"""Taking triples elsewhere: the usual RDF formats, the same bytes for the same triples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import IO

import pyoxigraph as ox

from mithaq.errors import InputError
from mithaq.serialise.jsonld import write_jsonld
from mithaq.serialise.rdfxml import write_rdfxml
from mithaq.serialise.text import write_nquads, write_ntriples, write_trig, write_turtle
from mithaq.turtle.grouping import Group, Source, groups
from mithaq.turtle.order import ordered_prefixes

__all__ = ["FORMATS", "write"]

_Writer = Callable[[IO[bytes], Iterator[Group], Mapping[str, str], str], None]

#: The formats, by the name that the command line and the endpoint give them.
FORMATS: Mapping[str, _Writer] = {
    "turtle": write_turtle,
    "trig": write_trig,
    "ntriples": write_ntriples,
    "nquads": write_nquads,
    "jsonld": write_jsonld,
    "rdfxml": write_rdfxml,
}


def write(
    source: Source,
    fmt: str,
    out: IO[bytes],
    prefixes: Mapping[str, str] | None = None,
    graph: ox.NamedNode | None = None,
) -> None:
    """Write the triples of a source to `out` in one of FORMATS, repeated triples once.

    `prefixes` are used where the format has them, default are those of this project. `graph` names
    the graph in formats that know graphs (trig, nquads, jsonld); other formats leave it out. Raises
    InputError for an unknown format, and for what JSON-LD or RDF/XML have no way to write.
    """
    if fmt not in FORMATS:
        raise InputError("serialise.format", name=fmt, known=", ".join(FORMATS))
    known = ordered_prefixes() if prefixes is None else prefixes
    FORMATS[fmt](out, groups(source), known, "" if graph is None else str(graph))
