"""Canonical Turtle: the same triples give the same bytes, and a new fact is a new block.

One block per subject, subjects by IRI; `a` first, then the predicates of `predicates.txt` in that
order, then the others by name; one object a line; only the prefixes that are used. The lines of
N-Triples, which pyoxigraph writes, are regrouped as text: no term becomes an object of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from mithaq.turtle.document import parse, read
from mithaq.turtle.order import ordered_prefixes, predicate_ranks
from mithaq.turtle.terms import Names, object_order

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"

# Characters that no one sees, or that some programs take for the end of a line: written as escapes.
# The joiners U+200C and U+200D belong to the spelling of words and stay.
_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

_Objects = dict[str, list[str]]


def canonical(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] | None = None) -> str:
    """Return triples as canonical Turtle; repeated triples are written once.

    `prefixes` are declared in their order where they are used; default are the prefixes of this
    project. Blank nodes get the labels of RDFC-1.0.

    >>> triple = ox.Triple(*(ox.NamedNode("http://e/" + name) for name in "abc"))
    >>> print(canonical([triple], {"e": "http://e/"}), end="")
    @prefix e: <http://e/> .
    <BLANKLINE>
    e:a
        e:b e:c ;
    .
    """
    names = Names(ordered_prefixes() if prefixes is None else prefixes)
    body = list(_blocks(_grouped(_lines(triples)), names))
    known = (ordered_prefixes() if prefixes is None else prefixes).items()
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in known if name in names.used)
    return "\n".join(filter(None, [head, *body]))


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


def _lines(triples: Iterable[ox.Triple]) -> Iterator[str]:
    """Yield the triples as lines of N-Triples, hidden characters escaped."""
    text = _n_triples(triples)
    if "_:" in text:
        text = _n_triples(_relabelled(ox.parse(text, ox.RdfFormat.N_TRIPLES)))
    if not text.isascii():
        text = _HIDDEN.sub(_escape, text)
    yield from text.split("\n")[:-1]


def _n_triples(triples: Iterable[ox.Triple] | Iterable[ox.Quad]) -> str:
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return "" if data is None else data.decode()


def _relabelled(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return (quad.triple for quad in dataset)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04X}"


def _grouped(lines: Iterable[str]) -> dict[str, _Objects]:
    """Group lines of N-Triples into subject, predicate and objects, as they are written there."""
    subjects: dict[str, _Objects] = {}
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        subjects.setdefault(subject, {}).setdefault(predicate, []).append(value[:-2])
    return subjects


def _blocks(subjects: Mapping[str, _Objects], names: Names) -> Iterator[str]:
    """Yield one block of Turtle for each subject, in order of IRIs, blank nodes last."""
    ranks: dict[str, tuple[int, str]] = {}
    for subject in sorted(subjects, key=lambda token: (token[0] == "_", token.rstrip(">"))):
        predicates = subjects[subject]
        for predicate in predicates:
            if predicate not in ranks:
                ranks[predicate] = _rank(predicate, names)
        lines = [names.term(subject)]
        for predicate in sorted(predicates, key=ranks.__getitem__):
            written = "a" if predicate == TYPE else names.name(predicate)
            lines.append(f"    {written}{_objects(predicates[predicate], names)} ;")
        yield "\n".join([*lines, ".\n"])


def _rank(predicate: str, names: Names) -> tuple[int, str]:
    ranks = predicate_ranks()
    if predicate == TYPE:
        return 0, ""
    return ranks.get(predicate[1:-1], len(ranks)), names.name(predicate)


def _objects(tokens: list[str], names: Names) -> str:
    """Return the objects of one predicate: one on its line, more on a line each."""
    if len(tokens) > 1:
        tokens = sorted(set(tokens), key=object_order)
    if len(tokens) == 1:
        return " " + names.term(tokens[0])
    return "\n        " + " ,\n        ".join([names.term(token) for token in tokens])
