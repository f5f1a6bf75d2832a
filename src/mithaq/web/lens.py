"""One view of the knowledge base, with what pages compute from it again and again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

import pyoxigraph as ox

from mithaq.dossier import Dossier, assemble
from mithaq.knowledge import KnowledgeBase
from mithaq.listing import Listed, listing
from mithaq.names import node
from mithaq.search import Index
from mithaq.stats import Stats
from mithaq.view import Viewpoint
from mithaq.words import Name, name_of

T = TypeVar("T")

#: How many views other than the default one are kept.
KEPT_VIEWS = 12

_DAYS = tuple(
    node(f"mq:{name}") for name in ("earliest", "latest", "knownFrom", "searchedOn", "published")
)


class Lens:
    """A view of the knowledge base that does not change; everything read from it is kept."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb, self.viewpoint = kb, kb.viewpoint
        self.store = kb.view
        self._names: dict[str, Name] = {}
        self._dossiers: dict[str, Dossier] = {}
        self._types: dict[str, frozenset[str]] = {}
        self._made: dict[str, object] = {}

    def keep(self, key: str, make: Callable[[Lens], T]) -> T:
        """Return what a function makes of this lens, made once and kept under a key."""
        if key not in self._made:
            self._made[key] = make(self)
        return cast(T, self._made[key])

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        """All cooperations, by partner, then by day of signature."""
        return tuple(listing(self.store))

    @cached_property
    def stats(self) -> Stats:
        """How much is known."""
        return Stats.of(self.store)

    @cached_property
    def index(self) -> Index:
        """All that can be found by words."""
        return Index.of(self.store)

    def warm(self) -> None:
        """Compute what the first readers would wait for."""
        for row in self.listed:
            self.dossier(row.cooperation.iri)
        assert self.stats and self.index

    def dossier(self, iri: str) -> Dossier:
        """Return the dossier of a cooperation; raises NotFound where it is none."""
        if iri not in self._dossiers:
            self._dossiers[iri] = assemble(self.store, ox.NamedNode(iri))
        return self._dossiers[iri]

    def name(self, iri: str) -> Name:
        """Return what a thing is called."""
        if iri not in self._names:
            self._names[iri] = name_of(self.store, ox.NamedNode(iri))
        return self._names[iri]

    def types(self, iri: str) -> frozenset[str]:
        """Return the IRIs of the classes of a thing; empty where it is not known."""
        if iri not in self._types:
            quads = self.store.quads_for_pattern(ox.NamedNode(iri), node("rdf:type"), None)
            self._types[iri] = frozenset(_value(q.object) for q in quads)
        return self._types[iri]

    def objects(self, iri: str, prop: str) -> tuple[ox.NamedNode | ox.Literal, ...]:
        """Return the values of a property, ordered."""
        quads = self.store.quads_for_pattern(ox.NamedNode(iri), node(prop), None)
        values = (q.object for q in quads)
        return tuple(
            sorted((v for v in values if isinstance(v, ox.NamedNode | ox.Literal)), key=str)
        )

    def subjects(self, prop: str, value: ox.NamedNode | ox.Literal | None) -> tuple[str, ...]:
        """Return the IRIs of what has a value of a property, ordered."""
        quads = self.store.quads_for_pattern(None, node(prop), value)
        return tuple(sorted({_value(q.subject) for q in quads}))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which something happened or became known: between them nothing changes."""
        found = {
            _value(quad.object)
            for prop in _DAYS
            for quad in self.store.quads_for_pattern(None, prop, None)
        }
        return tuple(sorted(date.fromisoformat(day) for day in found if len(day) == 10))


class Lenses:
    """The lenses of one knowledge base: one for every viewpoint, the last used ones kept."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._lock = threading.Lock()
        self._kept: OrderedDict[Viewpoint, Lens] = OrderedDict()
        self._followers: list[Callable[[KnowledgeBase], None]] = []

    @cached_property
    def default(self) -> Lens:
        """The view of today from everything."""
        return Lens(self._kb)

    def renew(self, kb: KnowledgeBase) -> None:
        """Show another state of the knowledge base from now on."""
        with self._lock:
            self._kb = kb
            self._kept.clear()
            self.default = Lens(kb)
        for follow in self._followers:
            follow(kb)

    def follow(self, follow: Callable[[KnowledgeBase], None]) -> None:
        """Have a function told the knowledge base each time it is renewed."""
        self._followers.append(follow)

    def at(self, viewpoint: Viewpoint) -> Lens:
        """Return the lens of a viewpoint, building the view if need be; raises NotFound for an
        unknown resolver.
        """
        wanted = self._settled(viewpoint)
        if wanted == self._kb.viewpoint:
            return self.default
        with self._lock:
            if wanted not in self._kept:
                kb = KnowledgeBase(self._kb.home, wanted, None)
                kb.facts = self._kb.facts
                self._kept[wanted] = Lens(kb)
            self._kept.move_to_end(wanted)
            while len(self._kept) > KEPT_VIEWS:
                self._kept.popitem(last=False)
            return self._kept[wanted]

    def _settled(self, viewpoint: Viewpoint) -> Viewpoint:
        """Return the viewpoint, its days moved back to the last ones on which things changed."""
        return Viewpoint(
            viewpoint.resolver,
            self._last_change(viewpoint.as_of),
            self._last_change(viewpoint.known_on),
            viewpoint.perhaps,
        )

    def _last_change(self, day: date | None) -> date | None:
        if day is None:
            return None
        days = self.default.days
        if not days or day >= days[-1]:
            return None
        return max((d for d in days if d <= day), default=date.min)


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value
