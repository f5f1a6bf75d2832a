"""A map as a drawing: from degrees to units of the drawing, and what is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mithaq.web.land import Point, outlines

#: The width of the drawing, in its own units; at full size each is a pixel.
WIDTH = 1000

#: How far the map reaches beyond the outermost capitals, in degrees: east or west, north or south.
MARGIN = (9.0, 7.0)

#: The least that a map shows from west to east, in degrees, and its least height for its width.
LEAST, LOWEST = 60.0, 0.42

#: The parallel along which distances are true: near Rabat, and near most capitals.
TRUE = math.cos(math.radians(35))

#: Islands and lakes with less than this in width and height together are left out.
SMALLEST = 5.0

#: Points nearer than this to the one before are left out.
FINEST = 1.2

#: How far a line between two places bends, against its length.
BEND = 0.16


@dataclass(frozen=True, slots=True)
class Chart:
    """An equirectangular map: the degrees at its upper left corner, units for each degree of
    latitude, and its height.
    """

    west: float
    north: float
    scale: float
    height: int

    @classmethod
    def around(cls, places: Iterable[Point]) -> Chart:
        """Return the map that shows some places, with room for their names."""
        found = tuple(places)
        west, east = _reach([x for x, _ in found], MARGIN[0], LEAST)
        south, north = _reach([y for _, y in found], MARGIN[1], (east - west) * TRUE * LOWEST)
        scale = WIDTH / ((east - west) * TRUE)
        return cls(west, north, scale, round((north - south) * scale))

    def at(self, place: Point) -> Point:
        """Return where a place is drawn.

        >>> Chart(0.0, 90.0, 2.0, 180).at((0.0, 45.0))
        (0.0, 90.0)
        """
        east, north = place
        return round((east - self.west) * TRUE * self.scale, 1), round(
            (self.north - north) * self.scale, 1
        )

    def land(self) -> str:
        """Return the outlines of the land as the data of an SVG path."""
        return "".join(_path(line) for ring in outlines() if (line := self._line(ring)))

    def _line(self, ring: Sequence[Point]) -> list[Point]:
        """Return an outline as it is drawn; nothing where it would not be seen.

        What lies outside is moved to just beyond the edge, so that it takes no room.
        """
        kept: list[Point] = []
        for x, y in map(self.at, ring):
            point = min(max(x, -9.0), WIDTH + 9.0), min(max(y, -9.0), self.height + 9.0)
            if not kept or math.dist(point, kept[-1]) >= FINEST:
                kept.append(point)
        wide, high = (max(side) - min(side) for side in zip(*kept, strict=True))
        return kept if min(wide, high) > 0 and wide + high >= SMALLEST else []


@dataclass(frozen=True, slots=True)
class Arc:
    """A bent line between two points of the drawing: one end, what it bends towards, the other."""

    start: Point
    bend: Point
    end: Point

    @classmethod
    def between(cls, start: Point, end: Point) -> Arc:
        """Return the line from one point to another, bent upwards."""
        (x1, y1), (x2, y2) = start, end
        side = 1 if x2 >= x1 else -1
        x = (x1 + x2) / 2 + side * (y2 - y1) * BEND
        y = (y1 + y2) / 2 - side * (x2 - x1) * BEND
        return cls(start, (round(x, 1), round(y, 1)), end)

    @property
    def path(self) -> str:
        """The line as the data of an SVG path."""
        (x1, y1), (x2, y2), (x3, y3) = self.start, self.bend, self.end
        return f"M{x1:g} {y1:g}Q{x2:g} {y2:g} {x3:g} {y3:g}"

    def points(self, count: int = 24) -> tuple[Point, ...]:
        """Return points along the line, its ends left out."""
        shares = (number / count for number in range(1, count))
        return tuple(self._at(share) for share in shares)

    def _at(self, share: float) -> Point:
        weights = (1 - share) ** 2, 2 * share * (1 - share), share**2
        ends = self.start, self.bend, self.end
        x, y = (sum(w * p[i] for w, p in zip(weights, ends, strict=True)) for i in (0, 1))
        return x, y


def _reach(degrees: Sequence[float], margin: float, least: float) -> tuple[float, float]:
    low, high = min(degrees) - margin, max(degrees) + margin
    lacking = max(least - (high - low), 0) / 2
    return low - lacking, high + lacking


def _path(line: Sequence[Point]) -> str:
    """Return a closed line as the data of an SVG path, in whole units and as steps.

    >>> _path([(0.0, 0.0), (4.2, 0.4), (4.0, 3.0)])
    'M0 0l4 0 0 3z'
    """
    whole = [(round(x), round(y)) for x, y in line]
    steps = (f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(whole))
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}z"
