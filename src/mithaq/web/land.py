"""The outlines of the land, from the file that is carried for them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from mithaq.web.look import STATIC

#: A point in decimal degrees: east, north.
Point = tuple[float, float]

_FILE = STATIC / "vendor" / "world-atlas-2.0.2" / "land-110m.json"


@cache
def outlines() -> tuple[tuple[Point, ...], ...]:
    """Return the closed lines around all land and around its lakes.

    The file is TopoJSON 1.0: lines shared by outlines stand once, as steps on a grid (§2.1.2 for
    the grid, §2.1.4 for indexes, of which a negative one turns a line round).
    """
    read = json.loads(_FILE.read_text("utf-8"))
    lines = [tuple(_placed(line, read["transform"])) for line in read["arcs"]]
    shapes = [s for g in read["objects"]["land"]["geometries"] for s in _polygons(g)]
    rings = (_joined(ring, lines) for polygon in shapes for ring in polygon)
    return tuple(map(_unbroken, rings))


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    arcs: Any = geometry["arcs"]
    return [arcs] if geometry["type"] == "Polygon" else list(arcs)


def _placed(steps: list[list[int]], grid: dict[str, list[float]]) -> Iterator[Point]:
    """Yield the points of a line that is given as steps from each point to the next."""
    (wide, high), (west, south) = grid["scale"], grid["translate"]
    for x, y in accumulate(steps, lambda at, step: [at[0] + step[0], at[1] + step[1]]):
        yield x * wide + west, y * high + south


def _joined(ring: list[int], lines: list[tuple[Point, ...]]) -> tuple[Point, ...]:
    """Return lines one after the other; each begins where the one before it ended."""
    found: list[Point] = []
    for index in ring:
        line = lines[index] if index >= 0 else lines[~index][::-1]
        found += line[1:] if found else line
    return tuple(found)


def _unbroken(ring: Sequence[Point]) -> tuple[Point, ...]:
    """Return an outline that goes on beyond 180 degrees rather than jump to -180; the greater part
    of it lies within.
    """
    easts = [ring[0][0]]
    for (before, _), (east, _) in pairwise(ring):
        easts.append(easts[-1] + (east - before + 180) % 360 - 180)
    away = 360 * round(sum(easts) / len(easts) / 360)
    return tuple((east - away, north) for east, (_, north) in zip(easts, ring, strict=True))
