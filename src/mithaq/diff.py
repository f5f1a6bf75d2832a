"""What changed between two states of the facts, and what that changes for readers."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from mithaq.effect import SHOWN, Effect
from mithaq.errors import InputError
from mithaq.home import Home
from mithaq.names import node
from mithaq.store import create, load_files
from mithaq.turtle import parse, read
from mithaq.view import Viewpoint, derive, read_rules
from mithaq.words import Name, name_of

Value = ox.NamedNode | ox.Literal
_TYPE = node("rdf:type")


@dataclass(frozen=True, slots=True)
class Changed:
    """One node that is there on both sides, or on one: its values that went and that came."""

    name: Name
    type: Name | None
    removed: Mapping[str, tuple[Value, ...]]
    added: Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Diff:
    """Nodes added, removed and changed, each in the order of their IRIs, and the effects."""

    added: tuple[Changed, ...]
    removed: tuple[Changed, ...]
    changed: tuple[Changed, ...]
    effects: tuple[Effect, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def facts_at(place: str, home: Home) -> frozenset[ox.Triple]:
    """Return the facts at a place: a Turtle file, a folder, or a git revision of this knowledge
    base.

    A folder may be a whole knowledge base or hold Turtle files. Raises FileError and SyntaxFault
    for what cannot be read, InputError for what is none of these.
    """
    path = Path(place)
    if path.is_file():
        return frozenset(read(path).triples)
    if path.is_dir():
        files = (
            Home.at(path).fact_files() if (path / "kb").is_dir() else sorted(path.rglob("*.ttl"))
        )
        return frozenset(t for file in files for t in read(file, file.stat().st_size).triples)
    return frozenset(_at_revision(place, home))


def facts_now(home: Home) -> frozenset[ox.Triple]:
    """Return the facts as the files of a knowledge base have them now."""
    return facts_at(str(home.kb), home)


def _at_revision(revision: str, home: Home) -> Iterator[ox.Triple]:
    """Yield the facts of a git revision; git packs them, and nothing is checked out."""
    if revision.startswith("-"):
        raise InputError("diff.no_place", place=revision)
    command = ["git", "-C", str(home.kb), "archive", "--format=tar", revision, "."]
    try:
        packed = subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        raise InputError("diff.no_place", place=revision) from None
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            file = archive.extractfile(member) if member.name.endswith(".ttl") else None
            if file is not None:
                text = file.read().decode("utf-8")
                yield from parse(text, f"{revision}:{member.name}").triples


def diff(home: Home, before: frozenset[ox.Triple], after: frozenset[ox.Triple]) -> Diff:
    """Compare two sets of facts; the effects are those of the easy view of today."""
    gone, come = _by_subject(before - after), _by_subject(after - before)
    old, new = ({t.subject for t in triples} for triples in (before, after))
    stores = [_view(home, triples) for triples in (before, after)]
    touched = sorted({*gone, *come}, key=str)
    entries = [(s, _changed(stores, s, gone.get(s, {}), come.get(s, {}))) for s in touched]
    return Diff(
        added=tuple(entry for s, entry in entries if s not in old),
        removed=tuple(entry for s, entry in entries if s not in new),
        changed=tuple(entry for s, entry in entries if s in old and s in new),
        effects=tuple(_effects(stores[0], stores[1])),
    )


def _by_subject(
    triples: Iterable[ox.Triple],
) -> dict[ox.NamedNode, dict[str, tuple[Value, ...]]]:
    found: dict[ox.NamedNode, dict[str, tuple[Value, ...]]] = {}
    for triple in sorted(triples, key=str):
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, Value):
            values = found.setdefault(triple.subject, {})
            prop = triple.predicate.value
            values[prop] = (*values.get(prop, ()), triple.object)
    return found


def _changed(
    stores: list[ox.Store],
    subject: ox.NamedNode,
    removed: Mapping[str, tuple[Value, ...]],
    added: Mapping[str, tuple[Value, ...]],
) -> Changed:
    name, kind = Name(subject.value), None
    for store in stores:
        name = name_of(store, subject) if name_of(store, subject).words else name
        for quad in store.quads_for_pattern(subject, _TYPE, None):
            if isinstance(quad.object, ox.NamedNode):
                kind = name_of(store, quad.object)
    return Changed(name, kind, removed, added)


def _view(home: Home, triples: Iterable[ox.Triple]) -> ox.Store:
    """Return a store of ontology, facts and easy view."""
    store = create()
    load_files(store, home.ontology_files())
    store.extend(ox.Quad(*triple) for triple in triples)
    derive(store, read_rules(home.rules, Viewpoint().resolver))
    return store


def _effects(before: ox.Store, after: ox.Store) -> Iterator[Effect]:
    """Yield what readers see change, by cooperation and property."""
    old, new = _seen(before), _seen(after)
    for key in sorted({*old, *new}, key=lambda k: (k[0].value, SHOWN.index(k[1]))):
        if old.get(key, ()) != new.get(key, ()):
            yield Effect(*key, old.get(key, ()), new.get(key, ()))


def _seen(store: ox.Store) -> dict[tuple[ox.NamedNode, ox.NamedNode], tuple[Value, ...]]:
    found: dict[tuple[ox.NamedNode, ox.NamedNode], list[Value]] = {}
    for prop in SHOWN:
        for quad in store.quads_for_pattern(None, prop, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, Value):
                found.setdefault((quad.subject, prop), []).append(quad.object)
    return {key: tuple(sorted(values, key=str)) for key, values in found.items()}
