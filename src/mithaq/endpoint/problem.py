"""Saying what went wrong: a status, a sentence in the reader's language, and the place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from mithaq.endpoint.accept import choose
from mithaq.endpoint.formats import Format
from mithaq.endpoint.frames import Answer, Value
from mithaq.messages import say
from mithaq.sparql.faults import Fault

#: What each outcome of a question means in HTTP.
STATUS: Mapping[str, int] = {
    "busy": 503,
    "crowded": 503,
    "empty": 400,
    "encoding": 400,
    "failed": 500,
    "format": 400,
    "media-type": 415,
    "memory": 503,
    "method": 405,
    "missing": 400,
    "nesting": 400,
    "not-acceptable-graph": 406,
    "not-acceptable-results": 406,
    "not-run": 400,
    "repeated": 400,
    "service": 403,
    "slow-client": 408,
    "syntax": 400,
    "time": 504,
    "too-long": 413,
    "too-many-parameters": 400,
    "unavailable": 503,
    "unknown-graph": 400,
    "unwritable": 406,
    "update": 403,
}

_FORMATS = (
    Format("text", ("text/plain",), ""),
    Format(
        "json",
        ("application/problem+json", "application/json", "application/sparql-results+json"),
        "",
    ),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a client has to be told instead of an answer.

    ``name`` is the key of a message under ``endpoint.`` and decides the status.
    """

    name: str
    values: Mapping[str, Value] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, answer: Answer) -> Problem:
        """Return the problem that an answer other than ``ok`` stands for."""
        wait = {"Retry-After": "2"} if answer.outcome in {"busy", "crowded"} else {}
        return cls(answer.outcome, answer.values, wait)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUS[self.name]

    def say(self, lang: str) -> str:
        """Return what is wrong and what to do, in a language.

        >>> Problem("time", {"count": 30}).say("en")
        'The query was stopped after 30 seconds. Ask for less, or add conditions or a LIMIT.'
        """
        if self.name == "syntax":
            return _fault(self.values).say(lang)
        return say(f"endpoint.{self.name}", lang, **self.values)

    def written(self, accept: str, lang: str) -> tuple[str, bytes]:
        """Return media type and body, as problem details (RFC 9457) where JSON is preferred."""
        choice = choose(accept, _FORMATS)
        if choice is None or choice.name == "text":
            return "text/plain; charset=utf-8", (self.say(lang) + "\n").encode()
        details = {
            "type": "about:blank",
            "title": self.name,
            "status": self.status,
            "detail": self.say(lang),
            **{name: self.values[name] for name in ("line", "column") if name in self.values},
        }
        body = json.dumps(details, ensure_ascii=False, indent=1)
        return "application/problem+json", body.encode()


def _fault(values: Mapping[str, Value]) -> Fault:
    """Return the fault in a query from the values of an answer."""
    return Fault(
        name=str(values["name"]),
        line=int(values["line"]),
        column=int(values["column"]),
        excerpt=str(values["excerpt"]),
        caret=int(values["caret"]),
        found=str(values["found"]),
        expected=tuple(str(values["expected"]).split()),
        near=str(values["near"]),
    )


class Refused(Exception):
    """A request that is not carried out; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.name)
        self.problem = problem


def refuse(problem: str, /, **values: Value) -> Refused:
    """Return the exception for a problem, to be raised."""
    return Refused(Problem(problem, values))
