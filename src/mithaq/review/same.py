"""When two statements say the same, and when both cannot be true.

Dates agree when their bounds overlap, not when they are equal: "in September" and "on the 11th of
September" are one act told twice.
"""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from mithaq.names import node
from mithaq.review.concepts import Concepts
from mithaq.review.values import Bounds, Statement
from mithaq.store import Term
from mithaq.textfold import fold

STAGE, MODALITY, ACTOR, KIND, TITLE = (
    node(f"mq:{name}") for name in "stage modality actor calledKind title".split()
)
OCCURRED, PLANNED = node("modality:occurred"), node("modality:planned")

#: Acts that are repeated, such as talks, are one only when both are dated within this many days.
REPEATED_DAYS = 31
#: Titles as near as this (of 100) are one title in two spellings.
SAME_TITLE = 85

#: How surely two statements are one: exactly; one without a date; stages of different fineness;
#: a known statement that says more than the candidate.
EXACT, UNDATED, OTHER_FINENESS, SAYS_MORE = 1.0, 0.9, 0.85, 0.85

_EVENT, _DESCRIPTION = node("mq:LifecycleEvent"), node("mq:Description")
_SUBJECTS = tuple(node(f"mq:{name}") for name in ("topic", "measure", "clause"))
_COMPARED = frozenset(
    node(f"mq:{name}")
    for name in (
        "topic measure clause reportedStatus role party relation target referenceType "
        "issuer number articleCount textPublic binding beneficiary duration"
    ).split()
)


def likeness(
    candidate: Statement, known: Statement, concepts: Concepts, published: Bounds
) -> float:
    """Return how surely a known statement says what a candidate says, from 0 to 1."""
    if candidate.cls != known.cls:
        return 0.0
    if candidate.cls == _EVENT:
        return _act_likeness(candidate, known, concepts, published)
    if candidate.cls == _DESCRIPTION:
        return _description_likeness(candidate, known, concepts)
    return _detail_likeness(candidate, known) if candidate.bounds.overlaps(known.bounds) else 0.0


def _detail_likeness(candidate: Statement, known: Statement) -> float:
    """Compare details that are concepts, things or numbers."""
    mine = {d for d in candidate.details if d[0] in _COMPARED}
    theirs = {d for d in known.details if d[0] in _COMPARED}
    if mine and mine == theirs:
        return EXACT
    return SAYS_MORE if mine and mine < theirs else 0.0


def same_act(candidate: Statement, known: Statement, concepts: Concepts, published: Bounds) -> bool:
    """Whether two statements can tell of one act: stage, modality, actors and bounds agree.

    What occurred lies no later than the text that tells it.
    """
    return _act_likeness(candidate, known, concepts, published) > 0


def _act_likeness(
    candidate: Statement, known: Statement, concepts: Concepts, published: Bounds
) -> float:
    told = replace(candidate, bounds=told_bounds(candidate, published))
    stage, other = candidate.value(STAGE), known.value(STAGE)
    if stage is None or not _tells_of_one_act(told, known, concepts):
        return 0.0
    together = told.bounds.days_with(known.bounds)
    if not concepts.milestone(stage) and not _one_of_many(told, known, together):
        return 0.0
    score = EXACT if stage == other else OTHER_FINENESS
    return score if together is not None else score * UNDATED


def _tells_of_one_act(candidate: Statement, known: Statement, concepts: Concepts) -> bool:
    """Whether stage, modality, actors and bounds of two acts agree."""
    stage, other = candidate.value(STAGE), known.value(STAGE)
    if stage is None or other is None or not concepts.related(stage, other):
        return False
    if candidate.value(MODALITY) != known.value(MODALITY) or _other_actor(candidate, known):
        return False
    return candidate.bounds.overlaps(known.bounds)


def _one_of_many(one: Statement, other: Statement, together: int | None) -> bool:
    """Whether two acts of a repeated stage are one: near days, or told undated at the same time."""
    if together is None and one.bounds.earliest is None and other.bounds.earliest is None:
        last = replace(one.bounds, earliest=one.bounds.latest)
        together = last.days_with(replace(other.bounds, earliest=other.bounds.latest))
    return together is not None and together <= REPEATED_DAYS


