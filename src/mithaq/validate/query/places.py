"""Reading the terms, paths and triples of a query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Variable

from mithaq.validate.paths import Alternative, Inverse, Path, Repeat, Sequence_, Step, pushed_down
from mithaq.validate.query.patterns import Pattern, Place
from mithaq.validate.query.tokens import Token, UnreadableQuery, tokens
from mithaq.validate.terms import FIRST, NIL, REST, TYPE, XSD_BOOLEAN, XSD_NS, stored_term

_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_LETTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class _AnyPredicate(Exception):
    """The path is a negated property set: any predicate may match."""


def unescaped(text: str) -> str:
    """The content of a quoted string (without its quotes).

    >>> unescaped(r"caf\\u00E9\\tnoir")
    'café\\tnoir'
    """

    def one(match: re.Match[str]) -> str:
        code = match[1]
        return chr(int(code[1:], 16)) if len(code) > 1 else _LETTERS.get(code, code)

    return _ESCAPE.sub(one, text)


@dataclass(slots=True)
class TermReader:
    """Moves over the tokens of a query and reads terms, paths and triples from them."""

    text: str
    prefixes: dict[str, str]
    tokens: list[Token] = field(default_factory=list)
    position: int = 0
    fresh: int = 0

    def __post_init__(self) -> None:
        self.tokens = [*tokens(self.text), Token("end", "", len(self.text))]

    def peek(self) -> Token:
        return self.tokens[self.position]

    def next(self) -> Token:
        token = self.tokens[self.position]
        if token.kind == "end":
            raise UnreadableQuery("the query ends too soon")
        self.position += 1
        return token

    def skip_mark(self, mark: str) -> bool:
        found = self.peek().kind == "mark" and self.peek().text == mark
        self.position += found
        return found

    def skip_word(self, word: str) -> bool:
        found = self.peek().word == word
        self.position += found
        return found

    def expect_mark(self, mark: str) -> None:
        if not self.skip_mark(mark):
            raise UnreadableQuery(f"{mark} expected at character {self.peek().start}")

    def expect_word(self, word: str) -> None:
        if not self.skip_word(word):
            raise UnreadableQuery(f"{word} expected at character {self.peek().start}")

    def prologue(self) -> None:
        while self.peek().word in ("PREFIX", "BASE"):
            if self.next().word == "BASE":
                raise UnreadableQuery("BASE is not read here")
            name = self.next().text
            self.prefixes[name[:-1]] = self.next().text[1:-1]

    def variable(self) -> Variable:
        """A variable of its own, for what has no name in the query."""
        self.fresh += 1
        return Variable(f"__{self.fresh}")

    def iri(self, token: Token) -> NamedNode:
        if token.kind == "iri":
            return NamedNode(token.text[1:-1])
        prefix, _, local = token.text.partition(":")
        if token.kind != "name" or prefix not in self.prefixes:
            raise UnreadableQuery(f"unknown prefix in {token.text!r}")
        return NamedNode(self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local))

    def place(self) -> Place:
        """A variable or term in subject or object position, without its inner triples."""
        token = self.next()
        if token.kind == "var":
            return Variable(token.text[1:])
        if token.kind == "blank":
            return Variable("__" + re.sub(r"\W", "_", token.text[2:]) + "_")
        if token.kind in ("iri", "name"):
            return self.iri(token)
        literal = stored_term(self.literal(token))
        assert isinstance(literal, Literal)
        return literal

    def literal(self, token: Token) -> Literal:
        if token.kind == "string":
            quotes = 3 if token.text[:3] in ('"""', "'''") else 1
            value = unescaped(token.text[quotes:-quotes])
            if self.peek().kind == "lang":
                return Literal(value, language=self.next().text[1:])
            if self.skip_mark("^^"):
                return Literal(value, datatype=self.iri(self.next()))
            return Literal(value)
        if token.word in ("TRUE", "FALSE"):
            return Literal(token.text.lower(), datatype=XSD_BOOLEAN)
        sign = token.text if token.text in ("+", "-") else ""
        number = self.next() if sign else token
        if number.kind != "number":
            raise UnreadableQuery(f"{token.text!r} at character {token.start} is not a term")
        name = (
            "double"
            if "e" in number.text.lower()
            else "decimal"
            if "." in number.text
            else "integer"
        )
        return Literal(sign + number.text, datatype=NamedNode(XSD_NS + name))

    def triples(self) -> list[Pattern]:
        """One subject with its predicates and objects."""
        found: list[Pattern] = []
        inner = self.peek().text == "["
        subject = self.node(found)
        if not (inner and self.peek().text in (".", "}")):
            self.predicates(subject, found)
        return found

    def node(self, found: list[Pattern]) -> Place:
        """A node, with the triples of blank node lists and collections added to `found`."""
        if self.skip_mark("["):
            node = self.variable()
            if not self.skip_mark("]"):
                self.predicates(node, found)
                self.expect_mark("]")
            return node
        if self.skip_mark("("):
            return self.collection(found)
        return self.place()

    def collection(self, found: list[Pattern]) -> Place:
        if self.skip_mark(")"):
            return NIL
        cell = self.variable()
        found.append(Pattern(cell, Step(FIRST), self.node(found)))
        found.append(Pattern(cell, Step(REST), self.collection(found)))
        return cell

    def predicates(self, subject: Place, found: list[Pattern]) -> None:
        while True:
            path = self.verb()
            while True:
                found.extend(self.simple(subject, path, self.node(found)))
                if not self.skip_mark(","):
                    break
            if not self.skip_mark(";"):
                return
            while self.skip_mark(";"):
                pass
            if self.peek().text in (".", "}", "]"):
                return

    def simple(self, subject: Place, path: Path | None, target: Place) -> Iterator[Pattern]:
        """A path pattern as simple ones: sequences are taken apart, inverse steps turned
        round, and what a sequence meets on its way gets a variable of its own."""
        match None if path is None else pushed_down(path):
            case Inverse(step):
                yield Pattern(target, step, subject)
            case Sequence_(members):
                places = [subject, *(self.variable() for _ in members[1:]), target]
                for index, member in enumerate(members):
                    yield from self.simple(places[index], member, places[index + 1])
            case other:
                yield Pattern(subject, other, target)

    def verb(self) -> Path | None:
        if self.peek().kind == "var":
            self.next()
            return None
        start = self.position
        try:
            return self.path()
        except _AnyPredicate:
            if self.position - start > 1 and self.tokens[start].text != "!":
                raise UnreadableQuery("a negated property set inside a path") from None
            self.skip_negated()
            return None

    def skip_negated(self) -> None:
        """The rest of `!a` or `!(a|b)`, without inverse members."""
        depth = 0
        while True:
            token = self.next()
            if token.text == "^":
                raise UnreadableQuery("an inverse member of a negated property set")
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if depth == 0:
                break
        if self.peek().text in ("/", "|", "*", "+", "?") and self.peek().kind == "mark":
            raise UnreadableQuery("a negated property set inside a path")

    def path(self) -> Path:
        members = [self.path_sequence()]
        while self.skip_mark("|"):
            members.append(self.path_sequence())
        return members[0] if len(members) == 1 else Alternative(tuple(members))

    def path_sequence(self) -> Path:
        members = [self.path_element()]
        while self.skip_mark("/"):
            members.append(self.path_element())
        return members[0] if len(members) == 1 else Sequence_(tuple(members))

    def path_element(self) -> Path:
        inverse = self.skip_mark("^")
        path = self.path_primary()
        for mark, least, most in (("*", False, False), ("+", True, False), ("?", False, True)):
            if self.skip_mark(mark):
                path = Repeat(path, least, most)
                break
        return Inverse(path) if inverse else path

    def path_primary(self) -> Path:
        if self.skip_mark("!"):
            raise _AnyPredicate
        if self.skip_mark("("):
            path = self.path()
            self.expect_mark(")")
            return path
        token = self.next()
        return Step(TYPE) if token.text == "a" else Step(self.iri(token))
