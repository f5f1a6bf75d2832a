"""Which known cooperation a candidate is: by words already used, acts, kind, subjects and titles.

The score is a weighted mean of what can be compared, lowered by contradictions. It orders what a
person is shown and bounds what is accepted without asking; it is no probability.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import pyoxigraph as ox

from mithaq.names import node
from mithaq.review.concepts import Concepts
from mithaq.review.reasons import CooperationMatch, Reason
from mithaq.review.same import MODALITY, OCCURRED, STAGE, contradicts, same_act, told_by_same_words
from mithaq.review.values import Bounds, Cooperation, Statement
from mithaq.store import Term
from mithaq.textfold import fold

#: Words already recorded for a cooperation outweigh all likeness: someone has read them so.
WORDS_WEIGHT = 4.0
#: Acts tell texts apart better than names, which newspapers exchange.
ACTS_WEIGHT = 3.0
TITLE_WEIGHT = 2.0
SUBJECT_WEIGHT = 2.0
#: "Agreement" is said of anything, so the kind weighs least.
KIND_WEIGHT = 1.0

#: Another kind of text says little against: the press calls memoranda agreements.
OTHER_TEXT = 0.5
#: An act of which nothing is known here is a little against a match, not for it.
UNKNOWN_ACT = 0.4
#: The same act, but one side without a date: likely the same, not surely.
UNDATED_ACT = 0.8

#: A text and a practice are two things, though reports of a practice may speak of "an agreement".
PRACTICE_FACTOR = 0.7
#: An act that happens once cannot have two dates; but sources err, and a person has to see it.
CONTRADICTION_FACTOR = 0.8
#: A text does not report what was begun years later; plans may be older than the first act.
TOO_EARLY_FACTOR = 0.3
TOO_EARLY_DAYS = 3 * 365
#: Two candidates as near as this cannot be told apart without a person.
NEAR = 0.1
NEAR_FACTOR = 0.8

#: Below this, a new cooperation is more likely than the best match.
LEAST = 0.4

INSTRUMENT, PRACTICE = node("mq:Instrument"), node("mq:Practice")
EVENT = node("mq:LifecycleEvent")
KIND, TITLE, TOPIC, MEASURE = (
    node(f"mq:{name}") for name in "calledKind title topic measure".split()
)


class _Part(NamedTuple):
    """One comparison: its weight, its result from 0 to 1, and how to say it."""

    weight: float
    score: float
    reason: Reason


def match_cooperation(
    candidate: Cooperation,
    known: Iterable[Cooperation],
    concepts: Concepts,
    published: Bounds,
) -> tuple[CooperationMatch, ...]:
    """Return the known cooperations that a candidate may be, the likeliest first.

    `published` are the days on which the text can have appeared. A candidate that names a known
    cooperation is that one.
    """
    others = tuple(known)
    named = [other for other in others if other.node == candidate.node]
    if named:
        return (CooperationMatch(named[0], 1.0, (Reason.of("review.named"),)),)
    used = {other.node: _shared_words(candidate, other) for other in others}
    read_before = any(used.values())
    found = [
        _compare(candidate, other, concepts, published, used[other.node] if read_before else None)
        for other in others
    ]
    return tuple(sorted(_beside(found), key=_order))


def _order(match: CooperationMatch) -> tuple[float, str]:
    return -match.score, match.cooperation.node.value


def _beside(found: list[CooperationMatch]) -> Iterator[CooperationMatch]:
    """Lower the best matches where they cannot be told apart."""
    best = sorted(found, key=_order)[:1]
    near = [m for m in found if best and best[0].score - m.score < NEAR and m.score >= LEAST]
    for match in found:
        if match not in near or len(near) == 1:
            yield match
            continue
        others = [m.cooperation.node.value.rpartition("/")[2] for m in near if m is not match]
        reason = Reason.of("review.near", names=", ".join(sorted(others)[:3]))
        score = round(match.score * NEAR_FACTOR, 2)
        yield CooperationMatch(match.cooperation, score, (*match.reasons, reason))


def _compare(
    candidate: Cooperation,
    known: Cooperation,
    concepts: Concepts,
    published: Bounds,
    shared: int | None,
) -> CooperationMatch:
    """Compare with one known cooperation; `shared` counts statements with words used there."""
    found = (
        _words(candidate, shared),
        _acts(candidate, known, concepts, published),
        _title(candidate, known),
        _subjects(candidate, known, concepts),
        _kind(candidate, known, concepts),
    )
    parts = [part for part in found if part is not None]
    weight = sum(part.weight for part in parts)
    score = sum(part.weight * part.score for part in parts) / weight if weight else 0.0
    against = tuple(_against(candidate, known, concepts, published))
    for part in against:
        score *= part.score
    reasons = tuple(part.reason for part in (*parts, *against))
    return CooperationMatch(known, round(score, 2), reasons)


def _shared_words(candidate: Cooperation, known: Cooperation) -> int:
    """Count the candidate statements that rest on words already recorded there."""
    places = [p for s in known.statements for p in s.places if p.span is not None]
    return sum(
        any(mine.shares_words_with(its) for mine in s.places for its in places)
        for s in candidate.statements
    )


def _words(candidate: Cooperation, shared: int | None) -> _Part | None:
    """Compare evidence, where some known cooperation was read from this very text."""
    if shared is None:
        return None
    key = "review.same-words" if shared else "review.not-read-here"
    reason = Reason.of(key, count=shared)
    return _Part(WORDS_WEIGHT, shared / len(candidate.statements), reason)


def _acts(
    candidate: Cooperation, known: Cooperation, concepts: Concepts, published: Bounds
) -> _Part | None:
    """Compare acts: one known with a date that agrees counts fully."""
    acts = candidate.of_class(EVENT)
    if not acts:
        return None
    theirs = known.of_class(EVENT)
    best = [
        max((_act(act, k, concepts, published) for k in theirs), default=UNKNOWN_ACT)
        for act in acts
    ]
    score = sum(best) / len(best)
    stages = [a.value(STAGE) for a, s in zip(acts, best, strict=True) if s > UNKNOWN_ACT]
    key = "review.same-acts" if stages else "review.unknown-acts"
    shown = stages[0] if stages else acts[0].value(STAGE)
    return _Part(ACTS_WEIGHT, score, Reason.of(key, stage=concepts.name(shown)))


def _act(candidate: Statement, known: Statement, concepts: Concepts, published: Bounds) -> float:
    if told_by_same_words(candidate, known, concepts, published):
        return 1.0
    if not same_act(candidate, known, concepts, published):
        return UNKNOWN_ACT
    dated = candidate.bounds.dated and known.bounds.dated
    return 1.0 if dated else UNDATED_ACT


def _title(candidate: Cooperation, known: Cooperation) -> _Part | None:
    """Compare titles in the same language, words in any order; rapidfuzz gives 0 to 100."""
    from rapidfuzz import fuzz

    mine = [t for t in candidate.values(TITLE) if isinstance(t, ox.Literal)]
    theirs = [t for t in known.values(TITLE) if isinstance(t, ox.Literal)] + list(known.names)
    pairs = [
        (fuzz.token_sort_ratio(fold(a.value), fold(b.value)) / 100, b)
        for a in mine
        for b in theirs
        if a.language == b.language
    ]
    if not pairs:
        return None
    score, nearest = max(pairs, key=lambda pair: (pair[0], pair[1].value))
    return _Part(TITLE_WEIGHT, score, Reason.of("review.title", title=nearest.value))


def _subjects(candidate: Cooperation, known: Cooperation, concepts: Concepts) -> _Part | None:
    """Compare topics and measures: how many of the candidate's are known, or a finer or broader
    one.
    """
    mine = {(p, v) for p in (TOPIC, MEASURE) for v in candidate.values(p)}
    theirs = {p: known.values(p) for p in (TOPIC, MEASURE)}
    if not mine or not any(theirs.values()):
        return None
    shared = [v for p, v in mine if any(concepts.related(v, k) for k in theirs[p])]
    reason = Reason.of("review.subjects", shared=len(shared), count=len(mine))
    return _Part(SUBJECT_WEIGHT, len(shared) / len(mine), reason)


def _kind(candidate: Cooperation, known: Cooperation, concepts: Concepts) -> _Part | None:
    mine, theirs = candidate.values(KIND), known.values(KIND)
    if not mine or not theirs:
        return None
    kind: Term = min(mine, key=str)
    if any(concepts.related(a, b) for a in mine for b in theirs):
        return _Part(KIND_WEIGHT, 1.0, Reason.of("review.same-kind", kind=concepts.name(kind)))
    other = concepts.name(min(theirs, key=str))
    reason = Reason.of("review.other-kind", kind=concepts.name(kind), other=other)
    return _Part(KIND_WEIGHT, OTHER_TEXT, reason)


def _against(
    candidate: Cooperation, known: Cooperation, concepts: Concepts, published: Bounds
) -> Iterator[_Part]:
    """Yield what contradicts a match, each with the factor it lowers the score by."""
    if {candidate.cls, known.cls} == {INSTRUMENT, PRACTICE}:
        yield _Part(0, PRACTICE_FACTOR, Reason.of("review.text-or-practice"))
    for act in candidate.of_class(EVENT):
        rival = next((k for k in known.of_class(EVENT) if contradicts(act, k, concepts)), None)
        agreed = any(same_act(act, k, concepts, published) for k in known.of_class(EVENT))
        if rival is not None and not agreed:
            yield _Part(0, CONTRADICTION_FACTOR, dates_differ(act, rival, concepts))
            break
    first, last = _begun(known), published.latest
    if first and last and (first - last).days > TOO_EARLY_DAYS:
        yield _Part(0, TOO_EARLY_FACTOR, Reason.of("review.too-early", day=first.isoformat()))


def dates_differ(here: Statement, known: Statement, concepts: Concepts) -> Reason:
    """Say that two statements give one act dates that cannot both be right."""
    stage = concepts.name(here.value(STAGE))
    return Reason.of(
        "review.dates-differ", stage=stage, here=str(here.bounds), known=str(known.bounds)
    )


def _begun(known: Cooperation) -> date | None:
    """Return the first day on which the first act can have occurred; None if one is undated."""
    acts = [s.bounds for s in known.of_class(EVENT) if s.value(MODALITY) == OCCURRED]
    days = [bounds.earliest for bounds in acts if bounds.earliest is not None]
    return min(days) if days and len(days) == len(acts) else None
