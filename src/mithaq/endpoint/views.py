"""The views that a worker holds: read-only stores, named by the graphs that a query may ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox


class UnknownGraph(Exception):
    """A query names a graph that is not a view; its IRI is the first argument."""


class Dataset(NamedTuple):
    """The store to ask and the graphs of it that make up the dataset of one query.

    None leaves them to the query, which is quicker where it names none.
    """

    store: ox.Store
    default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None
    named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None


class Views:
    """Views by IRI, the default one first, each the default graph of a store of its own.

    >>> store = ox.Store()
    >>> views = Views({"http://example.org/view": store})
    >>> views.dataset(("http://example.org/view",), (), uses_graphs=False).store is store
    True
    """

    def __init__(self, stores: Mapping[str, ox.Store]) -> None:
        self._stores = dict(stores)
        self._default = next(iter(stores))
        self._merged: tuple[object, Dataset] | None = None

    @property
    def iris(self) -> tuple[str, ...]:
        """The IRIs of the views, the default one first."""
        return tuple(self._stores)

    def dataset(
        self, default: Sequence[str], named: Sequence[str], *, uses_graphs: bool
    ) -> Dataset:
        """Return the dataset for the graphs that a query or the protocol names.

        Naming none means the default view, with every view as a named graph. Raises UnknownGraph.
        """
        for iri in (*default, *named):
            if iri not in self._stores:
                raise UnknownGraph(iri)
        if not default and not named:
            if not uses_graphs:
                return Dataset(self._stores[self._default])
            default, named = (self._default,), tuple(self._stores)
        if len(set(default)) == 1 and not (named and uses_graphs):
            return Dataset(self._stores[default[0]], [ox.DefaultGraph()], [])
        return self._merge(frozenset(default), frozenset(named) if uses_graphs else frozenset())

    def _merge(self, default: frozenset[str], named: frozenset[str]) -> Dataset:
        """Copy several views into one store, and keep the last such store.

        A union of graphs at query time would give a triple as often as views hold it.
        """
        if self._merged is None or self._merged[0] != (default, named):
            self._merged = None
            store = ox.Store()
            for iri in default:
                store.bulk_extend(q for q in self._stores[iri].quads_for_pattern(None, None, None))
            for iri in named:
                store.bulk_extend(
                    ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(iri))
                    for q in self._stores[iri].quads_for_pattern(None, None, None)
                )
            graphs: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in named]
            self._merged = ((default, named), Dataset(store, [ox.DefaultGraph()], graphs))
        return self._merged[1]
