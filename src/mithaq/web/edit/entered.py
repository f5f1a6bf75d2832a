"""Between what a person enters and what is stated: values of a form as triples, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import pyoxigraph as ox

from mithaq.errors import InputError
from mithaq.model import PartialDate
from mithaq.names import QUERY_PREFIXES, expand, shorten
from mithaq.review.values import Detail
from mithaq.web.edit.fields import Field, Kind

#: The values of a form by the names of its fields; a name may come several times.
Filled: TypeAlias = Mapping[str, tuple[str, ...]]


def details_of(
    fields: Iterable[Field], filled: Filled, offered: Mapping[str, frozenset[str]]
) -> frozenset[Detail]:
    """Return what a filled form states; empty fields state nothing.

    ``offered`` are the short names that each field of choices offers. A date that is none is kept
    as it was typed, for the shapes to say what is wrong with it. Raises InputError for a choice
    that was not offered.
    """
    return frozenset(
        (field.path, value)
        for field in fields
        for value in _values(field, filled, offered.get(field.name, frozenset()))
    )


def _values(
    field: Field, filled: Filled, offered: frozenset[str]
) -> Iterator[ox.NamedNode | ox.Literal]:
    given = [text.strip() for text in filled.get(field.name, ())]
    if field.kind is Kind.TEXTS:
        for lang in field.languages:
            for text in filled.get(f"{field.name}@{lang}", ()):
                if text.strip():
                    yield ox.Literal(_one_line(text), language=lang)
    elif field.kind is Kind.QUOTES:
        tags = filled.get(f"{field.name}@", ())
        for text, tag in zip(given, tags, strict=False):
            if text:
                yield _in_language(_one_line(text), tag.strip().lower())
    else:
        yield from (_value(field, text, offered) for text in given if text)


def _value(field: Field, text: str, offered: frozenset[str]) -> ox.NamedNode | ox.Literal:
    if field.kind is Kind.CHOICE:
        prefix = text.partition(":")[0]
        if text not in offered or prefix not in QUERY_PREFIXES:
            raise InputError("edit.not_offered", value=text[:80])
        return ox.NamedNode(expand(text))
    if field.kind is Kind.DATE:
        return ox.Literal(text, datatype=ox.NamedNode(_datatype(text)))
    return ox.Literal(text, datatype=ox.NamedNode(field.datatype or expand("xsd:string")))


def _datatype(text: str) -> str:
    try:
        return PartialDate.parse(text).datatype
    except InputError:
        return expand("xsd:date")


def _in_language(text: str, tag: str) -> ox.Literal:
    try:
        return ox.Literal(text, language=tag)
    except ValueError:
        raise InputError("edit.no_language", text=text[:80], tag=tag) from None


def _one_line(text: str) -> str:
    """Return a text without line ends, which a form brings in where a person only wrapped."""
    return " ".join(text.split())


def filled_from(fields: Iterable[Field], details: Iterable[Detail]) -> dict[str, tuple[str, ...]]:
    """Return the values with which a form shows what is stated."""
    values: dict[str, list[str]] = {}
    by_property = {field.path: field for field in fields}
    for prop, value in sorted(details, key=str):
        field = by_property.get(prop)
        if field is None:
            continue
        if isinstance(value, ox.NamedNode):
            values.setdefault(field.name, []).append(shorten(value.value))
        elif isinstance(value, ox.Literal) and field.kind is Kind.TEXTS:
            values.setdefault(f"{field.name}@{value.language}", []).append(value.value)
        elif isinstance(value, ox.Literal):
            values.setdefault(field.name, []).append(value.value)
            if field.kind is Kind.QUOTES:
                values.setdefault(f"{field.name}@", []).append(value.language or "")
    return {name: tuple(texts) for name, texts in values.items()}
