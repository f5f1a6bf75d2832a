#!/usr/bin/env python
"""Measure the endpoint side by side with `oxigraph serve-read-only`, on the same data.

    pip install oxigraph
    scripts/bench/endpoint.py
    scripts/bench/endpoint.py --requests 5000 --clients 32 --data kb-1m.nt

Both servers run at once and are asked in turn, so that a busy machine slows both. The client
speaks bare HTTP over kept connections and is the same for both. Without --data, the knowledge base
of this checkout is taken. The first table gives requests a second, median and 99th percentile in
milliseconds, each the median of the rounds, and the least processor time of all processes of the
server in microseconds a request, which depends less on what else the machine does. The second gives
the milliseconds from the start to the first answer, and what each process keeps in memory for
itself. Processor time and memory need Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

SOURCE = Path(__file__).resolve().parents[2] / "src"
SERVE = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
import uvicorn
from starlette.applications import Starlette
from mithaq.endpoint.create import create_endpoint
from mithaq.endpoint.lane import Lane
endpoint = create_endpoint({"https://w3id.org/mithaq/view/assessed": Path(sys.argv[2])})
app = endpoint.in_front_of(Starlette(lifespan=endpoint.lifespan))
uvicorn.run(app, port=int(sys.argv[3]), log_level="error", access_log=False, http=Lane)
"""
REQUEST = "GET {} HTTP/1.1\r\nHost: localhost\r\nAccept: application/sparql-results+json\r\n\r\n"


class Figures(NamedTuple):
    """What one round showed."""

    per_second: float
    median: float
    p99: float
    processor: float


class Server(NamedTuple):
    """A server to measure: its name, port, the address before the query, and its first process.

    ``began`` is how many milliseconds it took to give the first answer.
    """

    name: str
    port: int
    path: str
    process: int
    began: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--requests", type=int, default=2000)
    options.add_argument("--clients", type=int, default=16)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--data", type=Path)
    options.add_argument("--oxigraph", default=shutil.which("oxigraph"))
    given = options.parse_args()
    if not given.oxigraph:
        sys.exit("oxigraph is not there: pip install oxigraph, or name it with --oxigraph")
    with tempfile.TemporaryDirectory() as folder:
        store = prepare(given.data, Path(folder) / "store")
        questions = sets(store, given.requests)
        place = Path(folder) / "store"
        del store
        with serving(given.oxigraph, place) as servers:
            print(
                f"{'questions':24}{'server':10}{'per second':>12}{'median ms':>11}{'p99 ms':>9}"
                f"{'processor µs':>14}"
            )
            for name, queries in questions.items():
                compare(name, queries, servers, given.rounds, given.clients)
            print(f"\n{'server':10}{'first answer ms':>16}  memory of each process in MiB")
            for server in servers:
                sizes = ", ".join(f"{own_memory(p) / 2**20:.0f}" for p in family(server.process))
                print(f"{server.name:10}{server.began:16.0f}  {sizes}")


