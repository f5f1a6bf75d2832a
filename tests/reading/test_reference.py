"""The reference engine and ours say the same, at the same places."""

from __future__ import annotations

from pathlib import Path

from mithaq.knowledge import KnowledgeBase
from mithaq.reference import check_all

SHAPES = """\
@prefix mq: <https://w3id.org/mithaq/ontology#> .
@prefix mqs: <https://w3id.org/mithaq/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

mqs:Source a sh:NodeShape ; sh:targetClass mq:Source ; sh:property mqs:Source-publisher .

mqs:Source-publisher a sh:PropertyShape ;
    sh:path mq:publisher ; sh:minCount 1 ; sh:maxLength 5 ;
    sh:message "A source has a publisher."@en , "Une source a un éditeur."@fr .
"""

FACTS = """\
@prefix mq: <https://w3id.org/mithaq/ontology#> .
@prefix src: <https://w3id.org/mithaq/id/source/> .

src:a
    a mq:Source ;
    mq:publisher "Much too long" ;
.

src:b
    a mq:Source ;
.
"""


def test_the_engines_agree(tmp_path: Path) -> None:
    for name, text in (("shapes/source.ttl", SHAPES), ("kb/facts.ttl", FACTS)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "empty.ttl").write_text(
        "<https://w3id.org/mithaq/ontology#Source> a <http://www.w3.org/2002/07/owl#Class> .",
        "utf-8",
    )
    kb = KnowledgeBase.open(tmp_path)
    reference = check_all(kb, "fr")
    assert [(f.position.line, f.check, f.focus, f.value, f.message) for f in reference] == [
        (6, "Source-publisher", "src:a", '"Much too long"', "Une source a un éditeur."),
        (9, "Source-publisher", "src:b", "", "Une source a un éditeur."),
    ]
    assert [(f.position, f.check, f.focus, f.value, f.message) for f in kb.validate(lang="fr")] == [
        (f.position, f.check, f.focus, f.value, f.message) for f in reference
    ]
