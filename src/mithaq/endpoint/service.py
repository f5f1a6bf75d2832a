"""The SPARQL endpoint as an ASGI application: SPARQL 1.1 Protocol, reading only."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from mithaq.endpoint.cache import Answers
from mithaq.endpoint.exchange import Exchange
from mithaq.endpoint.formats import content_type
from mithaq.endpoint.frames import Answer, Question
from mithaq.endpoint.limits import Limits
from mithaq.endpoint.pool import Pool
from mithaq.endpoint.problem import Problem, Refused, refuse
from mithaq.endpoint.request import Operation, read_operation
from mithaq.endpoint.wishes import Wishes, question_of, wishes_of
from mithaq.errors import StoreError

_log = logging.getLogger(__name__)

_METHODS = "GET, HEAD, POST, OPTIONS"


#: Makes the description of the service at an address in an RDF format.
Description = Callable[[str, str], Awaitable[bytes]]


class Service:
    """The endpoint. ``version`` stands for the data and the limits in entity tags.

    ``has_pages`` tells that a page for people is at ``/<language>/sparql``.
    """

    def __init__(
        self, pool: Pool, limits: Limits, version: str, describe: Description, *, has_pages: bool
    ) -> None:
        self.pool, self._limits, self._version = pool, limits, version
        self._describe, self._has_pages = describe, has_pages
        self._answers = Answers(limits.cache_bytes)

    def renew(self, pool: Pool, version: str) -> None:
        """Answer from other data from now on; what is under way ends as it began."""
        self.pool, self._version = pool, version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        talk = Exchange(scope, receive, send, self._limits)
        if scope["method"] == "OPTIONS":
            await talk.reply(204, _preflight())
            return
        try:
            if scope["method"] not in {"GET", "HEAD", "POST"}:
                raise Refused(Problem("method", headers={"Allow": _METHODS}))
            operation = await read_operation(scope, receive, self._limits)
            await self._carry_out(operation, talk)
        except Refused as refused:
            await _tell(refused.problem, talk)
        except StoreError:
            _log.exception("the endpoint cannot reach its data")
            await _tell(Problem("unavailable"), talk)

    async def ask(self, question: Question) -> Answer:
        """Return the answer to a question, from memory where it is known."""
        return await self._tagged(self.tag(question), question)

    async def _tagged(self, tag: str, question: Question) -> Answer:
        pool = self.pool
        return await self._answers.get(tag, lambda: pool.ask(question))

    def tag(self, question: Question) -> str:
        """Return the entity tag of the answer to a question: the same only for the same bytes."""
        parts = (
            self._version,
            question.query,
            *question.default_graphs,
            "",
            *question.named_graphs,
            f"{question.results} {question.graph} {question.gzip} {question.most_rows}",
        )
        digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        return f'"{digest[:32]}"'

    async def _carry_out(self, operation: Operation, talk: Exchange) -> None:
        has_page = self._has_pages and talk.scope["method"] != "POST"
        wishes = wishes_of(talk.headers, operation, has_page=has_page)
        if wishes.page:
            await self._send_page(talk)
        elif operation.query is None:
            await self._send_description(wishes, talk)
        else:
            await self._send_answer(question_of(operation, wishes), wishes, talk)

    async def _send_answer(self, question: Question, wishes: Wishes, talk: Exchange) -> None:
        tag = self.tag(question)
        fresh = {"ETag": tag, "Cache-Control": "public, no-cache", "Vary": _VARY}
        if _matches(talk.headers.get("if-none-match", ""), tag):
            await talk.reply(304, fresh)
            return
        answer = await talk.while_connected(self._tagged(tag, question))
        if not answer.ok:
            raise Refused(Problem.of(answer))
        choice = next(c for c in (wishes.results, wishes.graph) if c and c.name == answer.format)
        sent = {**fresh, "Content-Type": content_type(choice.media_type)}
        if answer.volatile:
            del sent["ETag"]
            sent["Cache-Control"] = "no-store"
        if answer.gzip:
            sent["Content-Encoding"] = "gzip"
        if answer.cut:
            sent["Mithaq-Truncated"] = f"{answer.cut}; rows={answer.rows}"
        await talk.reply(200, sent, answer.body)

    async def _send_page(self, talk: Exchange) -> None:
        """Send a person on to the page in their language."""
        scope = talk.scope
        place = f"{scope.get('root_path', '')}/{talk.lang}/sparql"
        query = scope["query_string"].decode("latin-1")
        headers = {
            "Location": f"{place}?{query}" if query else place,
            "Vary": f"{_VARY}, Accept-Language",
            "Cache-Control": "no-cache",
        }
        await talk.reply(303, headers)

    async def _send_description(self, wishes: Wishes, talk: Exchange) -> None:
        choice = wishes.graph
        if choice is None:
            raise refuse("not-acceptable-graph")
        body = await self._describe(choice.name, address(talk.scope))
        headers = {"Content-Type": content_type(choice.media_type), "Vary": _VARY}
        await talk.reply(200, headers, body)


_VARY = "Accept, Accept-Encoding"


def address(scope: Scope) -> str:
    """Return the address of the endpoint as the client sees it, without a slash at its end."""
    host = Headers(scope=scope).get("host", "localhost")
    return f"{scope['scheme']}://{host}{scope.get('root_path', '')}/sparql"


async def _tell(problem: Problem, talk: Exchange) -> None:
    kind, body = problem.written(talk.headers.get("accept", ""), talk.lang)
    told = {
        "Content-Type": kind,
        "Content-Language": talk.lang,
        "Cache-Control": "no-store",
        "Vary": f"{_VARY}, Accept-Language",
        **problem.headers,
    }
    await talk.reply(problem.status, told, body)


def _matches(header: str, tag: str) -> bool:
    """Tell whether an If-None-Match header names a tag, by weak comparison (RFC 9110 §13.1.2)."""
    named = {part.strip().removeprefix("W/") for part in header.split(",")}
    return tag in named


def _preflight() -> dict[str, str]:
    return {
        "Allow": _METHODS,
        "Access-Control-Allow-Methods": _METHODS,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
