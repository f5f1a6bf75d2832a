"""One request and its answer over ASGI: what holds for every answer, and clients that leave."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from mithaq.endpoint.limits import Limits
from mithaq.endpoint.problem import refuse
from mithaq.endpoint.reply import Reply

T = TypeVar("T")

_PIECE = 1 << 18

#: An answer that is not there after so many seconds is waited for only while the client does.
_PATIENCE = 0.25


class Exchange:
    """A request, and the way to answer it once."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, limits: Limits) -> None:
        self.scope, self._receive, self._send = scope, receive, send
        self._limits = limits
        self.headers = Headers(scope=scope)

    async def reply(self, reply: Reply) -> None:
        """Send the answer; a client that does not take it in time is left.

        A body is left out where HEAD is asked.
        """
        begin = {"type": "http.response.start", "status": reply.status, "headers": reply.pairs}
        body = b"" if self.scope["method"] == "HEAD" else reply.body
        try:
            async with asyncio.timeout(self._limits.send_seconds):
                await self._send(begin)
                for place in range(0, len(body) - _PIECE, _PIECE):
                    await self._send_piece(body[place : place + _PIECE], more=True)
                rest = (len(body) - 1) // _PIECE * _PIECE
                await self._send_piece(body[rest:], more=False)
        except TimeoutError:
            return

    async def _send_piece(self, piece: bytes, *, more: bool) -> None:
        await self._send({"type": "http.response.body", "body": piece, "more_body": more})

    async def while_connected(self, work: Awaitable[T]) -> T:
        """Return what some work gives, and cancel it when the client goes away before that.

        Raises Refused then, which nobody will read.
        """
        me = asyncio.current_task()
        assert me is not None
        watch = _Watch(self._receive, me)
        try:
            return await work
        except asyncio.CancelledError:
            if not watch.left:
                raise
            me.uncancel()
            raise refuse("slow-client") from None
        finally:
            watch.end()


class _Watch:
    """Watches a client, after a while, and cancels a task when the client leaves."""

    def __init__(self, receive: Receive, task: asyncio.Task[object]) -> None:
        self._receive, self._task = receive, task
        self._watching: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_PATIENCE, self._start)
        self.left = False

    def end(self) -> None:
        """Watch no longer."""
        self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()

    def _start(self) -> None:
        self._watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.left = True
        self._task.cancel()
