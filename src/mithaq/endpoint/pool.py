"""Sharing out questions among workers, and stopping what takes too long."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress

from mithaq.endpoint.deadlines import Deadlines
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


#: So many questions may be with a worker at once, of which it works on the first.
_DEPTH = 8

#: Questions behind one that takes longer than so many seconds are given to others.
_HELD_UP = 0.2


class _Job:
    """A question under way, the answer to come, and the line that it stands in."""

    __slots__ = ("answer", "line", "question")

    def __init__(self, question: Question, answer: asyncio.Future[Answer]) -> None:
        self.question, self.answer = question, answer
        self.line: _Line | None = None

    def settle(self, answer: Answer) -> None:
        """Give the answer, unless there is one or nobody waits."""
        if not self.answer.done():
            self.answer.set_result(answer)

    def fail(self, error: StoreError) -> None:
        """Tell who waits that there will be no answer."""
        if not self.answer.done():
            self.answer.set_exception(error)


class _Line:
    """A worker and the questions that were put to it, the one that it works on first.

    It is ``held_up`` when that one takes long; ``spent`` when the worker still knows of questions
    that were given to others, and therefore cannot be asked again.
    """

    __slots__ = ("held_up", "jobs", "spent", "worker")

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.jobs: deque[_Job] = deque()
        self.held_up = self.spent = False


class Pool:
    """Workers shared by all clients.

    ``limits.workers`` questions are worked on at once. One that takes longer than
    ``limits.quick_seconds`` makes room for the next and goes on beside it, if fewer than
    ``limits.slow_workers`` do so already, so that long questions never keep short ones out. The
    processes start with the first question, or before by ``start``.

    A few questions are put to a worker ahead, so that it goes from one to the next without waiting
    for the server, and both are woken less often. The time of each begins when the one before it is
    answered.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan, self._limits = plan, plan.limits
        limits, held_up = plan.limits, min(_HELD_UP, plan.limits.quick_seconds / 2)
        self._nursery = Nursery(plan)
        self._lines: list[_Line] = []
        self._starting, self._hiring = asyncio.Lock(), False
        self._chores: set[asyncio.Task[None]] = set()
        self._waiting = Deadlines[_Job](limits.queue_seconds, self._turn_away)
        self._swift = Deadlines[_Line](held_up, self._hold_up)
        self._quick = Deadlines[_Line](limits.quick_seconds, self._make_room)
        self._slow = Deadlines[_Line](max(limits.seconds - limits.quick_seconds, 0), self._stop)

    async def start(self) -> None:
        """Load the data and fork workers until there are enough. Raises StoreError."""
        async with self._starting:
            if not self._nursery.alive:
                for line in [line for line in self._lines if not line.jobs]:
                    self._dismiss(line)
                self._nursery = Nursery(self._plan)
                await self._nursery.start()
            while len(self._lines) < self._limits.workers:
                worker = await self._nursery.fork()
                self._add(worker)

    async def close(self) -> None:
        """Wait for the questions under way, then end every process."""
        while self._waiting or self._quick or self._slow or self._chores:
            await asyncio.sleep(0.01)
        for deadlines in (self._waiting, self._swift, self._quick, self._slow):
            deadlines.end()
        self._nursery.close()

    async def ask(self, question: Question) -> Answer:
        """Return the answer to a question; a limit that is reached is an answer, too.

        Where the caller is cancelled, the worker is killed. Raises StoreError when the data cannot
        be loaded.
        """
        job = _Job(question, asyncio.get_running_loop().create_future())
        line = None if self._waiting else self._shortest()
        if line is not None:
            self._put(job, line)
        elif len(self._waiting) < self._limits.queue:
            self._waiting.add(job)
        else:
            return Answer("busy")
        self._see_to_workers()
        try:
            return await job.answer
        finally:
            if job.answer.cancelled():
                self._give_up(job)

    def _shortest(self) -> _Line | None:
        """Return the line to stand in, or None when there is none worth it."""
        open_lines = [li for li in self._lines if len(li.jobs) < _DEPTH and not li.held_up]
        return min(open_lines, key=lambda line: len(line.jobs), default=None)

    def _add(self, worker: Worker) -> None:
        """Begin to ask a worker."""
        line = _Line(worker)
        worker.listen(lambda answer: self._hear(line, answer))
        self._lines.append(line)
        self._fill(line)

    def _fill(self, line: _Line) -> None:
        """Put to a worker what waits."""
        while self._waiting and len(line.jobs) < _DEPTH:
            job = self._waiting.first()
            if not job.answer.done():
                self._put(job, line)

    def _put(self, job: _Job, line: _Line) -> None:
        job.line = line
        line.jobs.append(job)
        line.worker.ask(job.question)
        if len(line.jobs) == 1:
            self._time(line)

    def _time(self, line: _Line) -> None:
        """Let the time of the first question begin."""
        self._swift.add(line)
        self._quick.add(line)

    def _hear(self, line: _Line, answer: Answer | None) -> None:
        """Take what came of the first question of a line; None when the worker has died over it."""
        if answer is None:
            if line in self._quick or line in self._slow:
                self._later(self._bury(line))
            elif line in self._lines:
                self._lines.remove(line)
        elif line in self._slow or (line.spent and line in self._quick):
            self._dismiss(line)
            line.jobs[0].settle(answer)
        elif line in self._quick:
            self._swift.discard(line)
            self._quick.discard(line)
            line.held_up = False
            job = line.jobs.popleft()
            self._fill(line)
            if line.jobs and line not in self._quick:
                self._time(line)
            job.settle(answer)

    async def _bury(self, line: _Line) -> None:
        try:
            line.jobs[0].settle(_obituary(await line.worker.end(), self._limits))
        except StoreError as error:
            line.jobs[0].fail(error)
        self._dismiss(line)

    def _give_up(self, job: _Job) -> None:
        """Have done with a question whose caller has left.

        Behind another one it is left alone: it will be quick, or held up.
        """
        line = job.line
        if line is None:
            self._waiting.discard(job)
        elif line.jobs and line.jobs[0] is job and (line in self._quick or line in self._slow):
            self._dismiss(line)

    def _turn_away(self, job: _Job) -> None:
        job.settle(Answer("busy"))

    def _hold_up(self, line: _Line) -> None:
        """Give the questions behind a long one to others; drop the long one if nobody waits."""
        line.held_up = True
        self._free_others(line)
        if line.jobs[0].answer.done():
            self._dismiss(line)

    def _free_others(self, line: _Line) -> None:
        """Take back all questions of a line but the first."""
        while len(line.jobs) > 1:
            job = line.jobs.pop()
            job.line, line.spent = None, True
            self._waiting.add_first(job)
        for other in self._lines:
            if not other.held_up:
                self._fill(other)

    def _make_room(self, line: _Line) -> None:
        """Go on with a question that is not quick beside the others, or stop it."""
        if len(self._slow) >= self._limits.slow_workers:
            line.jobs[0].settle(Answer("crowded"))
            self._dismiss(line)
            return
        self._swift.discard(line)
        self._lines.remove(line)
        self._free_others(line)
        self._slow.add(line)
        line.worker.slow_down()
        self._see_to_workers()

    def _stop(self, line: _Line) -> None:
        line.jobs[0].settle(Answer("time", {"count": round(self._limits.seconds)}))
        self._dismiss(line)

    def _dismiss(self, line: _Line) -> None:
        """Have a worker killed, and another one made where it leaves a gap.

        One that was slow is not asked again: a new one has fresh memory.
        """
        for deadlines in (self._swift, self._quick, self._slow):
            deadlines.discard(line)
        if line in self._lines:
            self._lines.remove(line)
            self._free_others(line)
        self._later(self._end(line.worker))
        self._see_to_workers()

    async def _end(self, worker: Worker) -> None:
        with suppress(StoreError):
            await worker.end()

    def _see_to_workers(self) -> None:
        if len(self._lines) < self._limits.workers and not self._hiring:
            self._hiring = True
            self._later(self._hire())

    async def _hire(self) -> None:
        """Have workers made; without any, nobody need wait."""
        try:
            await self.start()
        except StoreError as error:
            while self._waiting:
                self._waiting.first().fail(error)
        finally:
            self._hiring = False

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
