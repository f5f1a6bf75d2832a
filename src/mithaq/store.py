"""The engine behind the knowledge base: an embedded pyoxigraph store, in memory or on disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from mithaq.errors import StoreError, SyntaxFault

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
    """Load Turtle and N-Triples files into the default graph of a store.

    Raises SyntaxFault with line and column when a file does not follow its grammar.
    """
    for path in files:
        try:
            store.bulk_load(path=str(path), format=_FORMATS[path.suffix])
        except SyntaxError as error:
            raise SyntaxFault(error.msg, str(path), error.lineno or 1, error.offset or 1) from None
