"""Whole processes: how long each command takes from a cold start, beside Python with the libraries
alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
from measures import Measured, medians, new_cooperation

from mithaq.home import Home
from mithaq.store import open_read_only

BASE = [sys.executable, "-c", "import click, pyoxigraph"]
#: As a reader has it: modules are compiled once and not each time.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
POINT = "SELECT ?p { <%s> mq:partner ?p }"


def commands(home: Home, cache: Path, view: Path, size: int) -> Iterator[Measured]:
    """Yield the median seconds of some commands as whole processes, each beside bare Python."""
    partner = ox.NamedNode("https://w3id.org/mithaq/ontology#partner")
    state = ox.NamedNode("https://w3id.org/mithaq/id/state/QA")
    thing = next(open_read_only(view).quads_for_pattern(None, partner, state)).subject.value
    new = cache / "new.nt.ttl"
    new.write_text("".join(f"{t} .\n" for t in new_cooperation(size)), "utf-8")
    for words in (
        ["--help"],
        ["query", POINT % thing],
        ["list", "--partner", "QA"],
        ["show", thing],
        ["timeline", thing],
        ["ask", "signed-never-in-force", "--partner", "QA"],
        ["search", "security", "border"],
        ["stats"],
        ["validate", str(new)],
    ):
        options = ["--home", str(home.kb.parent), "--cache", str(cache), "--quiet"]
        command = [sys.executable, "-m", "mithaq", *words, *options]
        works = {"python": lambda: _run(BASE), "mithaq": lambda c=command: _run(c)}
        for tool, seconds in medians(works, 7):
            yield f"process: {words[0]}", tool, seconds


def _run(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=_ENVIRONMENT)
