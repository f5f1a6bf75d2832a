"""Sharing out questions among workers, and stopping what takes too long."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress

from mithaq.endpoint.frames import Answer, Question
from mithaq.endpoint.limits import Limits
from mithaq.endpoint.nursery import Plan
from mithaq.endpoint.processes import Nursery, Worker
from mithaq.endpoint.worker import OUT_OF_MEMORY
from mithaq.errors import StoreError

_log = logging.getLogger(__name__)

#: The signals by which a worker ends that took too much memory or went too deep: Rust aborts,
#: a stack overflows, the system kills.
_EXHAUSTED = frozenset({signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGKILL})


class Pool:
    """Workers shared by all clients.

    Not more than ``limits.workers`` questions are worked on at once, and of these not more than
    ``limits.slow_workers`` for longer than ``limits.quick_seconds``, so that long questions never
    keep short ones out. The processes start with the first question, or before by ``start``.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan, self._limits = plan, plan.limits
        self._nursery = Nursery(plan)
        self._idle: deque[Worker] = deque()
        self._places = asyncio.Semaphore(plan.limits.workers)
        self._starting = asyncio.Lock()
        self._chores: set[asyncio.Task[None]] = set()
        self._waiting = self._working = self._slow = 0

    async def start(self) -> None:
        """Load the data and fork the first workers. Raises StoreError."""
        async with self._starting:
            if not self._nursery.alive:
                self._idle.clear()
                self._nursery = Nursery(self._plan)
                await self._nursery.start()
                while len(self._idle) < self._limits.workers:
                    self._idle.append(await self._nursery.fork())

    async def close(self) -> None:
        """Wait for the questions under way, then end every process."""
        while self._working or self._chores:
            await asyncio.sleep(0.01)
        self._nursery.close()

    async def ask(self, question: Question) -> Answer:
        """Return the answer to a question; a limit that is reached is an answer, too.

        Where the caller is cancelled, the worker is killed. Raises StoreError when the data cannot
        be loaded.
        """
        if self._waiting >= self._limits.queue:
            return Answer("busy")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.queue_seconds):
                await self._places.acquire()
        except TimeoutError:
            return Answer("busy")
        finally:
            self._waiting -= 1
        self._working += 1
        try:
            return await self._answered(question)
        finally:
            self._working -= 1
            self._places.release()

    async def _answered(self, question: Question) -> Answer:
        worker = await self._take()
        reusable = False
        try:
            answer, reusable = await self._watched(worker, question)
        except (EOFError, ConnectionError):
            return _obituary(await worker.end(), self._limits)
        finally:
            if reusable:
                self._idle.append(worker)
            else:
                self._later(self._replace(worker))
        return answer

    async def _take(self) -> Worker:
        if self._idle:
            return self._idle.pop()
        await self.start()
        return self._idle.pop() if self._idle else await self._nursery.fork()

    async def _watched(self, worker: Worker, question: Question) -> tuple[Answer, bool]:
        """Return the answer of a worker, and whether the worker may be asked again.

        A worker that went slow is not asked again: a new one has fresh memory.
        """
        limits = self._limits
        asking = asyncio.ensure_future(worker.ask(question))
        try:
            done, _ = await asyncio.wait({asking}, timeout=limits.quick_seconds)
            if done:
                return asking.result(), True
            if self._slow >= limits.slow_workers:
                return Answer("crowded"), False
            self._slow += 1
            try:
                left = limits.seconds - limits.quick_seconds
                done, _ = await asyncio.wait({asking}, timeout=max(left, 0.0))
            finally:
                self._slow -= 1
            return (asking.result() if done else self._timed_out()), False
        finally:
            asking.cancel()

    def _timed_out(self) -> Answer:
        return Answer("time", {"count": round(self._limits.seconds)})

    async def _replace(self, worker: Worker) -> None:
        """End a worker and fork another, unless there are enough."""
        with suppress(StoreError):
            await worker.end()
            if len(self._idle) + self._working < self._limits.workers:
                self._idle.append(await self._nursery.fork())

    def _later(self, chore: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


def _obituary(status: int, limits: Limits) -> Answer:
    """Return the answer that explains why a worker died, from its wait status."""
    code = os.waitstatus_to_exitcode(status)
    if -code in _EXHAUSTED or code == OUT_OF_MEMORY:
        return Answer("memory", {"mebibytes": limits.memory_bytes >> 20})
    if -code == signal.SIGXCPU:
        return Answer("time", {"count": round(limits.seconds)})
    _log.error("a worker ended with status %d", code)
    return Answer("failed")
