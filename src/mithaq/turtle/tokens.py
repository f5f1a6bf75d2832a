"""The words of a Turtle text and where they stand (RDF 1.1 Turtle §6.5).

The text has been read by pyoxigraph before, so the grammar here may be lenient: it only has to find
where each word begins and ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

# One character of a name: whatever is not space, not a delimiter and not a dot, or an escape.
_LETTER = r"""(?:[^\s<>"'{}|^`\\\#;,.()\[\]@~!$&*+/=?]|\\.)"""

_TOKEN = re.compile(
    rf"""
      (?P<skip>(?:[ \t\r\n]++|\#[^\n\r]*+)++)
    | (?P<iri><[^<>]*+>)
    | (?P<string>\"\"\"(?:[^"\\]++|\\.|""?(?!"))*+\"\"\"
                |'''(?:[^'\\]++|\\.|''?(?!'))*+'''
                |"(?:[^"\\]++|\\.)*+"
                |'(?:[^'\\]++|\\.)*+')
    | (?P<at>@[A-Za-z][A-Za-z0-9-]*+)
    | (?P<number>[+-]?(?:[0-9]+\.[0-9]*[eE][+-]?[0-9]+
                        |\.?[0-9]+[eE][+-]?[0-9]+
                        |[0-9]*\.[0-9]+
                        |[0-9]+))
    | (?P<name>{_LETTER}++(?:\.+{_LETTER}++)*+)
    | (?P<mark>\^\^|[.;,()\[\]])
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A word of the text: its kind, its characters and its offset in code points.

    Kinds are `iri`, `string`, `at` (language tag or @prefix), `number`, `name` (prefixed name,
    blank node or keyword), `mark` (punctuation), and `end` after the last word.
    """

    kind: str
    text: str
    offset: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a Turtle text without spaces and comments, then one of kind `end`.

    >>> [token.text for token in tokens("stage:a.b a mq:Stage . # last")]
    ['stage:a.b', 'a', 'mq:Stage', '.', '']

    Raises ValueError, with the offset as its argument, at what Turtle 1.1 has no word for.
    """
    offset = 0
    for match in _TOKEN.finditer(text):
        if match.start() != offset:
            break
        offset = match.end()
        if match.lastgroup != "skip":
            yield Token(match.lastgroup or "", match.group(), match.start())
    if offset != len(text):
        raise ValueError(offset)
    yield Token("end", "", offset)


class Lines:
    """Turns offsets in a text into lines and columns, both counted from 1, as pyoxigraph counts.

    >>> Lines("a\\nbc").place(3)
    (2, 2)
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
