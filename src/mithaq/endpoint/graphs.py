"""Writing the triples of CONSTRUCT and DESCRIBE: a set, in a fixed order, up to a limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from mithaq.endpoint.rows import NOT_XML, Written

RDF_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

_XML_NAME = re.compile(r"[^\W\d][\w.\-]*$")

_COMMENT = {"turtle": "# {}\n", "ntriples": "# {}\n", "rdfxml": "\n<!-- {} -->\n"}


def write_graph(
    triples: Iterable[ox.Triple],
    name: str,
    prefixes: Mapping[str, str],
    max_rows: int,
    max_bytes: int,
) -> Written:
    """Return triples in the format ``name``, each once, at most so many.

    The size is measured as N-Triples. Where the answer is cut, a comment ends it, in formats that
    have comments. Raises ValueError for triples that the format cannot write.
    """
    lines: dict[str, ox.Triple] = {}
    size, cut = 0, ""
    for triple in triples:
        line = str(triple)
        if line in lines:
            continue
        size += len(line.encode()) + 3
        cut = "rows" if len(lines) == max_rows else "bytes" if size > max_bytes else ""
        if cut:
            break
        lines[line] = triple
    ordered = [lines[line] for line in sorted(lines)]
    used = _used(ordered, prefixes) if name == "turtle" else {}
    body = _serialized(ordered, name, used)
    comment = _COMMENT.get(name, "").format(f"cut by limit: {cut}") if cut else ""
    return Written(body + comment.encode(), len(ordered), cut)


def _serialized(triples: list[ox.Triple], name: str, prefixes: dict[str, str]) -> bytes:
    if name == "rdfxml" and not all(_fits_xml(triple) for triple in triples):
        raise ValueError("RDF/XML cannot write one of the triples")
    try:
        return ox.serialize(triples, format=RDF_FORMATS[name], prefixes=prefixes) or b""
    except OSError as error:
        raise ValueError(str(error)) from None


def _fits_xml(triple: ox.Triple) -> bool:
    """Tell whether XML can write a triple.

    A property needs a name at its end, and some control characters cannot be written at all.
    """
    parts = (triple.subject, triple.object)
    return (
        _XML_NAME.search(triple.predicate.value) is not None
        and not any(isinstance(part, ox.Literal) and NOT_XML.search(part.value) for part in parts)
        and all(_fits_xml(part) for part in parts if isinstance(part, ox.Triple))
    )


def _used(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes that some term of the triples begins with."""
    namespaces = {
        node.value[: max(node.value.rfind("#"), node.value.rfind("/")) + 1]
        for triple in triples
        for node in (triple.subject, triple.predicate, triple.object, _datatype(triple.object))
        if isinstance(node, ox.NamedNode)
    }
    return {prefix: iri for prefix, iri in prefixes.items() if iri in namespaces}


def _datatype(term: object) -> ox.NamedNode | None:
    return term.datatype if isinstance(term, ox.Literal) else None
