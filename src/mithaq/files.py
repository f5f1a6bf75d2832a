"""Reading a text file, with one clear sentence for each way in which it can be the wrong one; and
replacing a file whole."""

from __future__ import annotations

import os
import re
from pathlib import Path

from mithaq.errors import FileError

#: Default limit in bytes: some 400,000 facts, more than a file kept by hand ever holds.
LIMIT = 20_000_000

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"\x7fELF")
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def read_text(path: Path, limit: int = LIMIT) -> str:
    """Return the text of a UTF-8 file of at most `limit` bytes, its newlines as they are.

    Raises FileError, and says what to do, for a file that is missing, a folder, unreadable, empty,
    larger than `limit`, binary, or in another encoding. A byte order mark is refused, because the
    Turtle grammar (RDF 1.1 Turtle §6.5) has no place for it and other programs stumble over it.
    """
    data = read_bytes(path, limit)
    return decode(data, str(path))


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """Return the bytes of a file; at most one byte more than `limit` is ever read."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise _missing(path) from None
    except IsADirectoryError:
        raise FileError("files.directory", path=path) from None
    except OSError as error:
        raise FileError("files.unreadable", path=path, reason=error.strerror) from None
    if len(data) > limit:
        raise FileError("files.too-large", path=path, limit=size(limit))
    return data


def replace_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and rename it there: who reads it meanwhile finds the old one
    or the new one, whole, and several processes may write at once. Raises OSError."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(data)
    part.replace(path)


def decode(data: bytes, name: str) -> str:
    """Return `data` as text; raise FileError, which calls the file `name`, if it is not UTF-8 text.

    >>> decode("اتفاق".encode("cp1256"), "a.ttl")
    Traceback (most recent call last):
    mithaq.errors.FileError: a.ttl:1:1: byte 0xC7 is not UTF-8; the file looks like Windows-1256...
    """
    if not data.strip():
        raise FileError("files.empty", path=name)
    if data.startswith(b"\xef\xbb\xbf"):
        raise FileError("files.bom", path=name)
    wide = _wide_encoding(data)
    if wide:
        raise FileError("files.utf16", path=name, encoding=wide)
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start, name) from None


def size(count: int) -> str:
    """Return a number of bytes as a person says it.

    >>> size(20_000_000), size(512)
    ('20 MB', '512 B')
    """
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if count >= unit:
            return f"{count / unit:.3g} {name}"
    return f"{count} B"


def _missing(path: Path) -> FileError:
    from difflib import get_close_matches

    try:
        siblings = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        siblings = []
    near = get_close_matches(path.name, sorted(siblings), n=1)
    if near:
        return FileError("files.missing-near", path=path, near=path.with_name(near[0]))
    return FileError("files.missing", path=path)


def _wide_encoding(data: bytes) -> str:
    """Name the encoding of two or four bytes a character, or return the empty string."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    if not _CONTROL.search(data):
        return ""
    return next((name for name in ("UTF-16LE", "UTF-16BE") if _reads_well(data, name)), "")


def _reads_well(data: bytes, encoding: str) -> bool:
    """Tell whether nearly all characters would be Latin or Arabic, and none invisible."""
    sample = data[:2000]
    text = sample.decode(encoding, errors="replace")
    usual = sum("\t" <= letter < "\u0700" for letter in text)
    return usual * 10 > len(text) * 9 and not _CONTROL.search(text.encode())


def _refuse_binary(data: bytes, name: str) -> None:
    control = _CONTROL.search(data)
    offset = control.start() if control else 0
    if control or data.startswith(_SIGNATURES):
        byte = f"0x{data[offset]:02X}"
        raise FileError("files.binary", path=name, byte=byte, offset=offset)


def _not_utf8(data: bytes, start: int, name: str) -> FileError:
    line_start = data.rfind(b"\n", 0, start) + 1
    return FileError(
        "files.not-utf8",
        path=name,
        line=data.count(b"\n", 0, start) + 1,
        column=len(data[line_start:start].decode("utf-8")) + 1,
        byte=f"0x{data[start]:02X}",
        encoding=_narrow_encoding(data),
    )


def _narrow_encoding(data: bytes) -> str:
    """Guess: where most letters lie above ASCII, the text is Arabic; else it is French."""
    letters = sum(byte > 0x7F or chr(byte).isalpha() for byte in data[:20_000])
    high = sum(byte > 0x7F for byte in data[:20_000])
    return "Windows-1256" if high * 3 > letters else "Windows-1252"
