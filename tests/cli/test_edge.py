"""How the process begins and ends: languages, exit codes, closed pipes, interruptions,
encodings.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mithaq.cli.speech import spoken

ROOT = Path(__file__).parent.parent.parent
SMALL = ROOT / "tests" / "fixtures" / "small"


def environment(cache: Path, **others: str) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("MITHAQ")}
    path = str(ROOT / "src")
    return {
        **known,
        "PYTHONPATH": path,
        "MITHAQ_CACHE": str(cache),
        "MITHAQ_HOME": str(SMALL),
        **others,
    }


def start(cache: Path, *arguments: str, **others: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "mithaq", *arguments],
        env=environment(cache, **others),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.PIPE,
    )


@pytest.mark.parametrize(
    ("arguments", "variables", "expected"),
    [
        (["--lang", "fr"], {"LANG": "ar_MA.UTF-8"}, "fr"),
        (["list", "--lang=ar"], {}, "ar"),
        (["--", "--lang=ar"], {}, "en"),
        (["--lang"], {"LC_ALL": "fr_FR"}, "fr"),
        ([], {"MITHAQ_LANG": "ar", "LC_ALL": "fr_FR"}, "ar"),
        ([], {"LANG": "nl_BE.UTF-8"}, "en"),
        ([], {}, "en"),
    ],
)
def test_the_language_is_found_before_arguments_are_read(
    arguments: list[str], variables: dict[str, str], expected: str
) -> None:
    assert spoken(arguments, variables) == expected


def test_output_is_utf8_whatever_the_locale(cache: Path) -> None:
    process = start(cache, "--lang", "ar", "frobnicate", LC_ALL="C", PYTHONIOENCODING="ascii")
    _, talk = process.communicate(timeout=60)
    assert "لا يوجد أمر" in talk.decode("utf-8")
    assert process.returncode == 2


def test_a_reader_that_goes_away_is_no_error(cache: Path) -> None:
    process = start(cache, "query", "SELECT * WHERE { ?s ?p ?o . ?x ?y ?z } LIMIT 300000")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    talk = process.stderr.read()
    assert (process.wait(60), talk) == (141, b"")


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise on Windows")
def test_an_interrupted_command_says_so(cache: Path) -> None:
    process = start(cache, "query", "SELECT * WHERE { ?s ?p ?o . ?x ?y ?z } LIMIT 900000")
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, talk = process.communicate(timeout=60)
    assert (process.returncode, talk.decode().strip()) == (130, "Stopped. Nothing was changed.")


def test_a_query_is_read_from_standard_input(cache: Path) -> None:
    process = start(cache, "query", "-")
    answer, _ = process.communicate(b"ASK { id:bh-2014-mou mq:partner state:BH }", timeout=60)
    assert (process.returncode, answer) == (0, b"true\n")


def test_it_works_from_any_directory(cache: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mithaq", "query", "ASK { id:bh-2014-mou mq:inForceOn ?day }"],
        cwd=tmp_path,
        env=environment(cache),
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"false\n"


def test_without_a_cache_nothing_is_written(tmp_path: Path) -> None:
    home = tmp_path / "nobody"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "mithaq", "query", "--no-cache", "ASK {}"],
        env={**environment(tmp_path / "unused"), "HOME": str(home)},
        capture_output=True,
        check=True,
    )
    assert (done.stdout, list(tmp_path.rglob("*"))) == (b"true\n", [home])
