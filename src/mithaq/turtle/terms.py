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
_LOCAL = re.compile(rf"[{_START}][{_INNER}.]*+(?<!\.)")

_XSD = USUAL_PREFIXES["xsd"]
# Written bare (RDF 1.1 Turtle §2.5.2, §2.5.3) is only what every reader gives back letter by
# letter: some make numbers of bare digits, so that "007" would come back as 7.
_BARE = {
    f"^^<{_XSD}boolean>": re.compile("true|false"),
    f"^^<{_XSD}integer>": re.compile("0|-?[1-9][0-9]*"),
    f"^^<{_XSD}decimal>": re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+"),
}


#: How many terms are remembered; beyond it memory would grow with the data.
REMEMBERED = 200_000


class Names(dict[str, str]):
    """From terms as N-Triples writes them to terms as canonical Turtle does, filled when asked.

    Only IRIs and literals with a datatype differ, so only these are worth asking for.

    >>> names = Names({"e": "http://e/"})
    >>> names["<http://e/a>"], names["<http://e/a.>"], names['"2014"^^<http://e/year>']
    ('e:a', '<http://e/a.>', '"2014"^^e:year')
    >>> names.used
    {'e'}
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self.used: set[str] = set()
        self._prefixes: dict[str, str] = {}
        for prefix, namespace in prefixes.items():
            self._prefixes.setdefault("<" + namespace, prefix)
        odd = (start for start in self._prefixes if start[-1] not in "/#")
        self._odd = sorted(odd, key=len, reverse=True)

    def __missing__(self, token: str) -> str:
        if len(self) > REMEMBERED:
            self.clear()
        written = self._shorten(token) if token[0] == "<" else self._typed(token)
        self[token] = written
        return written

    def _shorten(self, token: str) -> str:
        cut = token.rfind("/") + 1
        cut = token.find("#", cut) + 1 or cut
        prefix = self._prefixes.get(token[:cut])
        if prefix is None:
            cut = next((len(start) for start in self._odd if token.startswith(start)), 0)
            prefix = self._prefixes.get(token[:cut])
        if prefix is None or not _LOCAL.fullmatch(token, cut, len(token) - 1):
            return token
        self.used.add(prefix)
        return f"{prefix}:{token[cut:-1]}"

    def _typed(self, token: str) -> str:
        end = token.rindex('"') + 1
        bare = _BARE.get(token[end:])
        if bare is not None and bare.fullmatch(token, 1, end - 1):
            return token[1 : end - 1]
        return f"{token[:end]}^^{self[token[end + 2 :]]}"


def object_order(token: str) -> tuple[str, str]:
    """Sort objects, as N-Triples writes them: IRIs, blank nodes, literals by language, then typed.

    >>> sorted(['"b"@en', '"c"@ar', "<http://e/a.b>", "<http://e/a>", '"d"'], key=object_order)
    ['<http://e/a>', '<http://e/a.b>', '"d"', '"c"@ar', '"b"@en']
    """
    if token[0] == '"':
        text, _, suffix = token.rpartition('"')
        return "~" + suffix, text
    return token[0], token.rstrip(">")
