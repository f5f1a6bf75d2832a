"""Canonical Turtle: the same triples give the same bytes, and a new fact is a new block.

One block per subject, subjects by IRI; `a` first, then the predicates of `predicates.txt` in that
order, then the others by name; one object a line; only the prefixes that are used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from mithaq.turtle.document import parse, read
from mithaq.turtle.grouping import Source, groups
from mithaq.turtle.order import ordered_prefixes, predicate_ranks
from mithaq.turtle.terms import Names, object_order

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"

#: How many sequences of predicates are remembered; data of one ontology has some hundreds.
REMEMBERED_PLANS = 10_000

# The rows of a block: how each begins, and which of the sorted values follow.
_Plan = list[tuple[str, int, int]]


class Blocks:
    """Writes what is said of one subject as a block of canonical Turtle.

    `names.used` tells afterwards which prefixes the blocks need.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.names = Names(prefixes)
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def block(self, subject: str, parts: Iterable[str]) -> str:
        """Return the block of a subject, given its `predicate object` parts in N-Triples."""
        pairs = [part.partition(" ") for part in sorted(parts)]
        values = [pair[2] for pair in pairs]
        names = self.names
        rows = [names[subject] if subject[0] == "<" else subject]
        for head, start, end in self._plan(tuple([pair[0] for pair in pairs])):
            if end - start == 1:
                value = values[start]
                rows.append(f"{head} {names[value] if value[-1] == '>' else value} ;")
            else:
                rows.append(f"{head}{self._listed(values[start:end])} ;")
        return "".join(rows) + "\n.\n"

    def _listed(self, values: list[str]) -> str:
        """Return several objects of one predicate, one on a line; the same one twice is one."""
        names = self.names
        values = sorted(set(values), key=object_order)
        written = [names[value] if value[-1] == ">" else value for value in values]
        return (" " if len(written) == 1 else "\n        ") + " ,\n        ".join(written)

    def _plan(self, predicates: tuple[str, ...]) -> _Plan:
        """Return the rows for predicates in this sequence, which many subjects share."""
        plan = self._plans.get(predicates)
        if plan is None:
            if len(self._plans) > REMEMBERED_PLANS:
                self._plans.clear()
            ranked = sorted((self._rank(name), predicates.index(name)) for name in set(predicates))
            plan = self._plans[predicates] = [
                (f"\n    {name}", start, start + predicates.count(predicates[start]))
                for (_, name), start in ranked
            ]
        return plan

    def _rank(self, predicate: str) -> tuple[int, str]:
        if predicate == TYPE:
            return -1, "a"
        ranks = predicate_ranks()
        return ranks.get(predicate[1:-1], len(ranks)), self.names[predicate]


def declarations(prefixes: Mapping[str, str], used: set[str]) -> str:
    """Return the lines that declare the used prefixes, in the order of `prefixes`."""
    known = prefixes.items()
    return "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in known if prefix in used)


def canonical(source: Source, prefixes: Mapping[str, str] | None = None) -> str:
    """Return triples as canonical Turtle; repeated triples are written once.

    `prefixes` are declared in their order where they are used; default are the prefixes of this
    project. Blank nodes get the labels of RDFC-1.0.

    >>> import pyoxigraph as ox
    >>> triple = ox.Triple(*(ox.NamedNode("http://e/" + name) for name in "abc"))
    >>> print(canonical([triple], {"e": "http://e/"}), end="")
    @prefix e: <http://e/> .
    <BLANKLINE>
    e:a
        e:b e:c ;
    .
    """
    prefixes = ordered_prefixes() if prefixes is None else prefixes
    writer = Blocks(prefixes)
    blocks = [writer.block(*group) for group in groups(source)]
    head = declarations(prefixes, writer.names.used)
    return "\n".join([head, *blocks] if head else blocks)


def format_text(text: str, path: str = "<text>") -> str:
    """Return a Turtle text in canonical form, comments lost; raises SyntaxFault."""
    document = parse(text, path)
    return canonical(document.triples, ordered_prefixes(document.prefixes))


def format_file(path: Path) -> str:
    """Return the content of a Turtle file in canonical form; raises FileError or SyntaxFault."""
    document = read(path)
    return canonical(document.triples, ordered_prefixes(document.prefixes))


def is_canonical(text: str) -> bool:
    """Tell whether a Turtle text is in canonical form already; raises SyntaxFault."""
    return format_text(text) == text
