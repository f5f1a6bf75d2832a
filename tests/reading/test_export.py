"""Exports, tables, differences, checks against texts, blocks for new facts."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from mithaq.blocks import block, free_name, hints
from mithaq.diff import diff, facts_at, facts_now
from mithaq.errors import InputError
from mithaq.export import export, export_tables, jsonld_context, tables
from mithaq.home import Home
from mithaq.knowledge import KnowledgeBase
from mithaq.names import node, shorten
from mithaq.serialise import FORMATS
from mithaq.tables import SEPARATOR
from mithaq.texts import check_texts
from mithaq.turtle import parse
from mithaq.void import DATASET
from mithaq.warm import WarmKnowledgeBase

SMALL = Path(__file__).parent.parent / "fixtures" / "small"


def exported(kb: KnowledgeBase, what: str, fmt: str) -> bytes:
    out = io.BytesIO()
    export(kb, what, fmt, out)
    return out.getvalue()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the small knowledge base that a test may change."""
    shutil.copytree(SMALL / "kb", tmp_path / "home" / "kb")
    return tmp_path / "home"


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_the_same_facts_give_the_same_bytes(fmt: str) -> None:
    once, again = (exported(KnowledgeBase.open(SMALL), "facts", fmt) for _ in range(2))
    assert once == again


def test_facts_view_and_all_are_kept_apart(small: KnowledgeBase) -> None:
    facts = set(ox.parse(exported(small, "facts", "ntriples"), ox.RdfFormat.N_TRIPLES))
    view = set(ox.parse(exported(small, "view", "ntriples"), ox.RdfFormat.N_TRIPLES))
    everything = set(ox.parse(exported(small, "all", "ntriples"), ox.RdfFormat.N_TRIPLES))
    status = node("mq:status")
    assert not any(quad.predicate == status for quad in facts)
    assert any(quad.predicate == status for quad in view)
    assert not facts & view
    assert facts | view < everything


@pytest.mark.parametrize(("fmt", "syntax"), [("nquads", "N_QUADS"), ("trig", "TRIG")])
def test_formats_with_graphs_name_them(small: KnowledgeBase, fmt: str, syntax: str) -> None:
    quads = list(ox.parse(exported(small, "all", fmt), getattr(ox.RdfFormat, syntax)))
    graphs = {str(quad.graph_name) for quad in quads}
    assert graphs == {
        "DEFAULT",
        "<https://w3id.org/mithaq/dataset/facts>",
        "<https://w3id.org/mithaq/dataset/ontology>",
        "<https://w3id.org/mithaq/dataset/view>",
    }
    counted = next(
        q.object for q in quads if (q.subject, q.predicate) == (DATASET, node("void:triples"))
    )
    inside = [quad for quad in quads if not isinstance(quad.graph_name, ox.DefaultGraph)]
    assert isinstance(counted, ox.Literal) and int(counted.value) == len(inside)


def test_tables_hold_every_fact(small: KnowledgeBase) -> None:
    cells = 0
    for table in tables(small, "facts"):
        for row in table.rows:
            cells += sum(len(cell.split(SEPARATOR)) for cell in row[1:] if cell)
    assert cells == len(facts_now(Home.at(SMALL)))


def test_csv_reads_back(small: KnowledgeBase, tmp_path: Path) -> None:
    paths = export_tables(small, "all", "csv", tmp_path / "tables")
    assert "acts.csv" in {path.name for path in paths}
    with (tmp_path / "tables" / "cooperations.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert rows["id:bh-2014-mou"]["status"] == "status:approved"
    assert rows["id:bh-2014-mou"]["prefLabel@ar"] == "مذكرة التعاون الأمني والتنسيق، 2014"


def test_parquet_holds_the_same_rows(small: KnowledgeBase, tmp_path: Path) -> None:
    from pyarrow import parquet

    export_tables(small, "facts", "parquet", tmp_path)
    (acts,) = tables(small, "facts", ["acts"])
    read = parquet.read_table(tmp_path / "acts.parquet")
    assert (read.num_rows, tuple(read.column_names)) == (len(acts.rows), acts.columns)


def test_the_context_expands_as_the_ontology_says(small: KnowledgeBase) -> None:
    context = jsonld_context(small)["@context"]
    assert isinstance(context, dict)
    assert context["about"] == {"@id": "mq:about", "@type": "@id"}
    assert context["signedOn"] == {"@id": "mq:signedOn"}
    assert context["stage"] == "https://w3id.org/mithaq/stage/"
    assert context["mq:stage"] == {"@id": "mq:stage", "@type": "@id"}


def test_a_difference_tells_nodes_and_effects(home: Path) -> None:
    before = facts_now(Home.at(home))
    path = home / "kb" / "curated" / "belgium.ttl"
    text = path.read_text("utf-8")
    start = text.index("id:be-2014-convention.in-force\n")
    path.write_text(text[:start] + text[text.index("\n.\n", start) + 3 :], "utf-8")
    found = diff(Home.at(home), before, facts_now(Home.at(home)))
    assert [entry.name.short for entry in found.removed] == ["id:be-2014-convention.in-force"]
    assert not found.added and not found.changed
    effects = {shorten(e.property.value): (e.before, e.after) for e in found.effects}
    assert [shorten(t.value) for terms in effects["mq:status"] for t in terms] == [
        "status:in-force",
        "status:approved",
    ]
    assert effects["mq:inForceOn"][1] == ()


def test_a_git_revision_is_compared_without_checking_it_out(home: Path) -> None:
    def git(*arguments: str) -> None:
        names = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(
            ["git", "-C", str(home), *names, *arguments], check=True, capture_output=True
        )

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "First facts")
    (home / "kb" / "curated" / "india.ttl").unlink()
    place = Home.at(home)
    found = diff(place, facts_at("HEAD", place), facts_now(place))
    assert len(found.removed) == 8
    assert facts_at("HEAD", place) == facts_now(Home.at(SMALL))


