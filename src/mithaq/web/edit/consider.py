"""What accepted facts would do, shown before it is done, and done only as it was shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox
from starlette.responses import Response

from mithaq.add import Proposal
from mithaq.model import Finding, Severity
from mithaq.names import shorten
from mithaq.review.facts import Accepted, Outcome
from mithaq.review.reasons import CooperationMatch, Way
from mithaq.review.session import Session
from mithaq.review.values import Cooperation, Statement
from mithaq.turtle import canonical
from mithaq.web.edit.marked import local
from mithaq.web.edit.telling import Matched, Proposed, proposed
from mithaq.web.edit.visit import Problem, Visit


@dataclass(frozen=True, slots=True)
class Considered:
    """What would be written, and how many decisions would be kept.

    ``match`` is what a fact is to what is known; ``stale`` says that something else was shown
    before.
    """

    proposed: Proposed | None
    match: Matched | None
    decisions: int
    seen: str
    hidden: tuple[tuple[str, str], ...]
    back: str
    stale: bool


def check_page(
    visit: Visit,
    proposal: Proposal | None,
    outcome: Outcome,
    back: str,
    *,
    match: Matched | None = None,
    decisions: int = 0,
) -> Response:
    """Show what would be written; ``back`` is the place of the form, which also writes it."""
    stale = visit.one("do") == "save"
    it = Considered(
        proposed=proposed(visit.lens, proposal) if proposal is not None else None,
        match=match,
        decisions=decisions,
        seen=fingerprint(proposal, outcome),
        hidden=hidden(visit),
        back=back,
        stale=stale,
    )
    return visit.page("check", visit.say("edit.title_check"), it, status=409 if stale else 200)


def is_seen(visit: Visit, proposal: Proposal | None, outcome: Outcome) -> bool:
    """Tell whether just this was shown before and is now to be written."""
    return visit.one("do") == "save" and visit.one("seen") == fingerprint(proposal, outcome)


def fingerprint(proposal: Proposal | None, outcome: Outcome) -> str:
    """Return what tells one proposal from another: the facts, and what they were checked against.

    So a proposal that was shown in one tab is shown again when another tab has changed what is
    known.
    """
    seen = hashlib.sha256((proposal.key if proposal else "").encode())
    seen.update(canonical(outcome.triples).encode())
    return seen.hexdigest()


def refusals(
    visit: Visit, proposal: Proposal, accepted: Iterable[Accepted], became: Iterable[ox.NamedNode]
) -> Iterator[Problem]:
    """Yield what the shapes refuse, each beside the candidate that it is about."""
    pairs = list(zip(accepted, became, strict=True))
    for finding in proposal.findings:
        if finding.severity is Severity.VIOLATION:
            about = next((a for a, node in pairs if is_about(finding, a, node)), None)
            where = f"said:{local(about.statement)}" if about else "candidates"
            yield Problem(where, sentence(visit, finding))


def refused_alone(
    visit: Visit,
    session: Session,
    candidate: Cooperation,
    made: Statement,
    target: CooperationMatch | None,
) -> tuple[Finding, ...]:
    """Return what the shapes refuse of the fields of a statement, looked at by itself.

    What it disagrees with is weighed later; and where it only supports what is known, its fields
    would not be written, so that nothing would be said of a fault in them.
    """
    match = session.match(made, target)
    if match.way is not Way.COOPERATION:
        match = replace(match, way=Way.STATEMENT, known=None)
    one = Accepted(candidate, made, match, target.cooperation.node if target else None)
    outcome = session.outcome((one,))
    with session.proposal(outcome, visit.lang) as proposal:
        found = proposal.findings if proposal is not None else ()
    return tuple(
        f
        for f in found
        if f.severity is Severity.VIOLATION and f.path and is_about(f, one, outcome.became[0])
    )


def is_about(finding: Finding, accepted: Accepted, node: ox.NamedNode) -> bool:
    """Tell whether a finding is about an accepted statement, its evidence, or how it is weighed."""
    name = shorten(node.value)
    places = {shorten(place.node.value) for place in accepted.statement.places}
    return finding.focus in {name, *places} or finding.focus.startswith(f"{name}-or-not")


def sentence(visit: Visit, finding: Finding) -> str:
    """Return what a finding says, with the property that it is about and near names."""
    parts = [finding.message]
    if finding.near:
        parts.append(visit.say("findings.near", names=", ".join(finding.near)))
    return " ".join(parts)


def hidden(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Return the fields of a form to carry on to the next page, what steers it left out."""
    steering = {"do", "seen", "form-token"}
    return tuple(
        (name, text)
        for name, texts in visit.filled.items()
        if name not in steering
        for text in texts
        if text
    )
