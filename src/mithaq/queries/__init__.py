"""The SPARQL queries that the library itself asks, one file each, and the way to read them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox

from mithaq.names import QUERY_PREFIXES


@cache
def query_text(name: str) -> str:
    """Return the text of the query ``<name>.rq``."""
    return (Path(__file__).parent / f"{name}.rq").read_text("utf-8")


def select(store: ox.Store, name: str, **bindings: ox.NamedNode | ox.Literal) -> ox.QuerySolutions:
    """Return the solutions of a query of ours, with values for some of its variables."""
    values: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(variable): value for variable, value in bindings.items()
    }
    answer = store.query(query_text(name), prefixes=dict(QUERY_PREFIXES), substitutions=values)
    assert isinstance(answer, ox.QuerySolutions)
    return answer
