"""From a change to the pairs of shape and focus node whose results it can alter.

The shapes are taken from the inside out. For each, the nodes are found on which its outcome can
differ between the states before and after the change: the changed triples are matched with what
the shape reads (its footprint) and followed backwards, on old and new triples together, to the
focus nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from pyoxigraph import NamedNode, Triple, Variable

from mithaq.validate.change import Change, Overlay
from mithaq.validate.graph import Graph, occurs
from mithaq.validate.memberships import ClassesOf, moved
from mithaq.validate.paths import Alternative, Inverse, Path, Repeat, Sequence_, Step, pushed_down
from mithaq.validate.query.patterns import Place
from mithaq.validate.reads import Reads, Walk
from mithaq.validate.report import Pair
from mithaq.validate.semijoin import Candidates, Join
from mithaq.validate.shapes import PreparedShapes, Shape, Targets
from mithaq.validate.targets import TargetTest, target_nodes
from mithaq.validate.terms import Node, Term
from mithaq.validate.trace import is_hub, trace

HUB = 32
"""From so many nodes pointing to one on, it is checked whether its outcome really differs."""

Differs = Callable[[Node, Term], bool]
Ends = tuple[set[Term], set[Term]]
Route = tuple[Path, ...] | None


class Effect:
    """The effect of one change on prepared shapes.

    `differs` tells whether a shape's outcome on a node is not the same before and after.
    """

    def __init__(
        self,
        before: Graph,
        after: Graph,
        change: Change,
        prepared: PreparedShapes,
        differs: Differs,
    ) -> None:
        self.before, self.after, self.change = before, after, change
        self.union = Overlay(before, Change(change.added, ())) if change.removed else after
        self.prepared, self.differs = prepared, differs
        self.join = Join(self.union)
        self.subjects: set[Term] = {triple.subject for triple in change.triples()}
        self.by_predicate: dict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in change.triples():
            self.by_predicate[triple.predicate].append(triple)
        self.classes_before, self.classes_after = ClassesOf(before), ClassesOf(after)
        self.moved = moved(
            self.classes_before, self.classes_after, self.union, change, _classes_in_use(prepared)
        )
        self.tests: dict[Node, TargetTest] = {}
        self._touched: dict[Node, set[Term] | None] = {}
        self._touched_paths: dict[Path, set[Term]] = {}

    def pairs(self) -> set[Pair]:
        """All pairs that can have other results after the change, pairs that are no longer
        targets included."""
        found: set[Pair] = set()
        for shape in self.prepared.shapes.values():
            touched = self._touched[shape.id] = self._touch(shape)
            if not shape.targets or shape.deactivated:
                continue
            if touched is None:
                touched = target_nodes(self.before, shape.targets)
                touched |= target_nodes(self.after, shape.targets)
            was = TargetTest(self.before, self.classes_before, shape.targets)
            is_now = self.tests[shape.id] = TargetTest(
                self.after, self.classes_after, shape.targets
            )
            nodes = touched | self._retargeted(shape.targets)
            found.update(Pair(shape.id, node) for node in nodes if is_now(node) or was(node))
        return found

    def is_target(self, pair: Pair) -> bool:
        """Whether a pair that was found is one after the change."""
        return self.tests[pair.shape](pair.focus)

    def _retargeted(self, targets: Targets) -> set[Term]:
        """The nodes that may have become targets or ceased to be."""
        found: set[Term] = set()
        for cls in targets.classes:
            found |= self.moved.get(cls, set())
        for predicate in targets.subjects_of:
            found.update(triple.subject for triple in self.by_predicate.get(predicate, ()))
        for predicate in targets.objects_of:
            found.update(triple.object for triple in self.by_predicate.get(predicate, ()))
        return found

    def _touch(self, shape: Shape) -> set[Term] | None:
        """The nodes on which the shape may have another outcome; None where it may be any."""
        reads = self.prepared.reads[shape.id]
        if shape.deactivated:
            return set()
        values = self._touched_values(reads)
        walked = self._walked(reads.walks)
        if values is None or walked is None:
            return None
        at_focus, at_value = walked
        values |= at_value
        focus = values
        if reads.path is not None:
            focus = self._back(reads.path, values) if values else set()
            focus |= self._on_path(reads.path)
        for predicate in reads.pairs:
            focus.update(triple.subject for triple in self.by_predicate.get(predicate, ()))
        return focus | at_focus

    def _touched_values(self, reads: Reads) -> set[Term] | None:
        """The value nodes that a constraint may see differently."""
        found: set[Term] = set()
        for cls in reads.classes:
            found |= self.moved.get(cls, set())
        if reads.closed:
            found |= self.subjects
        for inner in reads.inner:
            nodes = self._touched[inner]
            if nodes is None:
                return None
            if reads.path is None:
                found |= nodes
            else:
                found.update(n for n in nodes if self._matters(reads.path, inner, n))
        return found

    def _matters(self, path: Path, inner: Node, node: Term) -> bool:
        """Whether a value node has to be followed back: always where few nodes point to it,
        else only where its outcome differs."""
        return not is_hub(self.union, path, node, HUB) or self.differs(inner, node)

    def _back(self, path: Path, nodes: Iterable[Term]) -> set[Term]:
        """The nodes from which the path leads to one of the given ones."""
        return trace(self.union, pushed_down(Inverse(path)), nodes)

    def _on_path(self, path: Path) -> set[Term]:
        """The nodes from which the path can run over a changed triple."""
        found = self._touched_paths.get(path)
        if found is None:
            found = self._touched_paths[path] = self._find_on_path(path)
        return set(found)

    def _find_on_path(self, path: Path) -> set[Term]:
        match path:
            case Step(predicate):
                return {triple.subject for triple in self.by_predicate.get(predicate, ())}
            case Inverse(Step(predicate)):
                return {triple.object for triple in self.by_predicate.get(predicate, ())}
            case Sequence_(members):
                found: set[Term] = set()
                for member in reversed(members):
                    found = (self._back(member, found) if found else found) | self._on_path(member)
                return found
            case Alternative(members):
                return set().union(*map(self._on_path, members))
            case Repeat(inner, _, most):
                touched = self._on_path(inner)
                if most or not touched:
                    return touched
                return self._back(Repeat(inner, False, False), touched)
        raise AssertionError(path)

    def _walked(self, walks: Sequence[Walk]) -> tuple[set[Term], set[Term]] | None:
        """The focus nodes and value nodes that queries lead to from the changed triples."""
        if not walks:
            return set(), set()
        at: dict[str, set[Term]] = {"this": set(), "value": set()}
        routes: dict[tuple[str, Route], list[tuple[Walk, Ends]]] = defaultdict(list)
        for walk in walks:
            ends = self._ends(walk)
            if ends is None:
                continue
            if walk.goal is None:
                return None
            routes[walk.goal, walk.route].append((walk, ends))
        for (goal, route), started in routes.items():
            nodes = self._along(route, started)
            for walk, ends in started if nodes is None else ():
                nodes = self._by_all_patterns(walk, ends)
                if nodes is None:
                    return None
                at[goal] |= nodes
            at[goal] |= nodes or set()
        return at["this"], at["value"]

    def _along(self, route: Route, started: Iterable[tuple[Walk, Ends]]) -> set[Term] | None:
        """The nodes the route leads to; None where a step of it meets very many."""
        if route is None:
            return None
        nodes: set[Term] = set()
        for walk, (subjects, targets) in started:
            nodes |= subjects if walk.from_subject else targets
        for path in route:
            backwards = pushed_down(Inverse(path))
            if any(is_hub(self.union, backwards, node, HUB) for node in nodes):
                return None
            nodes = trace(self.union, path, nodes)
        return nodes

    def _by_all_patterns(self, walk: Walk, ends: Ends) -> set[Term] | None:
        """The nodes at the goal, by all patterns that must match, the cheapest first."""
        known = _candidates(walk, ends)
        if known is None:
            return set()
        matched = self.join.narrow(walk.companions, known, walk.goal)
        if matched is None:
            return None
        return known[walk.goal] if matched and walk.goal is not None else set()

    @cached_property
    def come_or_gone(self) -> set[Term]:
        """The nodes that occur in the graph on one side of the change only. In pyoxigraph, a
        path of no steps matches a node only where it occurs."""
        nodes = {node for t in self.change.triples() for node in (t.subject, t.object)}
        return {node for node in nodes if occurs(self.before, node) != occurs(self.after, node)}

    def _ends(self, walk: Walk) -> Ends | None:
        """The nodes at both ends of a pattern where a changed triple can match it; None where
        none can."""
        pattern, path = walk.pattern, walk.pattern.path
        if path is None or isinstance(path, Step):
            triples: Iterable[Triple] = (
                self.change.triples() if path is None else self.by_predicate.get(path.predicate, ())
            )
            fitting = [
                triple
                for triple in triples
                if _fits(pattern.subject, triple.subject) and _fits(pattern.object, triple.object)
            ]
            subjects: set[Term] = {triple.subject for triple in fitting}
            targets: set[Term] = {triple.object for triple in fitting}
        else:
            subjects = self._on_path(path)
            targets = self._on_path(pushed_down(Inverse(path))) if subjects else set()
            if walk.in_place:
                subjects, targets = subjects | self.come_or_gone, targets | self.come_or_gone
            subjects = {node for node in subjects if _fits(pattern.subject, node)}
            targets = {node for node in targets if _fits(pattern.object, node)}
        return (subjects, targets) if subjects and targets else None


def _candidates(walk: Walk, ends: Ends) -> Candidates | None:
    """The ends of a pattern as candidates of its variables; None where they exclude each
    other."""
    known: Candidates = {}
    for place, nodes in zip((walk.pattern.subject, walk.pattern.object), ends, strict=True):
        if isinstance(place, Variable):
            known[place.value] = nodes & known.get(place.value, nodes)
    return known if all(known.values()) else None


def _fits(place: Place, node: Term) -> bool:
    return isinstance(place, Variable) or place == node


def _classes_in_use(prepared: PreparedShapes) -> set[Term]:
    targets = {cls for shape in prepared.targeted for cls in shape.targets.classes}
    return targets.union(*(reads.classes for reads in prepared.reads.values()))
