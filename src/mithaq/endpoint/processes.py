"""The server's side of the nursery: starting it, and having workers made and ended."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import cast

import mithaq
from mithaq.endpoint import nursery
from mithaq.endpoint.frames import Answer, Question, pack_question, take_answer
from mithaq.endpoint.nursery import END, FORK, MESSAGE, READY, Plan
from mithaq.errors import StoreError

_BOOT = f"import sys; sys.path.insert(0, sys.argv[1]); from {nursery.__name__} import main; main()"
_STANDING_BACK = 10

#: The engine takes and gives back thousands of small pieces of memory a query; with so many kept at
#: hand, a short query takes a quarter less time. Where glibc is not, nobody reads this.
_ENVIRONMENT = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=127"}

#: Hears what came of a question.
Told = Callable[[Answer | None], None]
_ROOT = Path(mithaq.__file__).resolve().parent.parent


class Worker(asyncio.Protocol):
    """A worker process and the line to it."""

    def __init__(self, nursery: Nursery, number: int) -> None:
        self._nursery, self._number = nursery, number
        self._line: asyncio.Transport | None = None
        self._heard = bytearray()
        self._told: Told | None = None

    def listen(self, told: Told) -> None:
        """Have each answer told in turn, and None when the worker is dead."""
        self._told = told

    def ask(self, question: Question) -> None:
        """Put a question, which is answered after those before it."""
        if self._line is None or self._line.is_closing():
            asyncio.get_running_loop().call_soon(self.connection_lost, None)
        else:
            self._line.write(pack_question(question))

    def slow_down(self) -> None:
        """Have the worker stand back when processors are scarce; for good."""
        with suppress(ProcessLookupError, PermissionError):
            os.setpriority(os.PRIO_PROCESS, self._number, _STANDING_BACK)

    async def end(self) -> int:
        """Kill the worker, dead or alive, and return its wait status; 0 the second time.

        Raises StoreError when the nursery that it came from is gone.
        """
        if self._line is not None:
            self._line.close()
        return await self._nursery.end(self._number)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the line over which to speak."""
        self._line = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Gather the parts of an answer."""
        self._heard += data
        while (answer := take_answer(self._heard)) is not None:
            self._tell(answer)

    def connection_lost(self, _: Exception | None) -> None:
        """Tell that no answer will come."""
        self._line = None
        self._tell(None)

    def _tell(self, answer: Answer | None) -> None:
        if self._told is not None:
            self._told(answer)


class Nursery:
    """The nursery process, and the talk with it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = asyncio.Lock()

    @property
    def alive(self) -> bool:
        """Whether the process has been started and has not ended."""
        return self._process is not None and self._process.poll() is None

    async def start(self) -> None:
        """Start the process and wait until the data are loaded.

        Raises StoreError when they cannot be.
        """
        ours, theirs = socket.socketpair()
        arguments = [str(_ROOT), str(theirs.fileno()), self._plan.pack()]
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _BOOT, *arguments],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                env=_ENVIRONMENT,
                start_new_session=True,
            )
        ours.setblocking(False)
        self._control = ours
        try:
            async with self._turn:
                said, _, _ = MESSAGE.unpack(await self._hear())
        except EOFError:
            raise StoreError("endpoint.gone") from None
        if said != READY:
            reason = await asyncio.get_running_loop().sock_recv(ours, 1 << 16)
            raise StoreError("endpoint.cannot-load", reason=reason.decode("utf-8", "replace"))

    async def fork(self) -> Worker:
        """Return a new worker. Raises StoreError when the nursery is gone."""
        return await asyncio.shield(self._fork())

    async def _fork(self) -> Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            number, _ = await self._request(FORK, 0, [theirs.fileno()])
        ours.setblocking(False)
        worker = Worker(self, number)
        await asyncio.get_running_loop().create_unix_connection(lambda: worker, sock=ours)
        return worker

    async def end(self, number: int) -> int:
        """Have a process of the nursery killed, dead or alive, and return its wait status.

        The second time the status is 0. Raises StoreError when the nursery is gone.
        """
        _, status = await asyncio.shield(self._request(END, number, []))
        return status

    def close(self) -> None:
        """End the nursery and all its workers."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.wait()

    async def _request(self, message: bytes, number: int, lines: list[int]) -> tuple[int, int]:
        """Send a message and return the number and the status in the reply."""
        if self._control is None:
            raise StoreError("endpoint.gone")
        async with self._turn:
            try:
                socket.send_fds(self._control, [MESSAGE.pack(message, number, 0)], lines)
                _, told, status = MESSAGE.unpack(await self._hear())
            except (OSError, EOFError):
                raise StoreError("endpoint.gone") from None
        return told, status

    async def _hear(self) -> bytes:
        """Return one message of the nursery. Raises EOFError when it has ended."""
        heard = b""
        while self._control is not None and len(heard) < MESSAGE.size:
            loop = asyncio.get_running_loop()
            part = await loop.sock_recv(self._control, MESSAGE.size - len(heard))
            if not part:
                break
            heard += part
        if len(heard) < MESSAGE.size:
            raise EOFError
        return heard
