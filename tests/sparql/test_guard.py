"""What a query asks for, told from its words, whatever is hidden where."""

from __future__ import annotations

import pytest

from mithaq.sparql.guard import outline

CALLS_OUT = [
    "SELECT * { SERVICE <http://h/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://h/> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "SELECT * { FILTER EXISTS { SERVICE ex:x {} } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE ex:x {} } } } }",
    "SELECT * { SERVICE # a comment\n <http://h/> {} }",
    "SELECT * { 'a' # '\n SERVICE ex:x {} # '\n }",
    "SELECT * { ?s ex:a\\'b ?o . SERVICE ex:x {} FILTER(?o = ex:c\\'d) }",
    "SELECT * { ?s <http://h/\\u0061#> ?o . SERVICE ex:x {} }",
    "SELECT * { FILTER(?a<?b&&?c>?d) SERVICE ex:x {} }",
    'SELECT * { ?s ?p """a""""b" . SERVICE ex:x {} }',
    "SELECT * { ?s ?p 'a\\' SERVICE' . SERVICE ex:x {} }",
    "SELECT * { ?s ?p ?o.SERVICE ex:x {} }",
    # Words glued together, which some engines read all the same.
    "SELECT * { SERVICEex:x {} }",
    "SELECT * { SERVICESILENTex:x {} }",
    "SELECT * { ?s ?p trueSERVICE <http://h/> {} }",
    "SELECT * { ?s ?p ex:a.b.SERVICE <http://h/> {} }",
    "SELECT * { ?s ?p ex:a.b.SERVICE SILENT ex:x {} }",
    "SELECT * { ?s ?p 1.SERVICEex:x {} }",
]

STAYS_IN = [
    "SELECT ?service { ?service ?p ?o }",
    "SELECT * { ?s ?p 'SERVICE <http://h/> {}' }",
    'SELECT * { ?s ?p """ a " SERVICE <http://h/> {} """ }',
    "SELECT * { ?s <http://h/SERVICE> ?o } # SERVICE <http://h/> {}",
    "SELECT * { ?s ex:service ?o . { ?o ex:p id:x.service } }",
    "SELECT * { ?s ?p 'x'@service }",
    "PREFIX service: <http://h/> SELECT * { ?s service:p ?o }",
]


@pytest.mark.parametrize("query", CALLS_OUT)
def test_a_call_to_another_service_is_seen(query: str) -> None:
    assert outline(query).calls_out


@pytest.mark.parametrize("query", STAYS_IN)
def test_the_word_alone_calls_nobody(query: str) -> None:
    assert not outline(query).calls_out


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("# ASK\nPREFIX ask: <http://h/> construct { ?s ?p ?o } WHERE {}", "CONSTRUCT"),
        ("BASE <http://h/ASK> DESCRIBE <x>", "DESCRIBE"),
        ("PREFIX a: <http://h/> INSERT DATA { a:b a:c 'SELECT' }", "INSERT"),
        ("WITH <http://h/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
        ("drop all", "DROP"),
        ("nonsense", ""),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(query: str, form: str) -> None:
    found = outline(query)
    assert (found.form, found.is_update) == (form, form in {"INSERT", "WITH", "DROP"})


def test_the_dataset_is_read_with_base_and_prefixes() -> None:
    found = outline(
        "BASE <http://h/a/> PREFIX v: <view/> "
        "SELECT * FROM <x> FROM NAMED v:official FROM known:y { ?s ?p 'FROM <no>' }",
        {"known": "http://k/"},
    )
    assert found.default_graphs == ("http://h/a/x", "http://k/y")
    assert found.named_graphs == ("http://h/a/view/official",)


def test_graphs_and_volatile_functions_are_seen() -> None:
    found = outline("SELECT * { GRAPH ?g { ?s ?p ?o } BIND(now() AS ?t) }")
    assert found.uses_graphs and found.volatile
    found = outline("SELECT ?now { ?s ex:graph 'NOW()' }")
    assert not found.uses_graphs and not found.volatile


@pytest.mark.parametrize(
    ("query", "depth"),
    [
        ("ASK { { [] ex:p (1 2) } }" + "#()" * 50, 3),
        ("ASK { FILTER(" + "!" * 50 + "true) }", 50),
        ("ASK { ?s ?p '" + "(" * 50 + "' }", 1),
    ],
)
def test_nesting_counts_brackets_and_runs_of_signs(query: str, depth: int) -> None:
    assert outline(query).nesting == depth
