"""Sending an answer over ASGI: headers that hold for every answer, and bodies in pieces."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.types import Scope, Send

#: Any page may read answers; nothing but reading is possible.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Mithaq-Truncated, Retry-After",
}

#: Data are never to be run as a page of ours.
_GUARD = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}

_BODILESS = frozenset({204, 304})

_PIECE = 1 << 18


async def reply(
    scope: Scope,
    send: Send,
    status: int,
    headers: Mapping[str, str],
    body: bytes = b"",
    *,
    seconds: float = 120.0,
) -> None:
    """Send one answer; a client that does not take it in so many seconds is left.

    A body is left out where HEAD is asked.
    """
    length = {} if status in _BODILESS else {"Content-Length": str(len(body))}
    every = {**CORS, **_GUARD, **length, **headers}
    start = {
        "type": "http.response.start",
        "status": status,
        "headers": [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in every.items()],
    }
    pieces = [] if scope["method"] == "HEAD" else range(0, len(body), _PIECE)
    try:
        async with asyncio.timeout(seconds):
            await send(start)
            for begin in pieces:
                piece = body[begin : begin + _PIECE]
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
    except TimeoutError:
        return
