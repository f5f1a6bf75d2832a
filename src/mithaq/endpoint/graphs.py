"""Writing the triples of CONSTRUCT and DESCRIBE: a set, in a fixed order, up to a limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from mithaq.endpoint.rows import Written

RDF_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

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
    body = ox.serialize(ordered, format=RDF_FORMATS[name], prefixes=used)
    comment = _COMMENT.get(name, "").format(f"cut by limit: {cut}") if cut else ""
    return Written((body or b"") + comment.encode(), len(ordered), cut)


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
