"""A page for programs: the same content as Turtle, JSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from types import MappingProxyType

import pyoxigraph as ox

from mithaq.dossier.plain import plain
from mithaq.endpoint.formats import Format
from mithaq.export import csv_lines
from mithaq.serialise import write
from mithaq.tables import Table
from mithaq.web.asked import Page
from mithaq.web.lens import Lens

#: The endings of twins and their media types, the page itself first.
FORMS: tuple[Format, ...] = (
    Format("html", ("text/html", "application/xhtml+xml"), ""),
    Format("ttl", ("text/turtle", "application/x-turtle"), ""),
    Format("json", ("application/json",), ""),
    Format("csv", ("text/csv",), ""),
)

MEDIA: Mapping[str, str] = MappingProxyType({form.name: form.media_types[0] for form in FORMS})


def twin(page: Page, lens: Lens, ending: str) -> bytes:
    """Return a page in one of the forms for programs, in UTF-8."""
    if ending == "ttl":
        return turtle(lens, page.subjects)
    if ending == "json":
        return (json.dumps(plain(page.it), ensure_ascii=False, indent=1) + "\n").encode()
    found = page.rows()
    return "".join(csv_lines(Table("", found.columns, found.rows))).encode()


def turtle(lens: Lens, subjects: Iterable[ox.NamedNode]) -> bytes:
    """Return all that is said of some nodes, in canonical Turtle."""
    quads = (
        quad
        for subject in dict.fromkeys(subjects)
        for quad in lens.store.quads_for_pattern(subject, None, None)
    )
    out = BytesIO()
    write((quad.triple for quad in quads), "turtle", out)
    return out.getvalue()
