"""Names for what review adds: statements, assessments and cooperations, readable and free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from mithaq.messages import LANGUAGES, say
from mithaq.names import expand, node, shorten
from mithaq.review.concepts import Concepts
from mithaq.review.matching import EVENT, KIND, MEASURE, TOPIC
from mithaq.review.same import MODALITY, OCCURRED, STAGE
from mithaq.review.values import Bounds, Cooperation, Statement
from mithaq.store import Reads
from mithaq.words import Name

_CLAUSE = node("mq:clause")
_UNSPECIFIED = node("kind:unspecified")


class FreeNames:
    """Hands out names that neither a store nor an earlier answer has."""

    def __init__(self, store: Reads) -> None:
        self._store = store
        self._given: set[str] = set()

    def take(self, stem: str) -> ox.NamedNode:
        """Return the IRI `stem`, or with the next free number behind it."""
        number, name = 1, stem
        while name in self._given or any(
            self._store.quads_for_pattern(ox.NamedNode(name), None, None)
        ):
            number += 1
            name = f"{stem}-{number}"
        self._given.add(name)
        return ox.NamedNode(name)

    def _has(self, name: str) -> bool:
        return any(self._store.quads_for_pattern(ox.NamedNode(name), None, None))


def statement_stem(statement: Statement, cooperation: ox.NamedNode) -> str:
    """Return the name of a statement as curators write it: its stage, its subject, or its class.

    >>> signing, planned = node("stage:signature"), node("modality:planned")
    >>> details = frozenset({(STAGE, signing), (MODALITY, planned)})
    >>> act = Statement(node("id:x.1"), EVENT, node("id:x"), details, ())
    >>> shorten(statement_stem(act, node("id:bh-2014-mou")))
    'id:bh-2014-mou.signature-planned'
    """
    return f"{cooperation.value}.{_readable(statement)}"


def _readable(statement: Statement) -> str:
    if statement.cls == EVENT:
        stage, modality = statement.value(STAGE), statement.value(MODALITY)
        return _local(stage) if modality == OCCURRED else f"{_local(stage)}-{_local(modality)}"
    for prop in (TOPIC, MEASURE, _CLAUSE):
        value = statement.value(prop)
        if value is not None:
            return _local(value)
    return _local(statement.cls).removeprefix("Status").lower()


def _local(term: object) -> str:
    return shorten(term.value).partition(":")[2] if isinstance(term, ox.NamedNode) else "statement"


def cooperation_stem(candidate: Cooperation, year: int | None) -> str:
    """Return the name of a new cooperation: partner, year and kind.

    >>> made = Cooperation(node("id:c"), None, frozenset({node("state:BH")}), (), ())
    >>> shorten(cooperation_stem(made, 2014))
    'id:bh-2014-cooperation'
    """
    partner = "-".join(sorted(_local(p).lower() for p in candidate.partners))
    kind = candidate_kind(candidate)
    name = "cooperation" if kind in (None, _UNSPECIFIED) else _local(kind)
    return expand("id:") + "-".join(str(part) for part in (partner, year, name) if part)


def candidate_kind(candidate: Cooperation) -> ox.NamedNode | None:
    """Return the kind that a candidate is called, the first where there are several."""
    kinds = sorted((k for k in candidate.values(KIND) if isinstance(k, ox.NamedNode)), key=str)
    return next(iter(kinds), None)


def first_year(candidate: Cooperation, published: Bounds) -> int | None:
    """Return the year of the first dated act, or else that of the text."""
    days = [s.bounds.earliest for s in candidate.of_class(EVENT)]
    dated = [day for day in days if day is not None]
    told = published.earliest or published.latest
    return min(dated).year if dated else told.year if told else None


def labels(candidate: Cooperation, year: int | None, concepts: Concepts) -> Iterator[ox.Literal]:
    """Yield the name of a new cooperation in each language, from the ontology's own labels."""
    kind = candidate_kind(candidate)
    named = None if kind in (None, _UNSPECIFIED) else concepts.name(kind)
    partners = [concepts.name(p) for p in sorted(candidate.partners, key=str)]
    for lang in LANGUAGES:
        text = say("review.cooperation", lang) if named is None else _said(named, lang)
        words = {"kind": _capital(text), "partner": _joined(partners, lang)}
        key = "review.label" if year else "review.label-undated"
        yield ox.Literal(say(key, lang, **words, year=year), language=lang)


def _said(name: Name | str, lang: str) -> str:
    return name.say(lang) if isinstance(name, Name) else name


def _joined(names: Iterable[Name | str], lang: str) -> str:
    return ", ".join(_said(name, lang) for name in names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
