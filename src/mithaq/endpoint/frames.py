"""What passes between the server and a worker: one question, one answer, each in one frame.

A frame is two lengths (header and body, four bytes each, network order), a JSON header, and a body.
The header holds the fields of the question or answer in their order.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from typing import NamedTuple

LENGTHS = struct.Struct("!II")

Value = str | int


class Question(NamedTuple):
    """A query as a client asked it.

    ``default_graphs`` and ``named_graphs`` are those of the protocol; both empty means that the
    query says for itself. ``results`` and ``graph`` name the formats the client takes for SELECT
    and ASK, and for CONSTRUCT and DESCRIBE, empty where it takes none. ``gzip`` asks for a
    compressed body. ``most_rows`` cuts the answer before the limit does; 0 leaves it to the limit.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    results: str = "json"
    graph: str = "turtle"
    gzip: bool = False
    most_rows: int = 0


class Answer(NamedTuple):
    """What came of a query.

    ``outcome`` is ``ok`` or the key of a message under ``endpoint.``, with its ``values``.
    ``format`` names the format of the body, ``cut`` is ``rows`` or ``bytes`` where a limit ended
    the answer, and ``rows`` then counts its rows or triples. ``volatile`` tells that another run
    may give something else; ``gzip`` that the body is compressed.
    """

    outcome: str
    values: Mapping[str, Value] = {}
    format: str = ""
    rows: int = 0
    cut: str = ""
    volatile: bool = False
    gzip: bool = False
    body: bytes = b""

    @property
    def ok(self) -> bool:
        """Whether the body holds the answer to the query."""
        return self.outcome == "ok"


def pack_question(question: Question) -> bytes:
    """Return the frame of a question."""
    return _pack(json.dumps(question).encode(), b"")


def unpack_question(read: Callable[[int], bytes]) -> Question:
    """Read a question.

    ``read`` gives exactly as many bytes as it is asked for, or raises EOFError.
    """
    header_length, body_length = LENGTHS.unpack(read(LENGTHS.size))
    query, default_graphs, named_graphs, *rest = json.loads(read(header_length + body_length))
    return Question(query, tuple(default_graphs), tuple(named_graphs), *rest)


def pack_answer(answer: Answer) -> bytes:
    """Return the frame of an answer."""
    *header, body = answer
    return _pack(json.dumps(header).encode(), body)


def take_answer(heard: bytearray) -> Answer | None:
    """Take an answer from the bytes heard so far, or return None while it is not whole."""
    if len(heard) < LENGTHS.size:
        return None
    header, body = LENGTHS.unpack_from(heard)
    start = LENGTHS.size + header
    if len(heard) < start + body:
        return None
    fields = json.loads(heard[LENGTHS.size : start])
    answer = Answer._make((*fields, bytes(heard[start : start + body])))
    del heard[: start + body]
    return answer


def _pack(header: bytes, body: bytes) -> bytes:
    return LENGTHS.pack(len(header), len(body)) + header + body
