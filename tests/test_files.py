"""Every wrong kind of file gets one sentence that says what it is and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mithaq.errors import FileError
from mithaq.files import read_text, replace_whole

TEXT = 'id:a mq:summary "Accord signé, وقّع الطرفان"@fr .\r\n'


def refusal(path: Path, limit: int = 1000) -> str:
    with pytest.raises(FileError) as caught:
        read_text(path, limit)
    return str(caught.value).replace(str(path), "F").replace(str(path.parent), "DIR")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "F: the file is empty. Name a file that holds some text."),
        (b" \n\n", "F: the file is empty. Name a file that holds some text."),
        (
            b"\xef\xbb\xbfabc",
            "F: the file begins with a byte order mark, which does not belong in UTF-8 Turtle. "
            "Save it as “UTF-8 without BOM”, or run: tail -c +4 F > new-file",
        ),
        (
            TEXT.encode("utf-16"),
            "F: the file is in UTF-16, and UTF-8 is needed. "
            "Convert it: iconv -f UTF-16 -t UTF-8 F > new-file",
        ),
        (
            TEXT.encode("utf-16-le"),
            "F: the file is in UTF-16LE, and UTF-8 is needed. "
            "Convert it: iconv -f UTF-16LE -t UTF-8 F > new-file",
        ),
        (
            "وقّع الطرفان على مذكرة تفاهم".encode("utf-16-be"),
            "F: the file is in UTF-16BE, and UTF-8 is needed. "
            "Convert it: iconv -f UTF-16BE -t UTF-8 F > new-file",
        ),
        (
            TEXT.encode("utf-32"),
            "F: the file is in UTF-32, and UTF-8 is needed. "
            "Convert it: iconv -f UTF-32 -t UTF-8 F > new-file",
        ),
        (
            "un texte\noù l'accord est signé".encode("latin-1"),
            "F:2:2: byte 0xF9 is not UTF-8; the file looks like Windows-1252. "
            "Convert it: iconv -f Windows-1252 -t UTF-8 F > new-file",
        ),
        (
            "مذكرة تفاهم".encode("cp1256"),
            "F:1:1: byte 0xE3 is not UTF-8; the file looks like Windows-1256. "
            "Convert it: iconv -f Windows-1256 -t UTF-8 F > new-file",
        ),
        (
            b"some\x00thing",
            "F: this is not a text file (byte 0x00 at offset 4). Name a text file in UTF-8.",
        ),
        (
            b"%PDF-1.7 and so on",
            "F: this is not a text file (byte 0x25 at offset 0). Name a text file in UTF-8.",
        ),
        (b"x" * 1001, "F: the file is larger than 1 kB. Split it into smaller files."),
    ],
)
def test_the_wrong_content_is_named(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "facts.ttl"
    path.write_bytes(content)
    assert refusal(path) == sentence


def test_a_missing_file(tmp_path: Path) -> None:
    sentence = "F: there is no such file. Check the name and the folder."
    assert refusal(tmp_path / "facts.ttl") == sentence
    assert refusal(tmp_path / "no-folder" / "facts.ttl") == sentence


def test_a_missing_file_with_a_near_name(tmp_path: Path) -> None:
    (tmp_path / "bahrain.ttl").write_text("x")
    sentence = "F: there is no such file. Did you mean DIR/bahrain.ttl?"
    assert refusal(tmp_path / "bahrein.ttl") == sentence


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "F: this is a folder, not a file. Name a file inside it."


def test_a_name_that_no_file_can_have() -> None:
    sentence = "a\0b: there is no such file. Check the name and the folder."
    with pytest.raises(FileError) as caught:
        read_text(Path("a\0b"))
    assert str(caught.value) == sentence


def test_a_file_under_something_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    sentence = "F: there is no such file. Check the name and the folder."
    assert refusal(tmp_path / "a" / "b") == sentence


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "loop"
    path.symlink_to(path)
    problem = "Too many levels of symbolic links"
    assert refusal(path) == f"F: the file cannot be read ({problem}). Check who may read it."


def test_good_text_keeps_its_newlines(tmp_path: Path) -> None:
    path = tmp_path / "facts.ttl"
    path.write_bytes(TEXT.encode())
    assert read_text(path) == TEXT


def test_a_pipe_is_read_like_a_file() -> None:
    reader, writer = os.pipe()
    os.write(writer, TEXT.encode())
    os.close(writer)
    assert read_text(Path(f"/dev/fd/{reader}")) == TEXT
    os.close(reader)


def test_a_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    for data in (b"old", b"new"):
        replace_whole(file, data)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("kept", b"new")]


def test_no_folder_is_made_for_a_file_that_is_replaced(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_whole(tmp_path / "gone" / "kept", b"new")
