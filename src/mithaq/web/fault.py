"""What a reader sees when something is not there or cannot be used: one page, one shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from http import HTTPStatus

from mithaq.messages import say
from mithaq.web.address import HOMES, members, thing
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.families import family_of
from mithaq.web.pages.search import results
from mithaq.words import Name

#: How many near names are proposed.
NEAR = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, in the members of RFC 9457, and names near the one that is not there."""

    type: str
    title: str
    status: int
    detail: str
    near: tuple[Name, ...]


def fault_page(asked: Asked, status: int, detail: str) -> Page:
    """Make the page that says what went wrong."""
    near = tuple(_near(asked)) if status == HTTPStatus.NOT_FOUND else ()
    key = "not_found" if status == HTTPStatus.NOT_FOUND else "fault"
    title = say(f"web.{key}", asked.lang)
    it = Fault("about:blank", title, status, detail, near)
    return Page("fault.html", title, it, (), lambda: Rows((), ()))


def _near(asked: Asked) -> Iterator[Name]:
    """Yield things whose names are near the last part of an address."""
    found = family_of(asked.path)
    local = asked.path.rpartition("/")[2]
    iris: list[str] = []
    if found and "local" in found[1]:
        family = found[1].get("family", found[0].address.split("/")[1])
        known = members(asked.lens, family)
        iris += [
            thing(family, near).value for near in get_close_matches(local, known, NEAR, cutoff=0.5)
        ]
    if not iris:
        for family in ("agreement", *HOMES.values()):
            near = get_close_matches(local, members(asked.lens, family), 2, cutoff=0.75)
            iris += [thing(family, n).value for n in near]
    if not iris:
        words = local.replace("-", " ").replace(".", " ")
        iris += [hit.name.iri for hit in results(asked.lens, words).found]
    yield from (asked.lens.name(iri) for iri in iris[:NEAR])
