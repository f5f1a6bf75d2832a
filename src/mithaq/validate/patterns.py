"""Regular expressions of sh:pattern (SHACL 4.4.3), read as REGEX of SPARQL reads them.

What Python's `re` and the store's engine understand alike is matched by `re`, which is much
faster for one value; the rest goes to the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from pyoxigraph import Literal, Store

WHITE = r"\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""The characters of `\\s`: Unicode White_Space, as the store's engine has it."""

_SAME = set("nrtdD\\|.-^?*+{}()[]$/\"'#&~ ")
_TOKEN = re.compile(r"\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\.|\[\^?\]?|.", re.DOTALL)


@lru_cache(maxsize=1024)
def matcher(pattern: str, flags: str) -> Callable[[str], bool]:
    """A test whether a text holds a match. Flags are those of XPath: i, s, m, x, q.

    >>> matcher("^[a-z]+$", "i")("Rabat"), matcher("^[a-z]+$", "")("rabat\\n")
    (True, False)
    >>> matcher(r"^\\p{Arabic}+$", "")("المغرب")
    True
    """
    expression = translated(pattern, flags)
    if expression is None:
        return _engine_matcher(pattern, flags)
    search = re.compile(expression, _python_flags(flags)).search
    return lambda text: search(text) is not None


def is_valid(pattern: str, flags: str) -> bool:
    """Whether the expression can be used at all."""
    return translated(pattern, flags) is not None or _ask("", pattern, flags) is not None


def translated(pattern: str, flags: str) -> str | None:
    """The expression for Python's `re`, or nothing where the two are known to differ.

    >>> translated("a$", ""), translated("[a-z-[aeiou]]", "")
    ('a\\\\Z', None)
    """
    if set(flags) - set("ismq") or ("q" in flags and set(flags) - set("qi")):
        return None
    expression = re.escape(pattern) if "q" in flags else _translate(pattern, "m" in flags)
    try:
        if expression is not None:
            re.compile(expression)
    except re.error:
        return None
    return expression


def _translate(pattern: str, multiline: bool) -> str | None:
    parts: list[str] = []
    in_class = False
    for token in _TOKEN.findall(pattern):
        if token.startswith("\\") and len(token) == 2:
            escaped = _escape(token[1], in_class)
            if escaped is None:
                return None
            parts.append(escaped)
        elif token.startswith("["):
            if in_class:
                return None
            in_class = True
            parts.append(token)
        elif token == "]" and in_class:
            in_class = False
            parts.append(token)
        elif token in "&~|" and in_class:
            parts.append("\\" + token)
        elif token == "$" and not in_class and not multiline:
            parts.append(r"\Z")
        else:
            parts.append(token)
    return "".join(parts)


def _escape(letter: str, in_class: bool) -> str | None:
    if letter == "s":
        return WHITE if in_class else f"[{WHITE}]"
    if letter == "S" and not in_class:
        return f"[^{WHITE}]"
    if letter in _SAME or (letter.isdigit() and letter != "0" and not in_class):
        return "\\" + letter
    return None


def _python_flags(flags: str) -> int:
    known = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE}
    return sum(known.get(each, 0) for each in set(flags))


def _engine_matcher(pattern: str, flags: str) -> Callable[[str], bool]:
    @lru_cache(maxsize=65536)
    def matches(text: str) -> bool:
        return _ask(text, pattern, flags) is True

    return matches


_empty = Store()


def _ask(text: str, pattern: str, flags: str) -> bool | None:
    """REGEX(text, pattern, flags) by the store's engine; None where it gives an error."""
    arguments = ", ".join(str(Literal(each)) for each in (text, pattern, flags))
    for wanted in ("", "!"):
        if _empty.query(f"ASK {{ FILTER({wanted}REGEX({arguments})) }}"):
            return not wanted
    return None
