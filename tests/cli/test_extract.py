"""The command extract: many files, bad ones among them, several processes, and going on."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Runner

SIGNED = "Morocco and {partner} signed a security agreement against terrorism in 20{year:02}."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of articles, one of which is not a text."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for year in range(10, 16):
        text = SIGNED.format(partner="Qatar" if year % 2 else "Belgium", year=year)
        (folder / f"a{year}.txt").write_text(text, encoding="utf-8")
    (folder / "bad.txt").write_bytes(bytes(range(32)) * 64)
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_bad_files_are_named_and_the_rest_is_done(mithaq: Runner, articles: Path) -> None:
    told = mithaq("extract", str(articles))
    assert told.code == 1
    assert told.out.count("\n") == 6
    assert "bad.txt" in told.err
    assert "empty.txt" in told.err


def test_the_number_of_processes_does_not_change_a_byte(mithaq: Runner, articles: Path) -> None:
    assert (
        mithaq("extract", str(articles), "--jobs", "2").out == mithaq("extract", str(articles)).out
    )


def test_an_interrupted_run_goes_on(mithaq: Runner, articles: Path, tmp_path: Path) -> None:
    done, output = tmp_path / "done", tmp_path / "out.jsonl"
    some = [str(articles / f"a{year}.txt") for year in (10, 11)]
    options = ["--resume", str(done), "--output", str(output)]
    mithaq("extract", *some, *options)
    mithaq("extract", *some, str(articles / "a12.txt"), *options)
    assert len(output.read_text(encoding="utf-8").splitlines()) == 3
    assert len(done.read_text(encoding="utf-8").splitlines()) == 3


def test_a_folder_as_output_gets_a_file_each(
    mithaq: Runner, articles: Path, tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    mithaq("extract", str(articles / "a10.txt"), "--format", "html", "--output", str(pages))
    assert [p.name for p in pages.iterdir()] == ["a10.txt.html"]


def test_documents_of_one_name_keep_their_folders(
    mithaq: Runner, articles: Path, tmp_path: Path
) -> None:
    other, output = tmp_path / "other", tmp_path / "output"
    other.mkdir()
    output.mkdir()
    (other / "a10.txt").write_text(SIGNED.format(partner="India", year=10), encoding="utf-8")
    files = [str(articles / "a10.txt"), str(other / "a10.txt")]
    mithaq("extract", *files, "--output", str(output))
    written = {p.relative_to(output).as_posix(): p.read_text("utf-8") for p in output.glob("*/*")}
    assert '"BE"' in written["articles/a10.txt.jsonl"]
    assert '"IN"' in written["other/a10.txt.jsonl"]


def test_a_wrong_date_is_refused(mithaq: Runner, articles: Path) -> None:
    assert mithaq("extract", str(articles / "a10.txt"), "--published", "yesterday").code == 2


def test_the_summary_in_arabic(mithaq: Runner, articles: Path) -> None:
    told = mithaq("--lang", "ar", "extract", str(articles / "a11.txt"), "--format", "text")
    assert "قطر" in told.out


def test_records_are_counted_in_each_language(mithaq: Runner, articles: Path) -> None:
    one, two = str(articles / "a10.txt"), [str(articles / f"a{year}.txt") for year in (10, 11)]
    assert "1 document read, 1 record found." in mithaq("extract", one).err
    assert "2 documents read, 2 records found." in mithaq("extract", *two).err
    assert "1 document lu, 1 fiche" in mithaq("--lang", "fr", "extract", one).err
    assert "سجل واحد" in mithaq("--lang", "ar", "extract", one).err
    assert "سجلين" in mithaq("--lang", "ar", "extract", *two).err


def test_a_line_half_written_when_a_run_was_killed_is_written_anew(
    mithaq: Runner, articles: Path, tmp_path: Path
) -> None:
    done, output = tmp_path / "done", tmp_path / "out.jsonl"
    some = [str(articles / f"a{year}.txt") for year in (10, 11)]
    options = ["--resume", str(done), "--output", str(output)]
    mithaq("extract", *some, *options)
    whole = output.read_text(encoding="utf-8")
    output.write_text(whole[:-20], encoding="utf-8")
    done.write_text(some[0] + "\n", encoding="utf-8")
    mithaq("extract", *some, *options)
    assert output.read_text(encoding="utf-8") == whole


def test_a_name_with_a_line_end_is_noted_as_done(mithaq: Runner, tmp_path: Path) -> None:
    path, done = tmp_path / "two\nlines.txt", tmp_path / "done"
    path.write_text(SIGNED.format(partner="Qatar", year=14), encoding="utf-8")
    mithaq("extract", str(path), "--resume", str(done))
    assert mithaq("extract", str(path), "--resume", str(done)).out == ""
