"""Adding facts: checked together with what is known, written in one step, under a lock.

A proposal is made first and can be shown; carrying it out checks again if the knowledge base has
changed meanwhile. The target file is written beside its place, flushed to the disk and renamed
over it, so a killed process leaves the old state or the new one.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mithaq.build import content_key, update_build, writing
from mithaq.effect import Effect, effects
from mithaq.errors import GateError, InputError
from mithaq.gate import check_documents
from mithaq.maintain import ViewChange, needs_full_derivation, view_change
from mithaq.model import Finding, Severity
from mithaq.names import node
from mithaq.store import Overlay, Term
from mithaq.turtle import Document, canonical, read
from mithaq.view import Viewpoint, read_rules

if TYPE_CHECKING:
    from mithaq.opened import Opened

_ABOUT, _BETWEEN, _MOROCCO = node("mq:about"), node("mq:between"), node("state:MA")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What adding a file would do: its new triples, where they go, what is found, what changes."""

    document: Document
    target: Path
    triples: tuple[ox.Triple, ...]
    findings: tuple[Finding, ...]
    change: ViewChange
    effects: tuple[Effect, ...]
    key: str

    @property
    def refused(self) -> bool:
        """Whether a shape refuses it; warnings do not."""
        return any(f.severity is Severity.VIOLATION for f in self.findings)


@dataclass(frozen=True, slots=True)
class Added:
    """What was added, and where."""

    target: Path
    triples: int
    findings: tuple[Finding, ...]
    effects: tuple[Effect, ...]


def propose(kb: Opened, file: Path, into: Path | None = None, lang: str = "en") -> Proposal:
    """Return what adding a file would do; nothing is written.

    Raises FileError and SyntaxFault for a file that cannot be read, InputError for blank nodes and
    for a target outside the knowledge base.
    """
    document = read(file)
    if document.blank_nodes:
        raise InputError("add.blank", place=str(document.blank_nodes[0]))
    new = tuple(t for t in dict.fromkeys(document.triples) if ox.Quad(*t) not in kb.facts)
    target = into or _target(kb, document, new)
    if not target.resolve().is_relative_to(kb.home.kb.resolve()):
        raise InputError("add.outside", path=str(target), folder=str(kb.home.kb))
    findings = check_documents(kb, [document], lang)
    change = _view_change(kb, new)
    seen = effects(kb.view, change)
    return Proposal(document, target, new, findings, change, seen, content_key(kb.home.all_files()))


def carry_out(kb: Opened, proposal: Proposal, lang: str = "en") -> Added:
    """Write a proposal, after another check if the knowledge base has changed since it was made.

    Raises GateError when a shape refuses it, and InputError when there is nothing new in it.
    """
    kb.home.kb.mkdir(parents=True, exist_ok=True)
    with writing(kb.home.kb / ".mithaq.lock"):
        if content_key(kb.home.all_files()) != proposal.key:
            proposal = propose(kb.reopened(), Path(proposal.document.path), proposal.target, lang)
        if proposal.refused:
            raise GateError("add.refused", findings=proposal.findings, path=proposal.document.path)
        if not proposal.triples:
            raise InputError("add.nothing", path=proposal.document.path)
        _write(proposal)
        if kb.build is not None and kb.cache is not None and kb.viewpoint == Viewpoint():
            update_build(kb.build, kb.home, kb.cache, proposal.triples, proposal.change)
    return Added(proposal.target, len(proposal.triples), proposal.findings, proposal.effects)


def add(kb: Opened, file: Path, into: Path | None = None, lang: str = "en") -> Added:
    """Propose and carry out at once; see both."""
    return carry_out(kb, propose(kb, file, into, lang), lang)


def _target(kb: Opened, document: Document, new: tuple[ox.Triple, ...]) -> Path:
    """Return the file of the one partner that the facts are about, else one named after theirs."""
    after = Overlay(kb.facts, new)
    about: set[Term] = {t.object for t in new if t.predicate == _ABOUT}
    about |= {t.subject for t in new if t.predicate == _BETWEEN}
    partners = {
        q.object
        for cooperation in about
        if isinstance(cooperation, ox.NamedNode)
        for q in after.quads_for_pattern(cooperation, _BETWEEN, None)
        if q.object != _MOROCCO
    }
    known = [
        q.subject.value.rsplit("/", 1)[-1]
        for partner in partners
        for q in kb.facts.quads_for_pattern(None, _BETWEEN, partner)
        if isinstance(q.subject, ox.NamedNode)
    ]
    if len(partners) == 1 and known:
        curated = [p for p in kb.home.fact_files() if p.parent.name == "curated"]
        for path in curated:
            if f"\nid:{known[0]}\n" in path.read_text("utf-8"):
                return path
    return kb.home.kb / "extracted" / f"{Path(document.path).stem}.ttl"


def _view_change(kb: Opened, new: tuple[ox.Triple, ...]) -> ViewChange:
    rules = read_rules(kb.home.rules, kb.viewpoint.resolver)
    if needs_full_derivation(kb.facts, new):
        raise InputError("add.ontology")
    return view_change(kb.facts, Overlay(kb.facts, new), kb.view, rules, new, kb.viewpoint)


def _write(proposal: Proposal) -> None:
    """Replace the target by its old and new facts in canonical form, in one step."""
    target = proposal.target
    old: tuple[ox.Triple, ...] = ()
    if target.exists():
        old = read(target, limit=target.stat().st_size).triples
    text = canonical([*old, *proposal.triples])
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    with part.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(target)
    _flush_folder(target.parent)


def _flush_folder(folder: Path) -> None:
    """Make a rename durable where the system lets a folder be flushed (POSIX)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
