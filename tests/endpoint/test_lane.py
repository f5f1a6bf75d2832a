"""Plain queries take a short way: what they hear is the same, and nothing else slips through."""

from __future__ import annotations

import asyncio
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from uvicorn.server import ServerState

from mithaq.endpoint.create import Endpoint, create_endpoint
from mithaq.endpoint.lane import Lane
from mithaq.endpoint.limits import Limits
from mithaq.endpoint.plain import read_plain

Serving = Callable[[Endpoint], AbstractContextManager[str]]

NAMES = "SELECT%20?name%20%7B%20?s%20ex:name%20?name%20%7D%20ORDER%20BY%20?name"
HEAD = "Host: mithaq.test\r\nAccept: text/csv\r\n"

#: Requests that may take the short way, as address and headers.
PLAIN = {
    "a query": ("query=" + NAMES, HEAD),
    "with plus signs": ("query=ASK+{+%3Fs+%3Fp+%22a%2Bb%22+}", HEAD),
    "a format": (f"query={NAMES}&format=xml", HEAD),
    "a graph": (
        f"query={NAMES}&default-graph-uri=https://example.org/view/official",
        HEAD,
    ),
    "Arabic": ("query=ASK%7B%3Fs%20%3Fp%20%22%D8%A7%D9%84%D9%85%D8%BA%D8%B1%D8%A8%22@ar%7D", HEAD),
    "compressed": (f"query={NAMES}", HEAD + "Accept-Encoding: gzip\r\n"),
    "triples": ("query=CONSTRUCT+WHERE+%7B?s+ex:signed+?o%7D", "Host: a\r\nAccept: */*\r\n"),
    "that changes": ("query=SELECT+(1+AS+?x)%7BFILTER(NOW()>0)%7D", HEAD),
    "cut": ("query=SELECT*%7BVALUES?a%7B" + "1+" * 1100 + "%7D%7D", HEAD),
    "a fault": ("query=SELECT+*+%7B+?s+?p+%7D", HEAD + "Accept-Language: fr\r\n"),
    "an update": ("query=DROP+ALL", HEAD + "Accept-Language: ar\r\n"),
    "a service": ("query=ASK%7BSERVICE<http://a/>%7B%7D%7D", "Host: a\r\n"),
}

#: Requests that a real reader of HTTP must see.
NOT_PLAIN = {
    "no query": b"GET /sparql?format=csv HTTP/1.1\r\nHost: a\r\n\r\n",
    "nothing asked": b"GET /sparql?query= HTTP/1.1\r\nHost: a\r\n\r\n",
    "two queries": b"GET /sparql?query=ASK{}&query=ASK{} HTTP/1.1\r\nHost: a\r\n\r\n",
    "unknown format": b"GET /sparql?query=ASK{}&format=doc HTTP/1.1\r\nHost: a\r\n\r\n",
    "nothing taken": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\nAccept: image/png\r\n\r\n",
    "a browser": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n",
    "no UTF-8": b"GET /sparql?query=%ff HTTP/1.1\r\nHost: a\r\n\r\n",
    "half a request": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\n",
    "more than a request": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\n\r\nGET ",
    "two requests": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\n\r\n" * 2,
    "a body": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n",
    "chunks": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
    "a leaver": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "another protocol": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n",
    "an old version": b"GET /sparql?query=ASK{} HTTP/1.0\r\nHost: a\r\n\r\n",
    "no host": b"GET /sparql?query=ASK{} HTTP/1.1\r\nAccept: */*\r\n\r\n",
    "two hosts": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n",
    "a folded header": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
    "a bare line feed": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
    "space before a colon": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost : a\r\n\r\n",
    "space in the address": b"GET /sparql?query=ASK {} HTTP/1.1\r\nHost: a\r\n\r\n",
    "another method": b"HEAD /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\n\r\n",
    "another place": b"GET /sparql/x?query=ASK{} HTTP/1.1\r\nHost: a\r\n\r\n",
    "long headers": b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\nX: %b\r\n\r\n" % (b"x" * 5000),
}


@pytest.fixture(scope="module")
def port(views: dict[str, Path], limits: Limits, serving: Serving) -> Iterator[int]:
    prefixes = {"ex": "http://example.org/"}
    settings = replace(limits, quick_seconds=0.3, seconds=1)
    with serving(create_endpoint(views, settings, prefixes=prefixes, has_pages=True)) as url:
        yield int(url.rpartition(":")[2])


