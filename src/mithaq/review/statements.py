"""What a candidate statement is to what is known of its cooperation, in a fixed order.

Known with these words; the same with a new source; a disagreement to weigh; new on a known
cooperation; new with a new cooperation. A disagreement is asked for before novelty, since a
statement that contradicts a known one would also pass for new.
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.names import shorten
from mithaq.review.concepts import Concepts
from mithaq.review.matching import dates_differ
from mithaq.review.reasons import CooperationMatch, Match, Reason, Way
from mithaq.review.same import (
    STAGE,
    broader_known,
    contradicts,
    likeness,
    plans_what_is_done,
    told_by_same_words,
)
from mithaq.review.values import Bounds, Statement

#: A broader statement is supported by finer words, but what is finer in them is then lost.
IN_BROADER_WORDS = 0.6
#: What no other source says rests on one reading of one text: below any bound fit for a batch.
NEW = 0.75
#: Two statements that cannot both be true are surely so; which is right is not for a score.
CONTRARY = 0.9


def match_statement(
    candidate: Statement, chosen: CooperationMatch | None, concepts: Concepts, published: Bounds
) -> Match:
    """Return what a candidate statement is, on the cooperation chosen for it; None is a new one."""
    if chosen is None:
        return Match(Way.COOPERATION, NEW, (Reason.of("review.new-cooperation"),))
    for attempt in (_with_these_words, _with_a_new_source, _weighed):
        found = attempt(candidate, chosen, concepts, published)
        if found is not None:
            return found
    return Match(Way.STATEMENT, _score(NEW, chosen), _why_new(candidate, chosen, concepts))


def _score(likely: float, chosen: CooperationMatch) -> float:
    """A statement is no surer than the match of its cooperation."""
    return round(min(likely, chosen.score), 2)


def _with_these_words(
    candidate: Statement, chosen: CooperationMatch, concepts: Concepts, published: Bounds
) -> Match | None:
    """Find a known statement that was read from words which the candidate shares."""
    for known in chosen.cooperation.statements:
        if told_by_same_words(candidate, known, concepts, published):
            shared = (p for p in known.places for m in candidate.places if m.shares_words_with(p))
            place = shorten(next(shared).node.value)
            return Match(Way.KNOWN, 1.0, (Reason.of("review.known", place=place),), known)
    return None


def _with_a_new_source(
    candidate: Statement, chosen: CooperationMatch, concepts: Concepts, published: Bounds
) -> Match | None:
    """Find the known statement that says most surely what the candidate says."""
    known = chosen.cooperation.statements
    likely = [(likeness(candidate, k, concepts, published), k) for k in known]
    best = max(likely, key=lambda pair: (pair[0], len(pair[1].places)), default=None)
    if best is not None and best[0] > 0:
        reasons = (Reason.of("review.same-statement"), *_differences(candidate, best[1], concepts))
        return Match(Way.EVIDENCE, _score(best[0], chosen), reasons, best[1])
    for broad in known:
        if broader_known(candidate, broad, concepts):
            reason = Reason.of("review.broader-known")
            return Match(Way.EVIDENCE, _score(IN_BROADER_WORDS, chosen), (reason,), broad)
    return None


def _weighed(
    candidate: Statement, chosen: CooperationMatch, concepts: Concepts, published: Bounds
) -> Match | None:
    """Find a known statement that cannot be true together with the candidate."""
    for known in chosen.cooperation.statements:
        if contradicts(candidate, known, concepts):
            reason = dates_differ(candidate, known, concepts)
        elif plans_what_is_done(candidate, known, concepts, published):
            reason = Reason.of("review.planned-after", known=str(known.bounds))
        else:
            continue
        return Match(Way.DISAGREEMENT, _score(CONTRARY, chosen), (reason,), known)
    return None


def _differences(candidate: Statement, known: Statement, concepts: Concepts) -> Iterator[Reason]:
    """Yield in what two statements that say the same differ."""
    stage, other = candidate.value(STAGE), known.value(STAGE)
    if stage != other:
        names = {"stage": concepts.name(stage), "known": concepts.name(other)}
        yield Reason.of("review.other-stage", **names)
    if candidate.bounds != known.bounds:
        here, there = str(candidate.bounds), str(known.bounds)
        yield Reason.of("review.dates-agree", here=here, known=there)


def _why_new(
    candidate: Statement, chosen: CooperationMatch, concepts: Concepts
) -> tuple[Reason, ...]:
    """Say that a statement is new, and which finer ones are known: these words do not carry
    them.
    """
    known = chosen.cooperation.statements
    finer = [k for k in known if broader_known(k, candidate, concepts)]
    names = ", ".join(k.node.value.rpartition("/")[2] for k in finer[:3])
    more = (Reason.of("review.finer-known", names=names),) if finer else ()
    return (Reason.of("review.new-statement"), *more)
