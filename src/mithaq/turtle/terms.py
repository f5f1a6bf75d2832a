"""Terms as canonical Turtle writes them: names shortened, numbers and booleans bare."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mithaq.names import USUAL_PREFIXES

# The characters of local names, PN_CHARS of RDF 1.1 Turtle §6.5, production 167s, without the
# escapes and percent signs that other readers treat in their own ways.
_START = (
    "A-Za-z0-9_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_INNER = _START + "\u00b7\u0300-\u036f\u203f-\u2040-"
_LOCAL = re.compile(f"[{_START}](?:[{_INNER}.]*[{_INNER}])?")

_XSD = USUAL_PREFIXES["xsd"]
# Written bare (RDF 1.1 Turtle §2.5.2, §2.5.3) is only what every reader gives back letter by
# letter: some make numbers of bare digits, so that "007" would come back as 7.
_BARE = {
    f"^^<{_XSD}boolean>": re.compile("true|false"),
    f"^^<{_XSD}integer>": re.compile("0|-?[1-9][0-9]*"),
    f"^^<{_XSD}decimal>": re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+"),
}


class Names:
    """Shortens terms written in N-Triples, and remembers which prefixes it used.

    >>> names = Names({"e": "http://e/"})
    >>> names.term("<http://e/a>"), names.term("<http://e/a.>"), names.term('"x"@en')
    ('e:a', '<http://e/a.>', '"x"@en')
    >>> names.used
    {'e'}
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.used: set[str] = set()
        self._prefixes = {
            namespace: prefix for prefix, namespace in reversed(list(prefixes.items()))
        }
        self._odd = sorted((ns for ns in self._prefixes if ns[-1:] not in "/#"), key=len)[::-1]
        self._names: dict[str, str] = {}

    def term(self, token: str) -> str:
        """Return a term, given as N-Triples writes it, as canonical Turtle writes it."""
        if token[-1] != ">":
            return token
        return self.name(token) if token[0] == "<" else self._typed(token)

    def name(self, token: str) -> str:
        """Return `<iri>` as a prefixed name where Turtle allows it, else as it is."""
        name = self._names.get(token)
        if name is None:
            name = self._names[token] = self._shorten(token)
        return name

    def _shorten(self, token: str) -> str:
        iri = token[1:-1]
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        if iri[:cut] not in self._prefixes:
            cut = next((len(ns) for ns in self._odd if iri.startswith(ns)), cut)
        prefix = self._prefixes.get(iri[:cut])
        if prefix is None or not _LOCAL.fullmatch(iri, cut):
            return token
        self.used.add(prefix)
        return f"{prefix}:{iri[cut:]}"

    def _typed(self, token: str) -> str:
        end = token.rindex('"') + 1
        bare = _BARE.get(token[end:])
        if bare is not None and bare.fullmatch(token, 1, end - 1):
            return token[1 : end - 1]
        return f"{token[:end]}^^{self.name(token[end + 2 :])}"


def object_order(token: str) -> tuple[int, str, str]:
    """Sort objects, given as N-Triples writes them: IRIs, blank nodes, then literals by language.

    >>> sorted(['"b"@en', '"c"@ar', "<http://e/a.b>", "<http://e/a>", '"d"'], key=object_order)
    ['<http://e/a>', '<http://e/a.b>', '"d"', '"c"@ar', '"b"@en']
    """
    if token[0] == "<":
        return 0, "", token[:-1]
    if token[0] == "_":
        return 1, "", token
    end = token.rindex('"')
    language = token[end + 2 :] if token[end + 1 : end + 2] == "@" else ""
    return 2, language, token[:end] + token[end + 1 :]
