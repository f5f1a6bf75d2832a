"""The article with what was found marked in place, beside the statements: one file, no scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from mithaq.extract.values import Extraction, Quote, Record
from mithaq.extract.writers.text import act_sentence, concept_name, state_name
from mithaq.messages import say

_RIGHT_TO_LEFT = frozenset({"ar"})
_STYLE = """
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.6 }
body { margin: 1.5rem; display: grid; gap: 2rem;
  grid-template-columns: minmax(0, 3fr) minmax(18rem, 2fr) }
header { grid-column: 1 / -1 }
article { white-space: pre-wrap; overflow-wrap: anywhere }
mark { border-radius: .2rem; padding: 0 .1em; background: #ffe9a8; color: #1a1a1a }
mark.topic { background: #cfe8ff } mark.measure { background: #d6f2d0 }
.furniture { opacity: .45 }
aside section { border-inline-start: .25rem solid #8a8a8a;
  padding-inline-start: 1rem; margin-block-end: 1.5rem }
code { font-size: .85em }
@media (max-width: 60rem) { body { display: block } }
"""

Mark = tuple[int, int, str, str]


def write_html(
    extraction: Extraction, lang: str = "en", names: Mapping[str, str] | None = None
) -> str:
    """Return a page in the language `lang`; the article keeps its own language and direction.

    `names` are those of the lexicon; a topic or measure without one is told by its code.
    """
    marks = _marks(extraction)
    title = say("extract.heading", lang, name=extraction.document.name)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{lang}" dir="{_direction(lang)}">',
            f'<head><meta charset="utf-8"><title>{escape(title)}</title>',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<style>{_STYLE}</style></head>",
            f"<body><header><h1>{escape(title)}</h1></header>",
            f'<article lang="{extraction.language}" dir="{_direction(extraction.language)}">'
            f"{''.join(_article(extraction, marks))}</article>",
            f"<aside>{''.join(_aside(extraction, lang, names or {}))}</aside>",
            "</body></html>",
            "",
        ]
    )


def _direction(lang: str) -> str:
    return "rtl" if lang in _RIGHT_TO_LEFT else "ltr"


def _marks(extraction: Extraction) -> list[Mark]:
    """Return the marks in text order; of two that overlap, the one that begins first stays."""
    wanted: list[Mark] = []
    for record in extraction.records:
        for sort, quotes in _quotes(record):
            for quote in quotes:
                wanted += [
                    (start, end, sort, quote.rule)
                    for start, end in quote.spans or ((quote.start, quote.end),)
                ]
    kept: list[Mark] = []
    for mark in sorted(set(wanted)):
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept


def _quotes(record: Record) -> Iterator[tuple[str, list[Quote]]]:
    yield "event", [act.quote for act in record.events]
    yield "topic", [item.quote for item in record.topics]
    yield "measure", [item.quote for item in record.measures]


def _article(extraction: Extraction, marks: list[Mark]) -> Iterator[str]:
    """Yield the text with its marks; what was not read is faint."""
    text = extraction.document.text
    at = 0
    for start, end in (*extraction.article, (len(text), len(text))):
        if text[at:start].strip():
            yield f'<span class="furniture">{escape(text[at:start])}</span>'
        else:
            yield escape(text[at:start])
        yield from _marked(text, start, end, marks)
        at = max(at, end)


def _marked(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[str]:
    at = start
    for low, high, sort, rule in marks:
        if start <= low and high <= end:
            yield escape(text[at:low])
            yield f'<mark id="m{low}" class="{sort}" title="{escape(rule)}">'
            yield f"{escape(text[low:high])}</mark>"
            at = high
    yield escape(text[at:end])


def _aside(extraction: Extraction, lang: str, names: Mapping[str, str]) -> Iterator[str]:
    if not extraction.records:
        yield f"<p>{escape(say('extract.nothing', lang))}</p>"
    for record in extraction.records:
        kind = say(f"extract.kind.{record.kind}", lang)
        partner = state_name(record.partner, lang)
        heading = say("extract.record", lang, kind=kind, partner=partner)
        yield f"<section><h2>{escape(heading)}</h2><ul>"
        if not record.events:
            yield f"<li>{escape(say('extract.no-act', lang))}</li>"
        for act in record.events:
            yield _entry(act_sentence(act, lang), act.quote)
        for role, items in (("topic", record.topics), ("measure", record.measures)):
            for item in items:
                yield _entry(concept_name(role, item.concept, lang, names), item.quote)
        yield "</ul></section>"


def _entry(sentence: str, quote: Quote) -> str:
    return (
        f'<li><a href="#m{quote.start}">{escape(sentence)}</a> '
        f"<q><bdi>{escape(quote.exact)}</bdi></q> <code>{escape(quote.rule)}</code></li>"
    )
