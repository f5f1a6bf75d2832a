"""What is wrong with a query that an engine refused: where, what stands there, what could stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from mithaq.messages import say
from mithaq.sparql.grammar import END, Departure, departure
from mithaq.sparql.tokens import Token, line_and_column, tokens

_ENGINE_PLACE = re.compile(r"error at (\d+):(\d+)")

#: Faults of meaning by the words with which the engine names them.
_MEANINGS = {
    "contains a variable that is unbound": "ungrouped",
    "overrides an existing variable": "overrides",
    "IRI parsing failed": "bad-iri",
}
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")

#: So many things that could stand in a place are named; more would help nobody.
_MOST_EXPECTED = 8

#: So many code points are shown on either side of a fault.
_SHOWN = 60

#: Kinds of words that have a name in the catalogues.
_KINDS = frozenset({"variable", "iri", "name", "prefix", "string", "number", "language", "blank"})


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a query: the key of its message under ``sparql.``, and its place from 1.

    ``found`` is the word there, ``expected`` what could stand there instead, ``near`` a word that
    may have been meant. ``excerpt`` is the line, or the part of a long one around the fault, and
    ``caret`` the offset of the fault in it.
    """

    name: str
    line: int
    column: int
    excerpt: str
    caret: int
    found: str = ""
    expected: tuple[str, ...] = ()
    near: str = ""

    def say(self, lang: str = "en") -> str:
        """Return place and fault in a language, and below them the line with a mark.

        >>> print(find_fault("SELECT ?a, ?b {}", "").say())
        line 1, column 10: “,” cannot stand here. Expected: variable, (, {, FROM, WHERE
        SELECT ?a, ?b {}
                 ^
        """
        joined = say("sparql.comma", lang).join(_named(word, lang) for word in self.expected)
        values = {"found": self.found, "expected": joined, "near": self.near}
        place = say("sparql.place", lang, line=self.line, column=self.column)
        sentence = say(f"sparql.{self.name}", lang, **values)
        return f"{place} {sentence}\n{self.excerpt}\n{' ' * self.caret}^"


def find_fault(query: str, reason: str, prefixes: Mapping[str, str] | None = None) -> Fault:
    """Return the fault in a query that an engine refused with ``reason``.

    ``prefixes`` need not be declared. Engines name the furthest place they looked at, which may lie
    behind the fault or before it; the grammar is asked first, the engine where that finds nothing.
    """
    words = tuple(tokens(query))
    if not words:
        return _at(query, 0, "empty")
    gone = departure(words)
    readable = words if gone is None else words[: gone.place]
    unknown = _undeclared(readable, prefixes or {})
    if unknown is not None:
        return _at(query, unknown.start, "prefix", unknown.text.partition(":")[0])
    if gone is None:
        return _engine_fault(query, words, reason)
    if gone.place == len(words):
        return _unfinished(query, words, gone)
    return _unexpected(query, words[gone.place], gone)


def _undeclared(words: Sequence[Token], known: Mapping[str, str]) -> Token | None:
    """Return the first prefixed name whose prefix has not been declared."""
    declared = {*known, "_"}
    before = ""
    for word in words:
        if word.kind == "name":
            prefix = word.text.partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared:
                return word
        before = word.keyword
    return None


def _engine_fault(query: str, words: Sequence[Token], reason: str) -> Fault:
    """Return a fault of meaning, which the grammar cannot see, as the engine tells it."""
    relative = next((w for w in words if w.kind == "iri" and not _ABSOLUTE.match(w.text)), None)
    if relative is not None and all(word.keyword != "BASE" for word in words):
        return _at(query, relative.start, "relative-iri", relative.text)
    name = next((key for phrase, key in _MEANINGS.items() if phrase in reason), "unclear")
    told = _ENGINE_PLACE.match(reason)
    line, column = (int(told[1]), int(told[2])) if told else (1, 1)
    lines = query.splitlines(keepends=True)
    offset = sum(len(text) for text in lines[: line - 1]) + column - 1
    return _at(query, min(offset, len(query)), name)


def _unfinished(query: str, words: Sequence[Token], gone: Departure) -> Fault:
    """Return the fault of a query that stops too early: at a bracket left open, if there is one."""
    opened: list[Token] = []
    for word in words:
        if word.text in {"(", "[", "{"}:
            opened.append(word)
        elif word.text in {")", "]", "}"} and opened:
            opened.pop()
    if opened and gone.expected & {")", "]", "}"}:
        return _at(query, opened[-1].start, "unclosed", opened[-1].text)
    return _at(query, words[-1].end, "unfinished", expected=gone.expected)


def _unexpected(query: str, word: Token, gone: Departure) -> Fault:
    if word.text in {'"', "'"}:
        return _at(query, word.start, "open-string")
    if word.text == "<" and "iri" in gone.expected:
        return _at(query, word.start, "open-iri")
    near = get_close_matches(word.keyword, sorted(gone.expected), n=1) if word.keyword else []
    if near:
        return _at(query, word.start, "misspelt", word.text, near=near[0])
    return _at(query, word.start, "unexpected", word.text, expected=gone.expected)


def _at(
    query: str,
    offset: int,
    name: str,
    found: str = "",
    expected: frozenset[str] = frozenset(),
    near: str = "",
) -> Fault:
    line, column = line_and_column(query, offset)
    text = (query.splitlines() or [""])[line - 1 : line] or [""]
    start = max(0, column - 1 - _SHOWN)
    shown = _ordered(expected) if len(expected) <= _MOST_EXPECTED else ()
    name = f"{name}-plain" if name in {"unexpected", "unfinished"} and not shown else name
    excerpt = text[0][start : column - 1 + _SHOWN]
    return Fault(name, line, column, excerpt, column - 1 - start, found, shown, near)


def _ordered(expected: frozenset[str]) -> tuple[str, ...]:
    """Return kinds of words first, then signs, then keywords, the letter A as it is written."""
    words = expected - {"prefix"} if "name" in expected else expected
    ordered = sorted(words, key=lambda w: (w not in _KINDS, w[0].isalpha(), w))
    return tuple("a" if word == "A" else word for word in ordered)


def _named(word: str, lang: str) -> str:
    return say(f"sparql.kind.{word}", lang) if word in _KINDS or word == END else word
