"""Files as they come: encodings, web pages, PDF, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.errors import FileError
from mithaq.extract.encodings import decode
from mithaq.extract.reading import document_from_bytes, documents_in, read_document

ARABIC = "وقع المغرب والهند، يوم الإثنين بالرباط، مذكرة تفاهم في مجال الدفاع والأمن."
FRENCH = (
    "Le Maroc et la Belgique ont signé à Bruxelles une convention en matière pénale, déjà prête."
)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859_6", "utf-16", "utf-16-le"])
def test_arabic_is_read_in_new_and_old_encodings(encoding: str) -> None:
    text = ARABIC.replace("،", ",") if encoding == "iso8859_6" else ARABIC
    assert decode(text.encode(encoding), "a.txt").lstrip("\ufeff") == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-be"])
def test_french_is_read_in_new_and_old_encodings(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding), "a.txt") == FRENCH


def test_a_byte_order_mark_and_line_ends_stay_so_that_offsets_hold() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb", "a.txt") == "\ufeffa\r\nb"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4, "not a text"),
        (b"PK\x03\x04\x00\x00\x00\x00\x01\x02", "not a text"),
    ],
)
def test_what_is_no_text_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(FileError, match=words):
        decode(data, "x.txt")


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as out:
        out.truncate(100 * 1024 * 1024)
    with pytest.raises(FileError, match="larger than 32 MB"):
        read_document(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"gone\.txt"):
        read_document(tmp_path / "gone.txt")


def test_a_web_page_gives_its_article_title_and_date() -> None:
    page = f"""<!DOCTYPE html><html><head><title>Défense</title>
    <meta property="article:published_time" content="2018-03-14T10:00:00Z"></head>
    <body><nav><a href="/">Accueil</a> <a href="/sport">Sport</a></nav>
    <article><h1>Défense</h1>{"".join(f"<p>{FRENCH} Suite {n}.</p>" for n in range(6))}</article>
    <footer>Tous droits réservés</footer></body></html>"""
    document = document_from_bytes(page.encode(), "page.html")
    assert FRENCH in document.text
    assert "Accueil" not in document.text
    assert (document.published, document.certainty) == ("2018-03-14", "inferred")


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(FileError, match="no article"):
        document_from_bytes(b"<html><body></body></html>", "page.html")


def test_a_broken_pdf_is_refused_in_words() -> None:
    with pytest.raises(FileError, match="PDF"):
        document_from_bytes(b"%PDF-1.7 and nothing more", "a.pdf")


def test_a_folder_gives_its_documents_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.jpg", "inner/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = [p.relative_to(tmp_path).as_posix() for p in documents_in([tmp_path])]
    assert found == ["a.html", "b.txt", "inner/d.txt"]
