"""Validation of a change: the results of full validation, at the cost of the change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Store, Triple

from mithaq.validate.change import Overlay, change_of
from mithaq.validate.constraints.base import Solution, Solvable
from mithaq.validate.effect import Effect
from mithaq.validate.engine import Run
from mithaq.validate.extract import OutOfReach, Sights, gather
from mithaq.validate.graph import Graph, StoreGraph
from mithaq.validate.query.patterns import Query
from mithaq.validate.report import Pair, Report, Result
from mithaq.validate.shapes import PreparedShapes, ShapesError
from mithaq.validate.sparql import Solved, StoreQueries
from mithaq.validate.terms import DEFAULT_GRAPH, Node, Quad, Term
from mithaq.validate.trace import Gathered


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """What a change does to the verdict.

    `affected` are the pairs of shape and focus node whose results the change can alter, and
    `report` holds their results after it. With the report of the state before, `merged` is the
    report of the state after, `introduced` are the results that are new in it and `resolved`
    those that are gone; without one, `merged` is None and all results count as introduced.
    """

    affected: frozenset[Pair]
    report: Report
    merged: Report | None
    introduced: tuple[Result, ...]
    resolved: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing the change can alter is at fault after it."""
        return self.report.conforms


def validate_change(
    store: Store,
    prepared: PreparedShapes,
    added: Iterable[Triple],
    removed: Iterable[Triple] = (),
    previous: Report | None = None,
) -> ChangeReport:
    """Validate what the store would be with triples added and removed.

    The store is only read. `previous` is the report of the store as it is; raises ShapesError
    when it was made with other shapes.
    """
    if previous is not None and previous.digest != prepared.digest:
        raise ShapesError("the previous report is of other shapes; validate the whole store")
    found, run = _effect(store, prepared, added, removed)
    pairs = found.pairs()
    tasks: dict[Term, list[Node]] = {}
    for pair, is_target in pairs.items():
        if is_target:
            tasks.setdefault(pair.focus, []).append(pair.shape)
    return _outcome(frozenset(pairs), run.report(tasks), previous)


def affected(
    store: Store, prepared: PreparedShapes, added: Iterable[Triple], removed: Iterable[Triple] = ()
) -> set[Pair]:
    """The pairs of shape and focus node whose results the change can alter."""
    return set(_effect(store, prepared, added, removed)[0].pairs())


def _effect(
    store: Store, prepared: PreparedShapes, added: Iterable[Triple], removed: Iterable[Triple]
) -> tuple[Effect, Run]:
    """The effect of a change, and a run over the state after it."""
    graph = StoreGraph(store)
    overlay = Overlay(graph, change_of(graph, added, removed))
    before = Run(graph, StoreQueries(store), prepared)
    after = Run(overlay, GraphQueries(overlay, prepared.derived(Sights)), prepared)
    differs = _Differences(before, after)
    return Effect(before.classes, after.classes, overlay, prepared, differs), after


def _outcome(pairs: frozenset[Pair], report: Report, previous: Report | None) -> ChangeReport:
    if previous is None:
        return ChangeReport(pairs, report, None, report.results, ())
    merged = previous.merged(pairs, report)
    introduced, resolved = merged.difference(previous)
    return ChangeReport(pairs, report, merged, introduced, resolved)


class _Differences:
    """Whether a shape's results on a node differ between two runs."""

    def __init__(self, before: Run, after: Run) -> None:
        self.before, self.after = before, after

    def __call__(self, shape: Node, node: Term) -> bool:
        old = self.before.compiled(shape).results(node)
        return Counter(old) != Counter(self.after.compiled(shape).results(node))


class GraphQueries:
    """Queries over any graph: on a store that holds just what they can see of it."""

    def __init__(self, graph: Graph, sights: Sights) -> None:
        self.graph, self.sights = graph, sights
        self.gathered = Gathered()
        self.store = Store()
        self.queries = StoreQueries(self.store)
        self.is_whole = False

    def solutions(self, constraint: Solvable, nodes: Collection[Term]) -> Solved:
        possible = self._show(constraint.query, {"this": nodes})
        found: dict[Term, Sequence[Solution]] = dict.fromkeys(nodes, ())
        if possible:
            solved = self.queries.solutions(constraint, possible).found
            found.update((node, solved[node]) for node in possible if node in solved)
        return Solved(found, complete=False)

    def with_bindings(self, query: Query, bindings: Mapping[str, Term]) -> Sequence[Solution]:
        self._show(query, {name: (term,) for name, term in bindings.items()})
        return self.queries.with_bindings(query, bindings)

    def _show(self, query: Query, bound: Mapping[str, Collection[Term]]) -> Collection[Term]:
        """Bring what the query can see into the store; returns the focus nodes that can have
        solutions. What is in the store already stays: more of the same graph changes no
        answer."""
        if self.is_whole:
            return bound["this"]
        try:
            possible = gather(self.graph, query, self.sights.of(query), bound, self.gathered)
        except OutOfReach:
            self.is_whole = True
            self.store.bulk_extend(
                Quad(t.subject, t.predicate, t.object, DEFAULT_GRAPH) for t in self.graph.triples()
            )
            return bound["this"]
        self.store.extend(self.gathered.quads)
        self.gathered.quads.clear()
        return possible
