"""What a query asks for, read from its words alone: nothing is parsed, run or fetched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urljoin

from mithaq.sparql.tokens import Token, tokens

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "ADD", "MOVE", "COPY", "WITH"}
)
_VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_REPEATING = frozenset("!+-^")

_NOTEWORTHY = (*_UPDATES, *_VOLATILE, "SERVICE", "GRAPH", "FROM")
_SHALLOW = 30


class Outline(NamedTuple):
    """What can be told of a query beforehand.

    ``form`` is SELECT, ASK, CONSTRUCT or DESCRIBE, the name of an update operation, or empty.
    ``default_graphs`` and ``named_graphs`` are the IRIs after FROM and FROM NAMED.
    ``uses_graphs`` tells that GRAPH occurs, ``volatile`` that two runs may differ, ``calls_out``
    that another service would be called. ``prefixes`` holds all that occur and are known, and
    perhaps some others. ``nesting`` is the depth of brackets or the longest run of signs, whichever
    is greater, or some number below 30 above that.
    """

    form: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    uses_graphs: bool
    volatile: bool
    calls_out: bool
    prefixes: frozenset[str]
    nesting: int

    @property
    def is_update(self) -> bool:
        """Whether the text would change data."""
        return self.form in _UPDATES


def outline(query: str, prefixes: Mapping[str, str] | None = None) -> Outline:
    """Return what a query asks for. ``prefixes`` are those known without being declared.

    >>> found = outline("SELECT * FROM <http://g/a> { ?s ?p 'SERVICE' }")
    >>> found.form, found.default_graphs, found.calls_out
    ('SELECT', ('http://g/a',), False)
    """
    plain = _plain(query, prefixes or {})
    if plain is not None:
        return plain
    words = tuple(tokens(query))
    keywords = {word.keyword for word in words}
    form, body = _form(words)
    default, named = _dataset(words, body, _Names.read(words[:body], prefixes or {}))
    return Outline(
        form=form,
        default_graphs=default,
        named_graphs=named,
        uses_graphs=any(_may_be_graph(word) for word in words),
        volatile=not _VOLATILE.isdisjoint(keywords),
        calls_out=_calls_out(words),
        prefixes=frozenset(w.text.partition(":")[0] for w in words if w.kind == "name"),
        nesting=_nesting(words),
    )


def _plain(query: str, known: Iterable[str]) -> Outline | None:
    """Return the outline of a query that has nothing to be careful about, or None.

    Most queries contain no word of interest anywhere, not even in a text or a name, and few
    brackets; their words need not be told apart.
    """
    capitals = query.upper()
    forms = [form for form in _FORMS if form in capitals]
    if len(forms) != 1 or any(word in capitals for word in _NOTEWORTHY):
        return None
    nesting = sum(map(query.count, "([{!+-^"))
    if nesting > _SHALLOW:
        return None
    return Outline(forms[0], (), (), False, False, False, _occurring(known, query), nesting)


def _occurring(known: Iterable[str], query: str) -> frozenset[str]:
    """Return the known prefixes that may occur in a query; no name has two slashes after it."""
    if query.count(":") == query.count("://"):
        return frozenset()
    return frozenset(name for name in known if f"{name}:" in query)


def _form(words: Sequence[Token]) -> tuple[str, int]:
    """Return the form of a query and the place of the word that names it, after the prologue."""
    for place, word in enumerate(words):
        if word.keyword in _FORMS or word.keyword in _UPDATES:
            return word.keyword, place
    return "", len(words)


@dataclass(frozen=True, slots=True)
class _Names:
    """The base and the prefixes that a prologue declares."""

    base: str
    prefixes: Mapping[str, str]

    @classmethod
    def read(cls, prologue: Sequence[Token], known: Mapping[str, str]) -> _Names:
        base, prefixes = "", dict(known)
        for place, word in enumerate(prologue):
            after = prologue[place + 1 : place + 3]
            if word.keyword == "BASE" and after and after[0].kind == "iri":
                base = urljoin(base, after[0].text[1:-1])
            elif word.keyword == "PREFIX" and [t.kind for t in after] == ["name", "iri"]:
                prefixes[after[0].text[:-1]] = urljoin(base, after[1].text[1:-1])
        return cls(base, prefixes)

    def iri(self, word: Token) -> str:
        """Return the IRI that a word names, or the word itself where it names none."""
        if word.kind == "iri":
            return urljoin(self.base, word.text[1:-1])
        prefix, _, local = word.text.partition(":")
        return self.prefixes[prefix] + local if prefix in self.prefixes else word.text


def _dataset(
    words: Sequence[Token], start: int, names: _Names
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the IRIs of FROM and of FROM NAMED, which stand before the first opening brace."""
    default: list[str] = []
    named: list[str] = []
    rest = iter(words[start:])
    for word in rest:
        if word.text == "{":
            break
        if word.keyword != "FROM":
            continue
        target = next(rest, None)
        into = default
        if target is not None and target.keyword == "NAMED":
            target, into = next(rest, None), named
        if target is not None:
            into.append(names.iri(target))
    return tuple(default), tuple(named)


def _may_be_graph(word: Token) -> bool:
    """Tell whether a word is GRAPH, alone or glued to the name after it."""
    return word.kind in {"word", "name"} and word.text.upper().startswith("GRAPH")


def _calls_out(words: Sequence[Token]) -> bool:
    """Tell whether SERVICE may occur as a keyword.

    Engines that read letter by letter also take it where it is glued to its neighbours
    (``trueSERVICE``, ``SERVICEex:x {``, ``ex:a.b.SERVICE <x> {``), so a name counts when a group
    follows as it does after SERVICE.
    """
    for place, word in enumerate(words):
        if word.kind not in {"word", "name"} or "SERVICE" not in word.text.upper():
            continue
        if word.kind == "word" or _opens_group(words[place + 1 : place + 4]):
            return True
    return False


def _opens_group(after: Sequence[Token]) -> bool:
    """Tell whether words are ``{``, or a name and ``{``, or SILENT, a name and ``{``."""
    for word in after:
        if word.text == "{":
            return True
        if word.kind not in {"iri", "name", "variable"} and word.keyword != "SILENT":
            return False
    return False


def _nesting(words: Iterable[Token]) -> int:
    deepest = depth = run = 0
    for word in words:
        run = run + 1 if word.text in _REPEATING else 0
        if word.text in _OPENING:
            depth += 1
        elif word.text in _CLOSING:
            depth -= 1
        deepest = max(deepest, depth, run)
    return deepest
