"""The engine: prepared shapes against one graph (SHACL 3.4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Store

from mithaq.validate.constraints.base import Check, Detail, Found, Solution, Solvable, Test
from mithaq.validate.constraints.base import Constraint as Constraint
from mithaq.validate.constraints.sparql import SparqlConstraint
from mithaq.validate.graph import Graph, StoreGraph, has
from mithaq.validate.memberships import ClassesOf
from mithaq.validate.paths import follower
from mithaq.validate.plan import Bound, Plans
from mithaq.validate.query.patterns import Query, triples_needed
from mithaq.validate.report import Pair, Report, Result, report_of
from mithaq.validate.shapes import PreparedShapes, Shape
from mithaq.validate.sparql import MANY, Solved, Solves, StoreQueries
from mithaq.validate.targets import TargetTest, target_nodes
from mithaq.validate.terms import TYPE, Node, Term

MOST_REMEMBERED = 100_000
"""After so many nodes read, a run drops what it remembers of the data."""


def validate(data: Store, prepared: PreparedShapes, focus: Iterable[Term] | None = None) -> Report:
    """Validate the default graph of a store.

    With `focus`, only these nodes are checked, each against the shapes that target it. The
    report is sorted and equal for equal data.
    """
    run = Run(StoreGraph(data), StoreQueries(data), prepared)
    only = None if focus is None else set(focus)
    tasks = _tasks(run.graph, prepared, only)
    return run.report(tasks)


def _tasks(
    graph: Graph, prepared: PreparedShapes, only: set[Term] | None
) -> dict[Term, list[Node]]:
    """The shapes to check on each focus node."""
    tasks: dict[Term, list[Node]] = {}
    targets = TargetTest(graph, ClassesOf(graph), prepared)
    for shape in prepared.targeted:
        chosen = target_nodes(graph, shape.targets) if only is None else targets.among(only, shape)
        for node in chosen:
            tasks.setdefault(node, []).append(shape.id)
    return tasks


class Run:
    """One evaluation of shapes over one state of the data, remembering what it found."""

    def __init__(self, graph: Graph, queries: Solves, prepared: PreparedShapes) -> None:
        self.graph, self.queries, self.prepared = graph, queries, prepared
        self.plans = prepared.derived(Plans)
        self.classes = ClassesOf(graph)
        self._compiled: dict[Node, CompiledShape] = {}
        self._conforming: dict[Node, Test] = {}
        self._solved: dict[str, Solved] = {}
        self._instance_tests: dict[Term, Test] = {}

    def report(self, tasks: Mapping[Term, Sequence[Node]]) -> Report:
        """The results of checking each node against its shapes."""
        self._prefetch(tasks)
        found: dict[Pair, tuple[Result, ...]] = {}
        for count, (node, shapes) in enumerate(tasks.items()):
            for shape in shapes:
                results = self.compiled(shape).results(node)
                if results:
                    found[Pair(shape, node)] = tuple(sorted(results, key=Result.sort_key))
            if count % 1000 == 0 and self.graph.remembered > MOST_REMEMBERED:
                self.graph.forget()
        return report_of(found, self.prepared.digest)

    def _prefetch(self, tasks: Mapping[Term, Sequence[Node]]) -> None:
        """Run the queries of the shapes to check, each for all its focus nodes."""
        nodes: dict[Node, list[Term]] = {}
        for node, shapes in tasks.items():
            for shape in shapes:
                nodes.setdefault(shape, []).append(node)
        queries: dict[str, tuple[SparqlConstraint, list[list[Term]]]] = {}
        for shape, checked in nodes.items():
            for constraint in self.compiled(shape).plan.queries:
                queries.setdefault(constraint.query.text, (constraint, []))[1].append(checked)
        for text, (constraint, lists) in queries.items():
            focus = lists[0] if len(lists) == 1 else list({n: None for each in lists for n in each})
            self._solved[text] = self._solutions(constraint, focus)

    def _solutions(self, constraint: SparqlConstraint, focus: Collection[Term]) -> Solved:
        """The solutions for the focus nodes; those without a triple that the query requires of
        them have none."""
        if len(focus) > MANY:
            return self.queries.solutions(constraint, focus)
        solved: dict[Term, Sequence[Solution]] = dict.fromkeys(focus, ())
        needed = triples_needed(constraint.query)
        possible = [node for node in solved if has(self.graph.out(node), needed)]
        if possible:
            solved.update(self.queries.solutions(constraint, possible).found)
        return Solved(solved, complete=False)

    def compiled(self, shape: Node) -> CompiledShape:
        found = self._compiled.get(shape)
        if found is None:
            found = self._compiled[shape] = CompiledShape(self, self.prepared.shapes[shape])
        return found

    def conforming(self, shape: Node) -> Test:
        test = self._conforming.get(shape)
        if test is None:
            test = self._conforming[shape] = _remembering(self.compiled(shape).conforms)
        return test

    def instance_test(self, cls: Term) -> Test:
        test = self._instance_tests.get(cls)
        if test is None:
            test = self._instance_tests[cls] = self._instance_test(cls)
        return test

    def _instance_test(self, cls: Term) -> Test:
        values, above = self.graph.values, self.classes.above
        known: dict[Term, bool] = {}

        def test(node: Term) -> bool:
            for each in values(node, TYPE):
                is_below = known.get(each)
                if is_below is None:
                    is_below = known[each] = cls in above(each)
                if is_below:
                    return True
            return False

        return test

    def solver(self, constraint: Solvable) -> Callable[[Term], Sequence[Solution]]:
        def solve(focus: Term) -> Sequence[Solution]:
            found, complete = self._solved.get(constraint.query.text, NOTHING_SOLVED)
            if complete or focus in found:
                return found.get(focus, ())
            return self.queries.solutions(constraint, (focus,)).found[focus]

        return solve

    def solve(self, query: Query, bindings: Mapping[str, Term]) -> Sequence[Solution]:
        return self.queries.with_bindings(query, bindings)


NOTHING_SOLVED = Solved({}, complete=False)


def _remembering(test: Test) -> Test:
    known: dict[Term, bool] = {}

    def remembered(node: Term) -> bool:
        found = known.get(node)
        if found is None:
            found = known[node] = test(node)
        return found

    return remembered


class CompiledShape:
    """A shape bound to one run: its path and checks as functions, made when first needed."""

    def __init__(self, run: Run, shape: Shape) -> None:
        self.run, self.shape = run, shape
        self.plan = run.plans.of(shape, run)
        path = self.plan.path
        self._follow = None if path is None else follower(path, run.graph)
        self._reads_all = shape.path is None and len(self.plan.inner) > 2
        self._checks: list[tuple[Constraint, Check]] | None = None
        self._checks_of_nothing: list[tuple[Constraint, Check]] | None = None

    def _bound(self, checks: Iterable[Bound]) -> list[tuple[Constraint, Check]]:
        run = self.run
        return [(each, check or each.check(run)) for each, check in checks]

    def _checks_for(self, values: Sequence[Term]) -> list[tuple[Constraint, Check]]:
        if values:
            if self._checks is None:
                self._checks = self._bound(self.plan.checks)
            return self._checks
        if self._checks_of_nothing is None:
            self._checks_of_nothing = self._bound(self.plan.checks_of_nothing)
        return self._checks_of_nothing

    def _inner(self, value: Term) -> Iterator[CompiledShape]:
        """The property shapes that can have results on a value node."""
        compiled = self.run.compiled
        if not self._reads_all:
            for shape, _ in self.plan.inner:
                yield compiled(shape)
            return
        links = self.run.graph.out(value)
        for shape, needed in self.plan.inner:
            if needed is None or needed in links:
                yield compiled(shape)

    def results(self, focus: Term) -> list[Result]:
        """The results for one focus node (SHACL 3.4.2)."""
        values = (focus,) if self._follow is None else self._follow(focus)
        found: list[Result] = []
        for constraint, check in self._checks_for(values):
            for each in check(focus, values):
                found.append(self._result(constraint, focus, each))
        if self.plan.inner:
            for value in values:
                for inner in self._inner(value):
                    found += inner.results(value)
        return found

    def conforms(self, focus: Term) -> bool:
        """Whether the node conforms: no result at all (SHACL 3.4.3)."""
        values = (focus,) if self._follow is None else self._follow(focus)
        for _, check in self._checks_for(values):
            if check(focus, values):
                return False
        if not self.plan.inner:
            return True
        return all(inner.conforms(value) for value in values for inner in self._inner(value))

    def _result(self, constraint: Constraint, focus: Term, found: Found) -> Result:
        detail = found if isinstance(found, Detail) else Detail(found)
        shape = self.shape
        return Result(
            focus=focus,
            path=detail.path or shape.path,
            value=detail.value,
            shape=shape.id,
            component=constraint.component,
            constraint=detail.source,
            severity=shape.severity,
            messages=detail.messages or shape.messages,
        )
