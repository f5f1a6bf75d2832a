"""What is sent in answer to a request: a status, headers and a body."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple

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


class Reply(NamedTuple):
    """An answer to a request; ``headers`` come on top of those that every answer has."""

    status: int
    headers: Mapping[str, str] = {}
    body: bytes = b""

    @property
    def pairs(self) -> list[tuple[bytes, bytes]]:
        """All headers as ASGI has them: the names in lower case.

        >>> Reply(204).pairs[0]
        (b'access-control-allow-origin', b'*')
        """
        every = {**CORS, **_GUARD, **self._length, **self.headers}
        return [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in every.items()]

    def head(self, more: bytes) -> bytes:
        """Return status line and headers as HTTP/1.1 has them, with ``more`` lines among them.

        >>> Reply(304, {"ETag": '"1"'}).head(b"date: today\\r\\n").splitlines()[-3:]
        [b"content-security-policy: default-src 'none'; sandbox", b'etag: "1"', b'']
        """
        lines = [f"{k.lower()}: {v}\r\n" for k, v in {**self._length, **self.headers}.items()]
        own = "".join(lines).encode("latin-1")
        return b"".join((_STATUS_LINES[self.status], more, _ALWAYS, own, b"\r\n"))

    @property
    def _length(self) -> dict[str, str]:
        return {} if self.status in _BODILESS else {"Content-Length": str(len(self.body))}


_ALWAYS = "".join(f"{k.lower()}: {v}\r\n" for k, v in {**CORS, **_GUARD}.items()).encode()

_STATUS_LINES = {
    status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() for status in HTTPStatus
}
