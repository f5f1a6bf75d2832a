"""Whole outputs of commands, in three languages, on the small knowledge base.

Transcripts are text files in which a line ``$ mithaq …`` is followed by all that the command says.

What is said on standard error comes after the answer, each line behind ``! ``; an exit code other
than 0 comes last, as ``[exit 2]``. ``python tests/cli/test_transcripts.py`` writes the answers
anew; read them before you believe them.
"""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from mithaq.cli.edge import run

HERE = Path(__file__).parent
TRANSCRIPTS = HERE / "transcripts"
SMALL = HERE.parent / "fixtures" / "small"
SETTINGS = {"COLUMNS": "80", "MITHAQ_HOME": "tests/fixtures/small", "LC_ALL": "C"}


class Exchange(NamedTuple):
    """A command as it was typed, and all that it said."""

    file: str
    command: str
    answer: str


def read(path: Path) -> Iterator[Exchange]:
    """Yield the exchanges of a transcript."""
    for part in path.read_text("utf-8").split("$ mithaq")[1:]:
        command, _, answer = part.partition("\n")
        yield Exchange(path.name, command.strip(), answer.rstrip("\n"))


def said(command: str) -> str:
    """Run a command in this process and return all that it says."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(shlex.split(command))
    for stream in (out, err):
        stream.seek(0)
    talk = "".join(f"! {line}\n" for line in err.read().splitlines())
    return (out.read() + talk + (f"[exit {code}]" if code else "")).rstrip("\n")


EXCHANGES = [exchange for path in sorted(TRANSCRIPTS.glob("*.txt")) for exchange in read(path)]


@pytest.mark.parametrize("exchange", EXCHANGES, ids=lambda e: f"{e.file}: {e.command}")
def test_a_command_says_what_its_transcript_says(
    exchange: Exchange, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE.parent.parent)
    for name, value in {**SETTINGS, "MITHAQ_CACHE": str(cache)}.items():
        monkeypatch.setenv(name, value)
    assert said(exchange.command) == exchange.answer


def main() -> None:
    """Write the answers of all transcripts anew."""
    os.chdir(HERE.parent.parent)
    with tempfile.TemporaryDirectory() as cache:
        os.environ.update(SETTINGS, MITHAQ_CACHE=cache)
        for path in sorted(TRANSCRIPTS.glob("*.txt")):
            parts = (f"$ mithaq {e.command}\n{said(e.command)}\n" for e in read(path))
            path.write_text("\n".join(parts), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
