"""The review of one article: the text with its marks, the candidates, and what to do with each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from mithaq.errors import InputError
from mithaq.names import expand, shorten
from mithaq.review.decisions import Decision, Key, Verdict, key_of
from mithaq.review.reasons import CooperationMatch
from mithaq.review.values import Cooperation, Statement
from mithaq.web.edit.answers import Answers, chosen, read_answers
from mithaq.web.edit.consider import check_page, is_seen, refusals
from mithaq.web.edit.decided import sign
from mithaq.web.edit.desk import Sheet
from mithaq.web.edit.marked import Piece, local, pieces
from mithaq.web.edit.source import SourceForm, source_form, source_name
from mithaq.web.edit.telling import Matched, Shown, matched, shown
from mithaq.web.edit.visit import Problem, Visit
from mithaq.web.naming import statement_words
from mithaq.words import Name, Words

#: How many known cooperations are offered for a candidate.
OFFERED = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate statement: what it says, what it is to what is known, what was decided."""

    name: str
    shown: Shown
    match: Matched | None
    decision: Decision | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A known cooperation that a candidate may be."""

    name: Name
    score: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A candidate cooperation: which known ones it may be, which is taken, and its statements."""

    name: str
    partners: tuple[Name, ...]
    offers: tuple[Offer, ...]
    taken: str
    is_open: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An article under review; ``language`` is that of its text."""

    name: str
    source: Name
    known: bool
    language: str
    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    open: int
    form: SourceForm


def review(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Show an article with its candidates."""
    sheet = visit.desk.sheet(parts["name"], visit.lens.kb)
    if sheet is None:
        return nothing_found(visit, parts["name"])
    return _page(visit, sheet)


def nothing_found(visit: Visit, name: str) -> Response:
    """Say that no cooperation was found in an article, and show it."""
    found = visit.desk.extraction(name)
    it = Piece(found.document.text)
    own = Words(visit.desk.inbox.notes(name).details.titles).say(visit.lang)
    title = visit.say("edit.title_review", name=own or name)
    return visit.page("nothing", title, it, name=name, language=found.language)


def decide(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Read the answers, then match again, show what would be written, or write it."""
    sheet = visit.desk.sheet(parts["name"], visit.lens.kb)
    if sheet is None:
        return nothing_found(visit, parts["name"])
    if visit.one("do") in ("match", "back"):
        return _page(visit, sheet)
    answers = read_answers(visit, sheet, visit.desk.decided())
    missing = source_form(visit, sheet).problems(visit)
    if answers.accepted and missing:
        answers = Answers(answers.given, (*missing, *answers.problems))
    if answers.problems:
        return _page(visit, sheet, answers.problems)
    return _considered(visit, sheet, answers)


def _considered(visit: Visit, sheet: Sheet, answers: Answers) -> Response:
    """Show what the answers would do; write it where just that was shown before."""
    outcome = sheet.session.outcome(answers.accepted)
    with sheet.session.proposal(outcome, visit.lang) as proposal:
        if proposal is not None and proposal.refused:
            refused = refusals(visit, proposal, answers.accepted, outcome.became)
            return _page(visit, sheet, tuple(refused))
        if is_seen(visit, proposal, outcome):
            made = answers.decisions(sheet, outcome.became)
            count = visit.desk.save(sheet.session.kb, proposal, made, visit.lang)
            done = {"added": str(count), "kept": str(len(answers.given))}
            return visit.see(f"/edit/article/{sheet.name}", done)
        back = f"/edit/article/{sheet.name}"
        return check_page(visit, proposal, outcome, back, decisions=len(answers.given))


def _page(visit: Visit, sheet: Sheet, problems: tuple[Problem, ...] = ()) -> Response:
    article = sheet.session.article
    every = [sheet.statement(s) for c in article.cooperations for s in c.statements]
    decisions = visit.desk.decisions
    blocks = tuple(_block(visit, sheet, c, decisions) for c in article.cooperations)
    found = visit.desk.extraction(sheet.name)
    it = Reviewed(
        name=sheet.name,
        source=source_name(visit, sheet),
        known=article.known,
        language=found.language,
        pieces=pieces(article, every),
        blocks=blocks,
        open=sum(1 for b in blocks for r in b.rows if r.match is not None),
        form=source_form(visit, sheet),
    )
    title = visit.say("edit.title_review", name=it.source.say(visit.lang))
    done = {key: int(visit.query.get(key, "0")) for key in ("added", "kept") if _number(visit, key)}
    return visit.page(
        "review",
        title,
        it,
        problems=problems,
        done=done,
        back="back" in visit.query,
        sign=sign,
        iri=expand,
        called=lambda short: statement_words(visit.lens, expand(short)),
    )


def _number(visit: Visit, key: str) -> bool:
    return visit.query.get(key, "").isdecimal() and len(visit.query[key]) < 9


def _block(
    visit: Visit, sheet: Sheet, candidate: Cooperation, decisions: Mapping[Key, Decision]
) -> Block:
    matches = sheet.session.cooperations(candidate)
    try:
        target = chosen(visit, sheet, candidate)
    except InputError:
        target = sheet.session.likeliest(candidate)
    rows = tuple(_row(visit, sheet, candidate, s, target, decisions) for s in candidate.statements)
    return Block(
        name=candidate.node.value.removeprefix(expand("id:")),
        partners=tuple(visit.lens.name(p.value) for p in sorted(candidate.partners, key=str)),
        offers=tuple(_offer(visit, match) for match in matches[:OFFERED]),
        taken=shorten(target.cooperation.node.value) if target else "new",
        is_open=any(row.match is not None for row in rows),
        rows=rows,
    )


def _offer(visit: Visit, match: CooperationMatch) -> Offer:
    reasons = tuple(reason.say(visit.lang) for reason in match.reasons)
    return Offer(visit.lens.name(match.cooperation.node.value), f"{match.score:.2f}", reasons)


def _row(
    visit: Visit,
    sheet: Sheet,
    candidate: Cooperation,
    original: Statement,
    target: CooperationMatch | None,
    decisions: Mapping[Key, Decision],
) -> Row:
    decision = decisions.get(key_of(sheet.session.article, candidate, original))
    settled = decision is not None and decision.verdict != Verdict.LATER.value
    statement = sheet.statement(original)
    match = None if settled else sheet.session.match(statement, target)
    return Row(
        name=local(original),
        shown=shown(visit.lens, statement),
        match=matched(visit.lens, match, visit.lang) if match else None,
        decision=decision,
        changed=local(original) in sheet.changed,
    )
