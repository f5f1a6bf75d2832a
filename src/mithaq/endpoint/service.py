"""The SPARQL endpoint as an ASGI application: SPARQL 1.1 Protocol, reading only."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable, Collection
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from mithaq.endpoint.accept import language_of
from mithaq.endpoint.cache import Answers
from mithaq.endpoint.exchange import Exchange
from mithaq.endpoint.formats import content_type
from mithaq.endpoint.frames import Answer, Question
from mithaq.endpoint.limits import Limits
from mithaq.endpoint.pool import Pool
from mithaq.endpoint.problem import Problem, Refused, refuse
from mithaq.endpoint.reply import Reply
from mithaq.endpoint.request import Operation, read_operation
from mithaq.endpoint.wishes import Wishes, question_of, wishes_of
from mithaq.errors import StoreError
from mithaq.messages import LANGUAGES

_log = logging.getLogger(__name__)

_METHODS = "GET, HEAD, POST, OPTIONS"


#: Makes the description of the service at an address in an RDF format.
Description = Callable[[str, str], Awaitable[bytes]]


class Errand(NamedTuple):
    """A question, what its client takes, and the entity tag of the answer."""

    question: Question
    wishes: Wishes
    tag: str


class Service:
    """The endpoint. ``version`` stands for the data and the limits in entity tags.

    ``has_pages`` tells that a page for people is at ``/<language>/sparql``.
    """

    def __init__(
        self, pool: Pool, limits: Limits, version: str, describe: Description, *, has_pages: bool
    ) -> None:
        self.pool, self.limits, self.has_pages = pool, limits, has_pages
        self._version, self._describe = version, describe
        self._answers = Answers(limits.cache_bytes)

    def renew(self, pool: Pool, version: str) -> None:
        """Answer from other data from now on; what is under way ends as it began."""
        self.pool, self._version = pool, version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        talk = Exchange(scope, receive, send, self.limits)
        if scope["method"] == "OPTIONS":
            await talk.reply(_PREFLIGHT)
            return
        try:
            if scope["method"] not in {"GET", "HEAD", "POST"}:
                raise Refused(Problem("method", headers={"Allow": _METHODS}))
            operation = await read_operation(scope, receive, self.limits)
            reply = await self._carried_out(operation, talk)
        except Refused as refused:
            reply = _told(refused.problem, talk.headers)
        await talk.reply(reply)

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

    def errand(self, operation: Operation, wishes: Wishes) -> Errand:
        """Return what is to be done for a query."""
        question = question_of(operation, wishes)
        return Errand(question, wishes, self.tag(question))

    def at_once(self, errand: Errand, headers: Headers) -> Reply | None:
        """Return what can be said without asking anybody, or None."""
        if _matches(headers.get("if-none-match", ""), errand.tag):
            return Reply(304, _fresh(errand))
        kept = self._answers.kept(errand.tag)
        return None if kept is None else _reply(errand, kept)

    async def carry_out(self, errand: Errand, headers: Headers) -> Reply:
        """Return what to say when the workers have been asked."""
        try:
            answer = await self._tagged(errand.tag, errand.question)
        except StoreError:
            _log.exception("the endpoint cannot reach its data")
            return _told(Problem("unavailable"), headers)
        return _reply(errand, answer) if answer.ok else _told(Problem.of(answer), headers)

    async def _carried_out(self, operation: Operation, talk: Exchange) -> Reply:
        has_page = self.has_pages and talk.scope["method"] != "POST"
        wishes = wishes_of(talk.headers, operation, has_page=has_page)
        if wishes.page:
            return _page(talk)
        if operation.query is None:
            return await self._description(wishes, talk)
        errand = self.errand(operation, wishes)
        reply = self.at_once(errand, talk.headers)
        if reply is None:
            reply = await talk.while_connected(self.carry_out(errand, talk.headers))
        return reply

    async def _description(self, wishes: Wishes, talk: Exchange) -> Reply:
        choice = wishes.graph
        if choice is None:
            raise refuse("not-acceptable-graph")
        body = await self._describe(choice.name, address(talk.scope))
        return Reply(200, {"Content-Type": content_type(choice.media_type), "Vary": _VARY}, body)


class Front:
    """An application that answers queries at ``places`` itself and leaves all else to another.

    Queries then do not pass the routing and the middleware that pages need, which take longer than
    a short query.
    """

    def __init__(self, service: Service, places: Collection[str], app: ASGIApp) -> None:
        self.service, self._places, self._app = service, places, app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        queried = scope["type"] == "http" and scope["path"] in self._places
        await (self.service if queried else self._app)(scope, receive, send)


def _fresh(errand: Errand) -> dict[str, str]:
    return {"ETag": errand.tag, "Cache-Control": "public, no-cache", "Vary": _VARY}


def _reply(errand: Errand, answer: Answer) -> Reply:
    """Return what to say for an answer to the query."""
    results, graph = errand.wishes.results, errand.wishes.graph
    choice = results if results is not None and results.name == answer.format else graph
    assert choice is not None
    headers = {**_fresh(errand), "Content-Type": content_type(choice.media_type)}
    if answer.volatile:
        del headers["ETag"]
        headers["Cache-Control"] = "no-store"
    if answer.gzip:
        headers["Content-Encoding"] = "gzip"
    if answer.cut:
        headers["Mithaq-Truncated"] = f"{answer.cut}; rows={answer.rows}"
    return Reply(200, headers, answer.body)


def _page(talk: Exchange) -> Reply:
    """Send a person on to the page in their language."""
    scope = talk.scope
    place = f"{scope.get('root_path', '')}/{_language(talk.headers)}/sparql"
    query = scope["query_string"].decode("latin-1")
    headers = {
        "Location": f"{place}?{query}" if query else place,
        "Vary": f"{_VARY}, Accept-Language",
        "Cache-Control": "no-cache",
    }
    return Reply(303, headers)


_VARY = "Accept, Accept-Encoding"

_PREFLIGHT = Reply(
    204,
    {
        "Allow": _METHODS,
        "Access-Control-Allow-Methods": _METHODS,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    },
)


def address(scope: Scope) -> str:
    """Return the address of the endpoint as the client sees it, without a slash at its end."""
    host = Headers(scope=scope).get("host", "localhost")
    return f"{scope['scheme']}://{host}{scope.get('root_path', '')}/sparql"


def _language(headers: Headers) -> str:
    """Return the language in which to speak to the reader."""
    return language_of(headers.get("accept-language", ""), LANGUAGES)


def _told(problem: Problem, headers: Headers) -> Reply:
    lang = _language(headers)
    kind, body = problem.written(headers.get("accept", ""), lang)
    told = {
        "Content-Type": kind,
        "Content-Language": lang,
        "Cache-Control": "no-store",
        "Vary": f"{_VARY}, Accept-Language",
        **problem.headers,
    }
    return Reply(problem.status, told, body)


def _matches(header: str, tag: str) -> bool:
    """Tell whether an If-None-Match header names a tag, by weak comparison (RFC 9110 §13.1.2)."""
    named = {part.strip().removeprefix("W/") for part in header.split(",")}
    return tag in named
