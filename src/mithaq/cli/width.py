"""How wide a text is on a terminal, and the marks that keep Arabic and Latin in their places.

Terminals that reorder Arabic do it line by line (Unicode Standard Annex #9). A value whose
direction differs from that of its line is therefore isolated (FSI … PDI), and a line in Arabic
begins with a right-to-left mark, so that a name in Latin letters at its start does not turn it
round.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"

_INVISIBLE = frozenset({"Mn", "Me", "Cf"})


def display_width(text: str) -> int:
    """Return how many columns a text takes: none for marks, two for wide East Asian letters.

    >>> display_width("اتّفاق"), display_width("a" + RLM), display_width("協定")
    (5, 1, 4)
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in _INVISIBLE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def has_arabic(text: str) -> bool:
    """Tell whether a text holds a letter that is written from right to left.

    >>> has_arabic("accord"), has_arabic("اتفاق 2014")
    (False, True)
    """
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("AL", "R") for c in text)


def isolated(text: str) -> str:
    """Return a value fit for a cell of a table: isolated from its neighbours where it holds
    Arabic.
    """
    return f"{FSI}{text}{PDI}" if has_arabic(text) else text


def directed(text: str, lang: str) -> str:
    """Return lines of prose fit for a terminal: in Arabic, each line that holds Arabic runs from
    the right.
    """
    if lang != "ar":
        return text
    return "\n".join(RLM + line if has_arabic(line) else line for line in text.split("\n"))


def padded(text: str, width: int) -> str:
    """Return a text followed by as many spaces as fill the width.

    >>> padded("نعم", 5)
    'نعم  '
    """
    return text + " " * (width - display_width(text))


def wrapped(text: str, width: int, *, cut: bool = True) -> list[str]:
    """Return the lines of a text, broken at spaces so that none is wider than the width.

    A word wider than a line is cut, unless it is to stay whole, as an address should.

    >>> wrapped("accord de coopération", 10)
    ['accord de', 'coopératio', 'n']
    """
    lines = [""]
    for word in _pieces(text, width) if cut else text.split():
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if display_width(joined) <= width or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _pieces(text: str, width: int) -> Iterator[str]:
    for word in text.split():
        while display_width(word) > width:
            cut = len(word)
            while cut > 1 and display_width(word[:cut]) > width:
                cut -= 1
            yield word[:cut]
            word = word[cut:]
        if word:
            yield word
