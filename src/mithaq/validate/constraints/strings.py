"""String constraints (SHACL 4.4): lengths, patterns and languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from mithaq.validate.constraints.base import Check, Evaluation, Found, each_failing
from mithaq.validate.patterns import matcher
from mithaq.validate.terms import Term, core_component


class MinLength(NamedTuple):
    """SHACL 4.4.1: the text of a value has at least so many code points."""

    length: int

    @property
    def component(self) -> NamedNode:
        return core_component("MinLength")

    def check(self, _: Evaluation, /) -> Check:
        least = self.length
        return each_failing(
            lambda value: isinstance(value, (Literal, NamedNode)) and len(value.value) >= least
        )


class MaxLength(NamedTuple):
    """SHACL 4.4.2: the text of a value has at most so many code points."""

    length: int

    @property
    def component(self) -> NamedNode:
        return core_component("MaxLength")

    def check(self, _: Evaluation, /) -> Check:
        most = self.length
        return each_failing(
            lambda value: isinstance(value, (Literal, NamedNode)) and len(value.value) <= most
        )


class Pattern(NamedTuple):
    """SHACL 4.4.3: the text of a value holds a match of the regular expression, as REGEX of
    SPARQL understands it; blank nodes never do."""

    pattern: str
    flags: str

    @property
    def component(self) -> NamedNode:
        return core_component("Pattern")

    def check(self, _: Evaluation, /) -> Check:
        matches = matcher(self.pattern, self.flags)
        return each_failing(
            lambda value: isinstance(value, (Literal, NamedNode)) and matches(value.value)
        )


class LanguageIn(NamedTuple):
    """SHACL 4.4.4: the language tag of a value fits one of the ranges (basic filtering of
    RFC 4647, as langMatches of SPARQL does it)."""

    ranges: tuple[str, ...]

    @property
    def component(self) -> NamedNode:
        return core_component("LanguageIn")

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


class UniqueLang(NamedTuple):
    """SHACL 4.4.5: no two values share a language tag."""

    @property
    def component(self) -> NamedNode:
        return core_component("UniqueLang")

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
