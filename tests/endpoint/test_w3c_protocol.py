"""The cases of the W3C test suite for the SPARQL 1.1 Protocol, by their names there.

The cases that change data cannot pass here by design: for them, the refusal is what is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from mithaq.endpoint.create import Endpoint, create_endpoint
from mithaq.endpoint.limits import Limits

ClientOf = Callable[[Endpoint], AbstractContextManager[TestClient]]

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
TYPE = (
    "<{}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Document> ."
)

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


class Case(NamedTuple):
    """A request, the status expected, and what else the answer must show."""

    name: str
    method: str
    parameters: str = ""
    content_type: str = ""
    body: str = ""
    status: int = 200
    boolean: bool | None = None
    kinds: tuple[str, ...] = ()


def graphs(**numbers: tuple[int, ...]) -> str:
    return "&".join(
        f"{name}-graph-uri={quote(DATA.format(number), safe='')}"
        for name, all_of_them in numbers.items()
        for number in all_of_them
    )


def has(*numbers: int) -> str:
    return " . ".join(f"<{DATA.format(number)}> a ?type" for number in numbers)


ROWS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv; charset=utf-8",
    "text/tab-separated-values; charset=utf-8",
)
TRIPLES = (
    "text/turtle; charset=utf-8",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
)

IN_GRAPHS_1_AND_2 = f"GRAPH ?g1 {{ {has(1)} }} GRAPH ?g2 {{ {has(2)} }}"
DATA_0 = graphs(default=(0,))

CASES = [
    Case("query_post_form", "POST", DATA_0, FORM, "query=ASK%20%7B%7D", boolean=True),
    Case(
        "query_dataset_default_graphs_get",
        "GET",
        f"query={quote(f'ASK {{ {has(1, 2)} }}')}&{graphs(default=(1, 2))}",
        boolean=True,
    ),
    Case(
        "query_dataset_default_graphs_post",
        "POST",
        graphs(default=(1, 2)),
        QUERY,
        f"ASK {{ {has(1, 2)} }}",
        boolean=True,
    ),
    Case(
        "query_dataset_named_graphs_post",
        "POST",
        graphs(named=(1, 2)),
        QUERY,
        f"ASK {{ {IN_GRAPHS_1_AND_2} }}",
        boolean=True,
    ),
    Case(
        "query_dataset_named_graphs_get",
        "GET",
        f"query={quote(f'ASK {{ {IN_GRAPHS_1_AND_2} }}')}&{graphs(named=(1, 2))}",
        boolean=True,
    ),
    Case(
        "query_dataset_full",
        "POST",
        graphs(default=(3,), named=(1, 2)),
        QUERY,
        f"ASK {{ {has(3)} {IN_GRAPHS_1_AND_2} }}",
        boolean=True,
    ),
    Case(
        "query_multiple_dataset",
        "POST",
        graphs(named=(1, 2)),
        QUERY,
        f"ASK FROM <{DATA.format(3)}> {{ {IN_GRAPHS_1_AND_2} }}",
        boolean=True,
    ),
    Case("query_get", "GET", f"query=ASK%20%7B%7D&{DATA_0}", boolean=True),
    Case("query_content_type_select", "POST", DATA_0, QUERY, "SELECT (1 AS ?value) {}", kinds=ROWS),
    Case("query_content_type_ask", "POST", DATA_0, QUERY, "ASK {}", kinds=ROWS),
    Case("query_content_type_describe", "POST", DATA_0, QUERY, "DESCRIBE <a:a>", kinds=TRIPLES),
    Case(
        "query_content_type_construct",
        "POST",
        DATA_0,
        QUERY,
        "CONSTRUCT { <s:s> <p:p> 1 } WHERE {}",
        kinds=TRIPLES,
    ),
    Case("query_post_direct", "POST", DATA_0, QUERY, "ASK {}", boolean=True),
    Case("bad_query_method", "PUT", "", FORM, "query=ASK%20%7B%7D", 405),
    Case("bad_multiple_queries", "GET", "query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", status=400),
    Case("bad_query_wrong_media_type", "POST", "", "text/plain", "ASK {}", 415),
    Case("bad_query_missing_form_type", "POST", "", "", "query=ASK%20%7B%7D", 415),
    Case("bad_query_missing_direct_type", "POST", "", "", "ASK {}", 415),
    Case("bad_query_non_utf8", "POST", "", f"{QUERY}; charset=UTF-16", "ASK {}", 415),
    Case("bad_query_syntax", "GET", "query=ASK%20%7B", status=400),
    Case("bad_update_get", "GET", "update=CLEAR%20ALL", status=403),
    Case("bad_multiple_updates", "POST", "", FORM, "update=CLEAR%20NAMED&update=CLEAR%20ALL", 403),
    Case("bad_update_wrong_media_type", "POST", "", "text/plain", "CLEAR NAMED", 415),
    Case("bad_update_missing_form_type", "POST", "", "", "update=CLEAR%20NAMED", 415),
    Case("bad_update_non_utf8", "POST", "", f"{UPDATE}; charset=UTF-16", "CLEAR NAMED", 415),
    Case("bad_update_syntax", "POST", "", FORM, "update=CLEAR%20XYZ", 403),
    Case(
        "bad_update_dataset_conflict",
        "POST",
        "using-named-graph-uri=http%3A%2F%2Fexample%2Fpeople",
        UPDATE,
        "WITH <http://example/addresses> DELETE { ?p ?q 'Bill' } WHERE { ?p ?q 'Bill' }",
        403,
    ),
    # From here on the suite expects a change, and this endpoint refuses.
    Case("update_post_form", "POST", "", FORM, "update=CLEAR%20ALL", 403),
    Case("update_post_direct", "POST", "", UPDATE, "CLEAR ALL", 403),
    Case("update_base_uri", "POST", "", UPDATE, "CLEAR GRAPH <g:g> ; INSERT DATA {}", 403),
    *(
        Case(
            f"update_dataset_{name}",
            "POST",
            f"using-graph-uri={quote(DATA.format(1))}",
            UPDATE,
            "INSERT { GRAPH <http://example/x> { <a:a> <a:b> ?s } } WHERE { ?s ?p ?o }",
            403,
        )
        for name in ("default_graph", "default_graphs", "named_graphs", "full")
    ),
]


@pytest.fixture(scope="module")
def client(
    tmp_path_factory: pytest.TempPathFactory, client_of: ClientOf, limits: Limits
) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("w3c")
    views: dict[str, Path] = {}
    for number in range(4):
        iri = DATA.format(number)
        views[iri] = folder / f"data{number}.nt"
        views[iri].write_text(TYPE.format(iri) if number else "", "utf-8")
    with client_of(create_endpoint(views, limits)) as made:
        yield made


def test_the_whole_suite_is_here() -> None:
    assert len({case.name for case in CASES}) == len(CASES) == 34


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_case(client: TestClient, path: str, case: Case) -> None:
    answer = client.request(
        case.method,
        f"{path}?{case.parameters}",
        content=case.body.encode() if case.body else None,
        headers={"Content-Type": case.content_type} if case.content_type else {},
    )
    assert answer.status_code == case.status, answer.text
    if case.boolean is not None:
        assert answer.json()["boolean"] is case.boolean
    if case.kinds:
        assert answer.headers["content-type"] in case.kinds
    if case.status >= 400:
        assert answer.text.strip()
