"""The commands shown in the documentation: found, run on a terminal, and compared or rewritten.

A block ```` ```console ```` holds commands after `$ ` and below each what it prints; a line `...`
stands for lines left out. Run as a program, this file writes the outputs anew.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    if "$ mithaq" in path.read_text(encoding="utf-8")
)
COLUMNS = 100
GAP = "..."

_BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)


class Shown(NamedTuple):
    """A command as a page shows it, and what the page says it prints."""

    command: str
    output: list[str]

    def __str__(self) -> str:
        return "\n".join([f"$ {self.command}", *self.output])


def blocks(page: str) -> Iterator[list[Shown]]:
    """Yield the commands of each console block of a page."""
    for match in _BLOCK.finditer(page):
        yield list(_commands(match.group().splitlines()))


def _commands(lines: list[str]) -> Iterator[Shown]:
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        size = 1
        while not _complete("\n".join(lines[start : start + size])):
            size += 1
        command = "\n".join(lines[start : start + size])[2:]
        yield Shown(command, lines[start + size : end])


def _complete(command: str) -> bool:
    """Tell whether every quotation mark of a command is closed."""
    try:
        shlex.split(command)
    except ValueError:
        return False
    return True


def run(command: str, folder: Path, more: Mapping[str, str] | None = None) -> list[str]:
    """Run a command of `mithaq` on a terminal in `folder` and return the lines it prints."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": str(folder),
        "LANG": "en_US.UTF-8",
        "TERM": "dumb",
        "NO_COLOR": "1",
        "COLUMNS": str(COLUMNS),
        "PYTHONPATH": str(ROOT / "src"),
        **(more or {}),
    }
    words = shlex.split(command)
    if words[0] == "mithaq":
        words[:1] = [sys.executable, "-m", "mithaq"]
    return _on_terminal(words, folder, environment).splitlines()


def _on_terminal(words: list[str], folder: Path, environment: dict[str, str]) -> str:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", 50, COLUMNS, 0, 0))
    process = subprocess.Popen(
        words, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    printed = b""
    while chunk := _read(ours):
        printed += chunk
    os.close(ours)
    process.wait()
    return printed.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    """Read from the terminal; Linux says that the other side is closed with an error."""
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Tell whether a page shows what is printed, a gap standing for any lines.

    >>> agrees(["a", "...", "d"], ["a", "b", "c", "d"]), agrees(["a"], ["a", "b"])
    (True, False)
    """
    parts = [re.escape(line.rstrip()) if line != GAP else None for line in shown]
    pattern = "".join("(?:.*\n)*?" if part is None else part + "\n" for part in parts)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None


def renewed(shown: list[str], printed: list[str]) -> list[str]:
    """Return what is printed now, cut as the page cuts it.

    >>> renewed(["a", "...", "d"], ["A", "B", "C", "D"])
    ['A', '...', 'D']
    """
    lines = [line.rstrip() for line in printed]
    if GAP not in shown:
        return lines
    first, last = shown.index(GAP), len(shown) - 1 - shown[::-1].index(GAP)
    after = len(shown) - 1 - last
    return [*lines[:first], GAP, *lines[len(lines) - after :]]


def rewrite(page: str, folder: Path) -> str:
    """Return a page with the outputs of its `mithaq` commands as they are now."""

    def block(match: re.Match[str]) -> str:
        commands = [_anew(shown, folder) for shown in _commands(match.group().splitlines())]
        return "".join(f"{shown}\n" for shown in commands)

    return _BLOCK.sub(block, page)


def _anew(shown: Shown, folder: Path) -> Shown:
    """Return a command with its output of now; what no reader should see is left as it was."""
    if not shown.command.startswith("mithaq"):
        return shown
    printed = run(shown.command, folder)
    if any("Traceback" in line or str(ROOT) in line for line in printed):
        print(f"not shown: {shown.command}", *printed, sep="\n", file=sys.stderr)
        return shown
    return shown._replace(output=renewed(shown.output, printed))


def main() -> None:
    """Write the outputs on all pages anew."""
    with tempfile.TemporaryDirectory() as folder:
        for path in PAGES:
            path.write_text(rewrite(path.read_text(encoding="utf-8"), Path(folder)), "utf-8")


if __name__ == "__main__":
    main()
