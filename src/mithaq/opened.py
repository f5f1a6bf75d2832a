"""The stores of a knowledge base, each built or opened when it is first asked for."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from mithaq.home import Home
from mithaq.store import create, in_memory, open_read_only
from mithaq.view import Viewpoint, derive, read_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mithaq.build import Build
    from mithaq.search import Index
    from mithaq.stats import Stats
    from mithaq.validate import PreparedShapes
    from mithaq.wordfile import WordFile


class Opened:
    """Ontology, facts and easy view, seen from one viewpoint.

    Nothing is read before it is needed. With a cache folder, the stores are built once on disk and
    opened in milliseconds; without one, they are built in memory.
    """

    def __init__(self, home: Home, viewpoint: Viewpoint, cache: Path | None) -> None:
        self.home = home
        self.viewpoint = viewpoint
        self.cache = cache

    @cached_property
    def build(self) -> Build | None:
        """The build on disk, or None without a cache folder."""
        if self.cache is None:
            return None
        from mithaq.build import ensure_build

        return ensure_build(self.home, self.cache)

    @cached_property
    def facts(self) -> ox.Store:
        """Ontology and facts, nothing derived: what shapes are checked on.

        Raises SyntaxFault when a file is not Turtle.
        """
        if self.build is not None:
            return open_read_only(self.build.facts)
        return in_memory(self.home.data_files())

    @cached_property
    def view(self) -> ox.Store:
        """Ontology, facts and easy view in one graph: what queries read.

        Raises SyntaxFault when a file is not Turtle, NotFound when there is no such resolver.
        """
        if self.view_place is not None:
            return open_read_only(self.view_place)
        store = create()
        store.bulk_extend(self.facts)
        derive(store, read_rules(self.home.rules, self.viewpoint.resolver), self.viewpoint)
        return store

    @cached_property
    def view_place(self) -> Path | None:
        """The folder of the built easy view, or None without a cache folder."""
        return None if self.build is None else self.view_folder(self.build)

    def view_folder(self, build: Build) -> Path:
        """Return the folder of the built easy view from this viewpoint, building it if need be."""
        if self.viewpoint.is_default:
            return build.view
        from mithaq.build import ensure_view

        return ensure_view(build, self.home, self.viewpoint)

    @cached_property
    def finder(self) -> Index | WordFile:
        """The search index of this view; a file beside the built view where there is one."""
        if self.view_place is None:
            from mithaq.search import Index

            return Index.of(self.view)
        from mithaq.build import ensure_words
        from mithaq.wordfile import WordFile

        return WordFile(ensure_words(self.view_place))

    def thing(
        self, text: str, kinds: Iterable[str] = ("cooperation",), lang: str = "en"
    ) -> ox.NamedNode:
        """Return the one thing of some kinds that a text names, found as ``lookup`` finds it.

        Raises Ambiguous, which lists the candidates in a language, or NotFound with near names.
        """
        from mithaq.lookup import lookup

        return lookup(self.view, text, kinds, lang, lambda: self.finder)

    @cached_property
    def stats(self) -> Stats:
        """How much is known; kept beside the built view where there is one."""
        from mithaq.stats import Stats

        if self.view_place is None:
            return Stats.of(self.view)
        return Stats.beside(self.view_place, self.view)

    @cached_property
    def shapes(self) -> PreparedShapes:
        """The shapes, compiled; read from the build where there is one."""
        from mithaq.validate import PreparedShapes, ShapesError, prepare

        kept = None if self.build is None else self.build.prepared
        if kept is not None and kept.is_file():
            # What another version of the program kept is made again.
            with suppress(ShapesError):
                return PreparedShapes.from_bytes(kept.read_bytes())
        paths = self.home.shape_files()
        prepared = prepare(quad for path in paths for quad in ox.parse(path=str(path)))
        if kept is not None:
            from mithaq.files import replace_whole

            replace_whole(kept, prepared.to_bytes())
        return prepared

    def reopened(self) -> Self:
        """Return the same knowledge base as its files are now."""
        return type(self)(self.home, self.viewpoint, self.cache)
