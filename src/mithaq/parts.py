"""Deriving the easy view part by part, so that memory stays bounded however much is known.

What the rules say about a cooperation depends only on the nodes around it (see ``maintain``), so
cooperations are taken some hundreds at a time, the nodes around them are copied into a small store
in memory, and the rules are run there. The outcome equals a derivation over everything at once,
which a test shows, and rules run several times faster in memory than on disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from mithaq.maintain import surroundings
from mithaq.names import node
from mithaq.store import Reads, Subject
from mithaq.tally import Tallies
from mithaq.view import Rule, Viewpoint, derive, derived_properties

#: How many cooperations, or sources without one, are taken at a time.
PART = 1500

_TYPE = node("rdf:type")
_COOPERATIONS = tuple(node(f"mq:{c}") for c in ("Instrument", "Practice", "MultilateralFramework"))
_SOURCE = node("mq:Source")


def derived_in_parts(
    facts: Reads, rules: tuple[Rule, ...], viewpoint: Viewpoint | None = None, size: int = PART
) -> Iterator[ox.Triple]:
    """Yield everything that the rules derive from facts and ontology, each triple once."""
    properties = derived_properties(facts)
    local = tuple(rule for rule in rules if not rule.counts)
    tallies = Tallies()
    for part in _slices(_instances(facts, _COOPERATIONS), size):
        own, quads = surroundings(facts, part)
        found = list(_derived(quads, own, local, properties, viewpoint))
        tallies.add(Tallies.of(found, rules))
        yield from found
    for part in _slices(_instances(facts, (_SOURCE,)), size):
        own, quads = surroundings(facts, (), part)
        yield from _derived(quads, own, local, properties, viewpoint)
    yield from tallies.triples()


def _instances(facts: Reads, classes: Iterable[ox.NamedNode]) -> Iterator[ox.NamedNode]:
    for name in classes:
        for quad in facts.quads_for_pattern(None, _TYPE, name, None):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject


def _slices(nodes: Iterator[ox.NamedNode], size: int) -> Iterator[tuple[ox.NamedNode, ...]]:
    while part := tuple(islice(nodes, size)):
        yield part


def _derived(
    quads: Iterable[ox.Quad],
    own: set[Subject],
    rules: tuple[Rule, ...],
    properties: frozenset[ox.NamedNode],
    viewpoint: Viewpoint | None,
) -> Iterator[ox.Triple]:
    """Yield what the rules derive about some nodes of their own from the triples around them."""
    local = ox.Store()
    local.bulk_extend(quads)
    derive(local, rules, viewpoint)
    for prop in properties:
        for quad in local.quads_for_pattern(None, prop, None, None):
            if quad.subject in own:
                yield quad.triple
