"""Files as they come: encodings, web pages, PDF, and what cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mithaq.errors import FileError
from mithaq.extract.encodings import decode
from mithaq.extract.pipeline import extract
from mithaq.extract.reading import document_from_bytes, documents_in, read_document
from mithaq.extract.runner import Job, run
from mithaq.extract.words.lexicon import Lexicon

from .conftest import ROOT

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


def test_the_limit_is_the_callers_to_set(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"a b " * 500_000)
    with pytest.raises(FileError, match=r"long\.txt.*larger than 1 MB.*--limit"):
        read_document(path, limit=1024 * 1024)
    assert read_document(path, limit=2 * 1024 * 1024).text.startswith("a b a b")


def test_one_unreadable_entry_of_a_folder_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "huge.txt").write_bytes(b"a b " * 500_000)
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\x00\x01\x02" * 99)
    os.mkfifo(tmp_path / "pipe.txt")
    job = Job(ROOT / "ontology", limit=1024 * 1024)
    results = list(run(documents_in([tmp_path]), job))
    assert [r.path.name for r in results if r.failure is None] == ["article.txt"]
    failed = {r.path.name: r.failure or "" for r in results if r.failure is not None}
    assert set(failed) == {"gone.txt", "huge.txt", "picture.txt"}
    assert all(name in line and "\n" not in line for name, line in failed.items())


def pdf_of(line: str) -> bytes:
    """Write a PDF of one page with one line of Latin text, objects and table of places."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode("cp1252")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        font,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%s" % table
    return out + end + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)


def test_the_text_of_a_pdf_is_read(lexicon: Lexicon) -> None:
    line = "Le Maroc et l'Inde ont signé à Rabat un accord de défense le 4 mai 2021."
    document = document_from_bytes(pdf_of(line), "text.pdf")
    assert (document.text.strip(), document.name) == (line, "text.pdf")
    [record] = extract(document, lexicon).records
    assert [(e.stage, e.date) for e in record.events] == [("signature", "2021-05-04")]


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


def test_a_broken_byte_leaves_the_rest_of_a_text_readable() -> None:
    broken = FRENCH.encode()[:60] + b"\xff" + FRENCH.encode()[60:]
    assert decode(broken, "a.txt").replace("\ufffd", "") == FRENCH
    cut_off = ARABIC.encode().rstrip(b".")[:-1]
    assert decode(cut_off, "a.txt") == ARABIC.rstrip(".")[:-1] + "\ufffd"


def test_a_name_in_an_old_encoding_can_be_written_out(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(FRENCH, encoding="utf-8")
    assert read_document(path).name == "caf\ufffd.txt"


def test_what_cannot_be_looked_at_is_named_and_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "up").symlink_to("..")
    (tmp_path / "folder.txt").mkdir()
    assert [p.name for p in documents_in([tmp_path])] == ["loop.txt"]
    with pytest.raises(FileError, match=r"loop\.txt"):
        read_document(tmp_path / "loop.txt")


def test_a_folder_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "a.txt").write_text(FRENCH, encoding="utf-8")
    closed.chmod(0)
    may_look = os.access(closed, os.R_OK)  # An administrator may.
    assert list(documents_in([tmp_path])) == [closed / "a.txt" if may_look else closed]
    closed.chmod(0o700)
    with pytest.raises(FileError, match="closed"):
        read_document(closed)
