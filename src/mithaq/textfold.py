"""Fold Arabic and Latin writing to one comparable form, with the way back to the original.

Folding drops what writers leave out or vary: case, accents, vowel marks, tatweel, invisible
direction marks, hamza seats, alef maksura, ta marbuta, Persian ya and kaf, and the presentation
forms that old pages hold. What is left compares equal where a reader would call the words equal.
The folded text is for an index only; quotations are always taken from the original.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_SAME_LETTER = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ة": "ه",
    "ە": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ک": "ك",
    "ڪ": "ك",
    "ڭ": "ك",
    "گ": "ك",
    "ڤ": "ف",
    "ڨ": "ق",
    "پ": "ب",
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "ø": "o",
    "đ": "d",
    "ı": "i",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "\u2011": "-",
    "\u2010": "-",
}
_DIGITS = {ord("٠") + i: str(i) for i in range(10)} | {ord("۰") + i: str(i) for i in range(10)}
_TATWEEL = "\u0640"


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """Return the folded form of one code point; empty for what is dropped.

    >>> [fold_character(c) for c in "أةىÉœ١ﻻ"]
    ['ا', 'ه', 'ي', 'e', 'oe', '1', 'لا']
    """
    out = []
    for part in unicodedata.normalize("NFKD", character):
        if unicodedata.category(part) in ("Mn", "Me", "Cf") or part == _TATWEEL:
            continue
        low = _SAME_LETTER.get(part.lower(), part.lower()).translate(_DIGITS)
        out.append(_SAME_LETTER.get(low, low))
    return "".join(c for c in "".join(out) if unicodedata.category(c) != "Mn")


class _Table(dict[int, str]):
    """The folded form of every code point, filled as they are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold_character(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """Return the folded text without its offsets.

    >>> fold("الاتّفاقيّة الأمنيـــة") == fold("الاتفاقيه الامنية")
    True
    >>> fold("Échange d’informations")
    "echange d'informations"
    """
    return text.lower() if text.isascii() else text.translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its code points, the code point of the original it came from.

    `origins` has one entry more than `text`: the length of the original.
    """

    original: str
    text: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's half-open range for a half-open range of the folded text.

        Marks that follow the last letter of the range belong to it.

        >>> folded = fold_with_offsets("في الاتّفاقيّةِ.")
        >>> at = folded.text.index("اتفاقيه")
        >>> start, end = folded.span(at, at + len("اتفاقيه"))
        >>> folded.original[start:end]
        'اتّفاقيّةِ'
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"no range {start}-{end} in a folded text of {len(self.text)}")
        if start == end:
            return self.origins[start], self.origins[start]
        first, last = self.origins[start], self.origins[end - 1] + 1
        while last < len(self.original) and not fold_character(self.original[last]):
            last += 1
        return first, last

    def find(self, query: str) -> Iterator[tuple[int, int]]:
        """Yield the original's ranges where the query occurs, folded as well.

        >>> list(fold_with_offsets("Accord signé, accord lu").find("ACCORD"))
        [(0, 6), (14, 20)]
        """
        wanted = fold(query)
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            yield self.span(at, at + len(wanted))
            at = self.text.find(wanted, at + len(wanted))


def fold_with_offsets(text: str) -> Folded:
    """Return the folded text together with the map back to the original's code points."""
    pieces: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        folded = fold_character(character)
        pieces.append(folded)
        origins.extend([index] * len(folded))
    origins.append(len(text))
    return Folded(text, "".join(pieces), tuple(origins))
