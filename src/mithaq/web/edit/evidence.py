"""Where a statement is said: exact words looked up in a text, a locator, or a whole source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from mithaq.errors import InputError
from mithaq.model import Span
from mithaq.names import expand, node

_TYPE, _EVIDENCE, _SOURCE, _START, _END, _QUOTE, _LOCATOR = (
    node(name)
    for name in "rdf:type mq:Evidence mq:source mq:start mq:end mq:quote mq:locator".split()
)


def find(words: str, text: str, near: int = 0) -> Span:
    """Return where words stand in a text, at the place nearest to ``near`` where they stand often.

    Line ends and runs of spaces count as one space. Raises InputError where they do not stand in
    it.

    >>> find("a treaty", "a  treaty, then a treaty", near=20)
    Span(start=16, end=24)
    """
    wanted = words.split()
    pattern = re.compile(r"\s+".join(map(re.escape, wanted))) if wanted else None
    found = [Span(*m.span()) for m in pattern.finditer(text)] if pattern else []
    if not found:
        raise InputError("edit.words_not_found", words=" ".join(wanted)[:80])
    return min(found, key=lambda span: abs(span.start - near))


def quotation(
    source: ox.NamedNode, span: Span, words: str, lang: str
) -> tuple[ox.NamedNode, Iterator[ox.Triple]]:
    """Return the place of evidence for exact words, and what states it."""
    place = ox.NamedNode(f"{stem(source)}{span.start}-{span.end}")
    try:
        quote = ox.Literal(words, language=lang)
    except ValueError:
        raise InputError("edit.no_language", text=words[:80], tag=lang) from None
    return place, iter(
        (
            ox.Triple(place, _TYPE, _EVIDENCE),
            ox.Triple(place, _SOURCE, source),
            ox.Triple(place, _START, ox.Literal(span.start)),
            ox.Triple(place, _END, ox.Literal(span.end)),
            ox.Triple(place, _QUOTE, quote),
        )
    )


def located(
    place: ox.NamedNode, source: ox.NamedNode, locators: Mapping[str, str]
) -> Iterator[ox.Triple]:
    """Yield what states a place of evidence by its locator, such as an article or a page, given by
    language.
    """
    yield ox.Triple(place, _TYPE, _EVIDENCE)
    yield ox.Triple(place, _SOURCE, source)
    for lang, text in locators.items():
        yield ox.Triple(place, _LOCATOR, ox.Literal(text, language=lang))


def stem(source: ox.NamedNode) -> str:
    """Return how the names of all places of evidence in a source begin.

    >>> stem(node("src:bh-01"))
    'https://w3id.org/mithaq/id/evidence/bh-01.'
    """
    return f"{expand('ev:')}{source.value.removeprefix(expand('src:'))}."