def akin(candidate: Statement, known: Statement, concepts: Concepts, published: Bounds) -> bool:
    """Whether two readings of the same words say the same, one perhaps more finely than the
    other.
    """
    if candidate.cls != known.cls:
        return False
    if candidate.cls == _EVENT:
        told = replace(candidate, bounds=told_bounds(candidate, published))
        return _tells_of_one_act(told, known, concepts)
    if candidate.cls == _DESCRIPTION and _same_kind(candidate, known, concepts):
        return True
    if broader_known(candidate, known, concepts) or broader_known(known, candidate, concepts):
        return True
    return likeness(candidate, known, concepts, published) > 0


def told_by_same_words(
    candidate: Statement, known: Statement, concepts: Concepts, published: Bounds
) -> bool:
    """Whether a known statement was read from words that a candidate shares, and says the same."""
    shared = any(mine.shares_words_with(its) for mine in candidate.places for its in known.places)
    return shared and akin(candidate, known, concepts, published)


def told_bounds(statement: Statement, published: Bounds) -> Bounds:
    """Return the bounds of a statement as its text allows them."""
    own = statement.bounds
    if own.latest is None and statement.value(MODALITY) == OCCURRED:
        return replace(own, latest=published.latest)
    return own


def _other_actor(candidate: Statement, known: Statement) -> bool:
    mine, theirs = candidate.values(ACTOR), known.values(ACTOR)
    return bool(mine and theirs) and not mine & theirs


def _description_likeness(candidate: Statement, known: Statement, concepts: Concepts) -> float:
    """Compare how a text is called: the same kind, or the same title."""
    kinds, other_kinds = candidate.values(KIND), known.values(KIND)
    titles, other_titles = candidate.values(TITLE), known.values(TITLE)
    if not kinds and not titles:
        return _detail_likeness(candidate, known)
    if kinds and other_kinds and not _same_kind(candidate, known, concepts):
        return 0.0
    if titles and other_titles:
        nearest = max(_title_likeness(a, b) for a in titles for b in other_titles)
        return EXACT if nearest >= SAME_TITLE else 0.0
    return SAYS_MORE if kinds == other_kinds and not titles else 0.0


def _same_kind(candidate: Statement, known: Statement, concepts: Concepts) -> bool:
    """Whether both name no kind, or kinds of which one may be the broader."""
    mine, theirs = candidate.values(KIND), known.values(KIND)
    related = any(concepts.related(a, b) for a in mine for b in theirs)
    return related or not (mine or theirs)


def _title_likeness(one: Term, other: Term) -> float:
    from rapidfuzz import fuzz

    if not isinstance(one, ox.Literal) or not isinstance(other, ox.Literal):
        return 0.0
    return float(fuzz.token_sort_ratio(fold(one.value), fold(other.value)))


def contradicts(candidate: Statement, known: Statement, concepts: Concepts) -> bool:
    """Whether both cannot be true: an act that happens once with two dates, or acts in an order
    that cannot be.
    """
    if not candidate.cls == known.cls == _EVENT or _other_actor(candidate, known):
        return False
    if not candidate.value(MODALITY) == known.value(MODALITY) == OCCURRED:
        return False
    stage, other = candidate.value(STAGE), known.value(STAGE)
    if stage is None or other is None:
        return False
    if stage == other and concepts.once(stage):
        return not candidate.bounds.overlaps(known.bounds)
    return (
        concepts.never_before(stage, other) and candidate.bounds.surely_before(known.bounds)
    ) or (concepts.never_before(other, stage) and known.bounds.surely_before(candidate.bounds))


def plans_what_is_done(
    candidate: Statement, known: Statement, concepts: Concepts, published: Bounds
) -> bool:
    """Whether a text announces, after the day, an act that happens once and is known as done."""
    stage = candidate.value(STAGE)
    return (
        candidate.cls == known.cls == _EVENT
        and stage is not None
        and stage == known.value(STAGE)
        and concepts.once(stage)
        and candidate.value(MODALITY) == PLANNED
        and known.value(MODALITY) == OCCURRED
        and known.bounds.surely_before(published)
    )


def broader_known(candidate: Statement, known: Statement, concepts: Concepts) -> bool:
    """Whether a known provision names all that a candidate names, in broader words."""
    mine = {(p, v) for p in _SUBJECTS for v in candidate.values(p)}
    theirs = {(p, v) for p in _SUBJECTS for v in known.values(p)}
    if candidate.cls != known.cls or not mine:
        return False
    above = {(p, v): {(p, b) for b in concepts.broader(v)} & theirs for p, v in mine}
    return all(above.values()) and set().union(*above.values()) == theirs
