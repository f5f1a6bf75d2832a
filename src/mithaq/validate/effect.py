"""From a change to the pairs of shape and focus node whose results it can alter.

The shapes are taken from the inside out. For each, the nodes are found on which its outcome can
differ between the states before and after the change: the changed triples are matched with what
the shape reads (its footprint) and followed backwards, on old and new triples together, to the
focus nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from functools import cached_property

from pyoxigraph import NamedNode, Variable

from mithaq.validate.change import Change, Overlay
from mithaq.validate.concern import Concern, Concerns, Route, Trail
from mithaq.validate.graph import has, occurs
from mithaq.validate.memberships import ClassesOf, moved
from mithaq.validate.paths import Alternative, Inverse, Path, Repeat, Sequence_, Step, pushed_down
from mithaq.validate.query.patterns import Place
from mithaq.validate.reads import Needed, Walk
from mithaq.validate.report import Pair
from mithaq.validate.semijoin import Candidates, Join
from mithaq.validate.shapes import PreparedShapes, Targets
from mithaq.validate.targets import TargetTest, target_nodes
from mithaq.validate.terms import Node, Term
from mithaq.validate.trace import is_hub, trace

HUB = 32
"""From so many nodes pointing to one on, it is checked whether its outcome really differs."""

Differs = Callable[[Node, Term], bool]
Edge = tuple[Node, Term]
Ends = tuple[set[Term], set[Term]]
NOTHING: Set[Term] = frozenset()


class Effect:
    """The effect of one change on prepared shapes.

    `before` and `after` give the classes of nodes there, `overlay` is the graph afterwards.
    `differs` tells whether a shape's outcome on a node is not the same before and after.
    """

    def __init__(
        self,
        before: ClassesOf,
        after: ClassesOf,
        overlay: Overlay,
        prepared: PreparedShapes,
        differs: Differs,
    ) -> None:
        change = self.change = overlay.change
        self.before, self.after = before.graph, after.graph
        self.union = Overlay(self.before, Change(change.added, ())) if change.removed else overlay
        self.prepared, self.differs = prepared, differs
        self.join = Join(self.union)
        self.subjects: set[Term] = set()
        self.by_predicate: dict[NamedNode, list[Edge]] = {}
        for subject, predicate, value in change.triples():
            self.subjects.add(subject)
            self.by_predicate.setdefault(predicate, []).append((subject, value))
        self.predicates = frozenset(self.by_predicate)
        self.concerns = prepared.derived(Concerns)
        self.moved = moved(before, after, self.union, change, self.concerns.classes)
        self.was_target = TargetTest(self.before, before, prepared)
        self.is_target = TargetTest(self.after, after, prepared)
        self._touched: list[Set[Term] | None] = []
        self._touched_paths: dict[Path, set[Term]] = {}

    def pairs(self) -> dict[Pair, bool]:
        """All pairs that can have other results after the change, and whether they still are
        targets."""
        found: dict[Pair, bool] = {}
        for concern in self.concerns.of_shapes:
            touched = self._touch(concern) if self._concerns(concern) else NOTHING
            self._touched.append(touched)
            shape = concern.shape
            if not shape.targets or shape.deactivated:
                continue
            if touched is None:
                touched = target_nodes(self.before, shape.targets)
                touched |= target_nodes(self.after, shape.targets)
            nodes = touched | self._retargeted(shape.targets)
            now = self.is_target.among(nodes, shape)
            for node in now:
                found[Pair(shape.id, node)] = True
            for node in self.was_target.among(nodes - now, shape):
                found[Pair(shape.id, node)] = False
        return found

    def _concerns(self, concern: Concern) -> bool:
        """Whether the change may touch the shape."""
        if concern.shape.deactivated:
            return False
        return (
            concern.always
            or not concern.predicates.isdisjoint(self.predicates)
            or any(self._touched[number] != NOTHING for number, _ in concern.inner)
            or not concern.classes.isdisjoint(self.moved)
        )

    def _retargeted(self, targets: Targets) -> set[Term]:
        """The nodes that may have become targets or ceased to be."""
        found: set[Term] = set()
        for cls in targets.classes:
            found |= self.moved.get(cls, set())
        for predicate in targets.subjects_of:
            found.update(subject for subject, _ in self.by_predicate.get(predicate, ()))
        for predicate in targets.objects_of:
            found.update(value for _, value in self.by_predicate.get(predicate, ()))
        return found

    def _touch(self, concern: Concern) -> Set[Term] | None:
        """The nodes on which the shape may have another outcome; None where it may be any."""
        values = self._touched_values(concern)
        walked = self._walked(concern.routes) if concern.routes else ((), ())
        if values is None or walked is None:
            return None
        at_focus, at_value = walked
        values.update(at_value)
        focus = values
        if concern.path is not None and concern.back is not None:
            focus = trace(self.union, concern.back, values) if values else set()
            focus |= self._on_path(concern.path)
        for predicate in concern.pairs:
            focus.update(subject for subject, _ in self.by_predicate.get(predicate, ()))
        focus.update(at_focus)
        return focus

    def _touched_values(self, concern: Concern) -> set[Term] | None:
        """The value nodes that a constraint may see differently."""
        found: set[Term] = set()
        for cls in concern.classes:
            found |= self.moved.get(cls, NOTHING)
        if concern.closed:
            found |= self.subjects
        for number, inner in concern.inner:
            nodes = self._touched[number]
            if nodes is None:
                return None
            if concern.path is None:
                found |= nodes
            else:
                found.update(n for n in nodes if self._matters(concern.path, inner, n))
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
        return found

    def _find_on_path(self, path: Path) -> set[Term]:
        match path:
            case Step(predicate):
                return {subject for subject, _ in self.by_predicate.get(predicate, ())}
            case Inverse(Step(predicate)):
                return {value for _, value in self.by_predicate.get(predicate, ())}
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

    def _walked(self, routes: Iterable[Route]) -> tuple[set[Term], set[Term]] | None:
        """The focus nodes and value nodes that queries lead to from the changed triples."""
        at: dict[str, set[Term]] = {"this": set(), "value": set()}
        for route in routes:
            started = [
                (trail.walk, ends)
                for trail in route.trails
                if trail.predicates is None or not trail.predicates.isdisjoint(self.predicates)
                if (ends := self._ends(trail)) is not None
            ]
            if not started:
                continue
            if route.goal is None:
                return None
            nodes = self._along(route, started)
            if nodes is None:
                nodes = set()
                for walk, ends in started:
                    more = self._by_all_patterns(walk, ends)
                    if more is None:
                        return None
                    nodes |= more
            at[route.goal] |= nodes
        return at["this"], at["value"]

    def _along(self, route: Route, started: Iterable[tuple[Walk, Ends]]) -> set[Term] | None:
        """The nodes the route leads to; None where a step of it meets very many."""
        if route.legs is None:
            return None
        nodes: set[Term] = set()
        for walk, (subjects, targets) in started:
            nodes |= subjects if walk.from_subject else targets
        for path, backwards, needed in route.legs:
            if any(is_hub(self.union, backwards, node, HUB) for node in nodes):
                return None
            nodes = trace(self.union, path, nodes)
            if needed and nodes:
                nodes = {node for node in nodes if self._may_have(node, needed)}
        return nodes

    def _may_have(self, node: Term, needed: Needed) -> bool:
        """Whether a node has what is needed, as far as that takes no reading: nodes that change
        are known."""
        links = self.union.changed.get(node)
        return links is None or has(links, needed)

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

    def _ends(self, trail: Trail) -> Ends | None:
        """The nodes at both ends of a pattern where a changed triple can match it; None where
        none can."""
        walk = trail.walk
        start, path, end = walk.pattern
        if path is None or isinstance(path, Step):
            edges = self._edges(None if path is None else path.predicate)
            if not isinstance(start, Variable):
                edges = [edge for edge in edges if edge[0] == start]
            if not isinstance(end, Variable):
                edges = [edge for edge in edges if edge[1] == end]
            if trail.needed:
                out, needed = self.union.out, trail.needed
                edges = [edge for edge in edges if has(out(edge[0]), needed)]
            subjects: set[Term] = {subject for subject, _ in edges}
            targets: set[Term] = {value for _, value in edges}
        else:
            subjects = self._on_path(path)
            targets = self._on_path(pushed_down(Inverse(path))) if subjects else set()
            if walk.in_place:
                subjects, targets = subjects | self.come_or_gone, targets | self.come_or_gone
            subjects = {node for node in subjects if _fits(start, node)}
            targets = {node for node in targets if _fits(end, node)}
        return (subjects, targets) if subjects and targets else None

    def _edges(self, predicate: NamedNode | None) -> list[Edge]:
        """The ends of the changed triples, of those with the predicate if one is given."""
        if predicate is not None:
            return self.by_predicate.get(predicate, [])
        return [edge for edges in self.by_predicate.values() for edge in edges]


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
