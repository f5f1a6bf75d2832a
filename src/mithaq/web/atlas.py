"""The drawing of the map: land, capitals, lines from Rabat, and names with their counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mithaq.names import expand
from mithaq.web.address import HOME
from mithaq.web.chart import Arc, Chart
from mithaq.web.labels import Box, arranged
from mithaq.web.land import Point
from mithaq.web.lens import Lens
from mithaq.web.results import direction
from mithaq.web.standing import GROUPS, Partnership, Place, place
from mithaq.words import Name

#: Sizes in units of the drawing: a letter of a name, a figure, a sign with the space after it, the
#: space between two counts, and the height of a name with the counts below it or without them.
LETTER, FIGURE, SIGN, SPACE = 8.4, 8.0, 13.0, 7.0
HIGH, LOW = 38.0, 20.0

#: The thickest line, and from what distance on a name is tied to its place.
THICKEST, TIED = 6.0, 16.0


@dataclass(frozen=True, slots=True)
class Count:
    """How many cooperations stand in a group, and where its sign and its number are drawn."""

    group: str
    count: int
    sign: float
    number: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A state on the map.

    ``tie`` is where the line from its place to its name ends, None where the name stands beside
    it. ``furthest`` is the first group that holds something. The home state has no arc.
    """

    state: Name
    at: Point
    box: Box
    tie: Point | None
    counts: tuple[Count, ...] = ()
    arc: str = ""
    width: float = 0.0
    furthest: str = ""


@dataclass(frozen=True, slots=True)
class Atlas:
    """The whole drawing."""

    height: int
    land: str
    home: Mark
    marks: tuple[Mark, ...]


def atlas(lens: Lens, found: Sequence[Partnership], lang: str) -> Atlas | None:
    """Draw the partners whose place is known; None where that of Morocco is not, or no other."""
    home = place(lens, expand(HOME))
    placed = [(one, _point(one.place)) for one in found if one.place]
    if home is None or not placed:
        return None
    chart = Chart.around([_point(home), *(point for _, point in placed)])
    start, ends = chart.at(_point(home)), [chart.at(point) for _, point in placed]
    arcs = [Arc.between(start, end) for end in ends]
    name = lens.name(expand(HOME))
    sizes = [_size(name.say(lang), ()), *(_size(o.partner.say(lang), o.counts) for o, _ in placed)]
    lines = [point for arc in arcs for point in arc.points()]
    boxes = arranged([start, *ends], sizes, lines, chart.height)
    most = max(sum(one.counts) for one, _ in placed)
    marks = (
        _mark(one, end, box, arc, most, direction(lang))
        for (one, _), end, box, arc in zip(placed, ends, boxes[1:], arcs, strict=True)
    )
    return Atlas(
        chart.height,
        chart.land(),
        Mark(name, start, boxes[0], _tie(boxes[0], start)),
        tuple(marks),
    )


def _point(where: Place) -> Point:
    return where.longitude, where.latitude


def _mark(one: Partnership, end: Point, box: Box, arc: Arc, most: int, written: str) -> Mark:
    total = sum(one.counts)
    return Mark(
        state=one.partner,
        at=end,
        box=box,
        tie=_tie(box, end),
        counts=tuple(_counts(one.counts, box, written)),
        arc=arc.path,
        width=round(1 + (THICKEST - 1) * total / most, 1),
        furthest=next(g for g, count in zip(GROUPS, one.counts, strict=True) if count),
    )


def _tie(box: Box, place: Point) -> Point | None:
    return box.nearest(place) if box.gap(place) > TIED else None


def _size(name: str, counts: Sequence[int]) -> tuple[float, float]:
    """Return the width and height that a name takes with its counts, rather more than less."""
    return max(len(name) * LETTER, _width(counts)) + 8, HIGH if any(counts) else LOW


def _width(counts: Sequence[int]) -> float:
    """Return the width of the counts that are not nought, one beside the other."""
    shown = [SIGN + FIGURE * len(str(count)) for count in counts if count]
    return sum(shown) + SPACE * (len(shown) - 1)


def _counts(counts: Sequence[int], box: Box, written: str) -> Iterator[Count]:
    """Set the counts of a partner below its name, in the direction in which the page is read."""
    forward = -1 if written == "rtl" else 1
    begin = -_width(counts) / 2
    for group, count in zip(GROUPS, counts, strict=True):
        if count:
            places = (box.x + forward * (begin + shift) for shift in (5, SIGN))
            yield Count(group, count, *(round(x, 1) for x in places))
            begin += SIGN + FIGURE * len(str(count)) + SPACE
