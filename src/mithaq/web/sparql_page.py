"""The page on which to write queries: works without scripts; with them, it has an editor."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mithaq.endpoint.create import Endpoint
from mithaq.endpoint.frames import Answer, Question
from mithaq.endpoint.problem import Problem
from mithaq.messages import LANGUAGES
from mithaq.names import QUERY_PREFIXES, shorten
from mithaq.questions import Question as Prepared
from mithaq.web.look import page
from mithaq.web.results import Table, table_of

#: So many rows are shown on the page; the rest is for downloads.
SHOWN = 500

#: A query longer than this is sent in the body of a request, as addresses have an end.
_LONG = 4000

_TERMS = (Path(__file__).parent / "queries" / "terms.rq").read_text("utf-8")
_ANY_LANGUAGE = "|".join(LANGUAGES)


class SparqlPage:
    """The page, and the words that its editor proposes."""

    def __init__(
        self, endpoint: Endpoint, questions: Sequence[Prepared], *, curated: bool = False
    ) -> None:
        self._endpoint, self._curated = endpoint, curated
        self._questions = {question.name: question for question in questions}

    @property
    def routes(self) -> list[Route]:
        """The routes, in every language."""
        return [
            Route(f"/{lang}/sparql{path}", handler, methods=methods)
            for lang in LANGUAGES
            for path, handler, methods in (
                ("", self._page, ["GET", "POST"]),
                ("/terms.json", self._terms, ["GET"]),
            )
        ]

    async def _page(self, request: Request) -> Response:
        lang = _language(request)
        asked = await request.form() if request.method == "POST" else request.query_params
        example = self._questions.get(str(asked.get("example", "")))
        query = str(asked.get("query") or (_body(example) if example else ""))
        table = answer = problem = None
        graph = ""
        if query:
            answer = await self._endpoint.ask(Question(query, most_rows=SHOWN))
            problem = None if answer.ok else Problem.of(answer)
            table, graph = await self._shown(answer, lang)
        return page(
            "sparql.html",
            lang,
            "/sparql",
            problem.status if problem else 200,
            curated=self._curated,
            query=query,
            long=len(query) > _LONG,
            example=example,
            heads=_heads(example, lang),
            questions=self._questions.values(),
            answer=answer,
            table=table,
            graph=graph,
            problem=problem.say(lang) if problem else "",
            place=_place(problem),
        )

    async def _shown(self, answer: Answer, lang: str) -> tuple[Table | None, str]:
        """Return the table of an answer, or its triples in Turtle."""
        if not answer.ok:
            return None, ""
        if answer.format == "turtle":
            return None, answer.body.decode()
        return await table_of(answer, lang, self._endpoint.ask), ""

    async def _terms(self, request: Request) -> Response:
        lang = _language(request)
        query = _TERMS.replace('?lang { "en" }', f'?lang {{ "{lang}" }}')
        answer = await self._endpoint.ask(Question(query))
        rows = json.loads(answer.body)["results"]["bindings"] if answer.ok else []
        terms = [
            {
                "name": shorten(row["term"]["value"]),
                "sort": row["sort"]["value"],
                "label": row["label"]["value"] if "label" in row else "",
            }
            for row in rows
        ]
        headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
        return JSONResponse({"prefixes": dict(QUERY_PREFIXES), "terms": terms}, headers=headers)


def _language(request: Request) -> str:
    return request.url.path.split("/")[1]


def _body(question: Prepared) -> str:
    """Return the query of a prepared question without the comments at its head."""
    lines = question.text.splitlines()
    start = next((n for n, line in enumerate(lines) if not line.startswith("#")), 0)
    return "\n".join(lines[start:]) + "\n"


def _heads(question: Prepared | None, lang: str) -> dict[str, str]:
    """Return the headings of columns that a prepared question gives."""
    columns = question.columns if question else {}
    return {name: words.say(lang) for name, words in columns.items()}


def _place(problem: Problem | None) -> str:
    """Return line and column of a fault for the editor, empty where it has none."""
    if problem is None or "line" not in problem.values:
        return ""
    return f"{problem.values['line']}:{problem.values['column']}"
