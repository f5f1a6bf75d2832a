"""Random cases: shapes, a graph, and changes of it."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st
from pyoxigraph import Triple

from validate.shape_grammar import shapes_graphs
from validate.universe import EX, Draw, data_graphs, triples


@dataclass
class Case:
    """Shapes, a graph, and changes to it one after the other."""

    shapes: list[Triple]
    graph: list[Triple]
    steps: list[tuple[list[Triple], list[Triple]]]

    def __repr__(self) -> str:
        parts = ["Case", "shapes:", *lines_of(self.shapes), "graph:", *lines_of(self.graph)]
        for added, removed in self.steps:
            parts += ["added:", *lines_of(added), "removed:", *lines_of(removed)]
        return "\n".join(parts)


def lines_of(graph: list[Triple]) -> list[str]:
    return [f"  {triple} .".replace(EX, "") for triple in graph]


@st.composite
def cases(draw: Draw, steps: int = 3, tame: bool = False) -> Case:
    """Shapes, data, and some changes that mostly remove what is there."""
    shapes, graph = draw(shapes_graphs(tame)), draw(data_graphs())
    drawn, present = [], list(graph)
    for _ in range(draw(st.integers(1, steps)) if steps else 0):
        added = draw(st.lists(triples, max_size=5))
        there = st.lists(st.sampled_from(present), max_size=5) if present else st.just([])
        removed = draw(st.one_of(there, there, st.lists(triples, max_size=3)))
        drawn.append((added, removed))
        present = [t for t in present if t not in removed] + added
    return Case(shapes, graph, drawn)
