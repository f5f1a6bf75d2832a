"""A reader of SPARQL 1.1 queries (section 19.8) that keeps patterns and scopes.

Expressions are not evaluated here: only the variables and EXISTS groups in them are kept. The
store's engine runs the queries; this reader tells which triples a query can see.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import Variable

from mithaq.validate.paths import matches_in_place
from mithaq.validate.query.patterns import (
    Bind,
    Element,
    Expression,
    Filter,
    Foreign,
    Group,
    OptionalGroup,
    Pattern,
    Query,
    Select,
    Union,
    all_elements,
)
from mithaq.validate.query.places import TermReader
from mithaq.validate.query.tokens import UnreadableQuery

MODIFIERS = {"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}
AGGREGATES = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}


def read_query(text: str, prefixes: dict[str, str]) -> Query:
    """Read a SELECT or ASK query. Raises UnreadableQuery."""
    return _Reader(text, dict(prefixes)).query()


@dataclass(slots=True)
class _Reader(TermReader):
    spans: list[tuple[int, int]] = field(default_factory=list)
    body: tuple[int, int] = (0, 0)

    def query(self) -> Query:
        self.prologue()
        form = self.peek().word
        if form == "SELECT":
            select = self.select()
        elif form == "ASK":
            self.next()
            self.dataset()
            self.skip_word("WHERE")
            select = Select((), self.group(), None, False, (), ())
        else:
            raise UnreadableQuery(f"a constraint is a SELECT or an ASK query, not {form!r}")
        if self.peek().kind != "end":
            raise UnreadableQuery(f"unexpected {self.peek().text!r} after the query")
        staying = [
            each
            for each in all_elements(Group((select,)))
            if isinstance(each, Pattern) and each.path is not None and matches_in_place(each.path)
        ]
        ends = {end for each in staying for end in (each.subject, each.object)}
        fixed = tuple(sorted((end for end in ends if not isinstance(end, Variable)), key=str))
        spans = tuple(self.spans)
        return Query(form, select, self.text, spans, self.body, bool(staying), fixed)

    def select(self) -> Select:
        self.expect_word("SELECT")
        if self.peek().word in ("DISTINCT", "REDUCED"):
            self.next()
        projected, assigned, expressions, aggregated = self.projection()
        self.dataset()
        self.skip_word("WHERE")
        group = self.group()
        grouped, more, sliced = self.modifiers()
        if grouped is None and aggregated:
            grouped = ()
        return Select(projected, group, grouped, sliced, (*expressions, *more), assigned)

    def projection(
        self,
    ) -> tuple[tuple[str, ...] | None, tuple[str, ...], list[Expression], bool]:
        if self.skip_mark("*"):
            return None, (), [], False
        names: list[str] = []
        assigned: list[str] = []
        expressions: list[Expression] = []
        aggregated = False
        while self.peek().kind == "var" or self.peek().text == "(":
            if self.peek().kind == "var":
                names.append(self.next().text[1:])
                continue
            first = self.position
            expression, target = self.assignment()
            aggregated |= any(t.word in AGGREGATES for t in self.tokens[first : self.position])
            expressions.append(expression)
            names.append(target)
            assigned.append(target)
        return tuple(names), tuple(assigned), expressions, aggregated

    def dataset(self) -> None:
        if self.peek().word == "FROM":
            raise UnreadableQuery("FROM has no place in a constraint")

    def modifiers(self) -> tuple[tuple[str, ...] | None, list[Expression], bool]:
        grouped: list[str] | None = None
        expressions: list[Expression] = []
        sliced = False
        while (word := self.peek().word) in MODIFIERS:
            self.next()
            if word in ("LIMIT", "OFFSET"):
                self.next()
                sliced = True
            elif word == "VALUES":
                raise UnreadableQuery("VALUES has no place in a constraint")
            else:
                self.skip_word("BY")
                names, found = self.conditions()
                expressions += found
                if word == "GROUP":
                    grouped = names
        return (None if grouped is None else tuple(grouped)), expressions, sliced

    def conditions(self) -> tuple[list[str], list[Expression]]:
        """The conditions of GROUP BY, HAVING or ORDER BY, and the bare variables among them."""
        names: list[str] = []
        found: list[Expression] = []
        while True:
            token = self.peek()
            if token.kind == "var":
                names.append(self.next().text[1:])
            elif token.word in ("ASC", "DESC"):
                self.next()
            elif token.text == "(" or token.kind in ("iri", "name") or self.is_call():
                found.append(self.constraint())
            else:
                return names, found

    def is_call(self) -> bool:
        """Whether a built-in call or EXISTS follows."""
        token = self.peek()
        if token.kind != "word" or token.word in MODIFIERS:
            return False
        return token.word in ("EXISTS", "NOT") or self.tokens[self.position + 1].text == "("

    def group(self) -> Group:
        start = self.peek().end
        self.expect_mark("{")
        elements: list[Element] = []
        if self.peek().word == "SELECT":
            elements.append(self.select())
        else:
            while self.peek().text != "}":
                if not self.skip_mark("."):
                    elements.extend(self.element())
        self.body = (start, self.peek().start)
        self.expect_mark("}")
        return Group(tuple(elements))

    def element(self) -> list[Element]:
        token = self.peek()
        if token.text == "{":
            groups = [self.group()]
            while self.skip_word("UNION"):
                groups.append(self.group())
            return [Union(tuple(groups))]
        match token.word:
            case "OPTIONAL":
                self.next()
                return [OptionalGroup(self.group())]
            case "FILTER":
                self.next()
                return [Filter(self.constraint())]
            case "BIND":
                self.next()
                return [Bind(*self.assignment())]
            case "MINUS":
                self.next()
                return [Foreign("MINUS", self.group())]
            case "GRAPH" | "SERVICE":
                return [self.elsewhere()]
            case "VALUES":
                return [self.values()]
        return list(self.triples())

    def elsewhere(self) -> Foreign:
        keyword = self.next().word
        self.skip_word("SILENT")
        self.place()
        return Foreign(keyword, self.group())

    def values(self) -> Foreign:
        self.next()
        while self.next().text != "{":
            pass
        while self.next().text != "}":
            pass
        return Foreign("VALUES", None)

    def assignment(self) -> tuple[Expression, str]:
        """`( expression AS ?variable )`."""
        expression = self.bracketed()
        closing = self.tokens[self.position - 1]
        target, keyword = self.tokens[self.position - 2], self.tokens[self.position - 3]
        if target.kind != "var" or keyword.word != "AS":
            raise UnreadableQuery(f"AS ?variable is missing before character {closing.start}")
        self.spans[-1] = (self.spans[-1][0], keyword.start)
        return expression, target.text[1:]

    def constraint(self) -> Expression:
        """A bracketed expression, a call, or [NOT] EXISTS with its group."""
        if self.skip_word("NOT") or self.peek().word == "EXISTS":
            self.expect_word("EXISTS")
            return Expression(frozenset(), (self.group(),))
        start = self.peek().start
        if self.peek().text != "(":
            self.next()
        return self.bracketed(start)

    def bracketed(self, start: int | None = None) -> Expression:
        """`( expression )`; `start` is where a function's name before it begins."""
        start = self.peek().start if start is None else start
        self.expect_mark("(")
        depth, names, groups = 1, set[str](), list[Group]()
        while depth:
            token = self.next()
            if token.kind == "var":
                names.add(token.text[1:])
            elif token.word == "EXISTS":
                self.spans.append((start, token.start))
                groups.append(self.group())
                start = self.peek().start
            depth += {"(": 1, ")": -1}.get(token.text, 0)
        self.spans.append((start, self.tokens[self.position - 1].end))
        return Expression(frozenset(names), tuple(groups))
