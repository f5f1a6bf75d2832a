"""A form as a page shows it: every field with its label, its choices, its values and its faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.model import Finding
from mithaq.names import node, shorten
from mithaq.web.edit.choices import Group, choices
from mithaq.web.edit.entered import Filled
from mithaq.web.edit.fields import Field
from mithaq.web.edit.visit import Visit
from mithaq.words import Name, Words

#: What a form asks for in its own way, or not at all.
ELSEWHERE = frozenset(node(f"mq:{name}") for name in ("about", "evidence"))

#: How many empty places a field with several values has.
SPARE = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A field to fill in; ``rows`` are its values with their languages, empty ones at the end."""

    field: Field
    label: Name
    hint: Words
    groups: tuple[Group, ...]
    rows: tuple[tuple[str, str], ...]
    texts: Mapping[str, str]
    faults: tuple[str, ...]

    @property
    def offered(self) -> frozenset[str]:
        """The short names that can be chosen."""
        return frozenset(option.value for group in self.groups for option in group.options)


def fields_of(visit: Visit, cls: ox.NamedNode) -> tuple[Field, ...]:
    """Return the fields that the form of a class asks for."""
    found = visit.desk.forms.fields(cls)
    return tuple(field for field in found if field.path not in ELSEWHERE)


def entries(
    visit: Visit,
    fields: Iterable[Field],
    filled: Filled,
    about: str,
    findings: Iterable[Finding] = (),
) -> tuple[Entry, ...]:
    """Return the fields of a form with what was filled in and what the shapes say of it."""
    found = tuple(findings)
    return tuple(_entry(visit, field, filled, about, found) for field in fields)


def _entry(
    visit: Visit, field: Field, filled: Filled, about: str, findings: tuple[Finding, ...]
) -> Entry:
    lens, iri = visit.lens, field.path.value
    texts = list(filled.get(field.name, ()))
    tags = list(filled.get(f"{field.name}@", ()))
    tags += [""] * (len(texts) - len(tags))
    rows = [(t, g) for t, g in zip(texts, tags, strict=False) if t.strip()]
    spare = SPARE if field.many else 0 if rows else 1
    path = shorten(iri)
    return Entry(
        field=field,
        label=lens.name(iri),
        hint=Words.of(v for v in lens.objects(iri, "skos:definition") if isinstance(v, ox.Literal)),
        groups=choices(lens, field, visit.lang, about),
        rows=(*rows, *(("", "") for _ in range(spare))),
        texts={g: next(iter(filled.get(f"{field.name}@{g}", ())), "") for g in field.languages},
        faults=tuple(f.message for f in findings if f.path == path),
    )
