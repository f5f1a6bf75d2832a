"""SPARQL text as tokens (SPARQL 1.1, section 19.8)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Token(NamedTuple):
    """One token: its kind, its text, and where the text starts in the query."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """The keyword in upper case; empty for anything that is not a bare word."""
        return self.text.upper() if self.kind == "word" else ""


class UnreadableQuery(ValueError):
    """The text is not SPARQL, or uses syntax this reader does not know."""


_LOCAL = r"(?:[\w:.-]|[^\x00-\x7f]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_TOKENS = rf"""
      (?P<space>\s+|\#[^\n\r]*)
    | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<var>[?$][\w·]+)
    | (?P<blank>_:[\w](?:[\w.-]*[\w-])?)
    | (?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:{_LOCAL}*(?<!\.))?)
    | (?P<word>[A-Za-z_][A-Za-z_0-9]*)
    | (?P<mark>\^\^|&&|\|\||!=|<=|>=|[{{}}()\[\].,;|/^?*+!=<>-])
    """


@cache
def _tokenizer() -> re.Pattern[str]:
    return re.compile(_TOKENS, re.VERBOSE | re.DOTALL)


def tokens(text: str) -> list[Token]:
    """The tokens of a query, without white space and comments.

    >>> [t.text for t in tokens("SELECT $this { $this a/ex:b* ?c . }")]
    ['SELECT', '$this', '{', '$this', 'a', '/', 'ex:b', '*', '?c', '.', '}']
    """
    found: list[Token] = []
    position = 0
    next_token = _tokenizer().match
    while position < len(text):
        match = next_token(text, position)
        if match is None:
            raise UnreadableQuery(f"unexpected {text[position]!r} at character {position}")
        kind = match.lastgroup or ""
        if kind != "space":
            found.append(Token(kind, match.group(), position))
        position = match.end()
    return found


def variables(text: str) -> set[str]:
    """The names of the variables in a query."""
    return {token.text[1:] for token in tokens(text) if token.kind == "var"}
