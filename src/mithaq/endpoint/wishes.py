"""What a client takes, and the question that comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers

from mithaq.endpoint.accept import Choice, accepts_gzip, choose
from mithaq.endpoint.formats import GRAPHS, PAGES, RESULTS
from mithaq.endpoint.frames import Question
from mithaq.endpoint.problem import refuse
from mithaq.endpoint.request import Operation

_KNOWN = {form.name: form for form in (*RESULTS, *GRAPHS)}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a client takes: for rows, for triples, and whether it would rather have a page.

    ``gzip`` tells whether it takes a compressed answer.
    """

    results: Choice | None
    graph: Choice | None
    page: bool
    gzip: bool


def wishes_of(headers: Headers, operation: Operation, *, has_page: bool) -> Wishes:
    """Read the client's preferences; a format named in the request stands above its headers.

    Raises Refused where nothing that there is would be taken.
    """
    accept = headers.get("accept", "")
    if operation.format:
        if operation.format not in _KNOWN:
            raise refuse("format", format=operation.format, known=", ".join(_KNOWN))
        accept = _KNOWN[operation.format].media_types[0]
    results, graph, page = (choose(accept, offered) for offered in (RESULTS, GRAPHS, PAGES))
    best = max((choice.quality for choice in (results, graph) if choice), default=0.0)
    wants_page = has_page and page is not None and page.quality >= best and "html" in accept
    if results is None and graph is None and not wants_page:
        raise refuse("not-acceptable-results" if operation.query else "not-acceptable-graph")
    return Wishes(results, graph, wants_page, accepts_gzip(headers.get("accept-encoding", "")))


def question_of(operation: Operation, wishes: Wishes) -> Question:
    """Return the question for the workers."""
    return Question(
        operation.query or "",
        operation.default_graphs,
        operation.named_graphs,
        wishes.results.name if wishes.results else "",
        wishes.graph.name if wishes.graph else "",
        wishes.gzip,
    )
