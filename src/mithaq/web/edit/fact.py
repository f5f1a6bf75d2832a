"""Adding one fact by hand: a form made from the shapes, matched and checked as any candidate."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from starlette.responses import Response

from mithaq.add import Proposal
from mithaq.errors import InputError
from mithaq.lookup import lookup
from mithaq.model import Finding, Severity
from mithaq.names import expand, node, shorten
from mithaq.review.candidates import Article
from mithaq.review.facts import Accepted, Outcome
from mithaq.review.reasons import Way
from mithaq.review.session import Session
from mithaq.turtle import canonical
from mithaq.web.edit.answers import accepted
from mithaq.web.edit.blank import Entry, entries, fields_of
from mithaq.web.edit.choices import Group, Option, cooperations, statement_classes, things
from mithaq.web.edit.consider import check_page, is_about, is_seen, refused_alone, sentence
from mithaq.web.edit.inbox import Notes
from mithaq.web.edit.stating import article_of, stated
from mithaq.web.edit.telling import Matched, matched
from mithaq.web.edit.visit import Problem, Visit
from mithaq.words import Name


@dataclass(frozen=True, slots=True)
class Begun:
    """The first step: what the fact is about, what sort of fact it is, and where it is said."""

    cooperations: tuple[Group, ...]
    classes: tuple[Option, ...]
    about: str
    cls: str
    article: str


@dataclass(frozen=True, slots=True)
class Stating:
    """The second step: the form; ``match`` is shown once the fact has been compared."""

    about: Name
    cls: Name
    article: str
    notes: Notes | None
    sources: tuple[Option, ...]
    entries: tuple[Entry, ...]
    match: Matched | None
    name: str
    faults: tuple[str, ...]


def ask_fact(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Show the first step, or the form where what it needs is chosen."""
    del parts
    chosen = {name: visit.query.get(name, "") for name in ("about", "class", "article")}
    if chosen["article"]:
        visit.desk.inbox.path(chosen["article"])
    if not (chosen["about"] and chosen["class"]):
        return _begin(visit, chosen)
    about, cls = _about(visit, chosen["about"]), _class(visit, chosen["class"])
    return _page(visit, about, cls, chosen["article"])


def add_fact(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Read the form, then show what would be written, or write it."""
    del parts
    about, cls = _about(visit, visit.one("about")), _class(visit, visit.one("class"))
    name = visit.one("article")
    try:
        article = stated(visit, about, cls)
    except InputError as error:
        return _page(visit, about, cls, name, faults=(error.say(visit.lang),))
    if name and article.missing:
        missing = tuple(visit.say(f"edit.source_needs.{key}") for key in article.missing)
        return _page(visit, about, cls, name, faults=missing)
    session = Session(visit.lens.kb, article)
    candidate, made = article.cooperations[0], article.cooperations[0].statements[0]
    target = session.named(about)
    refused = refused_alone(visit, session, candidate, made, target)
    if refused:
        return _page(visit, about, cls, name, findings=refused)
    match = session.match(made, target)
    told = matched(visit.lens, match, visit.lang)
    if visit.one("do") == "back" or match.way is Way.KNOWN:
        return _page(visit, about, cls, name, match=told)
    apart = visit.one("apart") == "yes"
    one = accepted(visit, candidate, made, match, about, apart=apart)
    if isinstance(one, Problem):
        return _page(visit, about, cls, name, match=told, problems=(one,))
    return _considered(visit, session, one, told)


def _considered(visit: Visit, session: Session, one: Accepted, told: Matched) -> Response:
    outcome = session.outcome((one,))
    name, about = visit.one("article"), one.statement.about
    with _proposal(visit, session, outcome, curated=not name) as proposal:
        if proposal is not None and proposal.refused:
            found = tuple(f for f in proposal.findings if f.severity is Severity.VIOLATION)
            own = tuple(f for f in found if is_about(f, one, outcome.became[0]))
            others = tuple(f"{f.focus}: {sentence(visit, f)}" for f in found if f not in own)
            cls = one.statement.cls
            return _page(visit, about, cls, name, findings=own, faults=others, match=told)
        if is_seen(visit, proposal, outcome):
            visit.desk.save(session.kb, proposal, (), visit.lang)
            place = outcome.became[0].value.removeprefix(expand("id:"))
            return visit.see(f"/agreement/{about.value.removeprefix(expand('id:'))}#{place}")
        return check_page(visit, proposal, outcome, "/edit/fact", match=told)


@contextmanager
def _proposal(
    visit: Visit, session: Session, outcome: Outcome, *, curated: bool
) -> Iterator[Proposal | None]:
    """Give what adding the fact would do.

    What is stated by hand goes to the file of the partner, what comes from an article under review
    to the file of that article.
    """
    if not curated:
        with session.proposal(outcome, visit.lang) as proposal:
            yield proposal
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "by-hand.ttl"
        path.write_text(canonical(outcome.triples), "utf-8", newline="\n")
        yield session.kb.propose(path, lang=visit.lang) if outcome.triples else None


def _about(visit: Visit, text: str) -> ox.NamedNode:
    return lookup(visit.lens.kb.facts, text, lang=visit.lang)


def _class(visit: Visit, text: str) -> ox.NamedNode:
    if text not in {option.value for option in statement_classes(visit.lens, visit.lang)}:
        raise InputError("edit.not_offered", value=text[:80])
    return node(text)


def _begin(visit: Visit, chosen: Mapping[str, str]) -> Response:
    it = Begun(
        cooperations=cooperations(visit.lens, visit.lang),
        classes=statement_classes(visit.lens, visit.lang),
        about=chosen["about"],
        cls=chosen["class"],
        article=chosen["article"],
    )
    return visit.page("begin", visit.say("edit.title_fact"), it)


def _page(
    visit: Visit,
    about: ox.NamedNode,
    cls: ox.NamedNode,
    name: str,
    *,
    findings: tuple[Finding, ...] = (),
    faults: tuple[str, ...] = (),
    match: Matched | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    fields = fields_of(visit, cls)
    shown = entries(visit, fields, visit.filled, about.value, findings)
    article = article_of(visit, name) if name else None
    it = Stating(
        about=visit.lens.name(about.value),
        cls=visit.lens.name(cls.value),
        article=name,
        notes=visit.desk.inbox.notes(name) if name else None,
        sources=() if name else things(visit.lens, expand("mq:Source"), visit.lang),
        entries=shown,
        match=match,
        name=_name(about),
        faults=faults,
    )
    beside = {entry.field.path.value: entry.field.name for entry in shown}
    listed = [
        Problem(
            f"f-{beside[iri]}" if (iri := _iri(f)) in beside else "evidence", sentence(visit, f)
        )
        for f in findings
    ]
    listed += [Problem("evidence", fault) for fault in faults]
    if match is not None and match.way == Way.KNOWN.value:
        listed.append(Problem("match", visit.say("edit.known_already")))
    title = visit.say("edit.title_fact_of", what=it.cls.say(visit.lang))
    return visit.page(
        "fact",
        title,
        it,
        problems=(*problems, *listed),
        text=article.text if article else None,
        language=_language(article),
    )


def _language(article: Article | None) -> str:
    if article is None:
        return ""
    quads = article.graph.quads_for_pattern(article.source, node("mq:language"), None)
    return next((q.object.value for q in quads if isinstance(q.object, ox.Literal)), "")


def _iri(finding: Finding) -> str:
    return expand(finding.path) if ":" in finding.path and "/" not in finding.path else ""


def _name(about: ox.NamedNode) -> str:
    return f"{shorten(about.value).removeprefix('id:')}.new"
