"""The nursery: a process that holds the data once and forks workers from itself.

A fork shares the data, so a killed worker is replaced in milliseconds whatever the size of the
data. The server speaks to the nursery over one socket: ``FORK`` comes with the worker's end of a
socket pair, ``END`` with the number of a worker to kill. When the socket closes, the nursery kills
its workers and ends.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from mithaq.endpoint.limits import Limits
from mithaq.endpoint.views import Views
from mithaq.endpoint.worker import work

#: A message either way: what is asked or done, the number of a process, and how it ended.
MESSAGE = struct.Struct("!cii")
FORK, END, READY, FAULT = b"F", b"E", b"R", b"X"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a nursery needs to know: the place of each view by IRI, the default one first, and more.

    ``prefixes`` need not be declared in queries; a cut answer links to the IRI ``notice``.
    """

    views: Mapping[str, str]
    prefixes: Mapping[str, str]
    limits: Limits
    notice: str

    def pack(self) -> str:
        """Return the plan as text."""
        return json.dumps(asdict(self))

    @classmethod
    def unpack(cls, text: str) -> Plan:
        """Read what ``pack`` wrote."""
        fields = json.loads(text)
        return cls(**{**fields, "limits": Limits(**fields["limits"])})


def main() -> None:
    """Run the nursery: the number of its socket is the first argument, its plan the second."""
    control = socket.socket(fileno=int(sys.argv[-2]))
    plan = Plan.unpack(sys.argv[-1])
    try:
        open_views = prepare(plan)
    except (SyntaxError, OSError, ValueError) as error:
        control.sendall(MESSAGE.pack(FAULT, 0, 0) + str(error).encode())
        return
    # What is here now is never garbage; looking at it would copy it into each worker.
    gc.freeze()
    control.sendall(MESSAGE.pack(READY, os.getpid(), 0))
    _serve(control, plan, open_views)


def prepare(plan: Plan) -> Callable[[], Views]:
    """Load what is held in memory and return how a worker comes to its views.

    A view is a file of triples, or the folder of a store. A folder too large for memory is opened
    by each worker, because a store on disk has threads and does not survive a fork.
    """
    held: dict[str, ox.Store] = {}
    for iri, place in plan.views.items():
        path = Path(place)
        if not path.is_dir():
            held[iri] = _loaded_file(path)
        elif _size(path) <= plan.limits.in_memory_bytes:
            held[iri] = _loaded_folder(path)

    def open_views() -> Views:
        return Views(
            {
                iri: held[iri] if iri in held else ox.Store.read_only(place)
                for iri, place in plan.views.items()
            }
        )

    return open_views


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _loaded_file(path: Path) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(path))
    return store


def _loaded_folder(path: Path) -> ox.Store:
    """Return a copy in memory of a store on disk.

    It is read in a process of its own, so that no threads of the store are left in this one.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _dump(path, writing)
    os.close(writing)
    store = ox.Store()
    with os.fdopen(reading, "rb") as stream:
        store.bulk_load(stream, ox.RdfFormat.N_TRIPLES)
    _, status = os.waitpid(child, 0)
    if status != 0:
        raise OSError(f"the store in {path} cannot be read")
    return store


def _dump(path: Path, into: int) -> None:
    """Write the default graph of a store to a pipe and end the process."""
    status = 1
    try:
        with os.fdopen(into, "wb") as stream:
            ox.Store.read_only(str(path)).dump(
                stream, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()
            )
        status = 0
    except OSError as error:
        sys.stderr.write(f"{error}\n")
    finally:
        os._exit(status)


def _serve(control: socket.socket, plan: Plan, open_views: Callable[[], Views]) -> None:
    workers: set[int] = set()
    while True:
        try:
            message, lines, _, _ = socket.recv_fds(control, MESSAGE.size, 1)
        except ConnectionError:
            break
        if len(message) < MESSAGE.size:
            break
        asked, number, _ = MESSAGE.unpack(message)
        if asked == FORK:
            child = _fork(control, lines[0], plan, open_views)
            workers.add(child)
            control.sendall(MESSAGE.pack(FORK, child, 0))
        else:
            status = _end(number) if number in workers else 0
            workers.discard(number)
            control.sendall(MESSAGE.pack(END, number, status))
    for worker in workers:
        _end(worker)


def _fork(
    control: socket.socket, line_number: int, plan: Plan, open_views: Callable[[], Views]
) -> int:
    child = os.fork()
    if child:
        os.close(line_number)
        return child
    status = 1
    try:
        control.close()
        line = socket.socket(fileno=line_number)
        work(line, open_views, plan.limits, plan.prefixes, plan.notice)
        status = 0
    finally:
        if status:
            sys.excepthook(*sys.exc_info())
        os._exit(status)


def _end(number: int) -> int:
    """Kill a worker of ours, dead or alive, and return its status as ``os.waitpid`` gives it."""
    os.kill(number, signal.SIGKILL)
    return os.waitpid(number, 0)[1]
