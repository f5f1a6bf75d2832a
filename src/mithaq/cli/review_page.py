"""How candidates are shown: what they say, in which words, and what they are matched with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from mithaq.cli.width import directed, isolated, wrapped
from mithaq.messages import say
from mithaq.names import node, shorten
from mithaq.review.candidates import Article
from mithaq.review.concepts import Concepts
from mithaq.review.reasons import CooperationMatch, Match, Reason
from mithaq.review.values import Cooperation, Place, Statement
from mithaq.store import Term
from mithaq.turtle.order import predicate_ranks
from mithaq.words import Name, Words

#: How much of the text is shown on each side of the words, in characters.
AROUND = 90
#: How many cooperations are offered.
OFFERED = 3

_NOT_SHOWN = frozenset(node(f"mq:{name}") for name in ("basis", "summary", "dateAsWritten"))


def heading(article: Article, path: Path, lang: str) -> str:
    """Return the lines above an article: its file, its source, how much there is."""
    count = sum(len(c.statements) for c in article.cooperations)
    key = "review.known-source" if article.known else "review.new-source"
    lines = (
        say("review.heading", lang, path=path, count=count),
        "  " + say(key, lang, name=shorten(article.source.value)),
    )
    return _lines(lines, lang)


def candidate_page(
    candidate: Cooperation, matches: Sequence[CooperationMatch], concepts: Concepts, lang: str
) -> str:
    """Return what a candidate cooperation is and which known ones it may be."""
    return _lines(_candidate(candidate, matches, concepts, lang), lang)


def _candidate(
    candidate: Cooperation, matches: Sequence[CooperationMatch], concepts: Concepts, lang: str
) -> Iterator[str]:
    partners = ", ".join(_said(concepts.name(p), lang) for p in sorted(candidate.partners, key=str))
    yield ""
    yield say("review.candidate", lang, partner=partners, count=len(candidate.statements))
    for number, match in enumerate(matches[:OFFERED], 1):
        thing = match.cooperation.node
        name = isolated(_said(concepts.name(thing), lang))
        short = thing.value.rpartition("/")[2]
        yield say(
            "review.offer", lang, number=number, score=f"{match.score:.2f}", name=name, id=short
        )
        yield from _reasons(match.reasons, lang)


def statement_page(
    article: Article, statement: Statement, match: Match, concepts: Concepts, lang: str
) -> str:
    """Return what a candidate statement says, its words in context, its match and why."""
    return _lines(_statement(article, statement, match, concepts, lang), lang)


def _statement(
    article: Article, statement: Statement, match: Match, concepts: Concepts, lang: str
) -> Iterator[str]:
    yield ""
    yield said_line(statement, concepts, lang)
    for place in statement.places:
        yield from (f"    {line}" for line in _in_context(place, article.text))
    known = match.known.node.value.rpartition("/")[2] if match.known else ""
    score = f"{match.score:.2f}"
    yield "  " + say(f"review.way.{match.way.value}", lang, known=known, score=score)
    if match.known is not None:
        yield "    " + said_line(match.known, concepts, lang)
    yield from _reasons(match.reasons, lang)


def said_line(statement: Statement, concepts: Concepts, lang: str) -> str:
    """Return class and details of a statement in one line, in the reader's language."""
    ranks = predicate_ranks()
    props = {prop for prop, _ in statement.details} - _NOT_SHOWN
    ordered = sorted(props, key=lambda p: (ranks.get(p.value, len(ranks)), p.value))
    shown = [isolated(text) for p in ordered for text in _told(statement.values(p), concepts, lang)]
    what = _said(concepts.name(statement.cls), lang)
    return f"{what}: {', '.join(shown)}" if shown else what


def _told(values: Iterable[Term], concepts: Concepts, lang: str) -> list[str]:
    """Return values as a reader is told them: texts in several languages once."""
    texts = [v for v in values if isinstance(v, ox.Literal) and v.language]
    others = sorted((v for v in values if v not in texts), key=str)
    said = [_said(concepts.name(value), lang) for value in others]
    return [*said, Words.of(texts).say(lang)] if texts else said


def _in_context(place: Place, text: str | None) -> list[str]:
    """Return the words of a place between marks, with the text around them where it is known."""
    if text is None or place.span is None:
        words = place.words.value if place.words is not None else shorten(place.node.value)
        return wrapped(f"⟦{words}⟧", _width())
    start, end = place.span
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    left, right = ("… " if start > AROUND else ""), (" …" if end + AROUND < len(text) else "")
    return wrapped(f"{left}{before}⟦{text[start:end]}⟧{after}{right}", _width())


def _reasons(reasons: Sequence[Reason], lang: str) -> Iterator[str]:
    for reason in reasons:
        yield f"      – {reason.say(lang)}"


def _said(name: Name | str, lang: str) -> str:
    return name.say(lang) if isinstance(name, Name) else name


def _lines(lines: Iterator[str] | Sequence[str], lang: str) -> str:
    return "".join(directed(line, lang) + "\n" for line in lines)


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdigit() else shutil.get_terminal_size().columns
    return max(40, min(width, 110) - 6)
