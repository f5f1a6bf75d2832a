"""Counts over many cooperations, kept in step with a change by adding and taking away.

A tally is a node with what it counts and one number, made by the rules in ``rules/tallies`` from
derived properties of cooperations. Counts over two sets of cooperations that share none add up: a
part is counted alone, and a change takes away what its cooperations counted before and adds what
they count now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from mithaq.names import node
from mithaq.store import Reads, Subject
from mithaq.view import Rule, derive, named_terms

_TALLY = node("mq:tally")


@dataclass(frozen=True, slots=True)
class Tallies:
    """The number of each tally, and the triples that say what it counts."""

    numbers: Counter[Subject] = field(default_factory=Counter)
    says: dict[Subject, frozenset[ox.Triple]] = field(default_factory=dict)

    @classmethod
    def of(cls, derived: Iterable[ox.Triple], rules: Iterable[Rule]) -> Tallies:
        """Count over the cooperations that some derived triples are about."""
        counting = tuple(rule for rule in rules if rule.counts)
        store = ox.Store()
        read = named_terms(counting)
        store.extend(ox.Quad(*triple) for triple in derived if triple.predicate in read)
        given = frozenset(store)
        derive(store, counting)
        found = cls()
        for quad in store:
            if quad not in given:
                found._note(quad.triple)
        return found

    def _note(self, triple: ox.Triple) -> None:
        about = triple.subject
        if triple.predicate == _TALLY and isinstance(triple.object, ox.Literal):
            self.numbers[about] += int(triple.object.value)
        else:
            self.says[about] = self.says.get(about, frozenset()) | {triple}

    def add(self, other: Tallies) -> None:
        """Add what was counted over other cooperations."""
        self.numbers.update(other.numbers)
        self.says.update(other.says)

    def triples(self) -> Iterator[ox.Triple]:
        """Yield everything as triples."""
        for about, number in self.numbers.items():
            yield _number(about, number)
            yield from self.says[about]


def tally_change(
    view: Reads, old: Tallies, new: Tallies
) -> tuple[frozenset[ox.Triple], frozenset[ox.Triple]]:
    """Return the triples that come and go when some cooperations count ``new`` where they counted
    ``old``; ``view`` holds the tallies of all of them before.
    """
    added: set[ox.Triple] = set()
    removed: set[ox.Triple] = set()
    for about in {*old.numbers, *new.numbers}:
        before = _counted(view, about)
        after = before - old.numbers[about] + new.numbers[about]
        if before == after:
            continue
        if before:
            removed.add(_number(about, before))
        else:
            added |= new.says[about]
        if after:
            added.add(_number(about, after))
        else:
            removed |= old.says[about]
    return frozenset(added), frozenset(removed)


def _counted(view: Reads, about: Subject) -> int:
    quads = view.quads_for_pattern(about, _TALLY, None, None)
    return sum(int(quad.object.value) for quad in quads if isinstance(quad.object, ox.Literal))


def _number(about: Subject, number: int) -> ox.Triple:
    return ox.Triple(about, _TALLY, ox.Literal(number))
