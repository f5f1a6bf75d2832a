"""Changing a candidate before it is accepted, in a form made from the shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox
from starlette.responses import Response

from mithaq.errors import InputError, NotFound
from mithaq.model import Finding
from mithaq.names import node
from mithaq.review.candidates import Article
from mithaq.review.editing import as_turtle, edited
from mithaq.review.values import Cooperation, Place, Statement
from mithaq.turtle import canonical
from mithaq.web.edit.blank import Entry, entries, fields_of
from mithaq.web.edit.consider import refused_alone, sentence
from mithaq.web.edit.desk import Sheet, with_edit
from mithaq.web.edit.entered import Filled, details_of, filled_from
from mithaq.web.edit.evidence import find, quotation
from mithaq.web.edit.marked import local
from mithaq.web.edit.stating import drafted
from mithaq.web.edit.visit import Problem, Visit
from mithaq.words import Name


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a place of evidence, to be shortened or moved; ``name`` is its field."""

    name: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Changing:
    """A candidate in a form."""

    article: str
    name: str
    cls: Name
    entries: tuple[Entry, ...]
    words: tuple[Words, ...]


def ask_candidate(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Show a candidate in a form."""
    sheet, _, original = _found(visit, parts)
    statement = sheet.statement(original)
    fields = fields_of(visit, statement.cls)
    return _page(visit, sheet, statement, filled_from(fields, statement.details))


def change_candidate(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Keep a changed candidate, if the shapes would let it pass."""
    sheet, candidate, original = _found(visit, parts)
    statement = sheet.statement(original)
    try:
        triples = _triples(visit, sheet, statement)
    except InputError as error:
        return _page(visit, sheet, statement, visit.filled, (), (error.say(visit.lang),))
    article = sheet.session.article
    sheet.session.article = _with(article, statement, triples)
    made = drafted(sheet.session.article.graph, statement.node)
    target = sheet.session.likeliest(candidate)
    refused = refused_alone(visit, sheet.session, candidate, made, target)
    if refused:
        return _page(visit, sheet, statement, visit.filled, refused)
    changed, kept = edited(article, statement, canonical(triples))
    notes = with_edit(sheet.notes, local(original), as_turtle(changed, kept))
    visit.desk.inbox.note(sheet.name, notes)
    return visit.see(f"/edit/article/{sheet.name}#said:{local(original)}")


def _with(article: Article, statement: Statement, triples: list[ox.Triple]) -> Article:
    """Return an article with other triples for a candidate."""
    graph = ox.Store()
    graph.bulk_extend(q for q in article.graph if q.subject != statement.node)
    graph.extend(ox.Quad(*triple) for triple in triples)
    return replace(article, graph=graph)


def _found(visit: Visit, parts: Mapping[str, str]) -> tuple[Sheet, Cooperation, Statement]:
    sheet = visit.desk.sheet(parts["name"], visit.lens.kb)
    if sheet is not None:
        for candidate in sheet.session.article.cooperations:
            for one in candidate.statements:
                if local(one) == parts["candidate"]:
                    return sheet, candidate, one
    raise NotFound("edit.no_candidate", name=parts["candidate"][:80])


def _triples(visit: Visit, sheet: Sheet, statement: Statement) -> list[ox.Triple]:
    """Return the candidate as the form states it, with its places of evidence."""
    fields = fields_of(visit, statement.cls)
    offered = {e.field.name: e.offered for e in entries(visit, fields, {}, "")}
    subject = statement.node
    triples = [
        ox.Triple(subject, node("rdf:type"), statement.cls),
        ox.Triple(subject, node("mq:about"), statement.about),
        *(ox.Triple(subject, p, v) for p, v in details_of(fields, visit.filled, offered)),
    ]
    for number, place in enumerate(statement.places):
        where, said = _place(sheet, place, visit.one(f"words:{number}"))
        triples += [ox.Triple(subject, node("mq:evidence"), where), *said]
    return triples


def _place(sheet: Sheet, place: Place, words: str) -> tuple[ox.NamedNode, list[ox.Triple]]:
    """Return a place of evidence with the words that a person has given for it."""
    article = sheet.session.article
    if place.span is None or place.words is None or article.text is None:
        quads = article.graph.quads_for_pattern(place.node, None, None)
        return place.node, [quad.triple for quad in quads]
    span = find(words, article.text, place.span.start)
    lang = place.words.language or "und"
    where, said = quotation(article.source, span, span.of(article.text), lang)
    return where, list(said)


def _page(
    visit: Visit,
    sheet: Sheet,
    statement: Statement,
    filled: Filled,
    findings: tuple[Finding, ...] = (),
    faults: tuple[str, ...] = (),
) -> Response:
    fields = fields_of(visit, statement.cls)
    shown = entries(visit, fields, filled, "", findings)
    beside = {node_name(e) for e in shown}
    problems = [
        Problem(
            f"f-{f.path.partition(':')[2]}" if f.path in beside else "words", sentence(visit, f)
        )
        for f in findings
    ]
    problems += [Problem("words", fault) for fault in faults]
    words = tuple(
        Words(
            f"words:{number}",
            next(iter(filled.get(f"words:{number}", ())), place.words.value),
            place.words.language or "",
        )
        for number, place in enumerate(statement.places)
        if place.words is not None and place.span is not None
    )
    cls = visit.lens.name(statement.cls.value)
    it = Changing(sheet.name, local(statement), cls, shown, words)
    title = visit.say("edit.title_candidate", what=cls.say(visit.lang))
    return visit.page("candidate", title, it, problems=tuple(problems))


def node_name(entry: Entry) -> str:
    """Return the prefixed name of the property of a field."""
    return f"mq:{entry.field.name}"
