"""References to agreements and statements, for bibliographies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

import pyoxigraph as ox

from mithaq.cite import Citation, bibtex, cite_dossier, cite_statement, csl_items
from mithaq.errors import NotFound
from mithaq.names import shorten
from mithaq.web.address import COOPERATIONS
from mithaq.web.lens import Lens

#: The endings of references and their media types.
CITATIONS: Mapping[str, str] = MappingProxyType(
    {"bib": "application/x-bibtex", "csl.json": "application/vnd.citationstyles.csl+json"}
)


def cited(lens: Lens, iri: str, ending: str, lang: str) -> bytes:
    """Return the reference to a cooperation or a statement in one of the forms of CITATIONS.

    Raises NotFound for anything else.
    """
    found = citation(lens, iri)
    if ending == "bib":
        return (bibtex(found, lang) + "\n").encode()
    return (json.dumps(csl_items(found, lang), ensure_ascii=False, indent=1) + "\n").encode()


def citation(lens: Lens, iri: str) -> Citation:
    """Return the reference to a cooperation or a statement; raises NotFound for anything else."""
    if lens.types(iri) & COOPERATIONS:
        return cite_dossier(lens.dossier(iri))
    about = next(iter(lens.objects(iri, "mq:about")), None)
    if about is None:
        raise NotFound("lookup.none", name=shorten(iri))
    return cite_statement(lens.dossier(about.value), ox.NamedNode(iri))
