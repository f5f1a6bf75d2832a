"""The SPARQL queries that the library itself asks, one file each, and the way to read them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from mithaq.names import QUERY_PREFIXES


@cache
def query_text(name: str) -> str:
    """Return the text of the query ``<name>.rq``."""
    return (Path(__file__).parent / f"{name}.rq").read_text("utf-8")


def select(store: ox.Store, name: str, **values: ox.NamedNode | ox.Literal) -> ox.QuerySolutions:
    """Return the solutions of a query of ours, with values in place of the examples it holds.

    A query that takes a value has a line ``VALUES ?name { example }`` for it, so that it runs as it
    stands.
    """
    text = query_text(name)
    for variable, value in values.items():
        line = re.compile(rf"VALUES \?{variable} \{{[^}}]*\}}")
        text = line.sub(f"VALUES ?{variable} {{ {value} }}".replace("\\", r"\\"), text)
    answer = store.query(text, prefixes=dict(QUERY_PREFIXES))
    assert isinstance(answer, ox.QuerySolutions)
    return answer
