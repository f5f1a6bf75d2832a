"""One run of a query for many focus nodes gives what one run for each of them gives."""

from __future__ import annotations

from hypothesis import assume, given
from pyoxigraph import BlankNode

from mithaq.validate.compile_sparql import readable
from mithaq.validate.constraints.sparql import SparqlConstraint
from mithaq.validate.query.binding import runs_at_once
from mithaq.validate.shapes import ShapesError
from mithaq.validate.sparql import StoreQueries
from validate.queries import queries
from validate.universe import LITERALS, NODES, data_graphs, store_of


def values(solutions: list) -> set:
    return {solution.get("value") for solution in solutions}


@given(text=queries, graph=data_graphs())
def test_at_once_equals_one_by_one(text: str, graph: list) -> None:
    try:
        query = readable(NODES[0], text, {}, {}, ("this",))
    except ShapesError:
        assume(False)
    assume(runs_at_once(query))
    named = [node for node in [*NODES, *LITERALS] if not isinstance(node, BlankNode)]
    engine = StoreQueries(store_of(graph))
    at_once = engine.solutions(SparqlConstraint(NODES[0], query, True, True, ()), named).found
    one_by_one = engine.solutions(SparqlConstraint(NODES[0], query, False, True, ()), named).found
    assert {n: values(at_once[n]) for n in named} == {n: values(one_by_one[n]) for n in named}
