"""Joining triple patterns by candidate sets, cheapest pattern first.

For each variable a set of candidates is kept, never a table of solutions, so the work grows
with the nodes met and not with their combinations. The sets hold every node a solution can
have, and maybe more. Patterns are taken in the order of what they cost here and now: a step
into a node that everything points to is left for last, when the other end is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from math import inf

from pyoxigraph import NamedNode, Variable

from mithaq.validate.graph import Graph
from mithaq.validate.paths import Alternative, Inverse, Path, Repeat, Step, pushed_down
from mithaq.validate.query.patterns import Pattern, Place
from mithaq.validate.terms import Term
from mithaq.validate.trace import Gathered, trace

Candidates = dict[str, set[Term]]
Ends = tuple[set[Term], set[Term]]

SAMPLE = 4
"""So many nodes stand for all when costs are estimated."""
FEW = 8
"""From so few subjects a pattern is walked at once, without looking for a cheaper one."""
HUB = 32
"""From so many nodes pointing to one on, they are not counted any further."""
HUB_COST = 10_000.0


class Join:
    """Joins patterns over one graph, gathering the triples met where that is asked for."""

    def __init__(self, graph: Graph, gathered: Gathered | None = None) -> None:
        self.graph, self.gathered = graph, gathered

    def narrow(
        self, patterns: Iterable[Pattern], known: Candidates, goal: str | None = None
    ) -> bool | None:
        """Work through the patterns, adding to and narrowing the candidates.

        With a goal, stops as soon as that has candidates. Returns False where nothing can
        match, None where patterns are left that nothing known leads to.
        """
        left = list(patterns)
        while left and (goal is None or goal not in known):
            index, forwards = self._cheapest(left, known)
            if index < 0:
                return None
            if not self._apply(left.pop(index), known, forwards):
                return False
        return True

    def _cheapest(self, patterns: Sequence[Pattern], known: Candidates) -> tuple[int, bool]:
        """Which pattern to take next, and whether from its subject; -1 where none can be."""
        for index, pattern in enumerate(patterns):
            subjects = _nodes(pattern.subject, known)
            if subjects is not None and len(subjects) <= FEW:
                return index, True
        best, lowest, forwards = -1, inf, True
        for index, pattern in enumerate(patterns):
            forward, backward = self._costs(pattern, known)
            cost = min(forward, backward)
            if cost < lowest:
                best, lowest, forwards = index, cost, forward <= backward
            if cost <= 1:
                break
        return best, forwards

    def _costs(self, pattern: Pattern, known: Candidates) -> tuple[float, float]:
        """About how many look-ups the pattern takes forwards and backwards; infinite where that
        end is unknown."""
        subjects, targets = _nodes(pattern.subject, known), _nodes(pattern.object, known)
        forward = inf if subjects is None else float(len(subjects))
        if targets is None or pattern.path is None:
            return forward, inf
        return forward, self._fan_in(pattern.path, targets)

    def _fan_in(self, path: Path, targets: set[Term]) -> float:
        match path:
            case Step(predicate):
                sample = list(islice(targets, SAMPLE))
                counts = [self.graph.fan_in(predicate, each, HUB) for each in sample]
                total = sum(HUB_COST if count >= HUB else count for count in counts)
                return max(1.0, total * len(targets) / max(1, len(sample)))
            case Alternative(members):
                return sum(self._fan_in(member, targets) for member in members)
            case Repeat(inner):
                return 1 + self._fan_in(inner, targets)
        return float(len(targets))

    def _apply(self, pattern: Pattern, known: Candidates, forwards: bool) -> bool:
        subjects, targets = _nodes(pattern.subject, known), _nodes(pattern.object, known)
        path = pattern.path
        if forwards:
            assert subjects is not None
            if isinstance(path, Step):
                starts, ends = self._step(path.predicate, subjects, targets)
            else:
                starts, ends = self._walk(path, subjects, targets)
        else:
            assert targets is not None and path is not None
            ends, starts = self._walk(pushed_down(Inverse(path)), targets, subjects)
        return _keep(pattern.subject, starts, known) and _keep(pattern.object, ends, known)

    def _step(self, predicate: NamedNode, subjects: set[Term], targets: set[Term] | None) -> Ends:
        """The subjects with a fitting value, and those values."""
        values_of, gathered = self.graph.values, self.gathered
        kept: set[Term] = set()
        ends: set[Term] = set()
        for subject in subjects:
            values = values_of(subject, predicate)
            if not values:
                continue
            fitting = values if targets is None else [v for v in values if v in targets]
            if fitting:
                kept.add(subject)
                ends.update(fitting)
                if gathered is not None:
                    gathered.outgoing(subject, predicate, values)
        return kept, ends

    def _walk(self, path: Path | None, starts: set[Term], wanted: set[Term] | None) -> Ends:
        """The starts that lead to a wanted end, and those ends."""
        kept: set[Term] = set()
        ends: set[Term] = set()
        for start in starts:
            reached = self._reached(path, start)
            if wanted is not None:
                reached &= wanted
            if reached:
                kept.add(start)
                ends |= reached
        return kept, ends

    def _reached(self, path: Path | None, start: Term) -> set[Term]:
        if path is not None:
            return trace(self.graph, path, (start,), self.gathered)
        links = self.graph.out(start)
        if self.gathered is not None:
            for predicate, values in links.items():
                self.gathered.outgoing(start, predicate, values)
        return {value for values in links.values() for value in values}


def _nodes(place: Place, known: Candidates) -> set[Term] | None:
    return known.get(place.value) if isinstance(place, Variable) else {place}


def _keep(place: Place, nodes: set[Term], known: Candidates) -> bool:
    if isinstance(place, Variable):
        before = known.get(place.value)
        known[place.value] = nodes if before is None else nodes & before
        return bool(known[place.value])
    return place in nodes
