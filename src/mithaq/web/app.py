"""The web application: explorer, SPARQL endpoint and page, and whatever else is mounted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from mithaq.endpoint.create import create_endpoint
from mithaq.endpoint.limits import Limits
from mithaq.knowledge import KnowledgeBase
from mithaq.questions import questions_folder, read_questions
from mithaq.web.explorer import Explorer
from mithaq.web.follow import Follower
from mithaq.web.headers import SafeHeaders
from mithaq.web.lens import Lenses
from mithaq.web.look import STATIC
from mithaq.web.sparql_page import SparqlPage


def create_app(
    kb: KnowledgeBase,
    views: Mapping[str, Path] | None = None,
    limits: Limits | None = None,
    *,
    more: Sequence[BaseRoute] = (),
    lenses: Lenses | None = None,
) -> ASGIApp:
    """Return the application over a knowledge base.

    ``views`` are what SPARQL is answered from, as ``mithaq.web.views`` gives them; without them
    there are pages only. Routes in ``more`` are tried before the explorer's; where those of
    curating are among them, the menu leads there. Who changes the knowledge base gives its
    ``lenses`` and renews them.
    """
    lenses = lenses or Lenses(kb)
    curated = any(isinstance(r, Route) and r.path.endswith("/edit") for r in more)
    explorer = Explorer(lenses, curated=curated)
    questions = read_questions(questions_folder(kb.home))
    endpoint = (
        create_endpoint(views, limits, questions=questions, has_pages=True) if views else None
    )
    routes: list[BaseRoute] = [*more]
    if endpoint is not None:
        routes += [*endpoint.routes, *SparqlPage(endpoint, questions, curated=curated).routes]
    routes += [Mount("/static", StaticFiles(directory=STATIC)), *explorer.routes]

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        Thread(target=lenses.default.warm, daemon=True).start()
        if endpoint is None:
            yield
            return
        follower = Follower(endpoint)
        lenses.follow(follower.follow)
        async with endpoint.lifespan(app), follower.lifespan():
            yield

    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(SafeHeaders), Middleware(GZipMiddleware, minimum_size=1000)],
        exception_handlers={HTTPException: explorer.http_fault},
    )
    return app if endpoint is None else endpoint.in_front_of(app)
