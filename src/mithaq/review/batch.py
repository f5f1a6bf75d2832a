"""Accepting without asking: what is surer than a bound, and never what needs a person's words."""

from __future__ import annotations

from collections.abc import Container, Iterator

from mithaq.review.decisions import Key, key_of
from mithaq.review.facts import Accepted
from mithaq.review.reasons import Match, Way
from mithaq.review.session import Session
from mithaq.review.values import Cooperation, Statement


def open_candidates(
    session: Session, decided: Container[Key]
) -> Iterator[tuple[Cooperation, tuple[Statement, ...]]]:
    """Yield the candidates of an article of which something is not decided yet, with those
    statements.
    """
    for candidate in session.article.cooperations:
        left = tuple(
            s for s in candidate.statements if key_of(session.article, candidate, s) not in decided
        )
        if left:
            yield candidate, left


def accept_above(
    session: Session, bound: float, decided: Container[Key], *, also_new: bool = False
) -> Iterator[Accepted]:
    """Yield the candidates whose match is at least as sure as a bound from 0 to 1.

    A disagreement is never accepted so, since somebody has to weigh it. New cooperations are
    accepted with `also_new` only, and then all: the bound is about matches, and they have none.
    """
    for candidate, statements in open_candidates(session, decided):
        chosen = session.likeliest(candidate)
        target = chosen.cooperation.node if chosen else None
        for statement in statements:
            match = session.match(statement, chosen)
            if _is_sure(match, bound, also_new):
                yield Accepted(candidate, statement, match, target)


def _is_sure(match: Match, bound: float, also_new: bool) -> bool:
    if match.way is Way.COOPERATION:
        return also_new
    return match.way is not Way.DISAGREEMENT and match.score >= bound
