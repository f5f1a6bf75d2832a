"""References to statements, cooperations and sources, as scholars cite them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pyoxigraph as ox

from mithaq import __version__
from mithaq.dossier import Dossier, Source
from mithaq.messages import say
from mithaq.names import shorten
from mithaq.words import NOTHING, Name, Words

#: An entry of CSL-JSON (https://citeproc-js.readthedocs.io, "CSL-JSON").
Item = dict[str, object]

#: The CSL type of each source type, by its local name; all others are pages.
CSL_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "official": "document",
        "agency": "article-newspaper",
        "press": "article-newspaper",
        "academic": "article-journal",
        "archive": "document",
    }
)

# BibTeX reads these characters as commands.
_SPECIAL = re.compile(r"[\\{}%&$#_~^]")
_NAMED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to something in this knowledge base, with the sources that it rests on."""

    iri: str
    title: Words
    about: Name
    release: str
    sources: tuple[Source, ...]


def base_title(lang: str) -> str:
    """Return how the knowledge base itself is called in a reference.

    >>> base_title("fr")
    'Mithaq : les accords bilatéraux de sécurité du Maroc'
    """
    return say("cite.base", lang)


def cite_dossier(dossier: Dossier) -> Citation:
    """Return the reference to a whole dossier, with all its sources."""
    name = dossier.cooperation
    return Citation(name.iri, name.words, name, __version__, tuple(dossier.sources.values()))


def cite_statement(dossier: Dossier, statement: ox.NamedNode) -> Citation:
    """Return the reference to one statement of a dossier, with the sources of that statement."""
    found = [item.statement for item in dossier.stated() if item.statement.iri == statement.value]
    places = [place for item in found for place in item.places]
    title = found[0].summary if found else NOTHING
    sources = {p.source: dossier.sources[p.source] for p in places if p.source in dossier.sources}
    return Citation(
        statement.value, title, dossier.cooperation, __version__, tuple(sources.values())
    )


def csl_items(citation: Citation, lang: str) -> list[Item]:
    """Return a reference and its sources as CSL-JSON, the reference first."""
    head: Item = {
        "id": shorten(citation.iri).partition(":")[2],
        "type": "entry",
        "title": citation.title.say(lang) or citation.about.say(lang),
        "container-title": base_title(lang),
        "version": citation.release,
        "URL": citation.iri,
    }
    return [head, *(_csl_source(source, lang) for source in citation.sources)]


def _csl_source(source: Source, lang: str) -> Item:
    kind = source.type.iri.rpartition("/")[2] if source.type else ""
    item: Item = {
        "id": source.iri.rpartition("/")[2],
        "type": CSL_TYPES.get(kind, "webpage"),
        "title": source.title.say(lang),
        "container-title" if kind in ("press", "agency") else "publisher": source.publisher,
        "issued": _date_parts(source.published),
        "accessed": _date_parts(source.retrieved),
        "language": source.language,
        "URL": source.url,
    }
    return {key: value for key, value in item.items() if value}


def _date_parts(date: str) -> Item:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}


def bibtex(citation: Citation, lang: str) -> str:
    """Return a reference and its sources as BibTeX entries, in UTF-8.

    >>> source = Source("https://w3id.org/mithaq/id/source/x", Words((("en", "R&D"),)), "MAP", None,
    ...     "fr", "2014-07", "", "", "", "", "", "")
    >>> print(_entry("x", _bib_source(source, "en")))
    @misc{x,
      title = {R\\&D},
      howpublished = {MAP},
      year = {2014},
      month = {7},
      language = {fr},
    }
    """
    name = citation.title.say(lang) or citation.about.say(lang)
    head = {
        "title": name,
        "howpublished": base_title(lang),
        "version": citation.release,
        "url": citation.iri,
    }
    entries = [_entry(shorten(citation.iri).partition(":")[2], head)]
    entries += [_entry(s.iri.rpartition("/")[2], _bib_source(s, lang)) for s in citation.sources]
    return "\n\n".join(entries)


def _bib_source(source: Source, lang: str) -> dict[str, str]:
    year, month, day = [*source.published.split("-"), "", ""][:3]
    return {
        "title": source.title.say(lang),
        "howpublished": source.publisher,
        "year": year,
        "month": month.lstrip("0"),
        "day": day.lstrip("0"),
        "url": source.url,
        "urldate": source.retrieved,
        "language": source.language,
    }


def _entry(key: str, fields: Mapping[str, str]) -> str:
    lines = [
        f"  {name} = {{{value if name.startswith('url') else _escaped(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda m: _NAMED.get(m.group(), "\\" + m.group()), text)
