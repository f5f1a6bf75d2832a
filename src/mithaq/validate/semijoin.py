"""Joining triple patterns by candidate sets, cheapest pattern first.

For each variable a set of candidates is kept, never a table of solutions, so the work grows
with the nodes met and not with their combinations. The sets hold every node a solution can
have, and maybe more. Patterns are taken in the order of what they cost here and now: a step
into a node that everything points to is left for last, when the other end is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from math import inf

from pyoxigraph import Literal, Triple, Variable

from mithaq.validate.graph import Graph
from mithaq.validate.paths import Alternative, Inverse, Path, Repeat, Step, pushed_down
from mithaq.validate.query.patterns import Pattern, Place
from mithaq.validate.terms import Term
from mithaq.validate.trace import Sink, trace

Candidates = dict[str, set[Term]]

CHEAP = 64
"""A pattern is still worth its while for narrowing when it costs so many look-ups."""
SAMPLE = 8
MOST = 1024


class Join:
    """Joins patterns over one graph."""

    def __init__(self, graph: Graph, sink: Sink | None = None) -> None:
        self.graph, self.sink = graph, sink

    def narrow(
        self, patterns: Iterable[Pattern], known: Candidates, goal: str | None = None
    ) -> bool | None:
        """Work through the patterns, adding to and narrowing the candidates.

        With a goal, patterns that cost much are left out once the goal has candidates. Returns
        False where nothing can match, None where patterns are left that nothing known leads to.
        """
        left = list(dict.fromkeys(patterns))
        while left:
            costs = [self.cost(each, known) for each in left]
            cheapest = min(costs)
            if cheapest == inf:
                return None
            if goal is not None and goal in known and cheapest > CHEAP:
                return True
            if not self._apply(left.pop(costs.index(cheapest)), known):
                return False
        return True

    def cost(self, pattern: Pattern, known: Candidates) -> float:
        """About how many look-ups the pattern takes; infinite where neither end is known."""
        forward, backward = self._costs(pattern, known)
        return min(forward, backward)

    def _costs(self, pattern: Pattern, known: Candidates) -> tuple[float, float]:
        subjects = _nodes(pattern.subject, known)
        targets = _nodes(pattern.object, known)
        weight = 1 if isinstance(pattern.path, Step) or pattern.path is None else 4
        forward = inf if subjects is None else weight * len(subjects)
        if targets is None or pattern.path is None:
            return forward, inf
        if forward <= 1:
            return forward, inf
        return forward, weight * self._fan_in(pattern.path, targets)

    def _fan_in(self, path: Path, targets: set[Term]) -> float:
        match path:
            case Step(predicate):
                sample = list(islice(targets, SAMPLE))
                total = sum(self.graph.fan_in(predicate, each, MOST) for each in sample)
                return max(1.0, total) * len(targets) / max(1, len(sample))
            case Alternative(members):
                return sum(self._fan_in(member, targets) for member in members)
            case Repeat(inner):
                return 1 + self._fan_in(inner, targets)
            case Inverse():
                return len(targets)
        return inf

    def _apply(self, pattern: Pattern, known: Candidates) -> bool:
        subjects = _nodes(pattern.subject, known)
        targets = _nodes(pattern.object, known)
        forward, backward = self._costs(pattern, known)
        if forward <= backward:
            assert subjects is not None
            starts, ends = self._ends(pattern.path, subjects, targets)
        else:
            assert targets is not None and pattern.path is not None
            ends, starts = self._ends(pushed_down(Inverse(pattern.path)), targets, subjects)
        return _keep(pattern.subject, starts, known) and _keep(pattern.object, ends, known)

    def _ends(
        self, path: Path | None, starts: set[Term], wanted: set[Term] | None
    ) -> tuple[set[Term], set[Term]]:
        """The starts that lead to a wanted end, and those ends."""
        kept: set[Term] = set()
        ends: set[Term] = set()
        for start in starts:
            sink: Sink | None = None if self.sink is None else set()
            reached = self._reached(path, start, sink)
            if wanted is not None:
                reached &= wanted
            if reached:
                kept.add(start)
                ends |= reached
                if sink and self.sink is not None:
                    self.sink |= _fitting(path, sink, wanted)
        return kept, ends

    def _reached(self, path: Path | None, start: Term, sink: Sink | None) -> set[Term]:
        if path is not None:
            return trace(self.graph, path, (start,), sink)
        links = self.graph.out(start)
        if sink is not None and not isinstance(start, Literal):
            sink.update(Triple(start, p, o) for p, values in links.items() for o in values)
        return {value for values in links.values() for value in values}


def _nodes(place: Place, known: Candidates) -> set[Term] | None:
    return known.get(place.value) if isinstance(place, Variable) else {place}


def _keep(place: Place, nodes: set[Term], known: Candidates) -> bool:
    if isinstance(place, Variable):
        known[place.value] = nodes & known.get(place.value, nodes)
        return bool(known[place.value])
    return place in nodes


def _fitting(path: Path | None, triples: Sink, wanted: set[Term] | None) -> Sink:
    """Of the triples of one step, those with a wanted end; of longer ways, all."""
    if wanted is None:
        return triples
    if isinstance(path, Step) or path is None:
        return {triple for triple in triples if triple.object in wanted}
    if isinstance(path, Inverse):
        return {triple for triple in triples if triple.subject in wanted}
    return triples
