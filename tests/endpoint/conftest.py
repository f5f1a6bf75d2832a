"""A small endpoint over three views, once in this process and once behind a real server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mithaq.endpoint.create import Endpoint, create_endpoint
from mithaq.endpoint.lane import Lane
from mithaq.endpoint.limits import MIB, Limits

FACTS = """
@prefix ex: <http://example.org/> .
ex:belgium ex:name "Belgium"@en , "بلجيكا"@ar ; ex:signed 1997 .
ex:france ex:name "France"@fr , "فرنسا"@ar ; ex:signed 2008 .
<http://example.org/%D8%A7%D9%84%D9%85%D8%BA%D8%B1%D8%A8> ex:name "المغرب"@ar ; ex:share "100%25" .
<http://example.org/المغرب> ex:name "Maroc"@fr .
"""

OFFICIAL = """
@prefix ex: <http://example.org/> .
ex:belgium ex:name "Belgium"@en ; ex:signed 1999 .
"""

ASSESSED_VIEW = "https://example.org/view/assessed"
OFFICIAL_VIEW = "https://example.org/view/official"
PREFIXES = {"ex": "http://example.org/"}

#: Small enough for answers to reach them, with time enough for a busy machine.
LIMITS = Limits(
    workers=2,
    slow_workers=2,
    seconds=20,
    quick_seconds=10,
    queue=300,
    queue_seconds=20,
    memory_bytes=256 * MIB,
    rows=1000,
    answer_bytes=MIB,
    query_bytes=60_000,
    nesting=60,
    send_seconds=20,
)

ClientOf = Callable[[Endpoint], AbstractContextManager[TestClient]]
Serving = Callable[[Endpoint], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("views")
    (folder / "assessed.ttl").write_text(FACTS, "utf-8")
    (folder / "official.ttl").write_text(OFFICIAL, "utf-8")
    return {
        ASSESSED_VIEW: folder / "assessed.ttl",
        OFFICIAL_VIEW: folder / "official.ttl",
    }


@pytest.fixture(scope="session")
def limits() -> Limits:
    return LIMITS


@pytest.fixture(scope="session")
def client(views: dict[str, Path]) -> Iterator[TestClient]:
    with _client_of(create_endpoint(views, LIMITS, prefixes=PREFIXES)) as made:
        yield made


@pytest.fixture(scope="session")
def client_of() -> ClientOf:
    """Give a client in this process for an endpoint."""
    return _client_of


@pytest.fixture(scope="session")
def serving() -> Serving:
    """Serve an endpoint on a free port of this machine, and give its address."""
    return _serving


@contextmanager
def _client_of(endpoint: Endpoint) -> Iterator[TestClient]:
    app = Starlette(routes=endpoint.routes, lifespan=endpoint.lifespan)
    with TestClient(app, base_url="http://mithaq.test") as made:
        yield made


@contextmanager
def _serving(endpoint: Endpoint) -> Iterator[str]:
    app = endpoint.in_front_of(Starlette(routes=endpoint.routes, lifespan=endpoint.lifespan))
    line = socket.create_server(("127.0.0.1", 0), backlog=512)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", http=Lane))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [line]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{line.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        line.close()
