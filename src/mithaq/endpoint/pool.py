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

    ``limits.workers`` questions are worked on at once. One that takes longer than
    ``limits.quick_seconds`` makes room for the next and goes on beside it, if fewer than
    ``limits.slow_workers`` do so already, so that long questions never keep short ones out. The
    processes start with the first question, or before by ``start``.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan, self._limits = plan, plan.limits
        self._nursery = Nursery(plan)
        self._idle: deque[Worker] = deque()
        self._places = asyncio.Semaphore(plan.limits.workers)
        self._starting = asyncio.Lock()
        self._chores: set[asyncio.Task[None]] = set()
        self._slow: set[_Watch] = set()
        self._waiting = self._working = 0

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
        if not await self._got_place():
            return Answer("busy")
        self._working += 1
        watch = _Watch(self._limits, self._places, self._slow)
        try:
            return await self._answered(question, watch)
        finally:
            self._working -= 1
            watch.end()

    async def _got_place(self) -> bool:
        """Wait for a free worker, in line with the others, and tell whether there was one."""
        if not self._places.locked():
            return await self._places.acquire()
        if self._waiting >= self._limits.queue:
            return False
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.queue_seconds):
                return await self._places.acquire()
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1

    async def _answered(self, question: Question, watch: _Watch) -> Answer:
        worker = await self._take()
        asking = worker.ask(question)
        watch.begin(worker, asking)
        reusable = False
        try:
            answer = await asking
            reusable = watch.was_quick
        except EOFError:
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

    async def _replace(self, worker: Worker) -> None:
        """End a worker and fork another, unless there are enough."""
        with suppress(StoreError):
            await worker.end()
            quick = self._working - len(self._slow)
            if len(self._idle) + quick < self._limits.workers:
                self._idle.append(await self._nursery.fork())

    def _later(self, chore: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


class _Watch:
    """Watches the time of one question, and answers it when the time is over.

    It holds one of the ``places`` until the question is answered or becomes slow; ``slow`` holds
    the watches of all questions that are slow at present.
    """

    def __init__(self, limits: Limits, places: asyncio.Semaphore, slow: set[_Watch]) -> None:
        self._limits, self._places, self._slow = limits, places, slow
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self.was_quick = True

    def begin(self, worker: Worker, asking: asyncio.Future[Answer]) -> None:
        """Watch a question that a worker has been asked."""
        self._worker, self._asking = worker, asking
        self._timer = self._loop.call_later(self._limits.quick_seconds, self._late)

    def end(self) -> None:
        """Watch no longer, and leave the place to the next."""
        if self._timer is not None:
            self._timer.cancel()
        if self in self._slow:
            self._slow.discard(self)
        else:
            self._places.release()

    def _late(self) -> None:
        # A worker that was slow is not asked again: a new one has fresh memory.
        self.was_quick = False
        if len(self._slow) >= self._limits.slow_workers:
            self._settle(Answer("crowded"))
            return
        self._slow.add(self)
        self._places.release()
        self._worker.slow_down()
        left = self._limits.seconds - self._limits.quick_seconds
        over = Answer("time", {"count": round(self._limits.seconds)})
        self._timer = self._loop.call_later(max(left, 0.0), self._settle, over)

    def _settle(self, answer: Answer) -> None:
        if not self._asking.done():
            self._asking.set_result(answer)


def _obituary(status: int, limits: Limits) -> Answer:
    """Return the answer that explains why a worker died, from its wait status."""
    code = os.waitstatus_to_exitcode(status)
    if -code in _EXHAUSTED or code == OUT_OF_MEMORY:
        return Answer("memory", {"mebibytes": limits.memory_bytes >> 20})
    if -code == signal.SIGXCPU:
        return Answer("time", {"count": round(limits.seconds)})
    _log.error("a worker ended with status %d", code)
    return Answer("failed")
