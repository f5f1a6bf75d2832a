"""Remembering answers, and asking once what many ask at the same time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from mithaq.endpoint.frames import Answer

#: An answer larger than this share of the cache is not kept.
_SHARE = 8


class Answers:
    """Answers by key, the least recently used forgotten first, up to a number of bytes.

    Only complete and repeatable answers are kept.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes, self._bytes = max_bytes, 0
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._coming: dict[str, asyncio.Future[Answer | None]] = {}

    def kept(self, key: str) -> Answer | None:
        """Return the answer for a key if it is known."""
        answer = self._kept.get(key)
        if answer is not None:
            self._kept.move_to_end(key)
        return answer

    async def get(self, key: str, make: Callable[[], Awaitable[Answer]]) -> Answer:
        """Return the answer for a key, making it unless it is known or being made by another.

        When the other gives up, or its answer holds for itself alone, it is made again.
        """
        while True:
            kept = self.kept(key)
            if kept is not None:
                return kept
            coming = self._coming.get(key)
            if coming is None:
                return await self._made(key, make)
            answer = await asyncio.shield(coming)
            if answer is not None:
                return answer

    async def _made(self, key: str, make: Callable[[], Awaitable[Answer]]) -> Answer:
        coming = self._coming[key] = asyncio.get_running_loop().create_future()
        answer: Answer | None = None
        try:
            answer = await make()
            self._keep(key, answer)
            return answer
        finally:
            del self._coming[key]
            coming.set_result(None if answer is None or answer.volatile else answer)

    def _keep(self, key: str, answer: Answer) -> None:
        if not answer.ok or answer.volatile or len(answer.body) > self._max_bytes // _SHARE:
            return
        self._kept[key] = answer
        self._bytes += len(answer.body)
        while self._bytes > self._max_bytes:
            _, forgotten = self._kept.popitem(last=False)
            self._bytes -= len(forgotten.body)
