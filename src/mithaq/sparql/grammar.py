"""The grammar of SPARQL queries, from ``grammar.txt``, and where a query first departs from it.

The grammar is that of SPARQL 1.1 Query Language §19.8, a little wider where that keeps it LL(1), so
a query it takes may still be refused by an engine. In the file, words in capitals are keywords,
words in small letters are kinds of words, quoted signs stand for themselves, the rest are rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mithaq.sparql.tokens import Token

_PIECE = re.compile(r"'[^']+'|\w+|[()|?*+]")
_RULE = re.compile(r"^(\w+) *= ", re.MULTILINE)

#: What stands for the end of a query among what may come next.
END = "end"


class Part(NamedTuple):
    """A piece of a rule: a ``word`` or a ``rule`` by name, or ``all``, ``one``, ``many`` of parts.

    ``many`` has one part, repeated any number of times; ``one`` with an empty ``all`` is optional.
    """

    sort: str
    name: str = ""
    parts: tuple[Part, ...] = ()


class Departure(NamedTuple):
    """Where a query leaves the grammar: the place among its words, and what could stand there."""

    place: int
    expected: frozenset[str]


_NOTHING = Part("all")


@cache
def rules() -> Mapping[str, Part]:
    """Return the rules of the grammar by name; read once."""
    text = (Path(__file__).parent / "grammar.txt").read_text("ascii")
    _, *pieces = _RULE.split(text)
    return {
        name: _choice(_PIECE.findall(body)[::-1])
        for name, body in zip(pieces[::2], pieces[1::2], strict=True)
    }


def _choice(rest: list[str]) -> Part:
    """Read alternatives from the end of a reversed list of pieces, up to a closing bracket."""
    choices = [_sequence(rest)]
    while rest and rest[-1] == "|":
        rest.pop()
        choices.append(_sequence(rest))
    return choices[0] if len(choices) == 1 else Part("one", parts=tuple(choices))


def _sequence(rest: list[str]) -> Part:
    parts: list[Part] = []
    while rest and rest[-1] not in {"|", ")"}:
        piece = rest.pop()
        if piece == "(":
            part = _choice(rest)
            rest.pop()
        elif piece[0] == "'" or not (piece[0].isupper() and piece[1:] != piece[1:].upper()):
            part = Part("word", piece.strip("'"))
        else:
            part = Part("rule", piece)
        parts += _repeated(part, rest.pop() if rest and rest[-1] in {"?", "*", "+"} else "")
    return parts[0] if len(parts) == 1 else Part("all", parts=tuple(parts))


def _repeated(part: Part, sign: str) -> list[Part]:
    many = Part("many", parts=(part,))
    forms = {"": [part], "?": [Part("one", parts=(part, _NOTHING))], "*": [many]}
    return forms.get(sign, [part, many])


@cache
def first(part: Part) -> frozenset[str]:
    """Return the words that a part can begin with, and the empty word if it may be nothing."""
    if part.sort == "word":
        return frozenset({part.name})
    if part.sort == "rule":
        return first(rules()[part.name])
    if part.sort == "one":
        return frozenset().union(*(first(p) for p in part.parts))
    if part.sort == "many":
        return first(part.parts[0]) | {""}
    found: frozenset[str] = frozenset({""})
    for piece in part.parts:
        found = (found - {""}) | first(piece)
        if "" not in first(piece):
            break
    return found


def departure(words: Sequence[Token]) -> Departure | None:
    """Return where a query leaves the grammar, or None where it does not.

    >>> from mithaq.sparql.tokens import tokens
    >>> found = departure(list(tokens("SELECT ?s FORM <g:g> { ?s ?p ?o }")))
    >>> found.place, sorted(found.expected)
    (2, ['(', 'FROM', 'WHERE', 'variable', '{'])
    """
    names = [_names(word) for word in words] + [frozenset({END})]
    ahead = [Part("word", END), Part("rule", "Query")]
    place, tried = 0, set[str]()
    while ahead:
        part = ahead.pop()
        if part.sort == "word":
            tried.add(part.name)
            if part.name not in names[place]:
                return Departure(place, frozenset(tried))
            place, tried = place + 1, set()
            continue
        tried |= first(part) - {""}
        following = _following(part, names[place])
        if following is None:
            return Departure(place, frozenset(tried))
        ahead.extend(reversed(following))
    return None


def _following(part: Part, names: frozenset[str]) -> tuple[Part, ...] | None:
    """Return the parts that a part stands for before a word, or None where it cannot stand."""
    if part.sort == "rule":
        return (rules()[part.name],)
    if part.sort == "all":
        return part.parts
    if part.sort == "many":
        return () if first(part.parts[0]).isdisjoint(names) else (part.parts[0], part)
    for choice in part.parts:
        if not first(choice).isdisjoint(names):
            return (choice,)
    return next(((choice,) for choice in part.parts if "" in first(choice)), None)


def _names(word: Token) -> frozenset[str]:
    """Return under which names the grammar may know a word."""
    if word.kind == "name":
        if word.text.startswith("_:"):
            return frozenset({"blank"})
        return frozenset({"prefix" if word.text.endswith(":") else "name"})
    return frozenset({word.keyword or word.kind})
