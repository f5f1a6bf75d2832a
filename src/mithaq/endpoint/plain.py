"""Reading the plainest of requests straight from the line: a whole GET of a query, and no more.

Programs ask one query after the other in this way, with the same headers each time, which are read
once. Nothing is refused here: whatever is not plain is left to a real reader of HTTP.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from starlette.datastructures import Headers

from mithaq.endpoint.limits import Limits
from mithaq.endpoint.problem import Refused
from mithaq.endpoint.request import Operation, operation_in
from mithaq.endpoint.wishes import Wishes, wishes_of

_BEGIN = b"GET /sparql?"
_END = b" HTTP/1.1"
_TARGET = re.compile(rb"[!-\"$-~]+")

_HEADERS = re.compile(rb"(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t -~\x80-\xff]*\r\n)+\r\n")

#: Headers that change how a request is to be read, or what is to be done with the line.
_TELLING = frozenset(
    {b"content-length", b"transfer-encoding", b"upgrade", b"expect", b"te", b"trailer"}
)

#: The longest headers that are remembered.
_LONGEST = 4096


class Head(NamedTuple):
    """The headers of a request and the wishes in them."""

    headers: Headers
    wishes: Wishes


class Plain(NamedTuple):
    """A plain request."""

    operation: Operation
    head: Head


def read_plain(data: bytes, limits: Limits, *, has_page: bool) -> Plain | None:
    """Return the request that some bytes are, or None where they are anything else.

    They must be all of one request for a query that would not be refused, from a client that stays.

    >>> asked = b"GET /sparql?query=ASK+%7B%7D HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n"
    >>> read_plain(asked, Limits(), has_page=True).operation.query
    'ASK {}'
    """
    if not data.startswith(_BEGIN):
        return None
    end = data.find(b"\r\n")
    first = data[len(_BEGIN) : end]
    if not first.endswith(_END) or len(data) - end > _LONGEST:
        return None
    target = first[: -len(_END)]
    if not _TARGET.fullmatch(target):
        return None
    try:
        operation = operation_in(target, limits)
        head = _head(data[end + 2 :], operation.format, has_page)
    except Refused:
        return None
    if operation.query is None or head is None or head.wishes.page:
        return None
    return Plain(operation, head)


@lru_cache(maxsize=256)
def _head(lines: bytes, form: str, has_page: bool) -> Head | None:
    """Return the headers in some lines, or None unless they are plain.

    Raises Refused where nothing that there is would be taken.
    """
    if not _HEADERS.fullmatch(lines):
        return None
    parted = (line.partition(b":") for line in lines[:-4].split(b"\r\n"))
    pairs = [(name.lower(), value.strip(b" \t")) for name, _, value in parted]
    names = {name for name, _ in pairs}
    if b"host" not in names or len(names) < len(pairs) or not _TELLING.isdisjoint(names):
        return None
    headers = Headers(raw=pairs)
    if headers.get("connection", "keep-alive").lower() != "keep-alive":
        return None
    return Head(headers, wishes_of(headers, Operation("", format=form), has_page=has_page))
