"""All pages of the explorer: which address leads to which, and all addresses there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mithaq.questions import questions_folder
from mithaq.web.address import SCHEMES, members
from mithaq.web.asked import Maker
from mithaq.web.lens import Lens
from mithaq.web.pages.about import about
from mithaq.web.pages.agreement import agreement
from mithaq.web.pages.agreements import agreements
from mithaq.web.pages.gaps import gaps
from mithaq.web.pages.home import home
from mithaq.web.pages.indexes import actors, partners, subjects
from mithaq.web.pages.map import map_page
from mithaq.web.pages.matrix import KINDS, matrix
from mithaq.web.pages.questions import question, questions
from mithaq.web.pages.reference import reference
from mithaq.web.pages.search import search
from mithaq.web.pages.sources import source, sources
from mithaq.web.pages.things import concept, partner

Locals = Callable[[Lens], Iterator[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of page: its address, with the parts that vary in braces, and what makes it.

    ``all`` yields the parts of every page of the kind.
    """

    address: str
    make: Maker
    all: Locals

    def parts(self, path: str) -> Mapping[str, str] | None:
        """Return the parts that vary if an address is of this kind."""
        found = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.address), path)
        return found.groupdict() if found else None

    def paths(self, lens: Lens) -> Iterator[str]:
        """Yield the addresses of all pages of this kind."""
        return (self.address.format_map(parts) for parts in self.all(lens))


def _one(lens: Lens) -> Iterator[Mapping[str, str]]:
    del lens
    yield {}


def _every(family: str) -> Locals:
    return lambda lens: ({"local": local} for local in members(lens, family))


def _questions(lens: Lens) -> Iterator[Mapping[str, str]]:
    files = sorted(questions_folder(lens.kb.home).glob("*.rq"))
    return ({"local": path.stem} for path in files)


def _schemes(lens: Lens) -> Iterator[Mapping[str, str]]:
    del lens
    return ({"scheme": scheme} for scheme in KINDS)


def _concepts(lens: Lens) -> Iterator[Mapping[str, str]]:
    for family in ("institution", "official", *SCHEMES):
        for local in members(lens, family):
            yield {"family": family, "local": local}


#: In the order in which addresses are tried.
FAMILIES = (
    Family("/index", home, _one),
    Family("/agreements", agreements, _one),
    Family("/agreement/{local}", agreement, _every("agreement")),
    Family("/partners", partners, _one),
    Family("/partner/{local}", partner, _every("partner")),
    Family("/map", map_page, _one),
    Family("/subjects", subjects, _one),
    Family("/actors", actors, _one),
    Family("/sources", sources, _one),
    Family("/source/{local}", source, _every("source")),
    Family("/compare/{scheme}", matrix, _schemes),
    Family("/gaps", gaps, _one),
    Family("/questions", questions, _one),
    Family("/question/{local}", question, _questions),
    Family("/search", search, _one),
    Family("/ontology", reference, _one),
    Family("/about", about, _one),
    Family("/{family}/{local}", concept, _concepts),
)


def family_of(path: str) -> tuple[Family, Mapping[str, str]] | None:
    """Return the kind of page at an address, with the parts that vary."""
    for family in FAMILIES:
        parts = family.parts(path)
        if parts is not None:
            return family, parts
    return None
