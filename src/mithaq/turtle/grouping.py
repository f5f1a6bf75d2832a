"""Triples brought into order: subjects by IRI, each with all that is said of it.

All canonical forms start from here. The work is done on lines of N-Triples, which pyoxigraph
writes: no term becomes an object of its own. Beyond a size the lines go through temporary files,
cut into ranges of subjects, so that memory stays bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO

import pyoxigraph as ox

#: What can be brought into order: a store's default graph, triples, or quads of the default graph.
Source = ox.Store | Iterable[ox.Triple] | Iterable[ox.Quad]

#: A subject, and `predicate object` for each triple about it, as N-Triples writes them, repeats and
#: the order of the source kept.
Group = tuple[str, list[str]]

#: Bytes of N-Triples put in order at a time: some 1,500,000 triples, some 500 MB of memory.
IN_MEMORY = 200_000_000

_SAMPLES = 64

# Characters that no one sees, or that some programs take for the end of a line: written as escapes.
# The joiners U+200C and U+200D belong to the spelling of words and stay.
_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def groups(source: Source, in_memory: int = IN_MEMORY) -> Iterator[Group]:
    """Yield each subject with its `predicate object` parts, in order of IRIs, blank nodes last.

    Blank nodes get the labels of RDFC-1.0, so that the same triples always look the same.

    >>> a, b, c = (ox.NamedNode("http://e/" + name) for name in "abc")
    >>> list(groups([ox.Triple(b, c, a), ox.Triple(a, b, c), ox.Triple(b, c, c)]))
    [('<http://e/a>', ['<http://e/b> <http://e/c>']),
     ('<http://e/b>', ['<http://e/c> <http://e/a>', '<http://e/c> <http://e/c>'])]
    """
    with SpooledTemporaryFile(max_size=in_memory) as file:
        _write(source, file)
        if _has_blank_nodes(file):
            _relabel(file)
        size = file.seek(0, 2)
        file.seek(0)
        if size <= in_memory:
            yield from _grouped(file)
        else:
            yield from _by_ranges(file, size, in_memory)


def _write(source: Source, file: IO[bytes]) -> None:
    if isinstance(source, ox.Store):
        source.dump(file, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    else:
        ox.serialize(source, file, ox.RdfFormat.N_TRIPLES)


def _has_blank_nodes(file: IO[bytes]) -> bool:
    """Tell whether there may be blank nodes; a text that holds their sign only costs time."""
    file.seek(0)
    last = b""
    while chunk := file.read(1 << 24):
        if b"_:" in last + chunk:
            return True
        last = chunk[-1:]
    return False


def _relabel(file: IO[bytes]) -> None:
    file.seek(0)
    dataset = ox.Dataset(ox.parse(file, ox.RdfFormat.N_TRIPLES))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    file.seek(0)
    file.truncate()
    ox.serialize(dataset, file, ox.RdfFormat.N_TRIPLES)


def _grouped(lines: Iterable[bytes]) -> Iterator[Group]:
    subjects: defaultdict[bytes, list[bytes]] = defaultdict(list)
    for line in lines:
        subject, _, rest = line.partition(b" ")
        subjects[subject].append(rest)
    for subject in sorted(subjects, key=_order):
        text = b"".join(subjects.pop(subject)).decode()
        parts = text.split(" .\n")[:-1]
        if not text.isascii():
            parts = [part if part.isascii() else _HIDDEN.sub(_escape, part) for part in parts]
        yield _HIDDEN.sub(_escape, subject.decode()), parts


def _order(subject: bytes) -> bytes:
    """Put a name before the longer ones that begin with it, and blank nodes last."""
    return subject.rstrip(b">")


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04X}"


def _by_ranges(file: IO[bytes], size: int, in_memory: int) -> Iterator[Group]:
    """Deal the lines out to one temporary file for each range of subjects, then go through them."""
    bounds = _bounds(file, size, 2 * size // in_memory + 1)
    file.seek(0)
    with ExitStack() as stack:
        ranges = [stack.enter_context(TemporaryFile()) for _ in range(len(bounds) + 1)]
        last, target = b"", ranges[0]
        for line in file:
            subject = line[: line.index(b" ")]
            if subject != last:
                last, target = subject, ranges[bisect_right(bounds, _order(subject))]
            target.write(line)
        for part in ranges:
            part.seek(0)
            yield from _grouped(part)


def _bounds(file: IO[bytes], size: int, count: int) -> list[bytes]:
    """Return subjects that cut the file into about `count` equal ranges, found by sampling."""
    samples = []
    for step in range(count * _SAMPLES):
        file.seek(size * step // (count * _SAMPLES))
        file.readline()
        line = file.readline() or b" "
        samples.append(_order(line[: line.index(b" ")]))
    samples.sort()
    return sorted(set(samples[_SAMPLES::_SAMPLES]))
