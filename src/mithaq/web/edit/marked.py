"""The article with the words of its candidates marked in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from mithaq.model import Span
from mithaq.review.candidates import Article
from mithaq.review.values import Statement


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; ``marks`` are the candidates that rest on it, none for plain text.

    ``begins`` are those whose words begin here: where links lead to.
    """

    text: str
    marks: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


def pieces(article: Article, statements: Iterable[Statement]) -> tuple[Piece, ...]:
    """Cut the text of an article at every begin and end of words that a candidate rests on.

    Overlapping words share pieces, so that none hides another. Empty where the text is not at
    hand.
    """
    text = article.text or ""
    spans = sorted(
        (place.span, local(statement))
        for statement in statements
        for place in statement.places
        if place.span is not None and place.source == article.source
    )
    cuts = sorted({0, len(text), *(at for span, _ in spans for at in span if at <= len(text))})
    return tuple(_piece(text, Span(*pair), spans) for pair in pairwise(cuts))


def _piece(text: str, piece: Span, spans: list[tuple[Span, str]]) -> Piece:
    over = [(s, name) for s, name in spans if s.start <= piece.start and piece.end <= s.end]
    begun = {name for s, name in spans if s.start == piece.start}
    seen = {name for s, name in spans if s.start < piece.start}
    return Piece(
        piece.of(text),
        tuple(dict.fromkeys(name for _, name in over)),
        tuple(sorted(begun - seen)),
    )


def local(statement: Statement) -> str:
    """Return the name of a candidate that forms and links call it by."""
    return statement.node.value.rpartition("/")[2]
