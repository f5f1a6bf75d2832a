"""Writing small results as the engine does it: several times faster than row by row.

An answer so short that it cannot hold more rows than allowed needs no counting.
"""

from __future__ import annotations

import re
from typing import IO, cast

import pyoxigraph as ox

_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}

#: The fewest bytes that a row takes: an empty one and what parts it from the next.
_LEAST = {"json": len("{},"), "xml": len("<result></result>"), "csv": len("\r\n"), "tsv": len("\n")}

_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class NotSurelySmall(OSError):
    """The answer may be larger than is allowed, or holds what XML cannot."""


def write_small(solutions: ox.QuerySolutions, name: str, max_rows: int, max_bytes: int) -> bytes:
    """Return solutions in the format ``name`` if they are surely within the limits.

    Raises NotSurelySmall otherwise.
    """
    into = _Bounded(min(max_bytes, max_rows * _LEAST[name]))
    solutions.serialize(cast(IO[bytes], into), format=_FORMATS[name])
    body = b"".join(into.parts)
    if name == "xml" and _NOT_XML.search(body):
        raise NotSurelySmall
    return body


class _Bounded:
    """A file that takes so many bytes and no more."""

    def __init__(self, room: int) -> None:
        self.parts: list[bytes] = []
        self._room = room

    def write(self, data: bytes) -> int:
        """Take some bytes. Raises NotSurelySmall when there is no room for them."""
        self._room -= len(data)
        if self._room < 0:
            raise NotSurelySmall
        self.parts.append(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: the bytes are where they belong."""
