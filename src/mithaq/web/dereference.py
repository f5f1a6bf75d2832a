"""What stands behind the IRI of a thing: its page for people, its triples for programs."""

from __future__ import annotations

import json
from io import BytesIO

import pyoxigraph as ox

from mithaq.errors import NotFound
from mithaq.export import csv_lines
from mithaq.names import BASE, shorten
from mithaq.serialise import write
from mithaq.tables import Table
from mithaq.web.address import address
from mithaq.web.lens import Lens
from mithaq.web.twins import turtle


def place_of(lens: Lens, path: str) -> str:
    """Return the address of the page for the IRI with a path; raises NotFound where there is none.

    ``/id/bh-2014-mou.signature`` gives ``/agreement/bh-2014-mou#bh-2014-mou.signature``.
    """
    iri = BASE + path.lstrip("/")
    place = address(lens, iri) if _is_known(lens, iri) else ""
    if not place:
        raise NotFound("lookup.none", name=shorten(iri))
    return place


def described(lens: Lens, path: str, ending: str) -> bytes:
    """Return what is said of the thing whose IRI has a path, and of the places it rests on.

    JSON is JSON-LD. Raises NotFound where nothing is said of it.
    """
    iri = BASE + path.lstrip("/")
    if not _is_known(lens, iri):
        raise NotFound("lookup.none", name=shorten(iri))
    places = (v for v in lens.objects(iri, "mq:evidence") if isinstance(v, ox.NamedNode))
    nodes = (ox.NamedNode(iri), *places)
    if ending == "ttl":
        return turtle(lens, nodes)
    if ending == "json":
        out = BytesIO()
        write((t for n in nodes for t in _said(lens, n)), "jsonld", out)
        return json.dumps(json.loads(out.getvalue()), ensure_ascii=False, indent=1).encode()
    rows = tuple(
        (shorten(iri), shorten(t.predicate.value), _text(t.object))
        for t in sorted(_said(lens, nodes[0]), key=str)
    )
    return "".join(csv_lines(Table("", ("id", "property", "value"), rows))).encode()


def shapes(lens: Lens) -> bytes:
    """Return all shapes in Turtle."""
    files = lens.kb.home.shape_files()
    out = BytesIO()
    write((quad.triple for path in files for quad in ox.parse(path=str(path))), "turtle", out)
    return out.getvalue()


def _said(lens: Lens, node: ox.NamedNode) -> list[ox.Triple]:
    return [quad.triple for quad in lens.store.quads_for_pattern(node, None, None)]


def _text(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)


def _is_known(lens: Lens, iri: str) -> bool:
    if iri in (f"{BASE}ontology", *(f"{BASE}view/{name}" for name in ("assessed", "official"))):
        return True
    return any(lens.store.quads_for_pattern(ox.NamedNode(iri), None, None))
