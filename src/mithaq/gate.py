"""The gate: what the shapes say about facts, in the reader's language, at file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mithaq.locate import Locator
from mithaq.messages import say
from mithaq.model import Finding, Severity
from mithaq.names import BASE, expand, node, shorten
from mithaq.store import Reads, Term
from mithaq.turtle import Document, near_terms, read
from mithaq.validate import Result, validate, validate_change
from mithaq.validate.paths import Step

if TYPE_CHECKING:
    from mithaq.opened import Opened

_TYPE = node("rdf:type")
_PROPERTIES = tuple(node(f"owl:{kind}Property") for kind in ("Object", "Datatype", "Annotation"))
_SEVERITIES = {expand(f"sh:{s.value}"): s for s in Severity}


def check_all(kb: Opened, lang: str = "en") -> tuple[Finding, ...]:
    """Return what the shapes say about the whole knowledge base."""
    report = validate(kb.facts, kb.shapes)
    locator = Locator((), kb.home.fact_files() + kb.home.ontology_files())
    return tuple(_findings(report.results, kb.facts, locator, lang))


def check_files(kb: Opened, paths: Iterable[Path], lang: str = "en") -> tuple[Finding, ...]:
    """Return what the shapes say about the facts of some files, together with what is known."""
    return check_documents(kb, [read(path) for path in paths], lang)


def check_documents(
    kb: Opened, documents: Iterable[Document], lang: str = "en"
) -> tuple[Finding, ...]:
    """Return what would be found in the knowledge base with some documents, and is not now."""
    read_ones = tuple(documents)
    added = [t for document in read_ones for t in document.triples]
    change = validate_change(kb.facts, kb.shapes, added)
    introduced: tuple[Result, ...] = ()
    if not change.conforms:
        before = validate(kb.facts, kb.shapes, focus={pair.focus for pair in change.affected})
        introduced, _ = change.report.difference(before)
    locator = Locator(read_ones, kb.home.fact_files())
    reported = {result.focus for result in introduced}
    untyped = _untyped(kb, read_ones, reported, lang)
    return (*_findings(introduced, kb.facts, locator, lang), *untyped)


def _untyped(
    kb: Opened, documents: tuple[Document, ...], reported: set[Term], lang: str
) -> Iterator[Finding]:
    """Yield a finding for each node that says nowhere what it is and that no shape has seen."""
    typed = {t.subject for d in documents for t in d.triples if t.predicate == _TYPE}
    for document in documents:
        for subject in dict.fromkeys(t.subject for t in document.triples):
            known = next(kb.facts.quads_for_pattern(subject, _TYPE, None), None)
            if known is None and subject not in typed and subject not in reported:
                yield Finding(
                    position=document.where(subject),
                    severity=Severity.VIOLATION,
                    check="Node-untyped",
                    message=say("gate.untyped", lang),
                    focus=_written(subject),
                )


def _findings(
    results: Iterable[Result], facts: Reads, locator: Locator, lang: str
) -> Iterator[Finding]:
    """Yield the findings of results, in the order of their places."""
    found = (_finding(result, facts, locator, lang) for result in results)
    yield from sorted(found, key=lambda f: (f.position, f.check, f.value))


def _finding(result: Result, facts: Reads, locator: Locator, lang: str) -> Finding:
    path = result.path.predicate if isinstance(result.path, Step) else None
    return Finding(
        position=locator.position(result.focus, path, result.value),
        severity=_SEVERITIES.get(result.severity.value, Severity.VIOLATION),
        check=_check_name(result),
        message=result.message(lang),
        focus=_written(result.focus),
        path=_written(path),
        value=_written(result.value),
        near=_near(result, path, facts),
    )


def _check_name(result: Result) -> str:
    """Return the local name of the constraint, or of the shape where the constraint has no name."""
    named = result.constraint if isinstance(result.constraint, ox.NamedNode) else result.shape
    return named.value.removeprefix(expand("mqs:"))


def _written(term: Term | None) -> str:
    """Return a term as Turtle writes it, names shortened; nothing for None."""
    if term is None:
        return ""
    return shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _near(result: Result, path: ox.NamedNode | None, facts: Reads) -> tuple[str, ...]:
    """Return known names close to a property or a value of ours that nothing defines."""
    if path is not None and _is_unknown(path, facts):
        return _nearest(path, facts, _PROPERTIES)
    if isinstance(result.value, ox.NamedNode) and _is_unknown(result.value, facts):
        return _nearest(result.value, facts, (None,))
    return ()


def _nearest(
    term: ox.NamedNode, facts: Reads, classes: tuple[ox.NamedNode | None, ...]
) -> tuple[str, ...]:
    """Return the nearest names of some classes in the term's own namespace."""
    own = term.value.rpartition("/")[0]
    known = (q.subject for c in classes for q in facts.quads_for_pattern(None, _TYPE, c))
    names = (s.value for s in known if isinstance(s, ox.NamedNode) and s.value.startswith(own))
    return tuple(shorten(iri) for iri in near_terms(term.value, names))


def _is_unknown(term: ox.NamedNode, facts: Reads) -> bool:
    described = next(facts.quads_for_pattern(term, None, None), None)
    return term.value.startswith(BASE) and described is None
