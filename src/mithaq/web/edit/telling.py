"""What a page tells of a candidate, of a match, and of what would be written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.add import Proposal
from mithaq.review.reasons import Match
from mithaq.review.values import Detail, Statement
from mithaq.turtle import canonical
from mithaq.turtle.order import predicate_ranks
from mithaq.web.edit.choices import named
from mithaq.web.lens import Lens
from mithaq.words import Name, Words

Value = Name | Words | str


@dataclass(frozen=True, slots=True)
class Told:
    """A property and its values, as a page shows them."""

    property: Name
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement: what sort of statement it is, what it says, in which words."""

    node: str
    cls: Name
    told: tuple[Told, ...]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """What a candidate is to what is known, how surely, and why; ``known`` is what it is like."""

    way: str
    score: str
    reasons: tuple[str, ...]
    known: Shown | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A property of a cooperation that readers follow, before and after."""

    cooperation: Name
    property: Name
    before: tuple[Value, ...]
    after: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What would be written: how many triples, where, as Turtle, and what readers will see."""

    count: int
    target: str
    turtle: str
    warnings: tuple[str, ...]
    changes: tuple[Changed, ...]


def shown(lens: Lens, statement: Statement) -> Shown:
    """Return what a statement says."""
    places = (p.words for p in statement.places if p.words is not None)
    return Shown(
        statement.node.value,
        lens.name(statement.cls.value),
        _told(lens, statement.details),
        tuple((words.language or "", words.value) for words in places),
    )


def matched(lens: Lens, match: Match, lang: str) -> Matched:
    """Return a match in words."""
    return Matched(
        match.way.value,
        f"{match.score:.2f}",
        tuple(reason.say(lang) for reason in match.reasons),
        shown(lens, match.known) if match.known is not None else None,
    )


def proposed(lens: Lens, proposal: Proposal) -> Proposed:
    """Return what a proposal would do."""
    return Proposed(
        count=len(proposal.triples),
        target=proposal.target.relative_to(lens.kb.home.kb.parent).as_posix(),
        turtle=canonical(proposal.triples),
        warnings=tuple(f"{f.focus}: {f.message}" for f in proposal.findings),
        changes=tuple(
            Changed(
                cooperation=lens.name(effect.cooperation.value),
                property=lens.name(effect.property.value),
                before=tuple(value(lens, term) for term in effect.before),
                after=tuple(value(lens, term) for term in effect.after),
            )
            for effect in proposal.effects
        ),
    )


def value(lens: Lens, term: object) -> Value:
    """Return a value as a page shows it: a name, words in a language, or plain text."""
    if isinstance(term, ox.NamedNode):
        return named(lens, term.value)
    assert isinstance(term, ox.Literal)
    return Words(((term.language, term.value),)) if term.language else term.value


def _told(lens: Lens, details: Iterable[Detail]) -> tuple[Told, ...]:
    ranks = predicate_ranks()
    by_property: dict[str, list[Value]] = {}
    for prop, term in sorted(details, key=lambda d: (ranks.get(d[0].value, len(ranks)), str(d))):
        by_property.setdefault(prop.value, []).append(value(lens, term))
    return tuple(Told(lens.name(p), tuple(v)) for p, v in by_property.items())
