"""String constraints (SHACL 4.4): lengths, patterns and languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import Literal, NamedNode

from mithaq.validate.constraints.base import Check, Evaluation, Found, each_failing
from mithaq.validate.patterns import matcher
from mithaq.validate.terms import Term, component


@dataclass(frozen=True, slots=True)
class MinLength:
    """SHACL 4.4.1: the text of a value has at least so many code points."""

    component: ClassVar[NamedNode] = component("MinLength")
    length: int

    def check(self, _: Evaluation, /) -> Check:
        least = self.length
        return each_failing(
            lambda value: isinstance(value, (Literal, NamedNode)) and len(value.value) >= least
        )


@dataclass(frozen=True, slots=True)
class MaxLength:
    """SHACL 4.4.2: the text of a value has at most so many code points."""

    component: ClassVar[NamedNode] = component("MaxLength")
    length: int

    def check(self, _: Evaluation, /) -> Check:
        most = self.length
        return each_failing(
            lambda value: isinstance(value, (Literal, NamedNode)) and len(value.value) <= most
        )


@dataclass(frozen=True, slots=True)
class Pattern:
    """SHACL 4.4.3: the text of a value holds a match of the regular expression, as REGEX of
    SPARQL understands it; blank nodes never do."""

    component: ClassVar[NamedNode] = component("Pattern")
    pattern: str
    flags: str

    def check(self, _: Evaluation, /) -> Check:
        matches = matcher(self.pattern, self.flags)
        return each_failing(
            lambda value: isinstance(value, (Literal, NamedNode)) and matches(value.value)
        )


@dataclass(frozen=True, slots=True)
class LanguageIn:
    """SHACL 4.4.4: the language tag of a value fits one of the ranges (basic filtering of
    RFC 4647, as langMatches of SPARQL does it)."""

    component: ClassVar[NamedNode] = component("LanguageIn")
    ranges: tuple[str, ...]

    def check(self, _: Evaluation, /) -> Check:
        ranges = tuple(each.lower() for each in self.ranges)

        def fits(value: Term) -> bool:
            tag = value.language if isinstance(value, Literal) else None
            return tag is not None and any(in_range(tag.lower(), each) for each in ranges)

        return each_failing(fits)


def in_range(tag: str, language_range: str) -> bool:
    """Whether a language tag fits a range, both in lower case.

    >>> in_range("ar-ma", "ar"), in_range("ara", "ar"), in_range("ar", "*")
    (True, False, True)
    """
    return tag == language_range or tag.startswith(language_range + "-") or language_range == "*"


@dataclass(frozen=True, slots=True)
class UniqueLang:
    """SHACL 4.4.5: no two values share a language tag."""

    component: ClassVar[NamedNode] = component("UniqueLang")

    def check(self, _: Evaluation, /) -> Check:
        def check(_: Term, values: Sequence[Term]) -> Sequence[Found]:
            if len(values) < 2:
                return ()
            seen: set[str] = set()
            repeated: set[str] = set()
            for value in values:
                tag = value.language if isinstance(value, Literal) else None
                if tag:
                    (repeated if tag.lower() in seen else seen).add(tag.lower())
            return (None,) * len(repeated)

        return check
