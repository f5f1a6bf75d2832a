"""Reviewing one article: what its candidates are, and writing what was accepted of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from mithaq.add import Proposal
from mithaq.errors import InputError
from mithaq.knowledge import KnowledgeBase
from mithaq.review.candidates import Article
from mithaq.review.concepts import Concepts
from mithaq.review.facts import Accepted, Outcome, facts_of
from mithaq.review.matching import LEAST, match_cooperation
from mithaq.review.naming import FreeNames
from mithaq.review.reading import cooperation, known_cooperations
from mithaq.review.reasons import CooperationMatch, Match, Reason
from mithaq.review.statements import match_statement
from mithaq.review.values import Cooperation, Statement
from mithaq.turtle import canonical


class Session:
    """The review of one article against a knowledge base as it is now."""

    def __init__(self, kb: KnowledgeBase, article: Article) -> None:
        self.kb, self.article = kb, article

    @cached_property
    def concepts(self) -> Concepts:
        """What the ontology says of stages and subjects."""
        return Concepts(self.kb.facts)

    def cooperations(self, candidate: Cooperation) -> tuple[CooperationMatch, ...]:
        """Return the known cooperations that a candidate may be, the likeliest first."""
        known = known_cooperations(self.kb.facts, self.kb.view, candidate.partners)
        return match_cooperation(candidate, known, self.concepts, self.article.published)

    def likeliest(self, candidate: Cooperation) -> CooperationMatch | None:
        """Return the known cooperation that a candidate most likely is; None for a new one."""
        best = next(iter(self.cooperations(candidate)), None)
        return best if best is not None and best.score >= LEAST else None

    def named(self, thing: ox.NamedNode) -> CooperationMatch:
        """Return a cooperation that a person has chosen."""
        known = cooperation(self.kb.facts, thing, self.kb.view)
        return CooperationMatch(known, 1.0, (Reason.of("review.chosen"),))

    def match(self, statement: Statement, chosen: CooperationMatch | None) -> Match:
        """Return what a candidate statement is, on the cooperation chosen for it."""
        return match_statement(statement, chosen, self.concepts, self.article.published)

    def outcome(self, accepted: Iterable[Accepted]) -> Outcome:
        """Return the facts that accepted candidates make."""
        return facts_of(self.article, accepted, self.concepts, FreeNames(self.kb.facts))

    @contextmanager
    def proposal(self, outcome: Outcome, lang: str = "en") -> Iterator[Proposal | None]:
        """Give what adding the facts would do, to be shown and carried out; None for no facts.

        The proposal can be carried out (``mithaq.add.carry_out``) only inside the context.
        """
        if not outcome.triples:
            yield None
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "accepted.ttl"
            path.write_text(canonical(outcome.triples), "utf-8", newline="\n")
            yield self.kb.propose(path, into=self.target, lang=lang)

    @property
    def target(self) -> Path:
        """The file that the facts of this article go to."""
        name = self.article.local
        if "/" in name or name.startswith("."):
            raise InputError("review.bad-name", name=name)
        return self.kb.home.kb / "extracted" / f"{name}.ttl"