@pytest.mark.parametrize("place", ["no-such-revision", "--output=x", "no/such/file.ttl"])
def test_what_is_no_place_is_refused(home: Path, place: str) -> None:
    with pytest.raises(InputError, match="no file, no folder"):
        facts_at(place, Home.at(home))


def quotation(home: Path, text: str, start: int, quote: str) -> KnowledgeBase:
    """Return a knowledge base with one quotation from a text, and write the text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    (home / "texts").mkdir()
    (home / "texts" / "article.txt").write_bytes(text.encode())
    (home / "kb" / "curated" / "one.ttl").write_text(
        "@prefix mq: <https://w3id.org/mithaq/ontology#> .\n"
        "@prefix src: <https://w3id.org/mithaq/id/source/> .\n"
        "@prefix ev: <https://w3id.org/mithaq/id/evidence/> .\n"
        f'src:be-01 mq:sha256 "{digest}" .\n'
        f"ev:be-01.{start}-{start + len(quote)} a mq:Evidence ; mq:source src:be-01 ;\n"
        f'  mq:start {start} ; mq:end {start + len(quote)} ; mq:quote "{quote}"@ar .\n',
        "utf-8",
    )
    return KnowledgeBase.open(home)


@pytest.mark.parametrize(
    ("start", "quote", "said"),
    [
        (4, "المغرب", []),
        (5, "المغرب", ["the words do not stand there, but at 4-10"]),
        (4, "المغاربة", ["the text has other words there"]),
    ],
)
def test_quotations_are_cut_again(home: Path, start: int, quote: str, said: list[str]) -> None:
    kb = quotation(home, "وقع المغرب اتفاقا\r\nمع بلجيكا", start, quote)
    found = check_texts(kb.facts, kb.home, home / "texts")
    assert [finding.message.partition(".")[0].partition(":")[0] for finding in found] == said
    assert all(finding.position.path.endswith("one.ttl") for finding in found)


def test_a_text_that_is_not_there_is_told(home: Path) -> None:
    kb = quotation(home, "وقع", 0, "وقع")
    (home / "texts" / "article.txt").write_text("other", "utf-8")
    (finding,) = check_texts(kb.facts, kb.home, home / "texts")
    assert (finding.severity.name, finding.check) == ("INFO", "Source-text")


def test_a_block_filled_in_can_be_added(small: KnowledgeBase) -> None:
    cls = node("mq:LifecycleEvent")
    name = free_name(small.view, node("id:bh-2014-mou"), "signature")
    assert name == "id:bh-2014-mou.signature-2"
    given = {"mq:about": "id:bh-2014-mou", "mq:stage": "stage:signature"}
    text = block(name, cls, given, hints(small.home, cls, small.view), "en")
    filled = text.replace("mq:modality …", "mq:modality <https://w3id.org/mithaq/modality/denied>")
    filled = filled.replace(
        "\n    mq:evidence …", "\n    mq:evidence <https://w3id.org/mithaq/id/source/bh-01>"
    )
    triples = parse(filled).triples
    assert {shorten(t.predicate.value) for t in triples} == {
        "rdf:type",
        "mq:about",
        "mq:stage",
        "mq:modality",
        "mq:evidence",
    }


def test_the_warm_view_follows_the_files(home: Path, tmp_path: Path) -> None:
    question = "ASK { id:be-2014-convention mq:inForceOn ?day }"

    def asked() -> bool:
        return bool(WarmKnowledgeBase.open(home, cache=tmp_path / "cache").query(question))

    for path in home.rglob("*.ttl"):
        os.utime(path, ns=(1, 1))
    assert (asked(), asked()) == (True, True)
    path = home / "kb" / "curated" / "belgium.ttl"
    path.write_text(path.read_text("utf-8").replace("stage:entry-into-force", "stage:signature"))
    assert asked() is False
