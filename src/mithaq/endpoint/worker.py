"""A worker: one process that answers one question at a time, confined, until its line is cut."""

from __future__ import annotations

import math
import os
import socket
import time
from collections.abc import Callable, Mapping

from mithaq.endpoint.confine import allow_cpu, confine
from mithaq.endpoint.evaluate import evaluate
from mithaq.endpoint.frames import Question, pack_answer, unpack_question
from mithaq.endpoint.limits import Limits
from mithaq.endpoint.views import Views

#: The exit status of a worker that ran out of memory inside Python.
OUT_OF_MEMORY = 12

#: Processor time is allowed anew after so many seconds of it.
_LENIENCE = 1.0


def work(
    line: socket.socket,
    open_views: Callable[[], Views],
    limits: Limits,
    prefixes: Mapping[str, str],
    notice: str,
) -> None:
    """Answer questions from ``line`` until it is closed.

    The process is confined for good, and of no other use afterwards.
    """
    views = open_views()
    _warm_up(views, limits, prefixes)
    confine(limits.memory_bytes)
    stream = line.makefile("rb")

    def read(size: int) -> bytes:
        part = stream.read(size)
        if len(part) < size:
            raise EOFError
        return part

    allowed_at = -math.inf
    try:
        while True:
            question = unpack_question(read)
            # Asking the system each time would take as long as a tenth of a short question.
            if time.process_time() > allowed_at + _LENIENCE:
                allowed_at = time.process_time()
                allow_cpu(limits.seconds + _LENIENCE)
            line.sendall(pack_answer(evaluate(views, question, limits, prefixes, notice)))
    except (EOFError, ConnectionError):
        return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _warm_up(views: Views, limits: Limits, prefixes: Mapping[str, str]) -> None:
    """Have everything imported that an answer in any format needs, while files can be opened."""
    for results, graph in (("json", "turtle"), ("xml", "rdfxml"), ("csv", "jsonld")):
        for query in ("SELECT * {}", "ASK {}", "CONSTRUCT { <a:a> <a:a> 1 } {}", "!"):
            question = Question(query, results=results, graph=graph, gzip=True)
            evaluate(views, question, limits, prefixes, "")
