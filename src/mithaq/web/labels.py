"""Where names stand on a map, so that each can be read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mithaq.web.chart import WIDTH
from mithaq.web.land import Point

#: How far from its place a name may stand, in units of the drawing, and in how many directions.
DISTANCES, DIRECTIONS = (9, 18, 30, 46, 66, 90, 120, 160), 16

#: What counts against a position: another name or place below it, a line below it, and going out
#: of the drawing.
COVERS, CROSSES, LEAVES = 1000.0, 9.0, 5000.0

#: Space between two names, and around a place.
APART, ROUND = 4.0, 8.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the drawing: its middle, width and height."""

    x: float
    y: float
    width: float
    height: float

    def gap(self, point: Point) -> float:
        """Return how far a point lies outside, 0 within."""
        return math.hypot(
            max(abs(point[0] - self.x) - self.width / 2, 0),
            max(abs(point[1] - self.y) - self.height / 2, 0),
        )

    def touches(self, other: Box) -> bool:
        """Tell whether two rectangles overlap or nearly do."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + APART
            and abs(self.y - other.y) < (self.height + other.height) / 2 + APART
        )

    def nearest(self, point: Point) -> Point:
        """Return the point of the rectangle that is nearest to another one."""
        x = min(max(point[0], self.x - self.width / 2), self.x + self.width / 2)
        y = min(max(point[1], self.y - self.height / 2), self.y + self.height / 2)
        return round(x, 1), round(y, 1)


def arranged(
    places: Sequence[Point],
    sizes: Sequence[tuple[float, float]],
    lines: Sequence[Point],
    height: float,
) -> tuple[Box, ...]:
    """Return where the name of each place stands, given how large it is.

    Names are set one after the other, those of crowded places first, each at the position with
    least against it. ``lines`` are points that are better left free.
    """
    boxes: dict[int, Box] = {}
    for number in sorted(range(len(places)), key=lambda n: _room(n, places)):
        boxes[number] = min(
            _positions(places[number], *sizes[number]),
            key=lambda box: _against(box, number, places, boxes, lines, height),
        )
    return tuple(boxes[number] for number in range(len(places)))


def _room(number: int, places: Sequence[Point]) -> float:
    """Return how far a place is from the two nearest others."""
    others = sorted(math.dist(places[number], p) for n, p in enumerate(places) if n != number)
    return sum(others[:2])


def _positions(place: Point, width: float, height: float) -> Iterator[Box]:
    for distance in DISTANCES:
        for turn in range(DIRECTIONS):
            angle = 2 * math.pi * turn / DIRECTIONS
            across, down = math.cos(angle), math.sin(angle)
            x = place[0] + across * (distance + width / 2)
            y = place[1] + down * (distance + height / 2)
            yield Box(round(x, 1), round(y, 1), width, height)


def _against(
    box: Box,
    number: int,
    places: Sequence[Point],
    boxes: dict[int, Box],
    lines: Sequence[Point],
    height: float,
) -> float:
    covered = sum(box.touches(other) for other in boxes.values())
    covered += sum(box.gap(place) < ROUND for place in places)
    wide, high = box.width / 2 + APART, box.height / 2 + APART
    crossed = sum(abs(x - box.x) < wide and abs(y - box.y) < high for x, y in lines)
    out = (
        abs(box.x - WIDTH / 2) + box.width / 2 > WIDTH / 2
        or abs(box.y - height / 2) + box.height / 2 > height / 2
    )
    return box.gap(places[number]) + COVERS * covered + CROSSES * crossed + LEAVES * out
