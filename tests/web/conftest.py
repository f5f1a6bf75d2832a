"""The explorer over the shipped knowledge base, without queries; only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from mithaq.knowledge import KnowledgeBase
from mithaq.serialise import write
from mithaq.web.app import create_app
from mithaq.web.lens import Lens, Lenses
from mithaq.web.site import write_site


@pytest.fixture(scope="session")
def lenses(kb: KnowledgeBase) -> Lenses:
    return Lenses(kb)


@pytest.fixture(scope="session")
def lens(lenses: Lenses) -> Lens:
    return lenses.default


@pytest.fixture(scope="session")
def site(kb: KnowledgeBase, lenses: Lenses) -> TestClient:
    return TestClient(create_app(kb, lenses=lenses), follow_redirects=False)


def _about_bahrain(kb: KnowledgeBase) -> Iterator[ox.Triple]:
    """Yield what the file on Bahrain says, with the actors and sources it names."""
    wanted = {q.triple for q in ox.parse(path=str(kb.home.kb / "curated" / "bahrain.ttl"))}
    named = {t.object for t in wanted} | {ox.NamedNode("https://w3id.org/mithaq/id/state/MA")}
    more = [
        q.triple
        for name in ("actors.ttl", "sources.ttl")
        for q in ox.parse(path=str(kb.home.kb / name))
    ]
    owners = {t.subject for t in more if t.subject in named}
    for _ in range(3):
        owners |= {t.object for t in more if t.subject in owners}
    yield from wanted
    yield from (t for t in more if t.subject in owners)


@pytest.fixture(scope="session")
def written(kb: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small knowledge base, written as a site."""
    home = tmp_path_factory.mktemp("home")
    (home / "kb").mkdir()
    with (home / "kb" / "bahrain.ttl").open("wb") as file:
        write(_about_bahrain(kb), "turtle", file)
    folder = tmp_path_factory.mktemp("site")
    assert write_site(Lens(KnowledgeBase.open(home)), folder) > 1000
    return folder
