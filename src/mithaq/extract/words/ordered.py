"""Things found in a text, in order, asked for by a range of words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Anything that begins at a word."""

    @property
    def first(self) -> int:
        """The number of its first word."""


P = TypeVar("P", bound=Placed)
_first = attrgetter("first")


class Ordered(Generic[P]):
    """A sorted sequence that finds what begins in a range without looking at the rest."""

    __slots__ = ("_firsts", "_items")

    def __init__(self, items: Iterable[P]) -> None:
        self._items = sorted(items, key=_first)
        self._firsts = list(map(_first, self._items))

    def __bool__(self) -> bool:
        return bool(self._items)

    def __iter__(self) -> Iterator[P]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def inside(self, first: int, last: int) -> list[P]:
        """Return what begins at word `first` or later and before word `last`."""
        firsts = self._firsts
        if not firsts:
            return []
        return self._items[bisect_left(firsts, first) : bisect_left(firsts, last)]
