"""Putting the endpoint together: ``create_endpoint`` is all that a web application needs."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from mithaq.endpoint import describe
from mithaq.endpoint.accept import choose
from mithaq.endpoint.formats import GRAPHS, content_type
from mithaq.endpoint.frames import Answer, Question
from mithaq.endpoint.limits import Limits
from mithaq.endpoint.nursery import Plan
from mithaq.endpoint.pool import Pool
from mithaq.endpoint.reply import CORS
from mithaq.endpoint.service import Front, Service, address
from mithaq.names import QUERY_PREFIXES
from mithaq.questions import Question as Prepared

_PLACES = ("/sparql", "/sparql/")
_NOTICE = "/sparql#cut"


class Endpoint:
    """The endpoint of a web application: its routes, and its life in between."""

    def __init__(
        self,
        views: Mapping[str, Path],
        limits: Limits,
        prefixes: Mapping[str, str],
        questions: Sequence[Prepared],
        has_pages: bool,
    ) -> None:
        self._views, self._limits = dict(views), limits
        self._prefixes, self._questions = prefixes, questions
        pool = Pool(self._plan(views))
        version = self._version(views)
        self._service = Service(pool, limits, version, self._describe, has_pages=has_pages)

    @property
    def routes(self) -> list[Route]:
        """The routes: the endpoint with and without a slash, VoID, and the examples."""
        return [
            *(Route(place, self._service) for place in _PLACES),
            Route("/.well-known/void", self._void),
            Route("/void.ttl", self._void),
            Route("/examples.ttl", self._examples),
        ]

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        """Return an application that answers queries itself and leaves all else to ``app``.

        Served by uvicorn with ``http=mithaq.endpoint.lane.Lane``, plain queries take a short way.
        """
        return Front(self._service, _PLACES, app)

    @asynccontextmanager
    async def lifespan(self, _: object = None) -> AsyncIterator[None]:
        """Have the data loaded while the application runs, and end all processes after it.

        Raises StoreError when the data cannot be loaded.
        """
        await self._service.pool.start()
        try:
            yield
        finally:
            await self._service.pool.close()

    async def ask(self, question: Question) -> Answer:
        """Return the answer to a question, within the limits and from memory where it is known."""
        return await self._service.ask(question)

    async def reload(self, views: Mapping[str, Path]) -> None:
        """Answer from other data from now on, without turning anybody away.

        Raises StoreError, and changes nothing, when they cannot be loaded.
        """
        fresh, old = Pool(self._plan(views)), self._service.pool
        await fresh.start()
        self._views = dict(views)
        self._service.renew(fresh, self._version(views))
        await old.close()

    def _plan(self, views: Mapping[str, Path]) -> Plan:
        places = {iri: str(path) for iri, path in views.items()}
        return Plan(places, dict(self._prefixes), self._limits, _NOTICE)

    def _version(self, views: Mapping[str, Path]) -> str:
        """Return a digest of everything that an answer depends on besides the question."""
        marks = [f"{iri} {_fingerprint(path)}" for iri, path in views.items()]
        marks += [repr(self._limits), repr(dict(self._prefixes))]
        return hashlib.sha256("\n".join(marks).encode()).hexdigest()

    async def _describe(self, name: str, url: str) -> bytes:
        return describe.write(describe.service(url, self._views), name)

    async def _void(self, request: Request) -> Response:
        triples = await describe.dataset(address(request.scope), self.ask)
        return _description(request, triples)

    async def _examples(self, request: Request) -> Response:
        url = address(request.scope)
        return _description(request, describe.examples(url, self._questions, self._prefixes))


def create_endpoint(
    views: Mapping[str, Path],
    limits: Limits | None = None,
    *,
    prefixes: Mapping[str, str] = QUERY_PREFIXES,
    questions: Sequence[Prepared] = (),
    has_pages: bool = False,
) -> Endpoint:
    """Return an endpoint over views, each the folder of a store or a file of triples.

    ``views`` gives their place by IRI; the first is what a query sees that names none, the others
    can be named by FROM, FROM NAMED and the parameters of the protocol. ``prefixes`` need not be
    declared in queries. ``questions`` are offered as examples. ``has_pages`` sends browsers on to
    ``/<language>/sparql``, which is not part of the endpoint. Nothing is loaded before ``lifespan``
    or the first query.
    """
    return Endpoint(views, limits or Limits(), prefixes, questions, has_pages)


def _fingerprint(path: Path) -> str:
    """Return a digest that changes with the content of a file, or with the files of a folder."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    files = sorted(p for p in path.rglob("*") if p.is_file())
    marks = [f"{p.name} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in files]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def _description(request: Request, triples: Iterable[ox.Triple]) -> Response:
    """Return a description in the RDF format the client likes best, Turtle if it likes none."""
    choice = choose(request.headers.get("accept", ""), GRAPHS) or choose("", GRAPHS)
    assert choice is not None
    body = describe.write(triples, choice.name)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {**CORS, "ETag": tag, "Cache-Control": "public, no-cache", "Vary": "Accept"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "Content-Type": content_type(choice.media_type)})
