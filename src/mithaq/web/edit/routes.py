"""Curating over HTTP: the addresses, the door, the forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mithaq.errors import GateError, MithaqError, NotFound
from mithaq.knowledge import KnowledgeBase
from mithaq.messages import catalogue, say
from mithaq.model import Finding
from mithaq.web.asked import LANGUAGES
from mithaq.web.edit.candidate import ask_candidate, change_candidate
from mithaq.web.edit.decided import ask_rejections, take_back
from mithaq.web.edit.desk import Desk
from mithaq.web.edit.fact import add_fact, ask_fact
from mithaq.web.edit.guard import check, check_form, limited, welcome
from mithaq.web.edit.intake import ask_article, drop_article, queue, take_article
from mithaq.web.edit.review import decide, review
from mithaq.web.edit.settings import EditSettings
from mithaq.web.edit.source import describe
from mithaq.web.edit.visit import Upload, Visit

#: Answers one visit; the second value holds the parts of the address that vary.
Handler = Callable[[Visit, Mapping[str, str]], Response]

#: The addresses below the language, with what answers GET and what answers POST.
PLACES: tuple[tuple[str, Handler | None, Handler | None], ...] = (
    ("/edit", queue, None),
    ("/edit/article", ask_article, take_article),
    ("/edit/article/{name}", review, decide),
    ("/edit/article/{name}/source", review, describe),
    ("/edit/article/{name}/drop", review, drop_article),
    ("/edit/fact", ask_fact, add_fact),
    ("/edit/rejected", ask_rejections, take_back),
    ("/edit/article/{name}/candidate/{candidate}", ask_candidate, change_candidate),
)

#: A form has a few fields for each candidate, and an article some dozens of these.
_MOST_FIELDS = 5000


def edit_routes(
    kb: KnowledgeBase,
    settings: EditSettings,
    renewed: Callable[[KnowledgeBase], None] = lambda _: None,
) -> list[BaseRoute]:
    """Return the routes of curating; ``renewed`` is told the knowledge base after each change."""
    desk = Desk(kb, settings, renewed)
    return [
        Route(
            f"/{lang}{place}",
            _Door(desk, settings, lang, get, post).answer,
            methods=["GET", "POST"],
        )
        for lang in LANGUAGES
        for place, get, post in PLACES
    ]


class _Door:
    """One address in one language: lets in who may come in, and answers what went wrong."""

    def __init__(
        self,
        desk: Desk,
        settings: EditSettings,
        lang: str,
        get: Handler | None,
        post: Handler | None,
    ) -> None:
        self._desk, self._settings, self._lang = desk, settings, lang
        self._handlers = {"GET": get, "HEAD": get, "POST": post}

    async def answer(self, request: Request) -> Response:
        """Answer one request."""
        try:
            return await self._answer(request)
        except HTTPException as error:
            return await self._fault(error.status_code, error.detail)

    async def _answer(self, request: Request) -> Response:
        come = welcome(request, self._settings)
        if come is not None:
            return come
        check(request, self._settings)
        handler = self._handlers.get(request.method)
        if handler is None:
            raise HTTPException(405, "edit.wrong_method")
        form = FormData()
        if request.method == "POST":
            bounded = Request(request.scope, limited(request.receive, self._settings.largest))
            form = await bounded.form(max_fields=_MOST_FIELDS, max_part_size=self._settings.largest)
            check_form(str(form.get("form-token", "")), self._settings)
        upload = await _upload(form)
        return await run_in_threadpool(self._handled, request, handler, form, upload)

    def _handled(
        self, request: Request, handler: Handler, form: FormData, upload: Upload | None
    ) -> Response:
        visit = self._visit(request, form, upload)
        try:
            return handler(visit, request.path_params)
        except MithaqError as error:
            status = 404 if isinstance(error, NotFound) else 422
            messages = [error.say(self._lang)]
            found = error.values.get("findings") if isinstance(error, GateError) else ()
            if isinstance(found, tuple):
                messages += [f.message for f in found if isinstance(f, Finding)]
            return _fault_page(visit, status, messages)

    def _visit(self, request: Request, form: FormData, upload: Upload | None) -> Visit:
        filled: dict[str, tuple[str, ...]] = {}
        for name, value in form.multi_items():
            if isinstance(value, str):
                filled[name] = (*filled.get(name, ()), value)
        return Visit(
            desk=self._desk,
            lens=self._desk.lens(),
            lang=self._lang,
            path=request.url.path.removeprefix(f"/{self._lang}"),
            form_token=self._settings.form_token,
            query=dict(request.query_params),
            filled=filled,
            upload=upload,
        )

    async def _fault(self, status: int, detail: str) -> Response:
        """Answer for what was refused at the door."""
        topic, _, name = detail.partition(".")
        known = topic == "edit" and name in catalogue("en", "edit")
        message = say(detail, self._lang) if known else detail

        def answer() -> Response:
            lens = self._desk.lens()
            visit = Visit(self._desk, lens, self._lang, "/edit", form_token="")
            return _fault_page(visit, status, [message])

        return await run_in_threadpool(answer)


async def _upload(form: FormData) -> Upload | None:
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    return Upload(file.filename, await file.read())


def _fault_page(visit: Visit, status: int, messages: list[str]) -> Response:
    return visit.page("fault", visit.say("edit.title_fault"), tuple(messages), status=status)
