"""Walking over a Turtle text to learn where each subject, predicate and object is written.

pyoxigraph decides what a text says; this walk only finds the places, and a property test holds the
two equal. Terms are read by pyoxigraph as well, one word at a time.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import NamedTuple, cast

import pyoxigraph as ox

from mithaq.turtle.tokens import Token, tokens

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE = ox.NamedNode(RDF + "type")
FIRST, REST, NIL = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))

#: Nesting deeper than this is not walked into: no person writes it, and recursion has its limit.
DEEPEST = 100

_VALUE_KINDS = frozenset({"iri", "string", "number", "name"})


class Placed(NamedTuple):
    """A triple and the offsets, in code points, of its three terms in the text."""

    subject: Term
    predicate: Term
    object: Term
    at_subject: int
    at_predicate: int
    at_object: int


def placed_triples(text: str) -> Iterator[Placed]:
    """Yield the triples of a Turtle text that pyoxigraph accepts, in the order of the text.

    Blank nodes without a label are named after the offset where they open. Raises ValueError, with
    the offset as its argument, at what Turtle 1.1 does not know.
    """
    return _Walk(text).statements()


class _Walk:
    """One pass over the words, one word ahead (RDF 1.1 Turtle §6.5, productions 1 to 15)."""

    def __init__(self, text: str) -> None:
        self._words = tokens(text)
        self._ahead = next(self._words)
        self._prefixes: dict[str, str] = {}
        self._base: str | None = None
        self._known: dict[str, ox.NamedNode | ox.Literal] = {}
        self._depth = 0

    def statements(self) -> Iterator[Placed]:
        while self._ahead.kind != "end":
            directive = self._ahead.text.removeprefix("@").lower()
            if directive in {"prefix", "base", "version"}:
                self._directive(directive)
            else:
                yield from self._triples()

    def _next(self) -> Token:
        word = self._ahead
        if word.kind != "end":
            self._ahead = next(self._words)
        return word

    def _skip(self, mark: str) -> bool:
        found = self._ahead.text == mark
        if found:
            self._next()
        return found

    def _directive(self, directive: str) -> None:
        self._next()
        if directive == "prefix":
            prefix = self._next().text.removesuffix(":")
            self._prefixes[prefix] = self._iri(self._next()).value
        elif directive == "base":
            self._base = self._iri(self._next()).value
        else:
            self._next()
        self._known.clear()
        self._skip(".")

    def _triples(self) -> Generator[Placed, None, None]:
        alone = self._ahead.text == "["
        at = self._ahead.offset
        subject = yield from self._term()
        if not (alone and self._ahead.text == "."):
            yield from self._predicates(subject, at)
        if not self._skip("."):
            raise ValueError(self._ahead.offset)

    def _predicates(self, subject: Term, at: int) -> Generator[Placed, None, None]:
        while self._ahead.text not in {".", "]"}:
            if self._skip(";"):
                continue
            at_predicate = self._ahead.offset
            predicate = TYPE if self._skip("a") else self._value(self._next())
            yield from self._objects(subject, predicate, at, at_predicate)

    def _objects(self, subject: Term, predicate: Term, *at: int) -> Generator[Placed, None, None]:
        while True:
            at_object = self._ahead.offset
            value = yield from self._term()
            yield Placed(subject, predicate, value, at[0], at[1], at_object)
            if not self._skip(","):
                return

    def _term(self) -> Generator[Placed, None, Term]:
        """Read one subject or object, yielding the triples written inside it."""
        word = self._next()
        if word.text == "[":
            return (yield from self._nested(word))
        if word.text == "(":
            return (yield from self._collection())
        return self._value(word)

    def _nested(self, opening: Token) -> Generator[Placed, None, Term]:
        node = ox.BlankNode(f"node{opening.offset}")
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError(opening.offset)
        yield from self._predicates(node, opening.offset)
        self._skip("]")
        self._depth -= 1
        return node

    def _collection(self) -> Generator[Placed, None, Term]:
        """Read a collection: two triples for each member, both placed at the member (§2.8)."""
        head: Term = NIL
        last: tuple[Term, int] | None = None
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError(self._ahead.offset)
        while self._ahead.text != ")":
            at = self._ahead.offset
            node = ox.BlankNode(f"member{at}")
            member = yield from self._term()
            if last is None:
                head = node
            else:
                yield Placed(last[0], REST, node, last[1], last[1], at)
            yield Placed(node, FIRST, member, at, at, at)
            last = node, at
        end = self._next()
        self._depth -= 1
        if last is not None:
            yield Placed(last[0], REST, NIL, last[1], last[1], end.offset)
        return head

    def _value(self, word: Token) -> Term:
        """Return the term that a word, with its language or datatype, stands for."""
        if word.kind not in _VALUE_KINDS:
            raise ValueError(word.offset)
        if word.text.startswith("_:"):
            return ox.BlankNode(word.text[2:])
        text = word.text
        if word.kind == "string" and self._ahead.kind == "at":
            text += self._next().text
        elif word.kind == "string" and self._skip("^^"):
            datatype = self._iri(self._next())
            return ox.Literal(self._read(text).value, datatype=datatype)
        return self._read(text)

    def _iri(self, word: Token) -> ox.NamedNode:
        return cast(ox.NamedNode, self._read(word.text))

    def _read(self, text: str) -> ox.NamedNode | ox.Literal:
        """Return the term written as `text`, read by pyoxigraph as the object of a triple."""
        known = self._known.get(text)
        if known is None:
            prefix, colon, _ = text.partition(":")
            declared = self._prefixes.get(prefix) if colon else None
            header = "" if declared is None else f"@prefix {prefix}: <{declared}> .\n"
            source = f"{header}<x:s> <x:p> {text} ."
            triple = next(iter(ox.parse(source, ox.RdfFormat.TURTLE, base_iri=self._base)))
            known = self._known[text] = cast(ox.NamedNode | ox.Literal, triple.object)
        return known