def prepare(data: Path | None, place: Path) -> ox.Store:
    """Build the store that both servers read."""
    if data is None:
        sys.path.insert(0, str(SOURCE))
        from mithaq.knowledge import KnowledgeBase

        view = KnowledgeBase.open(SOURCE.parent).view
        data = place.with_suffix(".nt")
        view.dump(str(data), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    store = ox.Store(str(place))
    store.bulk_load(path=str(data))
    store.flush()
    return store


def sets(store: ox.Store, count: int) -> dict[str, list[str]]:
    """Return the questions: about one thing each, the same things again, and joins."""
    found = store.query("SELECT DISTINCT ?s { ?s ?p ?o FILTER(ISIRI(?s)) } LIMIT 20000")
    things = sorted(str(solution[0]) for solution in found)  # type: ignore[index]
    chance = random.Random(1)
    ask = "SELECT ?p ?o {{ {} ?p ?o }}"
    join = (
        "SELECT ?event ?date {{ {} ^<https://w3id.org/mithaq/ontology#about> ?event . "
        "?event <https://w3id.org/mithaq/ontology#date> ?date }}"
    )
    return {
        "one thing, each new": [
            ask.format(t) + f" # {i}" for i, t in enumerate(chance.choices(things, k=count))
        ],
        "one thing, again": [ask.format(t) for t in chance.choices(things[:100], k=count)],
        "dates of one thing": [
            join.format(t) + f" # {i}" for i, t in enumerate(chance.choices(things, k=count))
        ],
        "a thousand rows": [
            f"SELECT * {{ ?s ?p ?o }} OFFSET {i} LIMIT 1000" for i in range(max(1, count // 20))
        ],
    }


@contextmanager
def serving(oxigraph: str, place: Path) -> Iterator[Sequence[Server]]:
    """Run both servers."""
    ports = free_ports(2)
    commands = (
        [oxigraph, "serve-read-only", "-l", str(place), "-b", f"127.0.0.1:{ports[0]}"],
        [sys.executable, "-c", SERVE, str(SOURCE), str(place), str(ports[1])],
    )
    paths = ("/query?query=", "/sparql?query=")
    running: list[subprocess.Popen[bytes]] = []
    servers: list[Server] = []
    try:
        for name, command, port, path in zip(
            ("oxigraph", "mithaq"), commands, ports, paths, strict=True
        ):
            begun = time.perf_counter()
            running.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
            wait_for(port)
            asyncio.run(measure(port, [path + quote("ASK { ?s ?p ?o }")], 1))
            took = 1000 * (time.perf_counter() - begun)
            servers.append(Server(name, port, path, running[-1].pid, took))
        yield servers
    finally:
        for process in running:
            process.terminate()
            process.wait()


def free_ports(count: int) -> list[int]:
    lines = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [line.getsockname()[1] for line in lines]
    for line in lines:
        line.close()
    return ports


def wait_for(port: int) -> None:
    for _ in range(3000):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.01)
        else:
            return
    sys.exit(f"nothing answers on port {port}")


def compare(
    name: str, queries: Sequence[str], servers: Sequence[Server], rounds: int, clients: int
) -> None:
    """Ask all servers in turn, some rounds, and print a line for each."""
    figures: dict[str, list[Figures]] = {server.name: [] for server in servers}
    for number in range(rounds):
        for server in servers:
            asked = [f"{q}{number}" if " # " in q else q for q in queries]
            paths = [server.path + quote(query) for query in asked]
            used = processor_time(server.process)
            found = asyncio.run(measure(server.port, paths, clients))
            used = 1e6 * (processor_time(server.process) - used) / len(paths)
            figures[server.name].append(found._replace(processor=used))
    for asked_of, shown in figures.items():
        *columns, used_each = zip(*shown, strict=True)
        middle = [statistics.median(column) for column in columns]
        print(
            f"{name:24}{asked_of:10}{middle[0]:12.0f}{middle[1]:11.2f}{middle[2]:9.2f}"
            f"{min(used_each):14.0f}"
        )


def family(process: int) -> list[int]:
    """Return a process and all that came of it, by number; only itself where nobody tells."""
    stats = [_stat(path) for path in Path("/proc").glob("[0-9]*/stat")]
    children = [int(fields[0]) for fields in stats if fields and int(fields[2]) == process]
    return [process, *(one for child in children for one in family(child))]


def processor_time(process: int) -> float:
    """Return the seconds of processor time that a process and its family have used.

    Members that have ended count with those who waited for them.
    """
    stats = (_stat(Path(f"/proc/{one}/stat")) for one in family(process))
    ticks = sum(int(used) for fields in stats for used in fields[12:16])
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(path: Path) -> list[str]:
    """Return what the system tells of a process, but for its name; nothing when it has ended."""
    try:
        number, _, rest = path.read_text("utf-8").partition(" (")
    except OSError:
        return []
    return [number, *rest.rpartition(") ")[2].split()]


def own_memory(process: int) -> int:
    """Return the bytes that a process shares with no other; 0 where nobody tells."""
    path = Path(f"/proc/{process}/smaps_rollup")
    lines = path.read_text("ascii").splitlines() if path.exists() else []
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


async def measure(port: int, paths: Sequence[str], clients: int) -> Figures:
    """Ask every path once, shared out among clients that wait for each answer."""
    waits: list[float] = []
    begun = time.perf_counter()
    await asyncio.gather(*(client(port, paths[n::clients], waits) for n in range(clients)))
    taken = time.perf_counter() - begun
    waits.sort()
    return Figures(
        len(waits) / taken,
        1000 * waits[len(waits) // 2],
        1000 * waits[len(waits) * 99 // 100],
        0.0,
    )


async def client(port: int, paths: Sequence[str], waits: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    for path in paths:
        begun = time.perf_counter()
        writer.write(REQUEST.format(path).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            sys.exit(f"refused: {path}\n{head.decode()}")
        await read_body(reader, head)
        waits.append(time.perf_counter() - begun)
    writer.close()


async def read_body(reader: asyncio.StreamReader, head: bytes) -> None:
    _, found, rest = head.partition(b"content-length:")
    if found:
        await reader.readexactly(int(rest.partition(b"\r\n")[0]))
        return
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readexactly(2)


if __name__ == "__main__":
    main()
