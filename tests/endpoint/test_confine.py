"""A confined process can reach nothing, whether Python asks or the engine does."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "src"

START = """
import sys, os, socket, urllib.request, subprocess
sys.path.insert(0, sys.argv[1])
import pyoxigraph as ox
from mithaq.endpoint.confine import allow_cpu, confine
from mithaq.endpoint.views import Views
store = ox.Store()
store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.Literal("c")))
list(store.query("SELECT * { ?s ?p ?o }"))
confine(64 << 20)
url = sys.argv[2]
try:
    {attempt}
except Exception as error:
    print(type(error).__name__)
"""


def attempt(code: str, url: str = "") -> subprocess.CompletedProcess[str]:
    script = START.replace("{attempt}", code)
    return subprocess.run(
        [sys.executable, "-c", script, str(ROOT), url], capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("print(len(list(store.query('SELECT * { ?s ?p ?o }'))))", "1"),
        ("open('/etc/passwd')", "Forbidden"),
        ("os.open('/etc/passwd', os.O_RDONLY)", "Forbidden"),
        ("os.listdir('/')", "Forbidden"),
        ("socket.socket()", "Forbidden"),
        ("urllib.request.urlopen('http://127.0.0.1/')", "Forbidden"),
        ("subprocess.run(['true'])", "Forbidden"),
        ("os.system('true')", "Forbidden"),
        ("import sqlite3", "Forbidden"),
        ("ox.Store('/tmp')", "OSError"),
        ("store.load(path='/etc/passwd', format=ox.RdfFormat.TURTLE)", "OSError"),
        ("store.dump('/tmp/mithaq-test-dump.nq')", "OSError"),
        ("bytearray(200 << 20)", "MemoryError"),
    ],
)
def test_what_a_query_does_not_need_is_gone(code: str, said: str) -> None:
    assert attempt(code).stdout.strip() == said


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_the_engine_itself_cannot_call_out(silent: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        code = (
            f"print(list(store.query('SELECT * {{ SERVICE {silent} <%s> {{ ?s ?p ?o }} }}' % url)))"
        )
        done = attempt(code, url)
        assert done.stdout.strip() == ("[<QuerySolution>]" if silent else "OSError")
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_too_much_memory_in_the_engine_ends_the_process() -> None:
    doubling = " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(40))
    query = f"SELECT (STRLEN(?v40) AS ?n) {{ BIND('0123456789' AS ?v0) {doubling} }}"
    assert attempt(f"list(store.query({query!r}))").returncode == -6


def test_processor_time_is_the_last_resort() -> None:
    done = attempt("allow_cpu(-1)\n    while True: pass")
    assert done.returncode == -24
