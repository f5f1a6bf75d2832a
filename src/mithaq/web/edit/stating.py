"""From the form of a fact to an article with one candidate, so that it is matched as any other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace

import pyoxigraph as ox

from mithaq.errors import InputError
from mithaq.extract.values import Extraction
from mithaq.extract.writers.turtle import local_name
from mithaq.lookup import lookup
from mithaq.messages import LANGUAGES
from mithaq.model import Span
from mithaq.names import expand, node
from mithaq.review.candidates import Article
from mithaq.review.naming import FreeNames
from mithaq.review.reading import ABOUT, EVIDENCE, TYPE, cooperation, objects, place
from mithaq.review.values import Bounds, Statement, bounds_of
from mithaq.textfold import fold
from mithaq.web.edit.blank import entries, fields_of
from mithaq.web.edit.entered import details_of
from mithaq.web.edit.evidence import find, located, quotation, stem
from mithaq.web.edit.inbox import Notes
from mithaq.web.edit.visit import Visit

_SHA, _LANGUAGE, _READ_ON = node("mq:sha256"), node("mq:language"), node("mq:retrieved")
_NOT_NAME = re.compile(r"[^a-z0-9]+")


def stated(visit: Visit, about: ox.NamedNode, cls: ox.NamedNode) -> Article:
    """Return an article whose one candidate is the statement that a form makes.

    Raises InputError for words that do not stand in the text, for choices that were not offered,
    and for a source that is not known.
    """
    base = _source(visit, about)
    fields = fields_of(visit, cls)
    offered = {e.field.name: e.offered for e in entries(visit, fields, {}, about.value)}
    subject = ox.NamedNode(f"{about.value}.new")
    graph = ox.Store()
    graph.bulk_extend(base.graph)
    triples = [
        ox.Triple(subject, node("rdf:type"), cls),
        ox.Triple(subject, node("mq:about"), about),
        *(ox.Triple(subject, p, v) for p, v in details_of(fields, visit.filled, offered)),
    ]
    if base.source != about:
        place, said = _place(visit, base)
        triples += [ox.Triple(subject, node("mq:evidence"), place), *said]
    graph.extend(ox.Quad(*triple) for triple in triples)
    known = cooperation(visit.lens.kb.facts, about)
    candidate = replace(known, statements=(drafted(graph, subject),))
    return replace(base, cooperations=(candidate,), graph=graph)


def drafted(graph: ox.Store, thing: ox.NamedNode) -> Statement:
    """Return a statement as a form has made it, whatever is wrong with it.

    Dates that are none bound nothing: it is for the shapes to refuse them, with all the rest.
    """
    own = [(q.predicate, q.object) for q in graph.quads_for_pattern(thing, None, None)]
    nodes = {p: [v for q, v in own if q == p and isinstance(v, ox.NamedNode)] for p, _ in own}
    details = frozenset((p, v) for p, v in own if p not in (ABOUT, EVIDENCE, TYPE))
    try:
        bounds = bounds_of(details)
    except InputError:
        bounds = Bounds()
    places = tuple(place(graph, p) for p in sorted(nodes.get(EVIDENCE, []), key=str))
    return Statement(thing, nodes[TYPE][0], nodes[ABOUT][0], details, places, bounds)


def _source(visit: Visit, about: ox.NamedNode) -> Article:
    """Return the article that a form names as its source, without candidates.

    A search may have no source; the cooperation then stands in its place, and no evidence is
    written.
    """
    name = visit.one("article")
    if name:
        return article_of(visit, name)
    facts, text = visit.lens.kb.facts, visit.one("source")
    if not text:
        return Article(about, True, Bounds(), (), ox.Store())
    source = lookup(facts, text, ("source",), visit.lang)
    own = facts.quads_for_pattern(source, None, None)
    days = bounds_of(frozenset((q.predicate, q.object) for q in own))
    return Article(source, True, days, (), ox.Store(), _text_of(visit, source))


def article_of(visit: Visit, name: str) -> Article:
    """Return an article under review, also one in which nothing was found."""
    sheet = visit.desk.sheet(name, visit.lens.kb)
    if sheet is not None:
        return sheet.session.article
    return bare(visit.desk.extraction(name), visit.desk.inbox.notes(name), visit.lens.kb.facts)


def bare(found: Extraction, notes: Notes, facts: ox.Store) -> Article:
    """Return an article without candidates: its source, as known or as the curator describes it."""
    text = found.document.text
    digest = ox.Literal(_digest(text))
    known = next((q.subject for q in facts.quads_for_pattern(None, _SHA, digest)), None)
    if isinstance(known, ox.NamedNode):
        return Article(known, True, Bounds(), (), ox.Store(), text)
    source = ox.NamedNode(expand("src:") + local_name(found.document.name))
    graph = ox.Store()
    graph.add(ox.Quad(source, node("rdf:type"), node("mq:Source")))
    graph.add(ox.Quad(source, _LANGUAGE, ox.Literal(found.language)))
    graph.add(ox.Quad(source, _SHA, digest))
    if found.document.read_on and not notes.published:
        day = ox.Literal(found.document.read_on, datatype=node("xsd:date"))
        graph.add(ox.Quad(source, _READ_ON, day))
    made = Article(source, False, Bounds(), (), graph, text)
    return made.described(notes.details.triples(source))


def _text_of(visit: Visit, source: ox.NamedNode) -> str | None:
    """Return the text of a known source, where it is among the articles under review."""
    known = objects(visit.lens.kb.facts, source, _SHA)
    digests = {value.value for value in known if isinstance(value, ox.Literal)}
    for name in visit.desk.inbox.names() if digests else ():
        text = visit.desk.extraction(name).document.text
        if _digest(text) in digests:
            return text
    return None


def _place(visit: Visit, base: Article) -> tuple[ox.NamedNode, list[ox.Triple]]:
    """Return where the form says that the statement is said: words, a locator, the source."""
    words = " ".join(visit.one("words").split())
    locators = {g: t for g, t in _locators(visit).items() if t}
    if words:
        span, exact = _span(visit, base, words)
        place, said = quotation(base.source, span, exact, visit.one("words@") or "und")
        return place, list(said)
    if not locators:
        graph = base.graph.quads_for_pattern(base.source, None, None)
        return base.source, [quad.triple for quad in graph]
    name = _NOT_NAME.sub("-", fold(locators.get("en", ""))).strip("-")[:40] or "place"
    place = FreeNames(visit.lens.kb.facts).take(stem(base.source) + name)
    quads = base.graph.quads_for_pattern(base.source, None, None)
    return place, [*located(place, base.source, locators), *(quad.triple for quad in quads)]


def _locators(visit: Visit) -> Mapping[str, str]:
    return {lang: visit.one(f"locator@{lang}") for lang in LANGUAGES}


def _span(visit: Visit, base: Article, words: str) -> tuple[Span, str]:
    """Return the place of words; without the text, the form has to say where they begin."""
    start = visit.one("start")
    if base.text is not None:
        span = find(words, base.text, int(start) if start.isdecimal() else 0)
        return span, span.of(base.text)
    if not start.isdecimal():
        raise InputError("edit.say_start")
    return Span(int(start), int(start) + len(words)), words


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
