"""Validation reports (SHACL 3.6) as plain values, and as RDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from mithaq.validate.constraints.base import Message
from mithaq.validate.paths import Alternative, Inverse, Path, Repeat, Sequence_, Step
from mithaq.validate.terms import FIRST, NIL, REST, TYPE, VIOLATION, XSD_BOOLEAN, Node, Term, sh


class Pair(NamedTuple):
    """A shape with targets and one node it is checked on."""

    shape: Node
    focus: Term


class Result(NamedTuple):
    """One validation result (SHACL 3.6.2).

    `value` and `path` are None where the standard gives none; `constraint` is the value of
    sh:sourceConstraint; `messages` are texts with their language tags.
    """

    focus: Term
    path: Path | None
    value: Term | None
    shape: Node
    component: NamedNode
    constraint: Node | None
    severity: NamedNode
    messages: tuple[Message, ...]

    def sort_key(self) -> tuple[str, ...]:
        """Orders results by focus node, then path, component, shape and value."""
        parts = (self.focus, self.path, self.component, self.shape, self.value, self.constraint)
        return (*map(str, parts), str(self.messages))

    def message(self, language: str = "en") -> str:
        """The text in the language, else without a language, else the first; may be empty."""
        texts = {tag: text for text, tag in reversed(self.messages)}
        for tag in (language, ""):
            if tag in texts:
                return texts[tag]
        return self.messages[0][0] if self.messages else ""


@dataclass(frozen=True, slots=True)
class Report:
    """All results of one validation, sorted.

    `by_pair` says which pair of shape and focus node gave which results; pairs without results
    are left out. `digest` names the shapes.
    """

    results: tuple[Result, ...]
    by_pair: Mapping[Pair, tuple[Result, ...]]
    digest: str

    @property
    def conforms(self) -> bool:
        """sh:conforms: there is no result, of whatever severity (SHACL 3.6.1)."""
        return not self.results

    def of_severity(self, *severities: NamedNode) -> tuple[Result, ...]:
        """The results of the given severities; of sh:Violation when none is given."""
        wanted = severities or (VIOLATION,)
        return tuple(each for each in self.results if each.severity in wanted)

    def merged(self, affected: Iterable[Pair], after: Report) -> Report:
        """This report with the results of the affected pairs replaced by those of `after`."""
        pairs = dict(self.by_pair)
        for pair in affected:
            pairs.pop(pair, None)
        pairs.update(after.by_pair)
        return report_of(pairs, after.digest)

    def difference(self, earlier: Report) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
        """The results that are new since an earlier report, and those that are gone."""
        mine, theirs = Counter(self.results), Counter(earlier.results)
        new, gone = mine - theirs, theirs - mine
        return _sorted(new.elements()), _sorted(gone.elements())

    def to_triples(self) -> Iterator[Triple]:
        """The report as RDF: a sh:ValidationReport with its results (SHACL 3.6)."""
        report = BlankNode()
        conforms = Literal("true" if self.conforms else "false", datatype=XSD_BOOLEAN)
        yield Triple(report, TYPE, sh("ValidationReport"))
        yield Triple(report, sh("conforms"), conforms)
        for result in self.results:
            node = BlankNode()
            yield Triple(report, sh("result"), node)
            yield from _result_triples(node, result)


def report_of(by_pair: Mapping[Pair, tuple[Result, ...]], digest: str) -> Report:
    """A report of the results by pair."""
    return Report(_sorted(r for each in by_pair.values() for r in each), by_pair, digest)


def _sorted(results: Iterable[Result]) -> tuple[Result, ...]:
    return tuple(sorted(results, key=Result.sort_key))


def _result_triples(node: BlankNode, result: Result) -> Iterator[Triple]:
    yield Triple(node, TYPE, sh("ValidationResult"))
    yield Triple(node, sh("focusNode"), result.focus)
    if result.path is not None:
        head, triples = path_triples(result.path)
        yield Triple(node, sh("resultPath"), head)
        yield from triples
    if result.value is not None:
        yield Triple(node, sh("value"), result.value)
    yield Triple(node, sh("sourceShape"), result.shape)
    yield Triple(node, sh("sourceConstraintComponent"), result.component)
    if result.constraint is not None:
        yield Triple(node, sh("sourceConstraint"), result.constraint)
    yield Triple(node, sh("resultSeverity"), result.severity)
    for text, language in result.messages:
        literal = Literal(text, language=language) if language else Literal(text)
        yield Triple(node, sh("resultMessage"), literal)


def path_triples(path: Path) -> tuple[Node, list[Triple]]:
    """A path as RDF (SHACL 2.3.1): its node, and the triples that describe it."""
    if isinstance(path, Step):
        return path.predicate, []
    if isinstance(path, Sequence_):
        return _list_triples(path.members)
    node = BlankNode()
    if isinstance(path, Alternative):
        head, triples = _list_triples(path.members)
        return node, [Triple(node, sh("alternativePath"), head), *triples]
    head, triples = path_triples(path.path)
    return node, [Triple(node, sh(_keyword(path)), head), *triples]


def _keyword(path: Inverse | Repeat) -> str:
    if isinstance(path, Inverse):
        return "inversePath"
    if path.at_most_once:
        return "zeroOrOnePath"
    return "oneOrMorePath" if path.at_least_once else "zeroOrMorePath"


def _list_triples(members: Iterable[Path]) -> tuple[Node, list[Triple]]:
    triples: list[Triple] = []
    rest: Node = NIL
    for member in reversed(tuple(members)):
        cell = BlankNode()
        head, described = path_triples(member)
        triples += [Triple(cell, FIRST, head), Triple(cell, REST, rest), *described]
        rest = cell
    return rest, triples
