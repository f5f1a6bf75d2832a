"""The talk with a curator about one article: one candidate after the other, one answer each."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

import click
import pyoxigraph as ox

from mithaq.cli.review_ask import Asker
from mithaq.cli.review_page import OFFERED, candidate_page, statement_page
from mithaq.cli.speech import tell
from mithaq.errors import InputError
from mithaq.lookup import lookup
from mithaq.messages import LANGUAGES
from mithaq.review.batch import open_candidates
from mithaq.review.decisions import Key, Verdict
from mithaq.review.editing import as_turtle, edited
from mithaq.review.facts import Accepted, Weighing
from mithaq.review.matching import LEAST
from mithaq.review.reasons import CooperationMatch, Match, Way
from mithaq.review.session import Session
from mithaq.review.values import Cooperation, Statement


@dataclass(frozen=True, slots=True)
class Answer:
    """What a curator, or the bound of a batch, decided of a candidate as the extractor made it."""

    candidate: Cooperation
    statement: Statement
    verdict: Verdict
    accepted: Accepted | None = None
    reason: str = ""


class Talk:
    """Asks about the candidates of a session; `stopped` tells that the curator had enough."""

    def __init__(self, session: Session, asker: Asker, lang: str) -> None:
        self._session, self._asker, self._lang = session, asker, lang
        self.stopped = False

    def answers(self, decided: Container[Key]) -> Iterator[Answer]:
        """Yield the answers, those that need no question among them."""
        for candidate, statements in open_candidates(self._session, decided):
            yield from self._about(candidate, statements)
            if self.stopped:
                return

    def _about(self, candidate: Cooperation, statements: tuple[Statement, ...]) -> Iterator[Answer]:
        chosen = self._session.likeliest(candidate)
        if any(self._match(s, chosen).way is not Way.KNOWN for s in statements):
            answer, chosen = self._which(candidate)
            if answer in ("later", "quit"):
                self.stopped = answer == "quit"
                return
            if answer == "reject":
                reason = self._asker.text("review.ask-reason")
                yield from (
                    Answer(candidate, s, Verdict.REJECTED, reason=reason) for s in statements
                )
                return
        known = 0
        for statement in statements:
            match = self._match(statement, chosen)
            if match.way is Way.KNOWN:
                known += 1
                accepted = Accepted(candidate, statement, match, _target(chosen))
                yield Answer(candidate, statement, Verdict.ACCEPTED, accepted)
                continue
            answered = self._one(candidate, statement, chosen)
            if answered is None:
                self.stopped = True
                return
            yield answered
        if known:
            tell("review.known-already", self._lang, count=known)

    def _match(self, statement: Statement, chosen: CooperationMatch | None) -> Match:
        return self._session.match(statement, chosen)

    def _which(self, candidate: Cooperation) -> tuple[str, CooperationMatch | None]:
        """Ask which cooperation a candidate is: one of those offered, another by name, a new
        one.
        """
        matches = self._session.cooperations(candidate)
        page = candidate_page(candidate, matches, self._session.concepts, self._lang)
        sys.stdout.write(page)
        likely = matches[0] if matches and matches[0].score >= LEAST else None
        while True:
            default = 1 if likely else self._asker.letter("new")
            said = self._asker.line("review.ask-cooperation", default=default)
            if not said:
                return "accept", likely
            if said.isdigit() and 0 < int(said) <= min(OFFERED, len(matches)):
                return "accept", matches[int(said) - 1]
            meant = self._asker.meant(said, ("new", "reject", "later", "quit"))
            if meant is not None:
                return meant, None
            named = self._named(said)
            if named is not None:
                return "accept", named

    def _named(self, text: str) -> CooperationMatch | None:
        """Return the cooperation that a name leads to; say so where it leads to none or many."""
        try:
            return self._session.named(lookup(self._session.kb.view, text, lang=self._lang))
        except InputError as error:
            sys.stderr.write(error.say(self._lang) + "\n")
            return None

    def _one(
        self, candidate: Cooperation, original: Statement, chosen: CooperationMatch | None
    ) -> Answer | None:
        """Ask about one statement until it is decided; None where the curator stops."""
        statement = original
        while True:
            match = self._match(statement, chosen)
            article, concepts = self._session.article, self._session.concepts
            sys.stdout.write(statement_page(article, statement, match, concepts, self._lang))
            action = self._asker.action(_actions(match))
            if action == "quit":
                return None
            if action == "later":
                return Answer(candidate, original, Verdict.LATER)
            if action == "reject":
                reason = self._asker.text("review.ask-reason")
                return Answer(candidate, original, Verdict.REJECTED, reason=reason)
            if action == "edit":
                statement = self._edited(statement)
            elif action == "move":
                chosen = self._named(self._asker.text("review.ask-move")) or chosen
            else:
                made = self._accepted(candidate, statement, match, chosen, action)
                return Answer(candidate, original, Verdict.ACCEPTED, made)

    def _accepted(
        self,
        candidate: Cooperation,
        statement: Statement,
        match: Match,
        chosen: CooperationMatch | None,
        action: str,
    ) -> Accepted:
        weighing = None
        if action == "new":
            match = replace(match, way=Way.STATEMENT, known=None)
        elif match.way is Way.DISAGREEMENT:
            weighing = self._weighing()
        return Accepted(candidate, statement, match, _target(chosen), weighing)

    def _weighing(self) -> Weighing:
        """Ask for question and reason in each language, and for what is preferred."""
        question = tuple((g, self._asker.text("review.ask-question", tag=g)) for g in LANGUAGES)
        reason = tuple((g, self._asker.text("review.ask-why", tag=g)) for g in LANGUAGES)
        preferred = self._asker.action(("new", "known", "open"))
        return Weighing(question, reason, {"new": True, "known": False}.get(preferred))

    def _edited(self, statement: Statement) -> Statement:
        """Let the curator change a statement; a fault is said and leaves it as it was."""
        text = click.edit(as_turtle(self._session.article, statement), extension=".ttl")
        if text is None:
            return statement
        try:
            self._session.article, made = edited(self._session.article, statement, text)
        except InputError as error:
            sys.stderr.write(error.say(self._lang) + "\n")
            return statement
        return made


def _actions(match: Match) -> tuple[str, ...]:
    """Return what can be done; what is taken for a known statement may also be a new one."""
    apart = ("new",) if match.way in (Way.EVIDENCE, Way.DISAGREEMENT) else ()
    return ("accept", *apart, "edit", "move", "reject", "later", "quit")


def _target(chosen: CooperationMatch | None) -> ox.NamedNode | None:
    return chosen.cooperation.node if chosen else None
