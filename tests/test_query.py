"""Asking: what is allowed, what is refused, and in which words."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from mithaq.errors import QueryError
from mithaq.query import DEEPEST, run

EMPTY = ox.Store()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a WHERE { ?a mq:partner state:BH }",
        "ASK { ?a source-type:x type:y }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DESCRIBE id:bh-2014-mou",
        'SELECT ?service WHERE { ?service rdfs:label "SERVICE <http://127.0.0.1/>" } # SERVICE',
    ],
)
def test_every_read_form_runs_with_our_prefixes(query: str) -> None:
    run(EMPTY, query)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "may not call another service"),
        (
            "ASK { FILTER EXISTS { service silent ?x { ?s ?p ?o } } }",
            "may not call another service",
        ),
        ("INSERT DATA { <a:a> <a:b> 1 }", "mithaq add"),
        ("LOAD <file:///etc/passwd>", "mithaq add"),
        ("", "query is empty"),
        ("SELECT ?a WHERE {\n  ?a mqq:about ?b }", "line 2, column 6.*mqq:"),
        ("SELECT ?a WHERE { ?a mq:about ?b", "line 1, column"),
        ("ASK { FILTER " + "(" * 5000 + "1" + ")" * 5000 + " }", f"more than {DEEPEST} deep"),
    ],
)
def test_what_is_refused_is_said_with_its_place(query: str, sentence: str) -> None:
    with pytest.raises(QueryError, match=sentence):
        run(EMPTY, query)


def test_a_refusal_is_said_in_the_reader_s_language() -> None:
    with pytest.raises(QueryError) as caught:
        run(EMPTY, "SELECT ?a WHERE { ?a mqq:about ?b }")
    assert caught.value.say("fr").startswith("ligne 1, colonne 22")
    assert "السطر 1" in caught.value.say("ar")


def test_from_never_loads(tmp_path: object) -> None:
    query = f"SELECT * FROM <file://{tmp_path}> WHERE {{ ?s ?p ?o }}"
    answer = run(EMPTY, query)
    assert isinstance(answer, ox.QuerySolutions) and list(answer) == []
