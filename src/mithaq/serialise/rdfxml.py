"""RDF/XML, for programs that read nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO

import pyoxigraph as ox

from mithaq.errors import InputError
from mithaq.turtle.grouping import Group

_SPOOL = 64_000_000
_XMLNS = re.compile(r' xmlns:[^=]+="[^"]*"')

# Control characters, escaped as in N-Triples, that XML 1.0 §2.2 has no way to write.
_NOT_IN_XML = re.compile(r"(?<!\\)(?:\\\\)*\\(?:[bf]|u00(?:0[0-8BCEF]|1[0-9A-F])|uFFF[EF])")


def write_rdfxml(
    out: IO[bytes], found: Iterator[Group], prefixes: Mapping[str, str], _graph: str
) -> None:
    """Write RDF/XML; raises InputError for a text with characters that XML cannot hold."""
    with SpooledTemporaryFile(max_size=_SPOOL) as file:
        ox.serialize(_triples(found), file, ox.RdfFormat.RDF_XML, prefixes=dict(prefixes))
        file.seek(0)
        out.write(file.readline())
        out.write(_in_order(file.readline().decode()).encode())
        copyfileobj(file, out)


def _triples(found: Iterator[Group]) -> Iterator[ox.Triple]:
    for subject, parts in found:
        lines = "".join([f"{subject} {part} .\n" for part in sorted(set(parts))])
        if _NOT_IN_XML.search(lines):
            raise InputError("serialise.not-in-xml", subject=subject)
        for quad in ox.parse(lines, ox.RdfFormat.N_TRIPLES):
            yield quad.triple


def _in_order(root: str) -> str:
    """Sort the declarations of prefixes, which come in a different order each time."""
    declared = "".join(sorted(_XMLNS.findall(root)))
    return _XMLNS.sub("", root).replace("<rdf:RDF", "<rdf:RDF" + declared)
