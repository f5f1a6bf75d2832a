"""Adding facts: all or nothing, whatever happens meanwhile."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mithaq.build import ensure_build
from mithaq.errors import GateError, InputError, SyntaxFault
from mithaq.home import shipped
from mithaq.knowledge import KnowledgeBase
from mithaq.names import OWN_PREFIXES, USUAL_PREFIXES, node, shorten
from mithaq.turtle import is_canonical, read
from mithaq.validate import validate
from mithaq.view import derived_triples

PREFIXES = "".join(f"@prefix {p}: <{i}> .\n" for p, i in {**OWN_PREFIXES, **USUAL_PREFIXES}.items())
IN_FORCE = """id:bh-2014-mou.in-force a mq:LifecycleEvent ; mq:about id:bh-2014-mou ;
  mq:stage stage:entry-into-force ; mq:modality modality:occurred ; mq:evidence src:bh-16 ."""
WITHOUT_EVIDENCE = """id:bh-2014-mou.cbrn a mq:Provision ;
  mq:about id:bh-2014-mou ;
  mq:topic topic:cbrn ."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of one's own with the facts about Bahrain."""
    kb = tmp_path / "home" / "kb"
    (kb / "curated").mkdir(parents=True)
    own = shipped() / "kb"
    for name in ("curated/bahrain.ttl", "curated/qatar.ttl", "sources.ttl", "actors.ttl"):
        shutil.copy2(own / name, kb / name)
    return kb.parent


@pytest.fixture(params=["memory", "disk"])
def kb(request: pytest.FixtureRequest, home: Path, tmp_path: Path) -> KnowledgeBase:
    cache = tmp_path / "cache" if request.param == "disk" else None
    return KnowledgeBase.open(home, cache=cache)


def fact(tmp_path: Path, text: str, name: str = "new.ttl") -> Path:
    path = tmp_path / name
    path.write_text(PREFIXES + text, "utf-8")
    return path


def status(kb: KnowledgeBase) -> list[str]:
    rows = kb.query("SELECT ?s { id:bh-2014-mou mq:status ?s }")
    return [shorten(row["s"].value) for row in rows]


def test_a_good_fact_goes_to_the_file_of_its_partner(kb: KnowledgeBase, tmp_path: Path) -> None:
    added = kb.add(fact(tmp_path, IN_FORCE))
    assert added.target == kb.home.kb / "curated" / "bahrain.ttl"
    assert added.triples == 5
    assert [
        (shorten(e.property.value), [shorten(v.value) for v in e.before + e.after])
        for e in added.effects
    ] == [("mq:status", ["status:approved", "status:in-force"])]
    assert is_canonical(added.target.read_text("utf-8"))
    assert status(kb.reopened()) == ["status:in-force"]


def test_a_build_updated_by_a_change_equals_a_fresh_one(home: Path, tmp_path: Path) -> None:
    kept, fresh = tmp_path / "kept", tmp_path / "fresh"
    kb = KnowledgeBase.open(home, cache=kept)
    before = ensure_build(kb.home, kept)
    kb.add(fact(tmp_path, IN_FORCE))
    after = ensure_build(kb.home, kept)
    assert after != before and after.view.is_dir()
    mine, theirs = kb.reopened(), KnowledgeBase.open(home, cache=fresh)
    assert set(mine.facts) == set(theirs.facts)
    assert set(derived_triples(mine.view)) == set(derived_triples(theirs.view))


def test_a_refused_fact_changes_nothing_and_is_placed(kb: KnowledgeBase, tmp_path: Path) -> None:
    before = {p: p.read_bytes() for p in kb.home.fact_files()}
    path = fact(tmp_path, WITHOUT_EVIDENCE)
    with pytest.raises(GateError) as caught:
        kb.add(path)
    findings = caught.value.values["findings"]
    assert [(f.check, f.position.line) for f in findings] == [  # type: ignore[attr-defined]
        ("Statement-evidence", PREFIXES.count("\n") + 1)
    ]
    assert {p: p.read_bytes() for p in kb.home.fact_files()} == before


