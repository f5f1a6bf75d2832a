"""The words of the ontology: what its files say of labels, patterns, verbs, codes and ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from mithaq.errors import FileError
from mithaq.extract.words.trie import phrase_words
from mithaq.names import BASE

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_MQ = BASE + "ontology#"
_LABELS = {_SKOS + "prefLabel", _SKOS + "altLabel", _SKOS + "hiddenLabel"}
_WORDS = {_MQ + "pattern", _MQ + "trigger"}
_ROLES = {
    BASE + "topic/": "topic",
    BASE + "measure/": "measure",
    BASE + "kind/": "kind",
    BASE + "stage/": "stage",
    BASE + "id/state/": "state",
    BASE + "lexicon/": "group",
}
#: A group `order-signature` holds the place of that stage among those that overlap.
_ORDER = "order-"
_NAMED = ("topic", "measure")
_LABELLED_ROLES = {"topic", "measure", "state"}


class Entry(NamedTuple):
    """What a phrase stands for: a role, the local name of a concept or group, and a language."""

    role: str
    name: str
    lang: str


class Label(NamedTuple):
    """One label of the ontology on its way into the tries."""

    entry: Entry
    text: str
    is_verb: bool


def _role(iri: str) -> tuple[str, str]:
    for namespace, role in _ROLES.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return role, iri[len(namespace) :]
    return "", ""


class Source(NamedTuple):
    """All that the files say: labels, and by role and name codes, broader concepts and numbers."""

    labels: list[Label]
    notation: dict[tuple[str, str], str]
    broader: dict[tuple[str, str], tuple[str, str]]
    values: dict[str, int]
    ranks: dict[str, int]
    codes: dict[str, set[str]]
    names: dict[str, str]


def read_labels(files: Iterable[Path]) -> Source:
    """Collect the words: all of the lexicon's own, and the longer labels of concepts.

    A concept's label of one word ("training", "visits") is too common in prose to be evidence;
    single words that do suffice stand in the lexicon. Raises FileError for what is not Turtle.
    """
    source = Source([], {}, {}, {}, {}, {}, {})
    for path in files:
        outside = path.parent.name == "schemes"
        for subject, predicate, value, lang in _triples(path):
            role, name = _role(subject)
            if not role or (outside and predicate in _WORDS):
                continue
            if predicate == _SKOS + "prefLabel" and role in _NAMED:
                source.names[f"{role}:{name}@{lang}"] = value
            if predicate == _MQ + "once" and value == "true":
                source.codes.setdefault("once", set()).add(name)
            elif predicate == _SKOS + "notation" and role == "group":
                source.codes.setdefault(name, set()).add(value)
            elif predicate == _SKOS + "notation":
                source.notation[role, name] = value
            elif predicate == _SKOS + "broader":
                source.broader[role, name] = _role(value)
            elif predicate == _MQ + "value" and name.startswith(_ORDER):
                source.ranks[name.removeprefix(_ORDER)] = int(value)
            elif predicate == _MQ + "value":
                source.values[name] = int(value)
            elif (found := _as_role(role, predicate)) and lang:
                if outside and role != "state" and len(phrase_words(value)) < 2:
                    continue
                label = Label(Entry(found, name, lang), value, predicate == _MQ + "verb")
                source.labels.append(label)
    return source


def _as_role(role: str, predicate: str) -> str:
    if predicate in _WORDS or predicate == _MQ + "verb":
        return role
    if predicate == _MQ + "demonym":
        return "demonym"
    if predicate == _MQ + "capital":
        return "capital"
    if predicate in _LABELS:
        group_name = role == "group" and predicate == _SKOS + "prefLabel"
        return role if role in _LABELLED_ROLES or (role == "group" and not group_name) else ""
    return ""


def _triples(path: Path) -> Iterator[tuple[str, str, str, str]]:
    import pyoxigraph as ox

    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            value = quad.object
            subject = getattr(quad.subject, "value", "")
            if isinstance(value, ox.Literal):
                yield subject, quad.predicate.value, value.value, value.language or ""
            elif isinstance(value, ox.NamedNode):
                yield subject, quad.predicate.value, value.value, ""
    except SyntaxError as error:
        raise FileError("extract.lexicon-unreadable", path=path, why=str(error)) from error
