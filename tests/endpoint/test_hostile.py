"""Queries and clients that mean harm: each meets its limit, and others are served meanwhile."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace

import httpx2
import pytest

from mithaq.endpoint.create import Endpoint, create_endpoint
from mithaq.endpoint.limits import Limits

Serving = Callable[[Endpoint], AbstractContextManager[str]]

#: How many seconds late a busy machine may be.
PATIENCE = 5.0

PREFIX = "PREFIX ex: <http://example.org/> "

#: Each with the statuses it may end with.
HOSTILE = {
    "cross product": ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", {504}),
    "cross product without an answer": (
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?a), STR(?d), ?i) = '') }",
        {504},
    ),
    "unbounded path": ("SELECT (COUNT(*) AS ?n) { ?a (ex:p0|!ex:p0)* ?b . ?b !ex:q* ?c }", {504}),
    "paths in paths": (
        f"SELECT * {{ ?a {'(' * 50}ex:p0{')*' * 50} ?b . ?b ex:p0* ?c }}",
        {200, 504},
    ),
    "order by everything": ("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c ?e ?b", {503, 504}),
    "distinct everything": (
        "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f } }",
        {503, 504},
    ),
    "giant values": (
        "SELECT (COUNT(*) AS ?n) {"
        + " ".join(f"VALUES ?v{i} {{ {'1 ' * 3_000} }}" for i in range(8))
        + "}",
        {503, 504},
    ),
    "doubling text": (
        'SELECT (STRLEN(?v40) AS ?n) { BIND("0123456789" AS ?v0) '
        + " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(40))
        + "}",
        {503, 504},
    ),
    "one text of everything": (
        "SELECT (STRLEN(GROUP_CONCAT(?all; SEPARATOR='')) AS ?n) "
        "{ ?a ?b ?c . ?d ?e ?f . BIND(CONCAT(STR(?a), STR(?c), STR(?f)) AS ?all) }",
        {503, 504},
    ),
    "regex bomb": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f "
        f"FILTER(REGEX(CONCAT(STR(?a), STR(?d), '{'a' * 500}'), '(a|aa|a?a)+(a*)*(.*)*!$')) }}",
        {504},
    ),
    "regex that grows": (
        "SELECT * { BIND(REGEX('a', '((((a{0,100}){0,100}){0,100}){0,100})') AS ?x) }",
        {200, 503, 504},
    ),
    "long sum": (f"SELECT * {{ FILTER({'1+' * 25_000}1 > 0) }}", {200, 503, 504}),
    "long conjunction": (f"ASK {{ FILTER({'true&&' * 8_000}true) }}", {200, 503, 504}),
    "many unions": (
        f"SELECT (COUNT(*) AS ?n) {{ {'{?a ?b ?c} UNION ' * 2_000} {{}} . ?d ?e ?f }}",
        {200, 503, 504},
    ),
    "subqueries": (
        f"SELECT * {{ {'{ SELECT * ' * 25}{{ ?a ?b ?c . ?d ?e ?f }}{'}' * 25} }} ORDER BY ?f",
        {503, 504},
    ),
    "describe everything": ("DESCRIBE * { ?a ?b ?c . ?d ?e ?f FILTER(?a != ?d) }", {200, 504}),
    "construct everything": ("CONSTRUCT { ?a ?b 1 } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", {504}),
    "nested brackets": (f"SELECT * {{ FILTER({'(' * 10_000}1{')' * 10_000}) }}", {400}),
    "nested groups": ("SELECT * " + "{" * 20_000 + "}" * 20_000, {400}),
    "run of signs": (f"SELECT * {{ FILTER({'!' * 40_000}true) }}", {400}),
    "update": ("INSERT { ?s ?p ?o } WHERE { ?s ?p ?o . ?a ?b ?c }", {403}),
    "load": ("LOAD <file:///etc/passwd>", {403}),
    "from a file": ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", {400}),
    "graph in a file": ("ASK FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }", {400}),
}


@pytest.fixture(scope="module")
def limits(limits: Limits) -> Limits:
    """Limits that are reached in a moment."""
    return replace(limits, seconds=1, quick_seconds=0.3, body_seconds=1, send_seconds=5)


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, serving: Serving, limits: Limits
) -> Iterator[str]:
    data = tmp_path_factory.mktemp("hostile") / "data.nt"
    lines = (
        f"<http://example.org/{n}> <http://example.org/p{n % 3}> <http://example.org/{n * 7 % 5003}> .\n"
        f'<http://example.org/{n}> <http://example.org/name> "name {n}" .\n'
        for n in range(5000)
    )
    data.write_text("".join(lines), "utf-8")
    with serving(create_endpoint({"http://example.org/view": data}, limits)) as url:
        yield url


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx2.Client]:
    many = httpx2.Limits(max_connections=200)
    with httpx2.Client(base_url=server, timeout=30, limits=many) as made:
        yield made


class Neighbour:
    """Another client, who asks short questions one after the other and notes how long each took."""

    def __init__(self, client: httpx2.Client) -> None:
        self._client = client
        self._leaving = threading.Event()
        self.waits: list[float] = []
        self.statuses: set[int] = set()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> Neighbour:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._leaving.set()
        self._thread.join()

    def _ask(self) -> None:
        number = 0
        while not self._leaving.is_set() or not self.waits:
            number += 1
            query = f"SELECT ?o {{ <http://example.org/{number}> ?p ?o }}"
            begun = time.monotonic()
            answer = self._client.get("/sparql", params={"query": query})
            self.waits.append(time.monotonic() - begun)
            self.statuses.add(answer.status_code)
            self._leaving.wait(0.02)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_meets_its_limit(client: httpx2.Client, name: str, limits: Limits) -> None:
    query, statuses = HOSTILE[name]
    begun = time.monotonic()
    with Neighbour(client) as neighbour:
        answer = client.post("/sparql", data={"query": PREFIX + query})
    taken = time.monotonic() - begun
    assert answer.status_code in statuses, answer.text[:300]
    assert taken < limits.seconds + PATIENCE
    assert neighbour.statuses == {200}
    assert max(neighbour.waits) < PATIENCE
    if answer.status_code != 200:
        assert answer.text.strip()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICEex:x {{ ?s ?p ?o }} }}",
        "SELECT * {{ ?s ?p trueSERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ BIND(IRI('{url}') AS ?where) SERVICE ?where {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{url}> {{ GRAPH <{url}> {{ ?s ?p ?o }} }}",
        "LOAD <{url}>",
    ],
)
def test_nothing_is_fetched(client: httpx2.Client, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        text = f"PREFIX ex: <{url}> " + query.format(url=url)
        answer = client.get("/sparql", params={"query": text})
        assert answer.status_code in {400, 403}
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_a_query_of_ten_megabytes_is_refused(client: httpx2.Client) -> None:
    query = "SELECT * { VALUES ?x {" + "1 " * 5_000_000 + "} }"
    with Neighbour(client) as neighbour:
        direct = client.post(
            "/sparql",
            content=query.encode(),
            headers={"Content-Type": "application/sparql-query"},
        )
        form = client.post("/sparql", data={"query": query})
    assert (direct.status_code, form.status_code) == (413, 413)
    assert "longer than the 60000 bytes" in direct.text
    assert neighbour.statuses == {200}


def test_a_client_that_never_ends_its_request_is_let_go(
    client: httpx2.Client, server: str, limits: Limits
) -> None:
    port = int(server.rpartition(":")[2])
    head = (
        "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        "Content-Length: 1000\r\n\r\nASK {"
    )
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(head.encode())
        with Neighbour(client) as neighbour:
            answer = line.recv(4096)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert time.monotonic() - begun < limits.body_seconds + PATIENCE
    assert neighbour.statuses == {200}


def test_clients_that_never_read_hold_nobody_up(client: httpx2.Client, server: str) -> None:
    port = int(server.rpartition(":")[2])
    asked = "GET /sparql?query=SELECT*{?a?b?c}&format=xml HTTP/1.1\r\nHost: x\r\n\r\n" * 20
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
    try:
        for line in lines:
            line.sendall(asked.encode())
        with Neighbour(client) as neighbour:
            answer = client.get("/sparql", params={"query": "ASK {}"})
        assert answer.status_code == 200
        assert neighbour.statuses == {200}
        assert max(neighbour.waits) < PATIENCE
    finally:
        for line in lines:
            line.close()


def test_a_client_that_leaves_frees_its_worker(
    client: httpx2.Client, server: str, limits: Limits
) -> None:
    port = int(server.rpartition(":")[2])
    asked = (
        "GET /sparql?query=SELECT(COUNT(*)AS?n){{?a?b?c.?d?e?f.?g?h?i.?j?k?{n}}} HTTP/1.1\r\n"
        "Host: x\r\n\r\n"
    )
    for number in range(limits.workers * 2):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(asked.format(n=f"l{number}").encode())
    begun = time.monotonic()
    assert client.get("/sparql", params={"query": "ASK { ?a ?b 'left' }"}).is_success
    assert time.monotonic() - begun < PATIENCE


def test_two_hundred_clients_at_once(client: httpx2.Client) -> None:
    def ask(number: int) -> tuple[int, str]:
        query = f"SELECT ?o {{ <http://example.org/{number}> <http://example.org/name> ?o }}"
        answer = client.get("/sparql", params={"query": query, "format": "csv"})
        return answer.status_code, answer.text

    with ThreadPoolExecutor(200) as clients:
        answers = list(clients.map(ask, range(200)))
    assert answers == [(200, f"o\r\nname {number}\r\n") for number in range(200)]


def test_a_crowd_of_long_queries_is_thinned_out(client: httpx2.Client, limits: Limits) -> None:
    def ask(number: int) -> int:
        query = f"SELECT (COUNT(*) AS ?n{number}) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}"
        answer = client.get("/sparql", params={"query": query})
        if answer.status_code == 503:
            assert answer.headers["retry-after"] == "2"
        return answer.status_code

    with Neighbour(client) as neighbour, ThreadPoolExecutor(8) as clients:
        statuses = list(clients.map(ask, range(8)))
    assert set(statuses) == {503, 504}
    assert statuses.count(504) >= limits.slow_workers
    assert neighbour.statuses == {200}


def test_the_server_is_as_well_as_before(client: httpx2.Client) -> None:
    """Last on purpose: after all of the above, questions are answered as they were."""
    answer = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == "10000"
