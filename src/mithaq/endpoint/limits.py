"""What one query, one client and all of them together may use."""

from __future__ import annotations

from dataclasses import dataclass, fields

from mithaq.errors import InputError

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of an endpoint; every one is a positive number.

    Raises InputError for a limit that is not.

    >>> Limits(seconds=5).seconds
    5
    """

    workers: int = 2
    """How many short queries run at once, each in a process of its own; best one a processor."""
    slow_workers: int = 2
    """How many queries may run beside them for longer than ``quick_seconds``."""
    seconds: float = 30.0
    """How long one query may run."""
    quick_seconds: float = 1.0
    """How long a query runs before it counts as slow."""
    queue: int = 256
    """How many queries may wait for a worker."""
    queue_seconds: float = 10.0
    """How long a query may wait for a worker."""
    memory_bytes: int = 1024 * MIB
    """How much memory one query may take on top of the data."""
    rows: int = 100_000
    """How many rows or triples an answer may hold; what comes after is cut off, and said to be."""
    answer_bytes: int = 32 * MIB
    """How large an answer may grow before it is cut off."""
    query_bytes: int = MIB
    """How long a query may be, in UTF-8."""
    nesting: int = 100
    """How deep brackets may be nested."""
    body_seconds: float = 20.0
    """How long a client may take to send a request."""
    send_seconds: float = 120.0
    """How long a client may take to receive an answer."""
    cache_bytes: int = 32 * MIB
    """How much memory is spent on remembering answers."""
    in_memory_bytes: int = 256 * MIB
    """Up to which size on disk a view is held in memory, where queries are several times faster."""

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) <= 0:
                raise InputError("endpoint.limit", name=field.name, value=getattr(self, field.name))
