"""The formats of the Turtle family: Turtle and TriG in canonical form, N-Triples and N-Quads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO

from mithaq.turtle.grouping import Group
from mithaq.turtle.writing import Blocks, declarations

_SPOOL = 64_000_000


def write_turtle(
    out: IO[bytes], found: Iterator[Group], prefixes: Mapping[str, str], _graph: str
) -> None:
    """Write canonical Turtle, block by block."""
    blocks = Blocks(prefixes)
    body = (f"\n{blocks.block(*group)}" for group in found)
    after_head(out, lambda: declarations(prefixes, blocks.names.used), body)


def write_trig(
    out: IO[bytes], found: Iterator[Group], prefixes: Mapping[str, str], graph: str
) -> None:
    """Write canonical Turtle inside one named graph (RDF 1.1 TriG §2.2)."""
    if not graph:
        write_turtle(out, found, prefixes, graph)
        return
    blocks = Blocks(prefixes)
    body = (f"\n{blocks.block(*group)}" for group in found)
    framed = chain([f"\n{blocks.names[graph]} {{\n"], body, ["\n}\n"])
    after_head(out, lambda: declarations(prefixes, blocks.names.used), framed)


def write_ntriples(
    out: IO[bytes], found: Iterator[Group], prefixes: Mapping[str, str], _graph: str
) -> None:
    """Write N-Triples, subjects in order, lines of a subject sorted."""
    write_nquads(out, found, prefixes, "")


def write_nquads(
    out: IO[bytes], found: Iterator[Group], _prefixes: Mapping[str, str], graph: str
) -> None:
    """Write N-Quads, all in one graph, subjects in order, lines of a subject sorted."""
    end = f" {graph} .\n" if graph else " .\n"
    for subject, parts in found:
        out.write("".join([f"{subject} {part}{end}" for part in sorted(set(parts))]).encode())


def after_head(out: IO[bytes], head: Callable[[], str], body: Iterable[str]) -> None:
    """Write a body and, before it, the head that only the finished body can tell."""
    with SpooledTemporaryFile(max_size=_SPOOL) as file:
        for part in body:
            file.write(part.encode())
        out.write(head().encode())
        file.seek(0)
        copyfileobj(file, out)