def line_to(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def get(address: str, headers: str = HEAD) -> bytes:
    return f"GET /sparql?{address} HTTP/1.1\r\n{headers}\r\n".encode()


def hear(line: socket.socket) -> tuple[int, dict[str, str], bytes]:
    """Return the status, the headers and the body of one answer."""
    heard = b""
    while b"\r\n\r\n" not in heard:
        heard += _more(line)
    head, _, body = heard.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(one.split(": ", 1) for one in lines)
    while len(body) < int(headers["content-length"]):
        body += _more(line)
    return int(first.split()[1]), headers, body


def _more(line: socket.socket) -> bytes:
    part = line.recv(1 << 16)
    assert part, "the line was cut"
    return part


@pytest.mark.parametrize("name", PLAIN)
def test_both_ways_lead_to_the_same_answer(name: str, port: int, limits: Limits) -> None:
    asked = get(*PLAIN[name])
    assert read_plain(asked, limits, has_page=True) is not None
    with line_to(port) as short, line_to(port) as long:
        short.sendall(asked)
        quick = hear(short)
        telling = asked.replace(b"Host:", b"TE: trailers\r\nHost:")
        assert read_plain(telling, limits, has_page=True) is None
        long.sendall(telling)
        slow = hear(long)
    for _, headers, _ in (quick, slow):
        assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT", headers.pop("date"))
    assert quick == slow


@pytest.mark.parametrize("name", NOT_PLAIN)
def test_what_is_not_plain_goes_the_long_way(name: str, limits: Limits) -> None:
    assert read_plain(NOT_PLAIN[name], limits, has_page=True) is None


def test_a_line_is_used_for_both_kinds(port: int) -> None:
    with line_to(port) as line:
        for address, headers, status in (
            ("query=ASK%7B%7D", HEAD, 200),
            ("query=ASK%7B%7D", HEAD, 200),
            ("query=%ff", HEAD, 400),
            ("query=ASK%7B%7D", HEAD, 200),
            ("query=ASK%7B%7D", "Host: a\r\nAccept: text/html\r\n", 303),
        ):
            line.sendall(get(address, headers))
            assert hear(line)[0] == status


def test_what_is_known_is_not_sent_again(port: int) -> None:
    with line_to(port) as line:
        line.sendall(get("query=" + NAMES))
        status, headers, body = hear(line)
        assert (status, body.splitlines()[0]) == (200, b"name")
        line.sendall(get("query=" + NAMES, f"{HEAD}If-None-Match: {headers['etag']}\r\n"))
        assert line.recv(1 << 16).startswith(b"HTTP/1.1 304 ")


def test_requests_sent_ahead_are_answered_in_order(port: int) -> None:
    asked = [get(f"query=SELECT({n}AS?n)%7B%7D") for n in range(1, 40)]
    with line_to(port) as line:
        line.sendall(asked[0])
        for one in asked[1:]:
            line.sendall(one)
        heard = b""
        while heard.count(b"HTTP/1.1 200 OK") < len(asked) or not heard.endswith(b"\r\n39\r\n"):
            heard += _more(line)
    assert [int(n) for n in re.findall(rb"\r\nn\r\n(\d+)\r\n", heard)] == list(range(1, 40))


def test_a_long_answer_is_whole_for_a_client_that_reads_late(port: int) -> None:
    text = "%22" + "x" * 50_000 + "%22"
    with line_to(port) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.sendall(get(f"query=SELECT({text}AS?a)%7BVALUES?b%7B1+2+3+4+5+6+7+8+9%7D%7D"))
        line.sendall(get("query=ASK%7B%7D"))
        _, headers, body = hear(line)
        length = int(headers["content-length"])
        assert length > 9 * 50_000
        while not body.endswith(b"true"):
            body += _more(line)
    assert body[:length].endswith(b"\r\n") and body[length:].startswith(b"HTTP/1.1 200 OK")


def test_who_leaves_in_the_middle_frees_the_worker(port: int) -> None:
    for number in range(6):
        with line_to(port) as line:
            line.sendall(get(f"query=SELECT(COUNT(*)AS?n{number})%7B{'?a?b?c.?d?e?f.' * 9}%7D"))
    begun = time.monotonic()
    with line_to(port) as line:
        line.sendall(get("query=ASK%7B?a?b%22left%22%7D"))
        assert hear(line)[0] == 200
    assert time.monotonic() - begun < 5


def test_a_line_that_nobody_uses_is_closed(views: dict[str, Path], limits: Limits) -> None:
    async def life() -> None:
        app = create_endpoint(views, limits).in_front_of(Starlette())
        config = uvicorn.Config(app, log_level="critical", http=Lane, timeout_keep_alive=1)
        config.load()
        state = ServerState()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Lane(config, state, {}), "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        assert await asyncio.wait_for(reader.read(), 10) == b""
        assert not state.connections
        writer.close()
        server.close()

    asyncio.run(life())