def test_a_fact_may_rest_on_another_of_the_same_file(kb: KnowledgeBase, tmp_path: Path) -> None:
    text = IN_FORCE.replace("src:bh-16", "ev:bh-16.page") + (
        'ev:bh-16.page a mq:Evidence ; mq:source src:bh-16 ; mq:locator "page 2"@en .'
    )
    assert kb.add(fact(tmp_path, text)).triples == 8


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[] a mq:Provision .", "a node without a name"),
        ("", "already known"),
        ("stage:signature mq:rank 3 .", "terms of the ontology"),
    ],
)
def test_what_is_no_new_fact_is_said(
    kb: KnowledgeBase, tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        kb.add(fact(tmp_path, text))


def test_a_target_outside_is_refused(kb: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="outside the knowledge base"):
        kb.add(fact(tmp_path, IN_FORCE), into=tmp_path / "elsewhere.ttl")


def test_a_broken_file_is_named_with_line_and_column(kb: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(SyntaxFault, match=r"new\.ttl:\d+:\d+: "):
        kb.add(fact(tmp_path, "id:a mq:about"))


def test_a_new_partner_gets_a_file_named_after_its_facts(kb: KnowledgeBase, tmp_path: Path) -> None:
    text = """id:es-2020-x a mq:Practice ; mq:between state:ES , state:MA ;
      skos:prefLabel "x"@en , "x"@fr , "س"@ar ."""
    added = kb.add(fact(tmp_path, text, "today.ttl"))
    assert added.target == kb.home.kb / "extracted" / "today.ttl"


def test_what_changed_since_the_proposal_is_checked_again(home: Path, tmp_path: Path) -> None:
    from mithaq.add import carry_out

    kb = KnowledgeBase.open(home)
    new = """id:bh-2014-mou.signed-later a mq:LifecycleEvent ; mq:about id:bh-2014-mou ; mq:stage stage:implementation ;
      mq:modality modality:planned ; mq:evidence src:bh-01 ."""
    proposal = kb.propose(fact(tmp_path, new))
    other = new.replace("planned", "proposed")
    kb.add(fact(tmp_path, other, "other.ttl"))
    with pytest.raises(GateError):
        carry_out(kb, proposal)


ADD = """
import sys
from pathlib import Path
from mithaq.knowledge import KnowledgeBase
kb = KnowledgeBase.open(sys.argv[1], cache=Path(sys.argv[2]))
kb.view, kb.shapes
print("ready", flush=True)
sys.stdin.readline()
kb.add(Path(sys.argv[3]))
"""


def adding(home: Path, cache: Path, file: Path) -> subprocess.Popen[str]:
    """A process that is about to add a file, and waits for a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", ADD, home, cache, file],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_two_writers_both_succeed(home: Path, tmp_path: Path) -> None:
    begun = IN_FORCE.replace("mou.in-force", "mou.begun").replace("entry-into-force", "dialogue")
    texts = (IN_FORCE, begun)
    files = [fact(tmp_path, text, f"{i}.ttl") for i, text in enumerate(texts)]
    processes = [adding(home, tmp_path / "cache", file) for file in files]
    for process in processes:
        go(process)
    for process in processes:
        _, talk = process.communicate(timeout=60)
        assert process.returncode == 0, talk
    subjects = {t.subject for t in read(home / "kb" / "curated" / "bahrain.ttl").triples}
    assert {node("id:bh-2014-mou.in-force"), node("id:bh-2014-mou.begun")} <= subjects


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed by a POSIX signal")
@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.2])
def test_a_killed_process_leaves_the_old_state_or_the_new(
    home: Path, tmp_path: Path, delay: float
) -> None:
    target, cache = home / "kb" / "curated" / "bahrain.ttl", tmp_path / "cache"
    old = target.read_bytes()
    process = adding(home, cache, fact(tmp_path, IN_FORCE))
    go(process)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    new = target.read_bytes()
    assert new == old or (b"bh-2014-mou.in-force" in new and is_canonical(new.decode()))
    kb = KnowledgeBase.open(home, cache=cache)
    expected = "status:in-force" if new != old else "status:approved"
    assert status(kb) == [expected]
    assert validate(kb.facts, kb.shapes).of_severity() == ()
