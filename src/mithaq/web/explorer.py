"""The explorer over HTTP: languages, twins by ending and by negotiation, faults."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mithaq.dossier.plain import plain
from mithaq.endpoint.accept import choose, language_of
from mithaq.endpoint.formats import content_type
from mithaq.errors import InputError, MithaqError, NotFound
from mithaq.model import PartialDate
from mithaq.view import Viewpoint
from mithaq.web.address import thing
from mithaq.web.asked import LANGUAGES, Asked
from mithaq.web.citing import CITATIONS, cited
from mithaq.web.dereference import described, place_of, shapes
from mithaq.web.families import family_of
from mithaq.web.fault import fault_page
from mithaq.web.frame import Frame
from mithaq.web.lens import Lens, Lenses
from mithaq.web.render import render
from mithaq.web.twins import FORMS, MEDIA, twin

#: Endings of addresses that ask for a form; no thing has a name that ends in one of them.
ENDINGS = (*CITATIONS, *(form.name for form in FORMS[1:]))

_VARY = "Accept, Accept-Language"


class Explorer:
    """The pages, their twins, and the addresses of everything that has an IRI."""

    def __init__(self, lenses: Lenses, *, curated: bool = False) -> None:
        self._lenses, self._curated = lenses, curated

    @property
    def routes(self) -> list[Route]:
        """The routes; the last one takes every address that is left."""
        return [
            Route("/days.json", self._days),
            Route("/shapes", self._shapes),
            Route("/shapes.ttl", self._shapes),
            Route("/{path:path}", self._any),
        ]

    async def _any(self, request: Request) -> Response:
        return await run_in_threadpool(self._answer, request)

    def _answer(self, request: Request) -> Response:
        try:
            return self._found(request)
        except NotFound as error:
            return self._fault(request, 404, error)
        except InputError as error:
            return self._fault(request, 400, error)

    def _found(self, request: Request) -> Response:
        path, ending = split(request.url.path)
        first, _, rest = path.lstrip("/").partition("/")
        lens = self._lenses.at(viewpoint(request.query_params))
        if path == "/":
            return _redirect(request, f"/{_language(request)}/", 302)
        if first not in LANGUAGES:
            return self._thing(request, lens, path, ending)
        if path == f"/{first}":
            return _redirect(request, f"{path}/", 308)
        return self._page(request, _asked(request, lens, first, f"/{rest or 'index'}"), ending)

    def _page(self, request: Request, asked: Asked, ending: str) -> Response:
        """Answer with a page, or with one of its twins where that is asked for."""
        found = family_of(asked.path)
        if found is None:
            raise NotFound("web.no_page", name=asked.path)
        family, parts = found
        asked = replace(asked, part=parts, curated=self._curated)
        if ending in CITATIONS:
            iri = thing("agreement", parts.get("local", "")).value
            body = cited(asked.lens, iri, ending, asked.lang)
            return _content(request, body, CITATIONS[ending])
        page = family.make(asked)
        wanted = ending or _wanted(request)
        if wanted == "html":
            return _content(request, render(page, asked).encode(), "text/html")
        return _content(request, twin(page, asked.lens, wanted), MEDIA[wanted])

    def _thing(self, request: Request, lens: Lens, path: str, ending: str) -> Response:
        """Answer for the IRI of a thing: what is said of it, or the way to its page."""
        if not ending:
            place = place_of(lens, path)
            wanted = _wanted(request)
            if wanted != "html":
                return _redirect(request, f"{path}.{wanted}", 303)
            asked = Asked(lens, _language(request), path, {}, dict(request.query_params))
            return _redirect(request, Frame(asked).url(place), 303)
        if ending in CITATIONS:
            iri = thing("agreement", path.removeprefix("/id/")).value
            body = cited(lens, iri, ending, _language(request))
            return _content(request, body, CITATIONS[ending])
        place = place_of(lens, path)
        if "#" not in place:
            return self._page(request, _asked(request, lens, _language(request), place), ending)
        media = "application/ld+json" if ending == "json" else MEDIA[ending]
        return _content(request, described(lens, path, ending), media)

    async def _days(self, request: Request) -> Response:
        """Answer with the days on which something changes."""
        days = [day.isoformat() for day in self._lenses.default.days]
        return _content(request, json.dumps(days).encode(), MEDIA["json"])

    async def _shapes(self, request: Request) -> Response:
        """Answer with the shapes, which have no page."""
        body = await run_in_threadpool(self._lenses.default.keep, "shapes", shapes)
        return _content(request, body, MEDIA["ttl"])

    def _fault(self, request: Request, status: int, error: MithaqError) -> Response:
        path, _ = split(request.url.path)
        first, _, rest = path.lstrip("/").partition("/")
        lang = first if first in LANGUAGES else _language(request)
        inner = f"/{rest}" if first in LANGUAGES else path
        asked = Asked(self._lenses.default, lang, inner, curated=self._curated)
        page = fault_page(asked, status, error.say(lang))
        headers = {"Vary": _VARY}
        if _wanted(request) == "html":
            return Response(render(page, asked), status, headers, "text/html")
        body = json.dumps(plain(page.it), ensure_ascii=False)
        return Response(body, status, headers, "application/problem+json")

    def http_fault(self, request: Request, error: Exception) -> Response:
        """Answer for a fault that was found before any page was asked for."""
        assert isinstance(error, HTTPException)
        lang = _language(request)
        key = "web.no_page" if error.status_code == 404 else "web.not_allowed"
        reason = InputError(key, name=request.url.path)
        response = self._fault(request, error.status_code, reason)
        response.headers.update(error.headers or {})
        response.headers["Content-Language"] = lang
        return response


def split(path: str) -> tuple[str, str]:
    """Take an address apart: what it names, and the form that its ending asks for.

    >>> split("/en/agreement/bh-2014-mou.ttl"), split("/id/bh-2014-mou.signature")
    (('/en/agreement/bh-2014-mou', 'ttl'), ('/id/bh-2014-mou.signature', ''))
    """
    for ending in ENDINGS:
        if path.endswith(f".{ending}"):
            return path[: -len(ending) - 1], ending
    return path, ""


def viewpoint(query: Mapping[str, str]) -> Viewpoint:
    """Return the viewpoint that an address asks for; raises InputError for what is no date."""
    return Viewpoint(
        resolver=query.get("view") or "assessed",
        as_of=_day(query.get("as-of", "")),
        known_on=_day(query.get("known-on", "")),
    )


def _day(text: str) -> date | None:
    return PartialDate.parse(text).latest() if text else None


def _asked(request: Request, lens: Lens, lang: str, path: str) -> Asked:
    return Asked(lens, lang, path, {}, dict(request.query_params))


def _wanted(request: Request) -> str:
    found = choose(request.headers.get("accept", ""), FORMS)
    return found.name if found else "html"


def _language(request: Request) -> str:
    return language_of(request.headers.get("accept-language", ""), LANGUAGES)


def _redirect(request: Request, place: str, status: int) -> Response:
    query = request.url.query
    if query and "?" not in place:
        path, hash_, anchor = place.partition("#")
        place = f"{path}?{query}{hash_}{anchor}"
    return RedirectResponse(place, status, {"Vary": _VARY})


def _content(request: Request, body: bytes, media: str) -> Response:
    """Answer with a body, or with nothing where the client has it already."""
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Vary": _VARY, "Cache-Control": "public, no-cache"}
    if media not in ("text/html",):
        headers["Access-Control-Allow-Origin"] = "*"
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "Content-Type": content_type(media)})
