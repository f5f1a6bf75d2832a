"""Keeping the easy view in step with a change, without deriving everything again.

What the rules derive about a cooperation depends only on the nodes around it: its statements, what
they point to, and the assessments that weigh them. So a change is walked back to the cooperations
it can touch; the nodes around these are copied into a small store, the rules are run there, and the
result replaces what was derived about them before. The outcome equals a full derivation, which a
test shows; a change of the ontology's own terms asks for a full one. Tallies over all cooperations
are not derived anew: the difference is added (see ``tally``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.names import node
from mithaq.store import Reads, Subject, Term
from mithaq.tally import Tallies, tally_change
from mithaq.view import Rule, Viewpoint, derive, derived_properties, named_terms

_ABOUT, _BETWEEN, _TYPE, _RANK = (
    node(n) for n in ("mq:about", "mq:between", "rdf:type", "mq:rank")
)
_WEIGHS = (node("mq:prefers"), node("mq:rival"))
_BACK = tuple(
    node(n)
    for n in (
        "mq:evidence",
        "mq:source",
        "mq:copyOf",
        "mq:prefers",
        "mq:rival",
        "mq:fulfils",
        "mq:actor",
        "mq:of",
    )
)
_COOPERATIONS = frozenset(
    node(n) for n in ("mq:Instrument", "mq:Practice", "mq:MultilateralFramework")
)


@dataclass(frozen=True, slots=True)
class ViewChange:
    """Derived triples that a change of the facts brings and takes away."""

    added: frozenset[ox.Triple]
    removed: frozenset[ox.Triple]
    cooperations: frozenset[ox.NamedNode]


def needs_full_derivation(facts: Reads, triples: Iterable[ox.Triple]) -> bool:
    """Tell whether a change touches a term of the ontology, on which any cooperation may depend."""
    schemes = node("skos:inScheme")
    subjects = {t.subject for t in triples}
    return any(
        next(facts.quads_for_pattern(s, schemes, None, None), None) is not None
        or next(facts.quads_for_pattern(s, node("rdfs:isDefinedBy"), None, None), None) is not None
        for s in subjects
    )


def touched(
    stores: Iterable[Reads], triples: Iterable[ox.Triple], predicates: frozenset[ox.NamedNode]
) -> frozenset[ox.NamedNode]:
    """Return the cooperations whose view a change can alter, seen in the states before and after
    it."""
    start = {t.subject for t in triples if t.predicate in predicates}
    start |= {
        t.object for t in triples if t.predicate in _WEIGHS and isinstance(t.object, ox.NamedNode)
    }
    found: set[ox.NamedNode] = set()
    for store in stores:
        seen: set[Subject] = set()
        queue = list(start)
        while queue:
            here = queue.pop()
            if here in seen:
                continue
            seen.add(here)
            queue.extend(_towards_cooperations(store, here, found))
    return frozenset(found)


def _towards_cooperations(
    store: Reads, here: Subject, found: set[ox.NamedNode]
) -> Iterator[Subject]:
    """Yield what rests on a node, and note the cooperation that it is or is about."""
    if isinstance(here, ox.NamedNode) and _is_cooperation(store, here):
        found.add(here)
        return
    for quad in store.quads_for_pattern(here, _ABOUT, None, None):
        if isinstance(quad.object, ox.NamedNode):
            found.add(quad.object)
    for predicate in _WEIGHS:
        yield from (_node(q.object) for q in store.quads_for_pattern(here, predicate, None, None))
    for predicate in _BACK:
        yield from (q.subject for q in store.quads_for_pattern(None, predicate, here, None))


def _is_cooperation(store: Reads, here: ox.NamedNode) -> bool:
    return any(q.object in _COOPERATIONS for q in store.quads_for_pattern(here, _TYPE, None, None))


def _node(term: Term) -> Subject:
    if isinstance(term, ox.Literal):
        raise TypeError(f"{term} is a literal where a node is expected")
    return term


def surroundings(
    store: Reads, cooperations: Iterable[ox.NamedNode], others: Iterable[Subject] = ()
) -> tuple[set[Subject], list[ox.Quad]]:
    """Return some cooperations, their statements and others, and what the rules read about them."""
    own: set[Subject] = {*cooperations, *others}
    for cooperation in tuple(own):
        own.update(q.subject for q in store.quads_for_pattern(None, _ABOUT, cooperation, None))
    weighing = {
        q.subject for s in own for p in _WEIGHS for q in store.quads_for_pattern(None, p, s, None)
    }
    quads: list[ox.Quad] = list(store.quads_for_pattern(None, _RANK, None, None))
    seen: set[Subject] = set()
    queue: list[Subject] = [*own, *weighing, *(q.subject for q in quads)]
    while queue:
        here = queue.pop()
        if here in seen:
            continue
        seen.add(here)
        for quad in store.quads_for_pattern(here, None, None, None):
            quads.append(quad)
            if quad.predicate != _TYPE and not isinstance(quad.object, ox.Literal):
                queue.append(quad.object)
    return own, quads


def view_change(
    before: Reads,
    after: Reads,
    view: Reads,
    rules: tuple[Rule, ...],
    change: Iterable[ox.Triple],
    viewpoint: Viewpoint | None = None,
) -> ViewChange:
    """Return what a change of the facts does to the easy view.

    ``before`` and ``after`` hold the facts in both states, ``view`` the facts and the easy view
    before the change; ``change`` is what was added and removed. Call it only where
    ``needs_full_derivation`` says no.
    """
    triples = tuple(change)
    cooperations = touched((before, after), triples, named_terms(rules) | {_TYPE})
    subjects = {t.subject for t in triples}
    own, quads = surroundings(after, cooperations, subjects)
    own |= surroundings(before, cooperations, subjects)[0]
    local = ox.Store()
    local.extend(quads)
    derive(local, tuple(rule for rule in rules if not rule.counts), viewpoint)
    properties = derived_properties(after)
    new = _derived(local, own, properties)
    old = _derived(view, own, properties)
    more, less = tally_change(view, Tallies.of(old, rules), Tallies.of(new, rules))
    return ViewChange(frozenset(new - old) | more, frozenset(old - new) | less, cooperations)


def _derived(
    store: Reads, subjects: Iterable[Subject], properties: frozenset[ox.NamedNode]
) -> set[ox.Triple]:
    return {
        q.triple
        for s in subjects
        for q in store.quads_for_pattern(s, None, None, None)
        if q.predicate in properties
    }
