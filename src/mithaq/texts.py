"""Checking quotations against the texts they were taken from.

A source says by SHA-256 which text it was read in; the text itself is not part of the knowledge
base. Given a folder of texts, every piece of evidence with offsets is cut again and compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from mithaq.home import Home
from mithaq.locate import Locator
from mithaq.messages import say
from mithaq.model import Finding, Severity, Span
from mithaq.names import node, shorten
from mithaq.queries import select

_QUOTE, _START, _SHA = node("mq:quote"), node("mq:start"), node("mq:sha256")


def check_texts(store: ox.Store, home: Home, folder: Path, lang: str = "en") -> tuple[Finding, ...]:
    """Return what does not agree with the texts of a folder: words, offsets, and texts not found.

    Texts are read as UTF-8 without newline translation; offsets count code points.
    """
    texts = read_texts(folder)
    locator = Locator((), home.fact_files())
    found: list[Finding] = []
    missing: set[str] = set()
    for solution in select(store, "quotations"):
        evidence, digest = solution["evidence"], solution["sha256"].value
        assert isinstance(evidence, ox.NamedNode)
        text = texts.get(digest)
        if text is None:
            missing.add(solution["source"].value)
            continue
        span = Span(int(solution["start"].value), int(solution["end"].value))
        quote = solution["quote"]
        assert isinstance(quote, ox.Literal)
        if span.of(text) != quote.value:
            found.append(_wrong(locator, evidence, quote, span, text, lang))
    return (*found, *_unread(locator, sorted(missing), folder, lang))


def read_texts(folder: Path) -> Mapping[str, str]:
    """Return the texts of all files of a folder by the SHA-256 of their bytes; others are left
    out.
    """
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        try:
            found[hashlib.sha256(data).hexdigest()] = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return found


def _wrong(
    locator: Locator, evidence: ox.NamedNode, quote: ox.Literal, span: Span, text: str, lang: str
) -> Finding:
    at = text.find(quote.value)
    if at >= 0:
        message = say("texts.elsewhere", lang, start=at, end=at + len(quote.value))
    else:
        message = say("texts.other_words", lang, words=span.of(text))
    return Finding(
        position=locator.position(evidence, _QUOTE, quote),
        severity=Severity.VIOLATION,
        check="Evidence-words",
        message=message,
        focus=shorten(evidence.value),
        path="mq:quote",
        value=str(quote),
    )


def _unread(locator: Locator, sources: list[str], folder: Path, lang: str) -> Iterator[Finding]:
    for iri in sources:
        source = ox.NamedNode(iri)
        yield Finding(
            position=locator.position(source, _SHA, None),
            severity=Severity.INFO,
            check="Source-text",
            message=say("texts.no_text", lang, folder=folder),
            focus=shorten(iri),
            path="mq:sha256",
        )
