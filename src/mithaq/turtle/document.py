"""A Turtle text that has been read, and remembers where each of its terms is written."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from mithaq.errors import SyntaxFault
from mithaq.files import LIMIT, read_text
from mithaq.model import Position
from mithaq.turtle.faults import fault
from mithaq.turtle.places import Placed, Term, placed_triples
from mithaq.turtle.tokens import Lines

_Key = tuple[Term, ...]


class Document:
    """The triples of one Turtle text, in the order of the text, with its prefixes and places.

    >>> document = parse("@prefix e: <http://e/> .\\ne:a e:b\\n    e:c ,\\n    e:d .\\n", "a.ttl")
    >>> a, b, d = (ox.NamedNode("http://e/" + name) for name in "abd")
    >>> str(document.where(a)), str(document.where(a, b)), str(document.where(a, b, d))
    ('a.ttl:2:1', 'a.ttl:2:5', 'a.ttl:4:5')
    """

    def __init__(
        self, text: str, path: str, triples: tuple[ox.Triple, ...], prefixes: Mapping[str, str]
    ) -> None:
        self.text, self.path, self.triples, self.prefixes = text, path, triples, prefixes

    def where(
        self, subject: Term, predicate: Term | None = None, object: Term | None = None
    ) -> Position:
        """Return where a triple's object is first written, or else its predicate, or its subject.

        Without a triple that matches all that is given, the predicate's place answers, then the
        subject's, then the first mention of the subject as an object, then the first line.
        """
        keys = [
            tuple(term for term in (subject, predicate, object)[:count] if term is not None)
            for count in (3, 2, 1)
        ]
        for key in keys:
            if key in self._places:
                return self._position(self._places[key])
        return self._position(self._mentions.get(subject, 0))

    @property
    def blank_nodes(self) -> tuple[Position, ...]:
        """Where blank nodes are written as subjects or objects, each place once."""
        places = {
            at
            for placed in self._placed
            for term, at in ((placed.subject, placed.at_subject), (placed.object, placed.at_object))
            if isinstance(term, ox.BlankNode)
        }
        return tuple(self._position(at) for at in sorted(places))

    @cached_property
    def _placed(self) -> tuple[Placed, ...]:
        placed: list[Placed] = []
        with suppress(ValueError):  # nested too deep to be walked: what came before is kept
            placed.extend(placed_triples(self.text))
        return tuple(placed)

    @cached_property
    def _places(self) -> dict[_Key, int]:
        places: dict[_Key, int] = {}
        for placed in self._placed:
            places.setdefault((placed.subject,), placed.at_subject)
            places.setdefault((placed.subject, placed.predicate), placed.at_predicate)
            places.setdefault(placed[:3], placed.at_object)
        return places

    @cached_property
    def _mentions(self) -> dict[Term, int]:
        mentions: dict[Term, int] = {}
        for placed in self._placed:
            mentions.setdefault(placed.object, placed.at_object)
        return mentions

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def _position(self, offset: int) -> Position:
        return Position(self.path, *self._lines.place(offset))


def read(path: Path, limit: int = LIMIT) -> Document:
    """Read a Turtle file of at most `limit` bytes.

    Raises FileError for what is not a UTF-8 text file and SyntaxFault for what is not Turtle 1.1.
    """
    return parse(read_text(path, limit), str(path))


def parse(text: str, path: str = "<text>") -> Document:
    """Read Turtle 1.1 from a text, which messages call `path`; raises SyntaxFault.

    There is no base IRI but one that the text sets, since a fact means the same wherever it lies.
    """
    parser = ox.parse(text, ox.RdfFormat.TURTLE)
    try:
        triples = tuple(quad.triple for quad in parser)
    except SyntaxError as error:
        raise fault(error, path) from None
    _refuse_newer_forms(text, path, triples)
    return Document(text, path, triples, parser.prefixes)


def _refuse_newer_forms(text: str, path: str, triples: tuple[ox.Triple, ...]) -> None:
    """Refuse triples about triples (RDF 1.2), which the other readers of our files do not know."""
    if not any(isinstance(triple.object, ox.Triple) for triple in triples):
        return
    try:
        for _ in placed_triples(text):
            pass
        offset = 0
    except ValueError as error:
        offset = error.args[0]
    raise SyntaxFault("turtle.newer", path, *Lines(text).place(offset))
