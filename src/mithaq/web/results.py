"""Answers to queries as tables for people: names beside addresses, each word in its language."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from mithaq.endpoint.frames import Answer, Question
from mithaq.names import BASE, shorten
from mithaq.words import Words

Ask = Callable[[Question], Awaitable[Answer]]

_NAMES = (Path(__file__).parent / "queries" / "names.rq").read_text("utf-8")
_VALUES = re.compile(r"(VALUES \?thing )\{[^}]*\}")
_RTL = frozenset({"ar", "fa", "he", "ur"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in a table.

    ``text`` is what is shown, ``note`` what is shown small beside it, ``href`` where it leads.
    ``lang`` and ``dir`` are those of the text, empty where it has none.
    """

    text: str
    note: str = ""
    href: str = ""
    lang: str = ""
    dir: str = "auto"


@dataclass(frozen=True, slots=True)
class Table:
    """An answer to SELECT as a table, or to ASK as one truth."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    truth: bool | None = None


async def table_of(answer: Answer, lang: str, ask: Ask) -> Table:
    """Return an answer in JSON as a table, things by their names in a language."""
    read = json.loads(answer.body)
    if "boolean" in read:
        return Table(truth=read["boolean"])
    columns = tuple(read["head"]["vars"])
    bindings = read["results"]["bindings"]
    found = {term["value"] for row in bindings for term in row.values() if term["type"] == "uri"}
    names = await names_of(found, ask)
    rows = tuple(
        tuple(_cell(row[name], lang, names) if name in row else None for name in columns)
        for row in bindings
    )
    return Table(columns, rows)


async def names_of(iris: Iterable[str], ask: Ask) -> Mapping[str, Words]:
    """Return the names of things in every language; things without a name are left out."""
    listed = " ".join(str(ox.NamedNode(iri)) for iri in sorted(iris))
    if not listed:
        return {}
    answer = await ask(Question(_VALUES.sub(lambda m: f"{m[1]}{{ {listed} }}", _NAMES)))
    names: dict[str, list[tuple[str, str]]] = {}
    if answer.ok:
        for row in json.loads(answer.body)["results"]["bindings"]:
            text = (row["name"].get("xml:lang", ""), row["name"]["value"])
            names.setdefault(row["thing"]["value"], []).append(text)
    return {iri: Words(tuple(sorted(texts))) for iri, texts in names.items()}


def local_address(iri: str) -> str:
    """Return where a thing of ours has its page here, or the address itself for others.

    >>> local_address("https://w3id.org/mithaq/id/state/BH")
    '/id/state/BH'
    """
    return "/" + iri.removeprefix(BASE) if iri.startswith(BASE) else iri


def _cell(term: Mapping[str, object], lang: str, names: Mapping[str, Words]) -> Cell:
    value = str(term["value"])
    if term["type"] == "uri":
        short = shorten(value)
        tag, name = names[value].best(lang) if value in names else ("", "")
        if not name:
            return Cell(short, href=_link(value), dir="ltr")
        return Cell(name, short, _link(value), tag, direction(tag))
    if term["type"] == "triple":
        return Cell(json.dumps(term["value"], ensure_ascii=False), dir="ltr")
    tag = str(term.get("xml:lang", ""))
    if tag:
        return Cell(value, tag, lang=tag, dir=direction(tag))
    return Cell(value, dir="ltr" if "datatype" in term else "auto")


def _link(iri: str) -> str:
    return local_address(iri) if iri.startswith(("https://", "http://")) else ""


def direction(tag: str) -> str:
    """Return the direction in which a language is written.

    >>> direction("ar"), direction("fr")
    ('rtl', 'ltr')
    """
    return "rtl" if tag.partition("-")[0] in _RTL else "ltr"
