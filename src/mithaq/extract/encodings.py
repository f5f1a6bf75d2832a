"""Bytes to text: UTF-8 and UTF-16, and the old single-byte encodings of Arabic and French pages.

Nothing is translated: line ends stay as they are and a byte order mark stays in the text, so that
offsets into a UTF-8 file are those of the file as read.
"""

from __future__ import annotations

import codecs

from mithaq.errors import FileError

MEGABYTE = 1024 * 1024
LIMIT = 32 * MEGABYTE
_SAMPLE = 65536
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")
_USUAL_ARABIC = frozenset("اليمونرتبعدسفهقكحجةأىإشصطخضءذغثزئظآؤ، ")


def decode(data: bytes, name: str, limit: int = LIMIT) -> str:
    """Return the text of a file's bytes, at most `limit` of them.

    Raises FileError where there is nothing to read: no bytes, too many, or not a text.

    >>> decode("اتفاق أمني".encode("cp1256"), "a.txt")
    'اتفاق أمني'
    """
    if not data.strip():
        raise FileError("extract.empty", path=name)
    if len(data) > limit:
        raise FileError("extract.too-large", path=name, limit=limit // MEGABYTE)
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            return _strict(data, encoding, name)
    if b"\x00" in data[:_SAMPLE]:
        text = _wide(data, name)
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = _damaged(data) or _old_encoding(data, name)
    if _is_binary(text[:_SAMPLE]):
        raise FileError("extract.binary", path=name)
    return text


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileError("extract.undecodable", path=name, offset=error.start) from error


def _wide(data: bytes, name: str) -> str:
    """Read UTF-16 without a mark, known by its many zero bytes on one side."""
    sample = data[:_SAMPLE]
    high, low = ({b: sample[i::2].count(b) for b in (0, 6)} for i in (0, 1))
    big, little = sum(high.values()), sum(low.values())
    if len(data) % 2 or max(big, little) * 5 < len(sample) * 2:
        raise FileError("extract.binary", path=name)
    return _strict(data, "utf-16-be" if big > little else "utf-16-le", name)


def _damaged(data: bytes) -> str:
    """Return UTF-8 with a mark for each broken byte, or nothing where it is no UTF-8 at all.

    One byte of an old page, or an end cut off, must not turn all the rest into other letters.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(c > "\x7f" for c in text) - broken
    return text if 2 * broken < sound else ""


def _old_encoding(data: bytes, name: str) -> str:
    """Choose among windows-1256, ISO 8859-6 and windows-1252 by what looks like language."""
    best, text = 0.0, ""
    for encoding in ("cp1256", "iso8859_6", "cp1252"):
        try:
            candidate = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _plausible(candidate[:_SAMPLE])
        if score > best:
            best, text = score, candidate
    if not text:
        raise FileError("extract.undecodable", path=name, offset=0)
    return text


def _plausible(text: str) -> float:
    """Return how much of the non-ASCII part is what Arabic or French prose is made of."""
    high = [c for c in text if ord(c) > 127]
    if not high:
        return 0.0
    latin = sum(c.isascii() and c.isalpha() for c in text) > 2 * len(high)
    usual = sum(_usual(c, latin) for c in high)
    return usual / len(high)


def _usual(character: str, latin: bool) -> float:
    if latin:
        return float(character in "éèêëàâçîïôûùœÉÈÀÇ«»’–—\u00a0€…“”")
    return 1.0 if character in _USUAL_ARABIC else 0.0


def _is_binary(text: str) -> bool:
    odd = sum(ord(c) < 32 and ord(c) not in _TEXT_CONTROLS for c in text)
    return odd * 50 > len(text)
