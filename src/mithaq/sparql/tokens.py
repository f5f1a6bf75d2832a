"""The words of a SPARQL query, after SPARQL 1.1 Query Language §19.8, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Letters, digits and marks of any script, a little wider than PN_CHARS.
_CHAR = r"\w·-\U000EFFFF"

_PATTERN = re.compile(
    rf"""
      (?P<skip> \s+ | \#[^\n\r]* )
    | (?P<iri> <[^<>"{{}}|^`\x00-\x20]*> )
    | (?P<string> '''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
                | \"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*\"\"\"
                | '(?:[^'\\\n\r]|\\.)*'
                | "(?:[^"\\\n\r]|\\.)*" )
    | (?P<variable> [?$][{_CHAR}]+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)? )
    | (?P<name> (?:_|[^\W\d_](?:[{_CHAR}.\-]*[{_CHAR}\-])?)?
                : (?:(?:[{_CHAR}:%\-]|\\.)(?:\.*(?:[{_CHAR}:%\-]|\\.))*)? )
    | (?P<number> (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? )
    | (?P<word> [A-Za-z][A-Za-z0-9_]* )
    | (?P<mark> \^\^ | && | \|\| | != | <= | >= | \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A word of a query: its kind, its text as written, and its offset in code points.

    Kinds: iri, string, variable, language, name (prefixed, or a blank node), number, word, mark.
    """

    kind: str
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """The word in upper case, or the mark; empty for everything that cannot be a keyword.

        >>> Token("word", "select", 0).keyword, Token("string", "'select'", 0).keyword
        ('SELECT', '')
        """
        return self.text.upper() if self.kind in {"word", "mark"} else ""

    @property
    def end(self) -> int:
        """The offset just after the word."""
        return self.start + len(self.text)


def tokens(query: str) -> Iterator[Token]:
    """Yield the words of a query, leaving out white space and comments; no text is refused.

    What begins like a string and has no end is given mark by mark.

    >>> [(t.kind, t.text) for t in tokens("ASK { ?s ex:p 'a { b' } # end")]
    [('word', 'ASK'), ('mark', '{'), ('variable', '?s'), ('name', 'ex:p'), ('string', "'a { b'"),
     ('mark', '}')]
    """
    for match in _PATTERN.finditer(query):
        kind = match.lastgroup
        if kind is not None and kind != "skip":
            yield Token(kind, match.group(), match.start())


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column, both from 1 and in code points, of an offset in a text.

    >>> line_and_column("ASK\\n{ x }", 6)
    (2, 3)
    """
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
