"""Terms shown by their names in the reader's language."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from mithaq.cli.answers import Shown, short
from mithaq.cli.rows import Cell
from mithaq.words import name_of


def labelled(store: ox.Store, lang: str) -> Shown:
    """Return a way of showing terms that puts names in place of IRIs."""

    @cache
    def name(node: ox.NamedNode) -> str:
        return name_of(store, node).say(lang)

    def show(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Cell:
        return name(term) if isinstance(term, ox.NamedNode) else short(term)

    return show
