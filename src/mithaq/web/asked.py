"""What a reader asks for, and the page that answers: plain values, free of HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from mithaq.web.lens import Lens

#: The languages of the pages, in the order of the switch.
LANGUAGES = ("en", "fr", "ar")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a page: through which lens, in which language, for what.

    ``path`` is the address without language and suffix; ``part`` holds the parts of it that vary,
    ``query`` the parameters after the question mark. ``static`` is set where pages are written to
    files, which have no parameters; ``curated`` where facts can be changed in the browser, so that
    the menu leads there.
    """

    lens: Lens
    lang: str
    path: str
    part: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    static: bool = False
    curated: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A page as a table: keys of the columns, and rows of as many texts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its template, title, what the template shows, and its twins for programs.

    ``it`` is a dataclass, written as JSON field by field; ``subjects`` are the nodes described in
    Turtle; ``rows`` the table in CSV. ``extra`` is for the template only.
    """

    template: str
    title: str
    it: object
    subjects: tuple[ox.NamedNode, ...]
    rows: Callable[[], Rows]
    extra: Mapping[str, object] = field(default_factory=dict)


#: Makes one kind of page; raises NotFound where there is no such thing.
Maker = Callable[[Asked], Page]
