"""The fields of a form, read from the closed node shape of a class: nothing is listed here that
the shapes do not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as made
from enum import Enum
from pathlib import Path

import pyoxigraph as ox

from mithaq.names import expand, node, shorten
from mithaq.turtle.order import predicate_ranks

_PATH, _TARGET, _CLOSED, _PROPERTY = (
    node(f"sh:{name}") for name in ("path", "targetClass", "closed", "property")
)
_NODE, _OR, _CLASS, _DATATYPE, _HAS_VALUE = (
    node(f"sh:{name}") for name in ("node", "or", "class", "datatype", "hasValue")
)
_MIN, _MAX, _UNIQUE, _LANGUAGES, _IN, _PATTERN = (
    node(f"sh:{name}")
    for name in ("minCount", "maxCount", "uniqueLang", "languageIn", "in", "pattern")
)
_FIRST, _REST, _NIL = (node(f"rdf:{name}") for name in ("first", "rest", "nil"))
_IN_SCHEME = node("skos:inScheme")
_DATES = frozenset(expand(f"xsd:{name}") for name in ("date", "gYearMonth", "gYear"))


class Kind(Enum):
    """How a field is asked for."""

    CHOICE = "choice"
    DATE = "date"
    DAY = "day"
    TEXTS = "texts"
    QUOTES = "quotes"
    NUMBER = "number"
    YES_OR_NO = "yes-or-no"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Field:
    """One property of a class, the path of its shapes, as a field.

    What can be chosen is what is in one of ``schemes``, of one of ``classes``, or among
    ``values``. ``languages`` are those in which a text may be given, one text in each; a field of
    kind QUOTES takes texts in any language.
    """

    path: ox.NamedNode
    kind: Kind
    required: bool
    many: bool
    schemes: tuple[ox.NamedNode, ...] = ()
    classes: tuple[ox.NamedNode, ...] = ()
    values: tuple[ox.NamedNode, ...] = ()
    languages: tuple[str, ...] = ()
    datatype: str = ""
    pattern: str = ""

    @property
    def name(self) -> str:
        """The name of the field in the form: the property without its namespace."""
        return shorten(self.path.value).partition(":")[2]


@dataclass(slots=True)
class _Said:
    """What the shapes of one property say of its values, gathered."""

    least: int = 0
    most: int | None = None
    unique: bool = False
    schemes: list[ox.NamedNode] = made(default_factory=list)
    classes: list[ox.NamedNode] = made(default_factory=list)
    values: list[ox.NamedNode] = made(default_factory=list)
    languages: list[str] = made(default_factory=list)
    datatypes: list[str] = made(default_factory=list)
    patterns: list[str] = made(default_factory=list)


class Forms:
    """The shapes, asked for the fields of a class."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._shapes = ox.Store()
        for path in files:
            self._shapes.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)

    def fields(self, cls: ox.NamedNode) -> tuple[Field, ...]:
        """Return the fields of a class in the order in which canonical Turtle writes them, those
        that are required first.

        Empty where no closed shape describes the class.
        """
        said: dict[ox.NamedNode, _Said] = {}
        for shape in self._closed(cls):
            for rule in self._nodes(shape, _PROPERTY):
                for path in self._nodes(rule, _PATH):
                    if any(self._shapes.quads_for_pattern(path, _FIRST, None)):
                        continue
                    if isinstance(path, ox.NamedNode):
                        self._gather(rule, said.setdefault(path, _Said()))
        ranks = predicate_ranks()
        found = [_field(prop, what) for prop, what in said.items()]
        return tuple(
            sorted(
                found,
                key=lambda f: (not f.required, ranks.get(f.path.value, len(ranks)), f.name),
            )
        )

    def _closed(self, cls: ox.NamedNode) -> Iterator[ox.NamedNode]:
        for quad in self._shapes.quads_for_pattern(None, _TARGET, cls):
            closed = self._shapes.quads_for_pattern(quad.subject, _CLOSED, ox.Literal(True))
            if isinstance(quad.subject, ox.NamedNode) and any(closed):
                yield quad.subject

    def _gather(self, shape: ox.NamedNode | ox.BlankNode, said: _Said) -> None:
        """Add what a shape and those it refers to say of values."""
        for value in self._literals(shape, _MIN):
            said.least = max(said.least, int(value.value))
        for value in self._literals(shape, _MAX):
            said.most = int(value.value)
        said.unique |= any(v.value == "true" for v in self._literals(shape, _UNIQUE))
        said.patterns += [value.value for value in self._literals(shape, _PATTERN)]
        said.datatypes += [v.value for v in self._nodes(shape, _DATATYPE)]
        said.classes += [v for v in self._nodes(shape, _CLASS) if isinstance(v, ox.NamedNode)]
        said.languages += [v.value for v in self._listed(shape, _LANGUAGES)]
        said.values += [v for v in self._listed(shape, _IN) if isinstance(v, ox.NamedNode)]
        for inner in (*self._nodes(shape, _NODE), *self._listed(shape, _OR)):
            if isinstance(inner, ox.NamedNode | ox.BlankNode):
                self._gather_inner(inner, said)

    def _gather_inner(self, shape: ox.NamedNode | ox.BlankNode, said: _Said) -> None:
        """Add what a shape of single values says; of its own properties, only the scheme."""
        for rule in self._nodes(shape, _PROPERTY):
            if _IN_SCHEME in self._nodes(rule, _PATH):
                said.schemes += [
                    v for v in self._nodes(rule, _HAS_VALUE) if isinstance(v, ox.NamedNode)
                ]
        self._gather(shape, said)

    def _nodes(
        self, subject: ox.NamedNode | ox.BlankNode, predicate: ox.NamedNode
    ) -> list[ox.NamedNode | ox.BlankNode]:
        quads = self._shapes.quads_for_pattern(subject, predicate, None)
        return [q.object for q in quads if isinstance(q.object, ox.NamedNode | ox.BlankNode)]

    def _literals(
        self, subject: ox.NamedNode | ox.BlankNode, predicate: ox.NamedNode
    ) -> list[ox.Literal]:
        quads = self._shapes.quads_for_pattern(subject, predicate, None)
        return [q.object for q in quads if isinstance(q.object, ox.Literal)]

    def _listed(
        self, subject: ox.NamedNode | ox.BlankNode, predicate: ox.NamedNode
    ) -> Iterator[ox.NamedNode | ox.BlankNode | ox.Literal]:
        """Yield the members of the list that a property leads to."""
        for head in self._nodes(subject, predicate):
            at = head
            while at != _NIL:
                for quad in self._shapes.quads_for_pattern(at, _FIRST, None):
                    if isinstance(quad.object, ox.NamedNode | ox.BlankNode | ox.Literal):
                        yield quad.object
                at = self._nodes(at, _REST)[0]


def _field(prop: ox.NamedNode, said: _Said) -> Field:
    return Field(
        path=prop,
        kind=_kind(said),
        required=said.least > 0,
        many=said.most != 1,
        schemes=tuple(said.schemes),
        classes=tuple(said.classes),
        values=tuple(said.values),
        languages=tuple(said.languages),
        datatype=next(iter(said.datatypes), ""),
        pattern=next(iter(said.patterns), ""),
    )


def _kind(said: _Said) -> Kind:
    if said.schemes or said.classes or said.values:
        return Kind.CHOICE
    types = set(said.datatypes)
    if types & _DATES:
        return Kind.DAY if types == {expand("xsd:date")} else Kind.DATE
    if said.languages and said.unique:
        return Kind.TEXTS
    if expand("rdf:langString") in types:
        return Kind.QUOTES
    if expand("xsd:boolean") in types:
        return Kind.YES_OR_NO
    return Kind.NUMBER if expand("xsd:integer") in types else Kind.LINE
