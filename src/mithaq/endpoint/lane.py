"""A lane of its own for plain queries: an HTTP protocol for uvicorn, ``uvicorn.run(http=Lane)``.

A line belongs to the lane as long as only plain queries come over it, one at a time; they pass
neither a parser of HTTP nor ASGI, which take longer than a short query. With the first request of
any other kind the line is handed over to uvicorn's own protocol, for good, before a byte of that
request is taken for read.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from typing import cast

from uvicorn.config import Config
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.server import ServerState

from mithaq.endpoint.plain import Plain, read_plain
from mithaq.endpoint.reply import Reply
from mithaq.endpoint.service import Front, Service

#: A client that sends more than this ahead is listened to again when it has its answers.
_AHEAD = 1 << 16


class Lane(asyncio.Protocol):
    """One line to a client."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self._config, self._state, self._app_state = config, server_state, app_state
        self._loop = _loop or asyncio.get_running_loop()
        self._service = _service_of(config)
        self._task: asyncio.Task[None] | None = None
        self._early = b""
        self._patience = self._service.limits.send_seconds if self._service else 0.0
        self._blocked = self._leaving = False
        self._since = self._loop.time()
        self._dated: tuple[object, bytes] = (None, b"")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to listen."""
        self._line = cast(asyncio.Transport, transport)
        # uvicorn asks of what it keeps there no more than ``shutdown``.
        self._connections = cast("set[object]", self._state.connections)
        self._connections.add(self)
        self._timer = self._loop.call_later(self._config.timeout_keep_alive, self._look)

    def connection_lost(self, _: Exception | None) -> None:
        """Give up what nobody waits for any more."""
        self._connections.discard(self)
        self._timer.cancel()
        if self._task is not None:
            self._task.cancel()

    def shutdown(self) -> None:
        """End after the answer under way."""
        self._leaving = True
        if self._task is None:
            self._line.close()

    def data_received(self, data: bytes) -> None:
        """Answer a plain request; keep what comes before the answer is out."""
        if self._early:
            data = self._early + data
        if self._task is not None or self._blocked:
            self._early = data
            if len(data) > _AHEAD:
                self._line.pause_reading()
            return
        self._early = b""
        service, plain = self._service, None
        if service is not None:
            plain = read_plain(data, service.limits, has_page=service.has_pages)
        if service is None or plain is None:
            self._hand_over(data)
        else:
            self._answer(service, plain)

    def pause_writing(self) -> None:
        """Wait until the client has taken what it was sent."""
        self._blocked = True

    def resume_writing(self) -> None:
        """Go on."""
        self._blocked = False
        self._go_on()

    def _answer(self, service: Service, plain: Plain) -> None:
        headers, wishes = plain.head
        errand = service.errand(plain.operation, wishes)
        reply = service.at_once(errand, headers)
        if reply is not None:
            self._send(reply)
            return
        self._task = self._loop.create_task(self._answer_later(service.carry_out(errand, headers)))

    async def _answer_later(self, coming: Awaitable[Reply]) -> None:
        reply = await coming
        self._task = None
        self._send(reply)
        self._go_on()

    def _send(self, reply: Reply) -> None:
        self._state.total_requests += 1
        self._since = self._loop.time()
        self._line.write(reply.head(self._default_headers()) + reply.body)
        if self._leaving:
            self._line.close()

    def _go_on(self) -> None:
        """Turn to what came early."""
        if self._early and self._task is None and not self._blocked:
            self._line.resume_reading()
            data, self._early = self._early, b""
            self.data_received(data)

    def _default_headers(self) -> bytes:
        """Return the headers that uvicorn adds to every answer, the date among them."""
        given = self._state.default_headers
        if self._dated[0] is not given:
            lines = (b"%s: %s\r\n" % pair for pair in given)
            self._dated = (given, b"".join(lines))
        return self._dated[1]

    def _look(self) -> None:
        """Look every few seconds whether the line is still of use."""
        idle = self._loop.time() - self._since
        patience: float = self._config.timeout_keep_alive
        if self._line.get_write_buffer_size():
            patience = self._patience
        if self._task is None and idle >= patience:
            self._line.abort()
        else:
            self._timer = self._loop.call_later(self._config.timeout_keep_alive, self._look)

    def _hand_over(self, data: bytes) -> None:
        """Leave the line, and what has come over it and was not answered, to uvicorn's protocol."""
        self._timer.cancel()
        self._connections.discard(self)
        protocol = AutoHTTPProtocol(  # type: ignore[call-arg]
            config=self._config,
            server_state=self._state,
            app_state=self._app_state,
            _loop=self._loop,
        )
        self._line.set_protocol(protocol)
        protocol.connection_made(self._line)
        protocol.data_received(data)


def _service_of(config: Config) -> Service | None:
    """Return the service to answer from, or None where uvicorn is to do something with requests
    that a lane does not.
    """
    recorded = config.access_log and logging.getLogger("uvicorn.access").isEnabledFor(logging.INFO)
    plain = not (recorded or config.root_path or config.limit_concurrency)
    return config.app.service if plain and isinstance(config.app, Front) else None
