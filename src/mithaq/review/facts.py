"""From accepted candidates to facts: new blocks, and new evidence for old ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.names import node
from mithaq.review.candidates import Article
from mithaq.review.concepts import Concepts
from mithaq.review.naming import FreeNames, cooperation_stem, first_year, labels, statement_stem
from mithaq.review.reading import ABOUT, BETWEEN, EVIDENCE, MOROCCO, TYPE
from mithaq.review.reasons import Match, Way
from mithaq.review.sources import LABEL
from mithaq.review.values import Cooperation, Statement

_ASSESSMENT, _SETTLED = node("mq:Assessment"), node("mq:settled")
_QUESTION, _REASON, _PREFERS, _RIVAL = (
    node(f"mq:{name}") for name in "question reason prefers rival".split()
)


@dataclass(frozen=True, slots=True)
class Weighing:
    """How a curator weighs a disagreement; question and reason by language, in all three.

    `prefers_new` is None where the question stays open.
    """

    question: tuple[tuple[str, str], ...]
    reason: tuple[tuple[str, str], ...]
    prefers_new: bool | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A candidate statement that was accepted: what it was matched as, and on what.

    `target` is the known cooperation, or None for a new one made of `candidate`.
    """

    candidate: Cooperation
    statement: Statement
    match: Match
    target: ox.NamedNode | None
    weighing: Weighing | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What accepted candidates become: the triples to add, and for each the statement it is now."""

    triples: tuple[ox.Triple, ...]
    became: tuple[ox.NamedNode, ...]


def facts_of(
    article: Article, accepted: Iterable[Accepted], concepts: Concepts, taken: FreeNames
) -> Outcome:
    """Return the facts that accepted candidates make; nothing for what is known already."""
    made: dict[ox.NamedNode, ox.NamedNode] = {}
    triples: list[ox.Triple] = []
    became = []
    for one in accepted:
        target = one.target
        if target is None and one.candidate.node not in made:
            made[one.candidate.node] = _name(one.candidate, article, taken)
            triples += _cooperation(one.candidate, made[one.candidate.node], article, concepts)
        statement, own = _statement(one, target or made[one.candidate.node], taken)
        became.append(statement)
        triples += own
        if own:
            triples += _evidence(one.statement, article)
    return Outcome(tuple(dict.fromkeys(triples)), tuple(became))


def _name(candidate: Cooperation, article: Article, taken: FreeNames) -> ox.NamedNode:
    return taken.take(cooperation_stem(candidate, first_year(candidate, article.published)))


def _cooperation(
    candidate: Cooperation, name: ox.NamedNode, article: Article, concepts: Concepts
) -> Iterator[ox.Triple]:
    yield ox.Triple(name, TYPE, candidate.cls or node("mq:Instrument"))
    for label in labels(candidate, first_year(candidate, article.published), concepts):
        yield ox.Triple(name, LABEL, label)
    for state in (MOROCCO, *candidate.partners):
        yield ox.Triple(name, BETWEEN, state)


def _statement(
    one: Accepted, target: ox.NamedNode, taken: FreeNames
) -> tuple[ox.NamedNode, list[ox.Triple]]:
    """Return the statement that a candidate is now, and what is added to say so."""
    known = one.match.known
    if one.match.way is Way.KNOWN and known is not None:
        return known.node, []
    if one.match.way is Way.EVIDENCE and known is not None:
        return known.node, [ox.Triple(known.node, EVIDENCE, p.node) for p in one.statement.places]
    name = taken.take(statement_stem(one.statement, target))
    triples = [
        ox.Triple(name, TYPE, one.statement.cls),
        ox.Triple(name, ABOUT, target),
        *(ox.Triple(name, EVIDENCE, p.node) for p in one.statement.places),
        *(ox.Triple(name, prop, value) for prop, value in one.statement.details),
    ]
    if one.weighing is not None and known is not None:
        triples += _assessment(taken.take(f"{name.value}-or-not"), name, known.node, one.weighing)
    return name, triples


def _assessment(
    name: ox.NamedNode, new: ox.NamedNode, known: ox.NamedNode, weighing: Weighing
) -> Iterator[ox.Triple]:
    """Yield an assessment; an open question has two rivals and prefers none."""
    yield ox.Triple(name, TYPE, _ASSESSMENT)
    for prop, texts in ((_QUESTION, weighing.question), (_REASON, weighing.reason)):
        for lang, text in texts:
            yield ox.Triple(name, prop, ox.Literal(text, language=lang))
    yield ox.Triple(name, _SETTLED, ox.Literal(weighing.prefers_new is not None))
    preferred = {True: new, False: known, None: None}[weighing.prefers_new]
    for statement in (new, known):
        yield ox.Triple(name, _PREFERS if statement == preferred else _RIVAL, statement)


def _evidence(statement: Statement, article: Article) -> Iterator[ox.Triple]:
    """Yield places of evidence as the candidates have them, and the source where it is new."""
    for place in statement.places:
        for thing in (place.node, place.source):
            for quad in article.graph.quads_for_pattern(thing, None, None):
                yield quad.triple
