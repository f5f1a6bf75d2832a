"""A document that has been read answers where each of its triples is written."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from mithaq.errors import FileError, SyntaxFault
from mithaq.turtle import parse, read

TEXT = """\
@prefix id: <https://w3id.org/mithaq/id/> .
@prefix mq: <https://w3id.org/mithaq/ontology#> .

id:مذكرة
    a mq:Instrument ;  # مذكرة
    mq:title "اتفاق"@ar , "accord"@fr ;
.

id:b mq:about id:مذكرة .
id:مذكرة mq:title "agreement"@en .
"""


def term(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    base = "https://w3id.org/mithaq/"
    return ox.NamedNode(base + {"id": "id/", "mq": "ontology#"}[prefix] + local)


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "place"),
    [
        ("id:مذكرة", None, None, "4:1"),
        ("id:مذكرة", "mq:title", None, "6:5"),
        ("id:مذكرة", "mq:title", ox.Literal("accord", language="fr"), "6:27"),
        ("id:مذكرة", "mq:title", ox.Literal("agreement", language="en"), "10:19"),
        ("id:b", "mq:about", term("id:مذكرة"), "9:15"),
        # what is not there: the nearest thing that is
        ("id:مذكرة", "mq:title", ox.Literal("other"), "6:5"),
        ("id:مذكرة", "mq:evidence", None, "4:1"),
        ("mq:Instrument", None, None, "5:7"),
        ("mq:Instrument", "mq:title", None, "5:7"),
        ("id:nowhere", None, None, "1:1"),
    ],
)
def test_where(
    subject: str, predicate: str | None, value: ox.Literal | ox.NamedNode | None, place: str
) -> None:
    document = parse(TEXT, "kb/a.ttl")
    path = None if predicate is None else term(predicate)
    assert str(document.where(term(subject), path, value)) == f"kb/a.ttl:{place}"


def test_triples_and_prefixes_come_from_the_text() -> None:
    document = parse(TEXT)
    assert len(document.triples) == 5
    assert document.triples[-1].object == ox.Literal("agreement", language="en")
    assert dict(document.prefixes) == {
        "id": "https://w3id.org/mithaq/id/",
        "mq": "https://w3id.org/mithaq/ontology#",
    }


def test_blank_nodes_are_found() -> None:
    text = "@prefix e: <http://e/> .\ne:a e:p [ e:q 1 ] ,\n  _:b .\n[] e:p e:a ."
    assert [str(place) for place in parse(text, "f").blank_nodes] == ["f:2:9", "f:3:3", "f:4:1"]
    assert parse(TEXT).blank_nodes == ()


def test_places_before_what_is_nested_beyond_reason_are_kept() -> None:
    deep = "( " * 5000 + ") " * 5000
    document = parse(f"<x:a> <x:p> 1 .\n<x:b> <x:p> {deep} .", "f")
    assert str(document.where(ox.NamedNode("x:a"), ox.NamedNode("x:p"))) == "f:1:7"
    assert str(document.where(ox.NamedNode("x:b"))) == "f:1:1"


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(TEXT, encoding="utf-8")
    assert str(read(path).where(term("id:b"))) == f"{path}:9:1"


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        read(tmp_path)
    path = tmp_path / "a.ttl"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(FileError):
        read(path, limit=10)


PREFIXED = "@prefix id: <https://w3id.org/mithaq/id/> .\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "state:MA a id:b .",
            "2:1: the prefix “state:” is not declared. "
            "Add this line at the top: @prefix state: <https://w3id.org/mithaq/id/state/> .",
        ),
        ("id:a stge:b id:c .", "2:6: the prefix “stge:” is not declared. Did you mean “stage:”?"),
        (
            "id:a zzz:b id:c .",
            "2:6: the prefix “zzz:” is not declared. Add a line “@prefix zzz: <…> .” at the top.",
        ),
        (
            "id:a a id:b\nid:c a id:b .",
            "3:1: the statement before this does not end. "
            "Put a dot after it, or a semicolon if it goes on.",
        ),
        (
            "id:a a id:b",
            "2:12: the text ends in the middle of a statement. Check that the last statement ends "
            "with a dot and that every quotation mark and bracket is closed.",
        ),
        (
            'id:a a "وقّع',
            "2:8: the text ends in the middle of a statement. Check that the last statement ends "
            "with a dot and that every quotation mark and bracket is closed.",
        ),
        (
            'id:a a "وقّع\n" .',
            "2:13: a text in single quotation marks must stay on one line. "
            "Write \\n for the line break, or close the quotation mark.",
        ),
        (
            "id:a a <b> .",
            "2:8: this address is not complete. Write the whole IRI, such as "
            "<https://w3id.org/mithaq/id/…>, or a name with a prefix.",
        ),
        (
            "a id:b id:c .",
            "2:1: a cannot begin a statement. Begin with a name such as id:bh-2014-mou; "
            "a dot may be missing or too many before this place.",
        ),
        (
            "id:a , id:c .",
            "2:6: , stands where a property is expected. Write a property such as mq:stage here.",
        ),
        (
            "id:a id:b ö .",
            "2:11: ö stands where a value is expected. "
            "Write a name, a text in quotation marks or a number here.",
        ),
        (
            "id:a id:b '\\q' .",
            "2:12: this is not correct Turtle: Unexpected escape character '\\q'.",
        ),
        (
            "id:a id:b << id:c id:d id:e >> .",
            "2:11: statements about statements (RDF 1.2) are not used here. "
            "Give the statement a name of its own.",
        ),
        (
            "id:a id:b id:c {| id:d id:e |} .",
            "2:16: statements about statements (RDF 1.2) are not used here. "
            "Give the statement a name of its own.",
        ),
    ],
)
def test_a_syntax_fault_is_said_in_plain_words(text: str, sentence: str) -> None:
    with pytest.raises(SyntaxFault) as caught:
        parse(PREFIXED + text, "a.ttl")
    assert str(caught.value) == f"a.ttl:{sentence}"


def test_a_fault_is_said_in_the_readers_language() -> None:
    with pytest.raises(SyntaxFault) as caught:
        parse(PREFIXED + "id:a a id:b\nid:c a id:b .", "a.ttl")
    assert caught.value.say("fr") == (
        "a.ttl:3:1: l'énoncé qui précède n'est pas terminé. "
        "Mettez un point après lui, ou un point-virgule s'il continue."
    )
    assert caught.value.say("ar") == (
        "a.ttl:3:1: الجملة السابقة لم تنته. ضع بعدها نقطة، أو فاصلة منقوطة إن كانت لها بقية."
    )
