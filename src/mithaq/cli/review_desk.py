"""The review of one article: from answers to facts and decisions, or to what would be written."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from mithaq.add import Proposal, carry_out
from mithaq.cli.add import effect_line
from mithaq.cli.findings import as_text
from mithaq.cli.review_ask import Asker
from mithaq.cli.review_talk import Answer, Talk
from mithaq.cli.speech import tell
from mithaq.cli.width import directed
from mithaq.errors import InputError
from mithaq.lookup import lookup
from mithaq.messages import say
from mithaq.model import PartialDate
from mithaq.names import shorten
from mithaq.review.batch import accept_above, open_candidates
from mithaq.review.decisions import (
    FILE_NAME,
    Decision,
    Verdict,
    decision,
    read_decisions,
    write_decisions,
)
from mithaq.review.session import Session
from mithaq.review.sources import SourceDetails


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run was asked for."""

    lang: str
    details: SourceDetails
    accept_above: float | None
    also_new: bool
    dry_run: bool
    quiet: bool


class Desk:
    """Where one article is reviewed; `stopped` tells that the curator had enough."""

    def __init__(self, session: Session, plan: Plan, asker: Asker) -> None:
        self._session, self._plan, self._asker = session, plan, asker
        self._path = session.kb.home.kb / "extracted" / FILE_NAME
        self._kept = dict(read_decisions(self._path))
        self.stopped = False

    def work(self) -> bool:
        """Review the article; False when the gate refused what was accepted."""
        decided = {k for k, d in self._kept.items() if d.verdict != Verdict.LATER.value}
        if not any(open_candidates(self._session, decided)):
            self._tell("review.all-decided")
            return True
        self._describe_source()
        if self._plan.accept_above is None:
            talk = Talk(self._session, self._asker, self._plan.lang)
            answers = list(talk.answers(decided))
            self.stopped = talk.stopped
        else:
            made = accept_above(
                self._session, self._plan.accept_above, decided, also_new=self._plan.also_new
            )
            answers = [Answer(a.candidate, a.statement, Verdict.ACCEPTED, a) for a in made]
            left = sum(len(s) for _, s in open_candidates(self._session, decided)) - len(answers)
            if left:
                tell("review.left", self._plan.lang, count=left)
        return self._carry_out(answers)

    def _carry_out(self, answers: Sequence[Answer]) -> bool:
        accepted = [a.accepted for a in answers if a.accepted is not None]
        outcome = self._session.outcome(accepted)
        with self._session.proposal(outcome, self._plan.lang) as proposal:
            if proposal is not None:
                self._show(proposal)
            if self._plan.dry_run:
                tell("curate.not_added", self._plan.lang)
                return proposal is None or not proposal.refused
            if proposal is not None and proposal.refused:
                tell("review.refused", self._plan.lang)
                self._keep([a for a in answers if a.accepted is None], ())
                return False
            if proposal is not None and proposal.triples:
                added = carry_out(self._session.kb, proposal, self._plan.lang)
                self._tell("curate.done", count=added.triples, path=added.target)
        self._keep(answers, outcome.became)
        return True

    def _show(self, proposal: Proposal) -> None:
        """Say what is found and what changes for readers."""
        lang = self._plan.lang
        for finding in proposal.findings:
            sys.stdout.write(as_text((finding,), lang) + f"    {finding.focus}\n")
        count = len(proposal.triples)
        lines = [say("curate.proposal", lang, count=count, path=proposal.target)]
        for effect in proposal.effects:
            cooperation = effect.cooperation.value.rpartition("/")[2]
            lines.append(f"  {cooperation}: {effect_line(self._session.kb.view, effect, lang)}")
        sys.stdout.write("".join(directed(line, lang) + "\n" for line in lines))

    def _keep(self, answers: Sequence[Answer], became: Sequence[ox.NamedNode]) -> None:
        """Write the decisions, what was accepted with what it is now."""
        now = iter(became)
        made = [self._decision(a, next(now) if a.accepted else None) for a in answers]
        if made:
            write_decisions(self._path, [*self._kept.values(), *made])
            self._tell("review.kept", count=len(made), path=self._path)

    def _decision(self, answer: Answer, became: ox.NamedNode | None) -> Decision:
        return decision(
            self._session.article,
            answer.candidate,
            answer.statement,
            answer.verdict,
            datetime.date.today(),
            way=answer.accepted.match.way.value if answer.accepted else "",
            became=shorten(became.value) if became else "",
            reason=answer.reason,
        )

    def _describe_source(self) -> None:
        """Complete a new source by the options, then by questions; a batch has the options only."""
        article = self._session.article
        if article.known:
            return
        article = article.described(self._plan.details.triples(article.source))
        missing = article.missing
        if missing and self._plan.accept_above is None:
            article = article.described(self._asked(missing).triples(article.source))
        elif missing and not self._plan.dry_run:
            options = ", ".join(f"--{name}" for name in missing)
            raise InputError(
                "review.say-source", name=shorten(article.source.value), options=options
            )
        self._session.article = article

    def _asked(self, missing: Sequence[str]) -> SourceDetails:
        """Ask for what is missing of a source, and for its day where the text does not give it."""
        said = SourceDetails()
        if "title" in missing:
            said = replace(said, titles=(("en", self._asker.text("review.ask-title")),))
        if "publisher" in missing:
            said = replace(said, publisher=self._asker.text("review.ask-publisher"))
        while "source-type" in missing and said.source_type is None:
            said = replace(said, source_type=self._source_type())
        if self._session.article.published.earliest is None and not self._plan.details.published:
            said = replace(said, published=self._date())
        return said

    def _source_type(self) -> ox.NamedNode | None:
        name = self._asker.text("review.ask-source-type")
        try:
            return lookup(self._session.kb.facts, name, ("source-type",), self._plan.lang)
        except InputError as error:
            sys.stderr.write(error.say(self._plan.lang) + "\n")
            return None

    def _date(self) -> str | None:
        while text := self._asker.line("review.ask-published"):
            try:
                return str(PartialDate.parse(text))
            except InputError as error:
                sys.stderr.write(error.say(self._plan.lang) + "\n")
        return None

    def _tell(self, key: str, **values: object) -> None:
        if not self._plan.quiet:
            tell(key, self._plan.lang, **values)
