"""Files, folders and streams to documents: plain text, web pages and PDF.

A web page or a PDF is turned to text first, and offsets refer to that text; the same file always
gives the same text.
"""

from __future__ import annotations

import logging
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mithaq.errors import FileError
from mithaq.extract.encodings import LIMIT, MEGABYTE, decode
from mithaq.extract.values import Document

SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf"})
_HTML_START = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.I)
# What is wrong with a PDF is said once, in our own words.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_URL_DATE = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})(?:/(?P<d>\d{1,2}))?/")


def read_document(path: Path, limit: int = LIMIT) -> Document:
    """Read one file of at most `limit` bytes.

    Raises FileError where it is missing, unreadable, too large, or not a text.
    """
    try:
        found = path.stat()
        if found.st_size > limit:
            raise FileError("extract.too-large", path=path, limit=limit // MEGABYTE)
        data = path.read_bytes()
    except OSError as error:
        raise FileError("extract.unreadable", path=path, why=error.strerror) from error
    written = datetime.fromtimestamp(found.st_mtime, UTC).date().isoformat()
    # A name may hold bytes of an old encoding, which no output in UTF-8 can.
    name = os.fsencode(path.name).decode("utf-8", "replace")
    return replace(document_from_bytes(data, name, path, limit), read_on=written)


def document_from_bytes(
    data: bytes, name: str, path: Path | None = None, limit: int = LIMIT
) -> Document:
    """Make a document of a file's content; the kind is known by the content, then by the name."""
    if data.startswith(b"%PDF-"):
        return _pdf(data, name, path)
    if name.lower().endswith((".html", ".htm", ".xhtml")) or _HTML_START.match(data[:4096]):
        return _html(data, name, path, limit)
    return Document(name, decode(data, name, limit), path=path)


def documents_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named, and those of known kinds in the folders named, in order of name.

    What cannot be looked at, a folder or a link that leads nowhere, is yielded as well, so that
    reading it tells why. Pipes and devices in folders are left out: they would be waited for.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(_inside(path))
        else:
            yield path


def _inside(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for inner, _, names in os.walk(folder, onerror=lambda e: closed.append(Path(e.filename))):
        for path in (Path(inner, name) for name in names):
            if path.suffix.lower() in SUFFIXES and _file_or_fault(path):
                yield path
    yield from closed


def _file_or_fault(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def date_in_url(url: str) -> str | None:
    """Return the date that a page's address holds, if any.

    >>> date_in_url("https://example.org/2014/9/11/a.html"), date_in_url("https://example.org/a")
    ('2014-09-11', None)
    """
    match = _URL_DATE.search(url)
    if match is None:
        return None
    parts = [match["y"], f"{int(match['m']):02d}"]
    if match["d"]:
        parts.append(f"{int(match['d']):02d}")
    return "-".join(parts)


def _html(data: bytes, name: str, path: Path | None, limit: int) -> Document:
    """Take the main text of a page; its date is inferred, for pages often carry today's."""
    import trafilatura

    page = decode(data, name, limit)
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    text = (getattr(found, "text", None) or "") if found is not None else ""
    if not text.strip():
        raise FileError("extract.no-article", path=name)
    date = getattr(found, "date", None)
    title = getattr(found, "title", None)
    url = getattr(found, "url", None) or ""
    date = date or date_in_url(url)
    certainty = "inferred" if date else "unknown"
    return Document(name, text, "html", title, date, certainty, path)


def _pdf(data: bytes, name: str, path: Path | None) -> Document:
    import io

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise FileError("extract.bad-pdf", path=name, why=str(error)) from error
    text = "\n".join(pages)
    if not text.strip():
        raise FileError("extract.no-article", path=name)
    return Document(name, text, "pdf", path=path)
