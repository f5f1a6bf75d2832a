"""What the ontology says of stages, kinds and subjects that matters for comparing statements."""

from __future__ import annotations

import pyoxigraph as ox

from mithaq.names import node
from mithaq.review.reading import objects
from mithaq.store import Term
from mithaq.words import Name, name_of

_BROADER, _ONCE, _NEVER_BEFORE = (
    node(name) for name in ("skos:broader", "mq:once", "mq:neverBefore")
)
_MILESTONE = tuple(
    node(f"mq:{name}") for name in ("datesAs", "datesAsOfMorocco", "datesAsOfPartner")
)
_YES = ox.Literal(True)


class Concepts:
    """The concept schemes of a store, asked for what is broader, happens once, comes first."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._closures: dict[Term, tuple[ox.NamedNode, ...]] = {}

    def broader(self, concept: Term) -> tuple[ox.NamedNode, ...]:
        """Return a concept and all above it, from the finest to the broadest."""
        if concept not in self._closures:
            chain = [concept] if isinstance(concept, ox.NamedNode) else []
            for step in chain:
                above = (o for o in objects(self._store, step, _BROADER) if o not in chain)
                chain += [o for o in above if isinstance(o, ox.NamedNode)]
            self._closures[concept] = tuple(chain)
        return self._closures[concept]

    def related(self, one: Term, other: Term) -> bool:
        """Whether two concepts are the same, or one is broader than the other."""
        return other in self.broader(one) or one in self.broader(other)

    def once(self, stage: Term) -> bool:
        """Whether an act of this stage happens once in the life of a cooperation."""
        return isinstance(stage, ox.NamedNode) and _YES in objects(self._store, stage, _ONCE)

    def milestone(self, stage: Term) -> bool:
        """Whether a stage marks the life of a text, and is not repeated as talks and sessions
        are.
        """
        return any(
            self.once(step) or any(any(objects(self._store, step, p)) for p in _MILESTONE)
            for step in self.broader(stage)
        )

    def never_before(self, later: Term, earlier: Term) -> bool:
        """Whether an act of the first stage can never come before one of the second."""
        steps = self.broader(later)
        closed = {o for step in steps for o in objects(self._store, step, _NEVER_BEFORE)}
        return any(step in closed for step in self.broader(earlier))

    def name(self, thing: Term | None) -> Name | str:
        """Return what a thing is called; a literal is its own name."""
        if isinstance(thing, ox.NamedNode):
            return name_of(self._store, thing)
        return thing.value if isinstance(thing, ox.Literal) else ""
