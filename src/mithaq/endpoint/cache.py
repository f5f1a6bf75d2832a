"""Remembering answers, and asking once what many ask at the same time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from mithaq.endpoint.frames import Answer

#: An answer larger than this share of the cache is not kept.
_SHARE = 8


@dataclass(slots=True)
class _Flight:
    """A question under way, and how many are waiting for its answer."""

    task: asyncio.Task[Answer]
    waiting: int = 0


class Answers:
    """Answers by key, the least recently used forgotten first, up to a number of bytes.

    Only complete and repeatable answers are kept. A question that nobody waits for any more is
    cancelled.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes, self._bytes = max_bytes, 0
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._flights: dict[str, _Flight] = {}

    async def get(self, key: str, make: Callable[[], Awaitable[Answer]]) -> Answer:
        """Return the answer for a key, making it unless it is known or being made."""
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = _Flight(asyncio.ensure_future(self._make(key, make)))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                self._flights.pop(key, None)
                flight.task.cancel()

    async def _make(self, key: str, make: Callable[[], Awaitable[Answer]]) -> Answer:
        try:
            answer = await make()
        finally:
            self._flights.pop(key, None)
        if answer.ok and not answer.volatile:
            self._keep(key, answer)
        return answer

    def _keep(self, key: str, answer: Answer) -> None:
        if len(answer.body) > self._max_bytes // _SHARE:
            return
        self._kept[key] = answer
        self._bytes += len(answer.body)
        while self._bytes > self._max_bytes:
            _, forgotten = self._kept.popitem(last=False)
            self._bytes -= len(forgotten.body)
