"""Well-formed literals: the lexical spaces of the XSD datatypes that SPARQL and SHACL know.

sh:datatype asks for more than the datatype's name: `"2014-13"^^xsd:gYearMonth` is ill-typed and
does not conform (SHACL 4.1.2). Lexical spaces follow XSD 1.1 part 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from mithaq.validate.terms import XSD_NS, Term

Lexical: TypeAlias = Callable[[str], bool]

_ZONE = r"(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_YEAR = r"-?([1-9]\d{3,}|0\d{3})"
_MONTH = r"(0[1-9]|1[0-2])"
_DAY = r"(0[1-9]|[12]\d|3[01])"
_LONG_MONTH = rf"(0[13578]|1[02])-{_DAY}"
_SHORT_MONTH = r"(0[469]|11)-(0[1-9]|[12]\d|30)"
_FEBRUARY = r"02-(0[1-9]|[12]\d)"
_TIME = r"(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?)"
_FLOAT = r"[+-]?(\d+(\.\d*)?|\.\d+)([Ee][+-]?\d+)?|[+-]?INF|NaN"
_DAY_TIME = r"(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"

_PATTERNS = {
    "boolean": r"true|false|1|0",
    "integer": r"[+-]?\d+",
    "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "float": _FLOAT,
    "double": _FLOAT,
    "time": _TIME + _ZONE,
    "gYear": _YEAR + _ZONE,
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
    "gMonthDay": f"--({_LONG_MONTH}|{_SHORT_MONTH}|{_FEBRUARY}){_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
    "duration": r"-?P(?=[\dT])(\d+Y)?(\d+M)?" + _DAY_TIME,
    "yearMonthDuration": r"-?P(?=\d)(\d+Y)?(\d+M)?",
    "dayTimeDuration": r"-?P(?=[\dT])" + _DAY_TIME,
    "hexBinary": r"([0-9A-Fa-f]{2})*",
    "base64Binary": r"(([A-Za-z0-9+/] ?){4})*(([A-Za-z0-9+/] ?){2}([A-Za-z0-9+/] ?=|= ?=))?",
    "language": r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*",
    "normalizedString": r"[^\t\n\r]*",
    "token": r"([^\s]+( [^\s]+)*)?",
}

_DATE = f"({_YEAR})-{_MONTH}-{_DAY}{_ZONE}"
_DATE_TIME = f"(?P<date>{_YEAR}-{_MONTH}-{_DAY})T{_TIME}{_ZONE}"

_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "byte": (-(2**7), 2**7 - 1),
    "short": (-(2**15), 2**15 - 1),
    "int": (-(2**31), 2**31 - 1),
    "long": (-(2**63), 2**63 - 1),
    "unsignedByte": (0, 2**8 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
}


def is_date(text: str) -> bool:
    """Whether the text is a day of the calendar, as xsd:date writes it.

    >>> is_date("2024-02-29"), is_date("2023-02-29"), is_date("2014-13-01")
    (True, False, False)
    """
    match = re.fullmatch(_DATE, text)
    if match is None:
        return False
    year, month, day = int(match[1]), int(match[3]), int(match[4])
    return day <= _last_day(year, month)


def _last_day(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _is_date_time(text: str) -> bool:
    match = re.fullmatch(_DATE_TIME, text)
    return match is not None and is_date(match["date"])


def _is_date_time_stamp(text: str) -> bool:
    return _is_date_time(text) and re.search(r"(Z|[+-]\d\d:\d\d)$", text) is not None


def _in_bounds(least: int | None, most: int | None) -> Lexical:
    def test(text: str) -> bool:
        if re.fullmatch(r"[+-]?\d+", text) is None:
            return False
        value = int(text)
        return (least is None or value >= least) and (most is None or value <= most)

    return test


def lexical_test(name: str) -> Lexical | None:
    """The test of a lexical form, by the local name of the XSD datatype; None for datatypes
    without one."""
    if name in _PATTERNS:
        full = re.compile(_PATTERNS[name]).fullmatch
        return lambda text: full(text) is not None
    if name in _BOUNDS:
        return _in_bounds(*_BOUNDS[name])
    calendar = {
        "date": is_date,
        "dateTime": _is_date_time,
        "dateTimeStamp": _is_date_time_stamp,
    }
    return calendar.get(name)


COLLAPSED = {**dict.fromkeys(_BOUNDS, "integer"), "dateTimeStamp": "dateTime"}
"""Datatypes that a pyoxigraph store gives back as a wider one."""


@lru_cache(maxsize=256)
def literal_test(datatype: NamedNode) -> Callable[[Term], bool]:
    """A test whether a term is a well-formed literal of the datatype.

    A store gives `"5"^^xsd:byte` back as `"5"^^xsd:integer`, so a literal of the wider type
    passes for the narrower where its value fits.

    >>> test = literal_test(NamedNode(XSD_NS + "byte"))
    >>> integer = NamedNode(XSD_NS + "integer")
    >>> test(Literal("5", datatype=integer)), test(Literal("300", datatype=integer))
    (True, False)
    """
    name = datatype.value.removeprefix(XSD_NS) if datatype.value.startswith(XSD_NS) else ""
    well_formed = lexical_test(name)
    wider = NamedNode(XSD_NS + COLLAPSED[name]) if name in COLLAPSED else datatype
    if well_formed is None:
        return lambda term: isinstance(term, Literal) and term.datatype == datatype

    def test(term: Term) -> bool:
        return (
            isinstance(term, Literal)
            and term.datatype in (datatype, wider)
            and well_formed(term.value)
        )

    return test
