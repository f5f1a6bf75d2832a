"""The gate: refusals with check, place, words in the reader's language, and near names."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.errors import FileError, SyntaxFault
from mithaq.knowledge import KnowledgeBase
from mithaq.names import OWN_PREFIXES, USUAL_PREFIXES

PREFIXES = "".join(f"@prefix {p}: <{i}> .\n" for p, i in {**OWN_PREFIXES, **USUAL_PREFIXES}.items())
FIRST = PREFIXES.count("\n") + 1
GOOD = """id:bh-2014-mou.in-force a mq:LifecycleEvent ;
    mq:about id:bh-2014-mou ;
    mq:stage stage:entry-into-force ;
    mq:modality modality:occurred ;
    mq:evidence src:bh-16 .
"""


def found(
    kb: KnowledgeBase, folder: Path, text: str, lang: str = "en"
) -> list[tuple[str, int, int]]:
    path = folder / "new.ttl"
    path.write_text(PREFIXES + text, "utf-8")
    findings = kb.validate([path], lang=lang)
    return [(f.check, f.position.line - FIRST, f.position.column) for f in findings]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("    mq:evidence src:bh-16 .", ".", [("Statement-evidence", 0, 1)]),
        ("modality:occurred", "modality:ocurred", [("LifecycleEvent-modality", 3, 17)]),
        ("mq:stage stage", "mq:stge stage", [("LifecycleEvent-stage", 0, 1), ("LifecycleEvent", 2, 13)]),
        ("a mq:LifecycleEvent ;\n", "", [("Node-typed", 0, 1)]),
        (GOOD, "id:x mq:abot id:bh-2014-mou .", [("Node-untyped", 0, 1)]),
        ("src:bh-16", "src:bh-1666", [("Statement-evidence", 4, 17)]),
        ("mq:evidence", "mq:status status:signed ; mq:evidence", [("Derived-written", 4, 15)]),
    ],
)  # fmt: skip
def test_a_fault_is_named_at_its_place(
    kb: KnowledgeBase, tmp_path: Path, old: str, new: str, expected: list[tuple[str, int, int]]
) -> None:
    assert sorted(found(kb, tmp_path, GOOD.replace(old, new, 1))) == sorted(expected)


def test_a_near_name_is_proposed(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "new.ttl"
    path.write_text(PREFIXES + GOOD.replace("modality:occurred", "modality:ocurred"), "utf-8")
    [finding] = kb.validate([path])
    assert finding.value == "modality:ocurred"
    assert finding.near[0] == "modality:occurred"


@pytest.mark.parametrize(("lang", "word"), [("en", "evidence"), ("fr", "preuve"), ("ar", "دليل")])
def test_the_refusal_speaks_the_reader_s_language(
    kb: KnowledgeBase, tmp_path: Path, lang: str, word: str
) -> None:
    path = tmp_path / "new.ttl"
    path.write_text(PREFIXES + GOOD.replace("    mq:evidence src:bh-16 .", "."), "utf-8")
    [finding] = kb.validate([path], lang=lang)
    assert word in finding.message


def test_the_knowledge_base_has_no_violation(kb: KnowledgeBase) -> None:
    assert [str(f) for f in kb.validate() if f.severity.name == "VIOLATION"] == []


def test_a_file_of_the_knowledge_base_is_checked_in_its_place(kb: KnowledgeBase) -> None:
    assert kb.validate([kb.home.kb / "curated" / "bahrain.ttl"]) == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "not a text file"),
        ("é".encode("latin-1"), "UTF-8"),
        (PREFIXES.encode("utf-16"), "UTF-16"),
        (b"\xef\xbb\xbf" + PREFIXES.encode(), "byte order mark"),
        (b"# " + b"x" * 50_000_000, "larger than"),
    ],
)
def test_a_file_that_is_no_turtle_gets_a_sentence(
    kb: KnowledgeBase, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "new.ttl"
    path.write_bytes(content)
    with pytest.raises(FileError, match=sentence):
        kb.validate([path])


def test_a_missing_file_and_a_folder_get_a_sentence(kb: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        kb.validate([tmp_path / "none.ttl"])
    with pytest.raises(FileError, match="folder"):
        kb.validate([tmp_path])


def test_broken_turtle_is_named_with_line_and_column(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "new.ttl"
    path.write_text(PREFIXES + "id:a mq:about\n  ;", "utf-8")
    with pytest.raises(SyntaxFault, match=rf"new\.ttl:{FIRST + 1}:3: "):
        kb.validate([path])
