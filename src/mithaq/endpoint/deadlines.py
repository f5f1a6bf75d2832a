"""Deadlines of many things that all have the same time, kept by one timer."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Deadlines(Generic[T]):
    """Things in the order in which they came, each handed to ``expire`` after some seconds.

    Who came first is due first, so one timer does for all, and most things that come and go in
    time never touch it.
    """

    def __init__(self, seconds: float, expire: Callable[[T], None]) -> None:
        self._seconds, self._expire = seconds, expire
        self._due: OrderedDict[T, float] = OrderedDict()
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._due)

    def __contains__(self, thing: T) -> bool:
        return thing in self._due

    def add(self, thing: T) -> None:
        """Let the time of a thing begin."""
        loop = asyncio.get_running_loop()
        due = self._due[thing] = loop.time() + self._seconds
        if self._timer is None:
            self._timer = loop.call_at(due, self._ring)

    def add_first(self, thing: T) -> None:
        """Put a thing before all others, with no more time than the first of them has."""
        first = next(iter(self._due.values()), None)
        self.add(thing)
        if first is not None:
            self._due[thing] = first
            self._due.move_to_end(thing, last=False)

    def discard(self, thing: T) -> bool:
        """Forget a thing, and tell whether it was there."""
        return self._due.pop(thing, None) is not None

    def first(self) -> T:
        """Take out the thing that came first; there must be one."""
        return self._due.popitem(last=False)[0]

    def end(self) -> None:
        """Watch no longer."""
        self._due.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _ring(self) -> None:
        """Hand over what is due and wait for the next."""
        loop = asyncio.get_running_loop()
        self._timer = None
        while self._due:
            thing, due = next(iter(self._due.items()))
            if due > loop.time():
                self._timer = loop.call_at(due, self._ring)
                return
            del self._due[thing]
            self._expire(thing)
