"""Candidate facts: statement nodes with their evidence, in canonical Turtle.

IRIs are built from the document's name, the partner and the place of the words, so that reading
the same text again names the same nodes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import pyoxigraph as ox

from mithaq.extract.values import ActFound, Extraction, ItemFound, Quote, Record
from mithaq.messages import say
from mithaq.model import PartialDate
from mithaq.names import QUERY_PREFIXES, expand
from mithaq.textfold import fold
from mithaq.turtle import canonical

_NOT_LOCAL = re.compile(r"[^a-z0-9]+")
_PRACTICES = frozenset({"dialogue", "unspecified"})
_LANGUAGES = ("en", "ar", "fr")


def write_turtle(extraction: Extraction) -> str:
    """Return the candidate facts of an extraction; empty where it has no record."""
    if not extraction.records:
        return ""
    return canonical(_Writer(extraction).triples(), QUERY_PREFIXES_USED)


QUERY_PREFIXES_USED = {
    name: QUERY_PREFIXES[name]
    for name in (
        "mq id state src ev kind stage modality topic measure status basis source-type skos xsd"
    ).split()
}


def local_name(name: str) -> str:
    """Return the part of an IRI that stands for a document: its stem, folded, and a check.

    >>> local_name("Accord signé.txt")
    'accord-signe-881a'
    """
    stem = name.rsplit(".", 1)[0]
    readable = _NOT_LOCAL.sub("-", fold(stem)).strip("-")[:48].strip("-")
    check = hashlib.sha256(name.encode()).hexdigest()[:4]
    return f"{readable}-{check}" if readable else f"text-{check}"


class _Writer:
    def __init__(self, extraction: Extraction) -> None:
        self._x = extraction
        self._local = local_name(extraction.document.name)
        self._source = expand("src:" + self._local)

    def triples(self) -> Iterator[ox.Triple]:
        yield from self._source_node()
        counts: dict[str, int] = {}
        for record in self._x.records:
            counts[record.partner] = counts.get(record.partner, 0) + 1
            yield from self._record(record, counts[record.partner])

    def _source_node(self) -> Iterator[ox.Triple]:
        x, source = self._x, self._source
        yield _link(source, "rdf:type", "mq:Source")
        for lang in _LANGUAGES:
            title = say("extract.source-title", lang, name=x.document.name)
            yield _text(source, "skos:prefLabel", title, lang)
        yield _string(source, "mq:publisher", say("extract.unknown-publisher", "en"))
        yield _link(source, "mq:sourceType", "source-type:other")
        yield _string(source, "mq:language", x.language)
        if x.published is not None:
            yield _date(source, "mq:published", x.published)
            basis = "printed" if x.certainty == "certain" else "context"
            yield _link(source, "mq:basis", f"basis:{basis}")
        elif x.document.read_on is not None:
            yield _date(source, "mq:retrieved", x.document.read_on)
        digest = hashlib.sha256(x.document.text.encode("utf-8", "surrogatepass")).hexdigest()
        yield _string(source, "mq:sha256", digest)

    def _record(self, record: Record, number: int) -> Iterator[ox.Triple]:
        thing = expand(f"id:{self._local}-{record.partner.lower()}-{number}")
        practice = not record.title and record.kind in (*_PRACTICES, "programme")
        yield _link(thing, "rdf:type", "mq:Practice" if practice else "mq:Instrument")
        for lang in _LANGUAGES:
            kind = say(f"extract.kind.{record.kind}", lang)
            label = say(
                "extract.candidate", lang, kind=kind, partner=record.partner, name=self._local
            )
            yield _text(thing, "skos:prefLabel", label, lang)
        yield _link(thing, "mq:between", "state:MA")
        yield _link(thing, "mq:between", f"state:{record.partner}")
        if record.title is not None:
            yield from self._description(thing, record, record.title)
        for act in record.events:
            yield from self._act(thing, act)
        for role, items in (("topic", record.topics), ("measure", record.measures)):
            for item in items:
                yield from self._provision(thing, role, item)

    def _description(self, thing: str, record: Record, title: Quote) -> Iterator[ox.Triple]:
        node = f"{thing}.called-{title.start}"
        yield _link(node, "rdf:type", "mq:Description")
        yield from self._grounds(node, thing, title)
        yield _text(node, "mq:title", title.exact, self._x.language)
        if record.kind != "unspecified":
            yield _link(node, "mq:calledKind", f"kind:{record.kind}")

    def _act(self, thing: str, act: ActFound) -> Iterator[ox.Triple]:
        report = act.stage == "in-force"
        name = "report" if report else f"{act.stage}-{act.modality}"
        node = f"{thing}.{name}-{act.date or act.quote.start}"
        yield _link(node, "rdf:type", "mq:StatusReport" if report else "mq:LifecycleEvent")
        yield from self._grounds(node, thing, act.quote)
        if report:
            yield _link(node, "mq:reportedStatus", "status:existing")
        else:
            yield _link(node, "mq:stage", f"stage:{act.stage}")
            yield _link(node, "mq:modality", f"modality:{act.modality}")
            if act.place:
                yield _text(node, "mq:place", act.place, self._x.language)
        if act.date is not None:
            yield _date(node, "mq:date", act.date)
            printed = act.date_as_written is not None and act.date[:4] in act.date_as_written
            yield _link(node, "mq:basis", f"basis:{'printed' if printed else 'computed'}")
        if act.date_as_written:
            yield _text(node, "mq:dateAsWritten", act.date_as_written, self._x.language)

    def _provision(self, thing: str, role: str, item: ItemFound) -> Iterator[ox.Triple]:
        node = f"{thing}.{role}-{item.concept}"
        yield _link(node, "rdf:type", "mq:Provision")
        yield from self._grounds(node, thing, item.quote)
        yield _link(node, f"mq:{role}", f"{role}:{item.concept}")

    def _grounds(self, node: str, thing: str, quote: Quote) -> Iterator[ox.Triple]:
        yield _link(node, "mq:about", thing)
        places = quote.spans or ((quote.start, quote.end),)
        for start, end in places:
            evidence = expand(f"ev:{self._local}.{start}-{end}")
            yield _link(node, "mq:evidence", evidence)
            yield _link(evidence, "rdf:type", "mq:Evidence")
            yield _link(evidence, "mq:source", self._source)
            yield _number(evidence, "mq:start", start)
            yield _number(evidence, "mq:end", end)
            words = self._x.document.text[start:end]
            yield _text(evidence, "mq:quote", words, self._x.language)


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(name if name.startswith("https:") else expand(name))


def _link(subject: str, predicate: str, target: str) -> ox.Triple:
    return ox.Triple(_node(subject), _node(predicate), _node(target))


def _text(subject: str, predicate: str, text: str, lang: str) -> ox.Triple:
    return ox.Triple(_node(subject), _node(predicate), ox.Literal(text, language=lang))


def _string(subject: str, predicate: str, text: str) -> ox.Triple:
    return ox.Triple(_node(subject), _node(predicate), ox.Literal(text))


def _number(subject: str, predicate: str, number: int) -> ox.Triple:
    return ox.Triple(_node(subject), _node(predicate), ox.Literal(number))


def _date(subject: str, predicate: str, value: str) -> ox.Triple:
    datatype = ox.NamedNode(PartialDate.parse(value).datatype)
    return ox.Triple(_node(subject), _node(predicate), ox.Literal(value, datatype=datatype))
