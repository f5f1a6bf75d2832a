"""Order of literals, as the operators `<` and `<=` of SPARQL 1.1 (17.3) see it.

Pairs whose order is plain from their text are compared here; all others are left to
pyoxigraph. Terms that cannot be compared are in no order, so both tests say no.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import Literal, Store

from mithaq.validate.terms import XSD_INTEGER, XSD_NS, XSD_STRING, Term

Order: TypeAlias = Callable[[Term, Term], bool]

_PLAIN = {
    XSD_NS + "date": r"\d{4}-\d\d-\d\d",
    XSD_NS + "gYearMonth": r"\d{4}-\d\d",
    XSD_NS + "gYear": r"\d{4}",
}


def less(a: Term, b: Term) -> bool:
    """Whether a < b.

    >>> less(Literal(9), Literal(10)), less(Literal("9"), Literal("10"))
    (True, False)
    """
    return isinstance(a, Literal) and isinstance(b, Literal) and _compare(a, b) == -1


def less_or_equal(a: Term, b: Term) -> bool:
    """Whether a <= b."""
    return isinstance(a, Literal) and isinstance(b, Literal) and _compare(a, b) in (-1, 0)


@lru_cache(maxsize=65536)
def _compare(a: Literal, b: Literal) -> int | None:
    """-1, 0 or 1 for less, equal or greater; None where the two are in no order."""
    if a.datatype == b.datatype:
        plain = ".*" if a.datatype == XSD_STRING else _PLAIN.get(a.datatype.value, "(?!)")
        if _has_form(plain, a.value, b.value):
            return _sign(a.value < b.value, a.value == b.value)
        if a.datatype == XSD_INTEGER and _has_form(r"[+-]?\d+", a.value, b.value):
            return _sign(int(a.value) < int(b.value), int(a.value) == int(b.value))
    if _asks(f"{a} < {b}"):
        return -1
    if _asks(f"{a} <= {b}"):
        return 0
    return 1 if _asks(f"{a} > {b}") else None


def _sign(is_less: bool, is_equal: bool) -> int:
    return -1 if is_less else 0 if is_equal else 1


def _has_form(pattern: str, *texts: str) -> bool:
    return all(re.fullmatch(pattern, text, re.DOTALL) for text in texts)


_empty = Store()


def _asks(expression: str) -> bool:
    return bool(_empty.query(f"ASK {{ FILTER({expression}) }}"))
