"""Taking away from a worker, for good, what a query never needs: files, sockets, programs, memory.

Three layers. Limits of the operating system bind the engine as well as Python: with no file
descriptor left, neither a file nor a socket can be opened by anybody. An audit hook gives refusals
inside Python a name. What a query may say is checked before (``mithaq.sparql.guard``).
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

_FORBIDDEN = (
    "open",
    "socket.",
    "subprocess.",
    "urllib.",
    "http.",
    "ftplib.",
    "os.",
    "shutil.",
    "ctypes.",
    "sqlite3.",
    "pty.",
    "import",
)


class Forbidden(PermissionError):
    """A confined process tried what it may not do."""


def confine(memory_bytes: int) -> None:
    """Confine this process: ``memory_bytes`` more than it has now, and nothing from outside.

    Everything the process is to use must be open and imported. There is no way back.
    """
    _limit(resource.RLIMIT_CORE, 0)
    taken = address_space()
    if taken:
        _limit(resource.RLIMIT_AS, taken + memory_bytes)
    _limit(resource.RLIMIT_NOFILE, 0)
    sys.addaudithook(_refuse)


def allow_cpu(seconds: float) -> None:
    """Let this process use so many more seconds of processor time, and then be killed.

    The system counts whole seconds, so it may be two more.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def address_space() -> int:
    """Return the bytes of address space in use, or 0 where the system does not tell."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0
    return int(status.read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _limit(which: int, value: int) -> None:
    resource.setrlimit(which, (value, value))


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise Forbidden(event)
