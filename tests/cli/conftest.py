"""Running ``mithaq`` as a reader would, on the small knowledge base in tests/fixtures/small."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from mithaq.cli.edge import run

SMALL = Path(__file__).parent.parent / "fixtures" / "small"


class Told(NamedTuple):
    """What a command wrote and how it ended."""

    code: int
    out: str
    err: str


Runner = Callable[..., Told]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that the whole session shares."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def mithaq(
    cache: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Runner:
    """Run a command in English, eighty columns wide, unless a test says otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "MITHAQ_LANG", "MITHAQ_HOME", "MITHAQ_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("MITHAQ_HOME", str(SMALL))
    monkeypatch.setenv("MITHAQ_CACHE", str(cache))

    def told(*arguments: str | Path) -> Told:
        code = run([str(argument) for argument in arguments])
        return Told(code, *capfd.readouterr())

    return told
