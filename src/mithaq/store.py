"""The engine behind the knowledge base: an embedded pyoxigraph store, in memory or on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from mithaq.errors import StoreError

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

#: A file of more bytes than this is loaded on its own.
LARGE = 8_000_000

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
}


def create(path: Path | None = None) -> ox.Store:
    """Return a store that can be written, in memory or in a folder.

    Raises StoreError when the folder cannot be used.
    """
    if path is None:
        return ox.Store()
    try:
        return ox.Store(str(path))
    except OSError as error:
        raise StoreError("store.unusable", path=str(path), reason=str(error)) from None


def open_read_only(path: Path) -> ox.Store:
    """Open a store on disk for reading; any number of processes may do so at once.

    Raises StoreError when there is none or it is damaged.
    """
    try:
        return ox.Store.read_only(str(path))
    except OSError as error:
        raise StoreError("store.unusable", path=str(path), reason=str(error)) from None


def load_files(store: ox.Store, files: Iterable[Path]) -> None:
    """Load Turtle and N-Triples files into the default graph of a store on disk.

    Small files are gathered first, because each bulk load costs a flush to the disk. Raises
    SyntaxFault with line and column when a file does not follow its grammar.
    """
    sizes = {path: path.stat().st_size for path in files}
    for path, size in sizes.items():
        if size > LARGE:
            _load(path, store.bulk_load)
    store.bulk_extend(in_memory(path for path, size in sizes.items() if size <= LARGE))


def in_memory(files: Iterable[Path]) -> ox.Store:
    """Return a store in memory that holds Turtle and N-Triples files; raises SyntaxFault as
    above."""
    store = create()
    for path in files:
        # A bulk load sorts everything there is anew, which is worth it for large files alone.
        _load(path, store.bulk_load if path.stat().st_size > LARGE else store.load)
    return store


class Loads(Protocol):
    """Loading a file, as pyoxigraph's store offers it in two ways."""

    def __call__(self, *, path: str, format: ox.RdfFormat) -> None:
        """Load a file."""


def _load(path: Path, load: Loads) -> None:
    try:
        load(path=str(path), format=_FORMATS[path.suffix])
    except SyntaxError as error:
        from mithaq.turtle.faults import fault

        raise fault(error, str(path)) from None


class Reads(Protocol):
    """Reading by pattern, as pyoxigraph's store offers it."""

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object: Term | None,
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that match; None matches anything."""


class Overlay:
    """A store as it would be after a change, without copying or touching it.

    >>> a, p, b, c = (ox.NamedNode("http://e/" + name) for name in "apbc")
    >>> base = ox.Store()
    >>> base.add(ox.Quad(a, p, b))
    >>> after = Overlay(base, added=[ox.Triple(a, p, c)], removed=[ox.Triple(a, p, b)])
    >>> [quad.object.value for quad in after.quads_for_pattern(a, None, None)]
    ['http://e/c']
    """

    def __init__(
        self, base: Reads, added: Iterable[ox.Triple], removed: Iterable[ox.Triple] = ()
    ) -> None:
        self._base = base
        self._removed = frozenset(removed)
        self._added = ox.Store()
        self._added.extend(ox.Quad(*t) for t in added)

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object: Term | None,
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield the quads of the changed state that match; each once."""
        for quad in self._base.quads_for_pattern(subject, predicate, object, graph_name):
            if quad.triple not in self._removed:
                yield quad
        for quad in self._added.quads_for_pattern(subject, predicate, object, graph_name):
            if next(self._base.quads_for_pattern(*quad), None) is None:
                yield quad
