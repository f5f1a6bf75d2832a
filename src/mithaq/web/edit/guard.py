"""The door to curating: this machine, the token, our own pages, and no endless uploads."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Receive

from mithaq.web.edit.settings import EditSettings, is_loopback

COOKIE = "mithaq-edit"


def check(request: Request, settings: EditSettings) -> None:
    """Let a request pass, or raise HTTPException.

    A name that a stranger points at this machine (DNS rebinding) is in ``Host``, so only loopback
    names pass. ``Origin`` tells which page sent a form (RFC 6454 §7); a form without it is refused,
    since every browser sends it with POST.
    """
    host = request.headers.get("host", "")
    if not is_loopback(_without_port(host)):
        raise HTTPException(HTTPStatus.FORBIDDEN, "edit.wrong_host")
    if request.method == "POST":
        if request.headers.get("origin") != f"{request.url.scheme}://{host}":
            raise HTTPException(HTTPStatus.FORBIDDEN, "edit.wrong_origin")
        _check_length(request, settings.largest)
    if not _same(request.cookies.get(COOKIE, ""), settings.token):
        raise HTTPException(HTTPStatus.FORBIDDEN, "edit.no_token")


def welcome(request: Request, settings: EditSettings) -> Response | None:
    """Take the token out of the address into a cookie that no script can read; None without one."""
    given = request.query_params.get("token")
    host = request.headers.get("host", "")
    if given is None or request.method != "GET" or not is_loopback(_without_port(host)):
        return None
    if not _same(given, settings.token):
        raise HTTPException(HTTPStatus.FORBIDDEN, "edit.wrong_token")
    left = urlencode([(k, v) for k, v in request.query_params.multi_items() if k != "token"])
    response = RedirectResponse(f"{request.url.path}{'?' + left if left else ''}", 303)
    response.set_cookie(COOKIE, settings.token, httponly=True, samesite="strict", path="/")
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def check_form(given: str, settings: EditSettings) -> None:
    """Raise HTTPException when a form does not come from one of our own pages."""
    if not _same(given, settings.form_token):
        raise HTTPException(HTTPStatus.FORBIDDEN, "edit.wrong_form")


def limited(receive: Receive, largest: int) -> Receive:
    """Return a way to read the body that raises HTTPException once it is too large.

    The length that a client announces cannot be relied on: it may announce none.
    """
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > largest:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "edit.too_large")
        return message

    return counted


def _check_length(request: Request, largest: int) -> None:
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > largest:
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "edit.too_large")


def _without_port(host: str) -> str:
    """Return a host without its port; an IPv6 address stands in brackets (RFC 3986 §3.2.2).

    >>> _without_port("127.0.0.1:8000"), _without_port("[::1]:8000"), _without_port("localhost")
    ('127.0.0.1', '[::1]', 'localhost')
    """
    name, _, port = host.rpartition(":")
    return name if name and port.isdecimal() else host


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())
