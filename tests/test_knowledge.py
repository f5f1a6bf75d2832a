"""The front door: export, difference and the views from other days."""

from __future__ import annotations

import datetime
import io
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from mithaq.errors import InputError
from mithaq.knowledge import KnowledgeBase
from mithaq.names import shorten
from mithaq.serialise import write
from mithaq.view import Viewpoint


def exported(kb: KnowledgeBase, fmt: str, what: str = "facts") -> bytes:
    out = io.BytesIO()
    kb.export(out, fmt, what)
    return out.getvalue()


def answers(viewpoint: Viewpoint, query: str) -> list[str]:
    rows = KnowledgeBase.open(viewpoint=viewpoint).query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(shorten(row[0].value) for row in rows)


@pytest.mark.parametrize("what", ["facts", "view", "all"])
def test_export_reload_export_gives_the_same_bytes(kb: KnowledgeBase, what: str) -> None:
    first = exported(kb, "ntriples", what)
    store = ox.Store()
    store.load(first, ox.RdfFormat.N_TRIPLES)
    again = io.BytesIO()
    write([quad.triple for quad in store], "ntriples", again)
    assert again.getvalue() == first
    assert first == exported(kb.reopened(), "ntriples", what)


def test_turtle_goes_round(kb: KnowledgeBase, tmp_path: Path) -> None:
    first = exported(kb, "turtle")
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb" / "facts.ttl").write_bytes(first)
    again = KnowledgeBase.open(tmp_path)
    assert exported(again, "turtle") == first
    assert set(again.view) == set(kb.view)


def test_an_unknown_format_is_refused(kb: KnowledgeBase) -> None:
    with pytest.raises(InputError):
        exported(kb, "docx")


def test_a_difference_names_what_came_and_what_follows(kb: KnowledgeBase, tmp_path: Path) -> None:
    shutil.copytree(kb.home.kb, tmp_path / "kb")
    more = tmp_path / "kb" / "more.ttl"
    more.write_text(
        """@prefix mq: <https://w3id.org/mithaq/ontology#> .
        @prefix id: <https://w3id.org/mithaq/id/> .
        id:bh-2014-mou.in-force a mq:LifecycleEvent ; mq:about id:bh-2014-mou ;
          mq:stage <https://w3id.org/mithaq/stage/entry-into-force> ;
          mq:modality <https://w3id.org/mithaq/modality/occurred> ;
          mq:evidence <https://w3id.org/mithaq/id/source/bh-16> .""",
        "utf-8",
    )
    found = kb.diff(KnowledgeBase.open(tmp_path))
    assert len(found.added) == 1 and found.removed == found.changed == ()
    assert [shorten(effect.property.value) for effect in found.effects] == ["mq:status"]


AWAITS = "SELECT ?plan { id:bh-2014-mou mq:awaits ?plan }"
STATUS = "SELECT ?status { %s mq:status ?status }"


@pytest.mark.parametrize(
    ("day", "awaited"),
    [
        ("2014-03-31", []),
        ("2014-08-31", ["id:bh-2014-mou.council-of-government-expected"]),
        ("2014-10-31", []),
    ],
)
def test_what_bahrain_awaited_by_the_sources_of_a_day(day: str, awaited: list[str]) -> None:
    assert answers(Viewpoint(known_on=datetime.date.fromisoformat(day)), AWAITS) == awaited


@pytest.mark.parametrize(
    ("thing", "status"),
    [
        ("id:bh-2014-mou", "status:approved"),
        ("id:be-2014-convention", "status:in-force"),
        ("id:in-2014-security-dialogue", "status:under-discussion"),
    ],
)
def test_the_three_worked_cases_stand_as_known(thing: str, status: str) -> None:
    assert answers(Viewpoint(), STATUS % thing) == [status]


def test_belgium_is_in_force_since_the_first_of_june(kb: KnowledgeBase) -> None:
    assert bool(kb.query('ASK { id:be-2014-convention mq:inForceOn "2022-06-01"^^xsd:date }'))


def test_the_indian_dialogue_has_no_signature(kb: KnowledgeBase) -> None:
    query = "ASK { ?e mq:about id:in-2014-security-dialogue ; mq:stage stage:signature }"
    assert not bool(kb.query(query))
