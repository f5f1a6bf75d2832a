"""Reading a query operation from an HTTP request, after SPARQL 1.1 Protocol §2.1."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote_to_bytes

from starlette.datastructures import Headers
from starlette.types import Receive, Scope

from mithaq.endpoint.limits import Limits
from mithaq.endpoint.problem import refuse

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_PARAMETERS = 1000

#: How the plainest addresses go on, which need not be taken apart.
_ONLY = b"query="

#: How much of a body that is too long is read and thrown away, so that the client hears why.
_DRAINED = 64 << 20


class Operation(NamedTuple):
    """What a request asks for.

    ``query`` is None where there is none to run: the service itself is asked for. ``format`` is the
    short name of a format, for links that cannot set a header; empty leaves it to the headers.
    """

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""


async def read_operation(scope: Scope, receive: Receive, limits: Limits) -> Operation:
    """Return the operation in a GET, HEAD or POST request.

    Raises Refused, with the status that the protocol or HTTP asks for.
    """
    if scope["method"] != "POST":
        return operation_in(scope["query_string"], limits)
    in_url = _parameters(scope["query_string"])
    kind, charset = _content_type(Headers(scope=scope))
    if kind not in {_FORM, _QUERY, _UPDATE} or charset not in {"", "utf-8", "utf8"}:
        raise refuse("media-type")
    if kind == _UPDATE:
        raise refuse("update")
    body = await _body(receive, limits, 3 if kind == _FORM else 1)
    parameters = _parameters(body) if kind == _FORM else [("query", _text(body))]
    operation = _operation(in_url + parameters, limits)
    if operation.query is None:
        raise refuse("missing")
    return operation


def operation_in(query_string: bytes, limits: Limits) -> Operation:
    """Return the operation in the part of an address after ``?``; raises Refused."""
    only = query_string.removeprefix(_ONLY)
    if len(only) == len(query_string) or b"&" in only or len(only) > limits.query_bytes:
        return _operation(_parameters(query_string), limits)
    query = _text(unquote_to_bytes(only.replace(b"+", b" ")))
    return Operation(query) if query.strip() else _operation([("query", query)], limits)


def _operation(parameters: Sequence[tuple[str, str]], limits: Limits) -> Operation:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in parameters if key == name)

    if values("update"):
        raise refuse("update")
    queries, formats = values("query"), values("format")
    if len(queries) > 1 or len(formats) > 1:
        raise refuse("repeated", name="query" if len(queries) > 1 else "format")
    graphs = values("default-graph-uri"), values("named-graph-uri")
    if not queries:
        return Operation(None, *graphs, "".join(formats))
    if not queries[0].strip():
        raise refuse("empty")
    if len(queries[0].encode()) > limits.query_bytes:
        raise refuse("too-long", limit=limits.query_bytes)
    return Operation(queries[0], *graphs, "".join(formats))


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    """Decode form parameters, once."""
    text = _text(encoded)
    try:
        return parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except UnicodeDecodeError:
        raise refuse("encoding") from None
    except ValueError:
        raise refuse("too-many-parameters", limit=_MOST_PARAMETERS) from None


def _text(encoded: bytes) -> str:
    try:
        return encoded.decode("utf-8")
    except UnicodeDecodeError:
        raise refuse("encoding") from None


def _content_type(headers: Headers) -> tuple[str, str]:
    """Return the media type and the character set of a request, in lower case, empty if absent."""
    kind, *parameters = (part.strip() for part in headers.get("content-type", "").split(";"))
    charset = ""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower()
    return kind.lower(), charset


async def _body(receive: Receive, limits: Limits, growth: int) -> bytes:
    """Return the body of a request, which may be ``growth`` times as long as a query.

    A longer one is read to its end, within reason, and then refused.
    """
    parts: list[bytes] = []
    size, most = 0, limits.query_bytes * growth
    try:
        async with asyncio.timeout(limits.body_seconds):
            while size <= _DRAINED:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise refuse("slow-client")
                part = message.get("body", b"")
                size += len(part)
                if size <= most:
                    parts.append(part)
                if not message.get("more_body", False):
                    break
    except TimeoutError:
        raise refuse("slow-client") from None
    if size > most:
        raise refuse("too-long", limit=limits.query_bytes)
    return b"".join(parts)
