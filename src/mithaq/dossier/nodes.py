"""Nodes read from the store: each with its properties, asked for by their local names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from mithaq.dossier.values import Place, Source, Statement, When
from mithaq.names import node
from mithaq.queries import select
from mithaq.words import Name, Words, name_of

_Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Node:
    """One node and its values by property; no value gives an empty text, tuple or None."""

    iri: str
    values: Mapping[str, tuple[_Term, ...]]

    def all(self, name: str) -> tuple[_Term, ...]:
        """Return the values of a property, ordered."""
        return self.values.get(node(name).value, ())

    def things(self, name: str) -> tuple[ox.NamedNode, ...]:
        """Return the values of a property that are things."""
        return tuple(v for v in self.all(name) if isinstance(v, ox.NamedNode))

    def iris(self, name: str) -> tuple[str, ...]:
        """Return the IRIs among the values of a property."""
        return tuple(thing.value for thing in self.things(name))

    def text(self, name: str) -> str:
        """Return the one value of a property, as text."""
        return next((v.value for v in self.all(name)), "")

    def words(self, name: str) -> Words:
        """Return the texts of a property by language."""
        return Words.of(v for v in self.all(name) if isinstance(v, ox.Literal))

    def number(self, name: str) -> int | None:
        """Return a whole number."""
        text = self.text(name)
        return int(text) if text else None

    def truth(self, name: str) -> bool | None:
        """Return a truth value."""
        text = self.text(name)
        return text == "true" if text else None


class Nodes:
    """The nodes of one dossier, and the names of whatever they mention."""

    def __init__(self, store: ox.Store, cooperation: ox.NamedNode) -> None:
        self._store = store
        self.cooperation = cooperation
        self._names: dict[ox.NamedNode, Name] = {}

    @cached_property
    def by_iri(self) -> Mapping[str, Node]:
        """All nodes, in the order of their IRIs."""
        found: dict[str, dict[str, list[_Term]]] = {}
        for solution in select(self._store, "dossier", cooperation=self.cooperation):
            subject, prop, value = (solution[n] for n in ("node", "property", "value"))
            assert isinstance(subject, ox.NamedNode) and isinstance(prop, ox.NamedNode)
            if isinstance(value, ox.NamedNode | ox.Literal):
                found.setdefault(subject.value, {}).setdefault(prop.value, []).append(value)
        return {
            iri: Node(iri, {prop: tuple(sorted(v, key=str)) for prop, v in found[iri].items()})
            for iri in sorted(found)
        }

    def of_type(self, name: str) -> Iterator[Node]:
        """Yield the nodes of a class."""
        wanted = node(name)
        return (n for n in self.by_iri.values() if wanted in n.all("rdf:type"))

    def name(self, thing: ox.NamedNode) -> Name:
        """Return the name of a thing."""
        if thing not in self._names:
            self._names[thing] = name_of(self._store, thing)
        return self._names[thing]

    def names(self, owner: Node, prop: str) -> tuple[Name, ...]:
        """Return the names of the values of a property."""
        return tuple(self.name(thing) for thing in owner.things(prop))

    def one(self, owner: Node, prop: str) -> Name | None:
        """Return the name of the one value of a property."""
        return next(iter(self.names(owner, prop)), None)

    def statement(self, owner: Node) -> Statement:
        """Return what a node has as a statement."""
        return Statement(
            iri=owner.iri,
            type=self.name(owner.things("rdf:type")[0]),
            summary=owner.words("mq:summary"),
            stands=owner.truth("mq:stands") or False,
            confidence=self.one(owner, "mq:confidence"),
            known_from=owner.text("mq:knownFrom"),
            places=tuple(self._place(iri) for iri in owner.iris("mq:evidence")),
        )

    def _place(self, iri: str) -> Place:
        found = self.by_iri.get(iri)
        source = found.text("mq:source") if found else ""
        if found is None or not source:
            return Place(iri, iri)
        start, end = found.number("mq:start"), found.number("mq:end")
        return Place(
            iri,
            source,
            quote=found.words("mq:quote"),
            locator=found.words("mq:locator"),
            start=-1 if start is None else start,
            end=-1 if end is None else end,
        )

    def when(self, owner: Node) -> When:
        """Return when something was."""
        return When(
            date=owner.text("mq:date"),
            earliest=owner.text("mq:earliest"),
            latest=owner.text("mq:latest"),
            began=owner.text("mq:began"),
            ended=owner.text("mq:ended"),
            basis=self.one(owner, "mq:basis"),
            as_written=owner.words("mq:dateAsWritten"),
        )

    def source(self, owner: Node) -> Source:
        """Return a source."""
        return Source(
            iri=owner.iri,
            title=owner.words("skos:prefLabel"),
            publisher=owner.text("mq:publisher"),
            type=self.one(owner, "mq:sourceType"),
            language=owner.text("mq:language"),
            published=owner.text("mq:published"),
            not_before=owner.text("mq:notBefore"),
            not_after=owner.text("mq:notAfter"),
            retrieved=owner.text("mq:retrieved"),
            url=owner.text("mq:url"),
            sha256=owner.text("mq:sha256"),
            copy_of=owner.text("mq:copyOf"),
        )
