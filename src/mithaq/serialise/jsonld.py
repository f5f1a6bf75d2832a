"""JSON-LD 1.1 in compact form: prefixes in the context, one property a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import IO

from mithaq.errors import InputError
from mithaq.names import USUAL_PREFIXES
from mithaq.serialise.text import after_head
from mithaq.turtle.grouping import Group
from mithaq.turtle.terms import Names, object_order
from mithaq.turtle.writing import TYPE

_XSD = USUAL_PREFIXES["xsd"]
# Values that JSON has itself, and that are read back letter by letter (JSON-LD 1.1 API §8.2.2).
_NATIVE = {
    f"^^<{_XSD}boolean>": re.compile("true|false"),
    f"^^<{_XSD}integer>": re.compile("0|-?[1-9][0-9]{0,14}"),
}


def write_jsonld(
    out: IO[bytes], found: Iterator[Group], prefixes: Mapping[str, str], graph: str
) -> None:
    """Write a JSON-LD document; raises InputError for an IRI that would read as a prefixed name."""
    nodes = _Nodes(prefixes)

    def head() -> str:
        context = {key: name for key, name in prefixes.items() if key in nodes.names.used}
        named = f'"@id": {nodes.iri(graph)},\n' if graph else ""
        words = json.dumps(context, ensure_ascii=False, indent=1)
        return f'{{"@context": {words},\n{named}"@graph": ['

    after_head(out, head, _separated(nodes.node(*group) for group in found))


def _separated(nodes: Iterator[str]) -> Iterator[str]:
    comma = "\n"
    for node in nodes:
        yield comma + node
        comma = ",\n"
    yield "\n]}\n"


class _Nodes:
    """Writes what is said of one subject as a node object; strings pass through as they are.

    What N-Triples puts between quotation marks is a JSON string as well: both escape alike.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.names = Names(prefixes)
        self._clashing = tuple(f"<{prefix}:" for prefix in prefixes)

    def node(self, subject: str, parts: list[str]) -> str:
        """Return the node object of a subject, given its `predicate object` parts in N-Triples."""
        lines = [f'{{"@id": {self.iri(subject)}']
        pairs = [part.split(" ", 1) for part in sorted(set(parts))]
        for predicate, found in groupby(pairs, key=lambda pair: pair[0]):
            values = sorted((pair[1] for pair in found), key=object_order)
            if predicate == TYPE:
                key, written = '"@type"', [self.iri(value) for value in values]
            else:
                key, written = self.iri(predicate), [self._value(value) for value in values]
            listed = written[0] if len(written) == 1 else f"[{', '.join(written)}]"
            lines.append(f" {key}: {listed}")
        return ",\n".join(lines) + "}"

    def iri(self, token: str) -> str:
        """Return an IRI or blank node as a JSON string, shortened where a prefix fits."""
        if token[0] == "_":
            return f'"{token}"'
        name = self.names[token]
        if name != token:
            return f'"{name}"'
        if token.startswith(self._clashing) and "://" not in token:
            raise InputError("serialise.clash", iri=token, prefix=token[1:].partition(":")[0])
        return f'"{token[1:-1]}"'

    def _value(self, token: str) -> str:
        if token[0] != '"':
            return f'{{"@id": {self.iri(token)}}}'
        end = token.rindex('"') + 1
        text, suffix = token[:end], token[end:]
        if not suffix:
            return text
        if suffix[0] == "@":
            return f'{{"@language": "{suffix[1:]}", "@value": {text}}}'
        native = _NATIVE.get(suffix)
        if native is not None and native.fullmatch(text, 1, end - 1):
            return text[1:-1]
        return f'{{"@type": {self.iri(suffix[2:])}, "@value": {text}}}'
