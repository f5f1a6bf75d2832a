"""From the filled review of an article to accepted facts and decisions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox

from mithaq.errors import InputError
from mithaq.lookup import lookup
from mithaq.messages import LANGUAGES
from mithaq.names import expand, shorten
from mithaq.review.batch import open_candidates
from mithaq.review.decisions import Decision, Key, Verdict, decision
from mithaq.review.facts import Accepted, Weighing
from mithaq.review.reasons import CooperationMatch, Match, Way
from mithaq.review.values import Cooperation, Statement
from mithaq.web.edit.desk import Sheet
from mithaq.web.edit.marked import local
from mithaq.web.edit.visit import Problem, Visit

#: What may be said of a candidate; NEW is "accept it, but as a statement of its own".
ACCEPT, NEW, REJECT, LATER = "accept", "new", "reject", "later"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided of a candidate as it was found; ``accepted`` where it was accepted."""

    candidate: Cooperation
    original: Statement
    verdict: Verdict
    accepted: Accepted | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that was decided in one form, and what is missing in it."""

    given: tuple[Answer, ...]
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> tuple[Accepted, ...]:
        """What was accepted."""
        return tuple(a.accepted for a in self.given if a.accepted is not None)

    def decisions(self, sheet: Sheet, became: tuple[ox.NamedNode, ...]) -> Iterator[Decision]:
        """Yield the decisions, what was accepted with the statement that it is now."""
        now = iter(became)
        for one in self.given:
            accepted = one.accepted
            yield decision(
                sheet.session.article,
                one.candidate,
                one.original,
                one.verdict,
                datetime.date.today(),
                way=accepted.match.way.value if accepted else "",
                became=shorten(next(now).value) if accepted else "",
                reason=one.reason,
            )


def read_answers(visit: Visit, sheet: Sheet, decided: frozenset[Key]) -> Answers:
    """Read the form of an article; candidates without a verdict stay undecided."""
    given: list[Answer] = []
    problems: list[Problem] = []
    for candidate, statements in open_candidates(sheet.session, decided):
        try:
            target = chosen(visit, sheet, candidate)
        except InputError as error:
            problems.append(Problem(f"is:{_local(candidate)}", error.say(visit.lang)))
            continue
        for original in statements:
            read = _answer(visit, sheet, candidate, original, target)
            if isinstance(read, Problem):
                problems.append(read)
            elif read is not None:
                given.append(read)
    if not given and not problems:
        problems.append(Problem("candidates", visit.say("edit.nothing_decided")))
    return Answers(tuple(given), tuple(problems))


def chosen(visit: Visit, sheet: Sheet, candidate: Cooperation) -> CooperationMatch | None:
    """Return the cooperation that the form says a candidate is, the likeliest where it says
    nothing; None for a new one.

    Raises InputError when a name leads to none, or to several.
    """
    said = visit.one(f"is:{_local(candidate)}")
    if not said:
        return sheet.session.likeliest(candidate)
    if said == NEW:
        return None
    if said == "other":
        return sheet.session.named(
            lookup(visit.lens.store, visit.one(f"other:{_local(candidate)}"), lang=visit.lang)
        )
    offered = sheet.session.cooperations(candidate)
    for match in offered:
        if shorten(match.cooperation.node.value) == said:
            return match
    raise InputError("edit.not_offered", value=said[:80])


def _answer(
    visit: Visit,
    sheet: Sheet,
    candidate: Cooperation,
    original: Statement,
    target: CooperationMatch | None,
) -> Answer | Problem | None:
    name = local(original)
    verdict, reason = visit.one(f"verdict:{name}"), visit.one(f"reason:{name}")
    if verdict == LATER:
        return Answer(candidate, original, Verdict.LATER)
    if verdict == REJECT:
        if not reason:
            return Problem(f"reason:{name}", visit.say("edit.say_reason"))
        return Answer(candidate, original, Verdict.REJECTED, reason=reason)
    if verdict not in (ACCEPT, NEW):
        return None
    statement = sheet.statement(original)
    match = sheet.session.match(statement, target)
    node = target.cooperation.node if target else None
    made = accepted(visit, candidate, statement, match, node, apart=verdict == NEW)
    if isinstance(made, Problem):
        return made
    return Answer(candidate, original, Verdict.ACCEPTED, made)


def accepted(
    visit: Visit,
    candidate: Cooperation,
    statement: Statement,
    match: Match,
    target: ox.NamedNode | None,
    *,
    apart: bool,
) -> Accepted | Problem:
    """Return an accepted candidate; one that disagrees has to be weighed, unless it is ``apart``
    from what is known.
    """
    weighing = None
    if apart and match.way in (Way.EVIDENCE, Way.DISAGREEMENT):
        match = replace(match, way=Way.STATEMENT, known=None)
    elif match.way is Way.DISAGREEMENT:
        read = _weighing(visit, local(statement))
        if isinstance(read, Problem):
            return read
        weighing = read
    return Accepted(candidate, statement, match, target, weighing)


def _weighing(visit: Visit, name: str) -> Weighing | Problem:
    """Read how a disagreement is weighed; question and reason are needed in every language."""
    texts: dict[str, tuple[tuple[str, str], ...]] = {}
    for part in ("question", "why"):
        given = [(lang, visit.one(f"{part}:{name}@{lang}")) for lang in LANGUAGES]
        for lang, text in given:
            if not text:
                return Problem(f"{part}:{name}@{lang}", visit.say("edit.say_weighing"))
        texts[part] = tuple((lang, " ".join(text.split())) for lang, text in given)
    preferred = visit.one(f"prefers:{name}")
    if preferred not in ("new", "known", "open"):
        return Problem(f"prefers:{name}", visit.say("edit.say_preference"))
    prefers_new = {"new": True, "known": False}.get(preferred)
    return Weighing(texts["question"], texts["why"], prefers_new)


def _local(candidate: Cooperation) -> str:
    return candidate.node.value.removeprefix(expand("id:"))
