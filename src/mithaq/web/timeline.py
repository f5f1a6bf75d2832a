"""A line of time: where acts lie on it, in per cent of its length, doubt as a span."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from mithaq.dossier import Act
from mithaq.names import expand

_OCCURRED = expand("modality:occurred")

#: The sign of each modality; what only some source says and is set aside is drawn pale.
SIGNS = {
    _OCCURRED: "occurred",
    expand("modality:planned"): "planned",
    expand("modality:proposed"): "proposed",
    expand("modality:denied"): "denied",
}

#: Steps between the years written below the line.
STEPS = (1, 2, 5, 10, 20, 50)
MOST_YEARS = 8

#: A span shorter than this many per cent is drawn as a point.
POINT = 0.8


@dataclass(frozen=True, slots=True)
class Mark:
    """An act on the line: from ``x1`` to ``x2`` per cent, a point where both are the same.

    ``open`` tells that no first day is known. An act without any day has no marks: None.
    """

    act: Act
    sign: str
    x1: float | None
    x2: float | None
    open: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A year below the line, at its first day."""

    year: int
    x: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The line, its years, and its acts from top to bottom."""

    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]


def timeline(acts: Iterable[Act], *, rightwards: bool = True) -> Timeline | None:
    """Lay acts out in order of time; None where none of them has a day.

    Where writing runs from right to left, so does time.
    """
    found = tuple(acts)
    days = [day for act in found for day in _days(act) if day]
    if not days:
        return None
    begin, end = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)
    whole = (end - begin).days

    def place(day: date) -> float:
        x = round(2 + 96 * (day - begin).days / whole, 2)
        return x if rightwards else round(100 - x, 2)

    return Timeline(
        ticks=tuple(Tick(year, place(date(year, 1, 1))) for year in _years(begin, end)),
        marks=tuple(_mark(act, begin, place) for act in found),
    )


def _mark(act: Act, begin: date, place: Callable[[date], float]) -> Mark:
    sign = SIGNS.get(act.modality.iri, "proposed")
    first, last = _days(act)
    if first is None and last is None:
        return Mark(act, sign, None, None, open=False)
    x1, x2 = place(first or begin), place(last or first or begin)
    if abs(x2 - x1) < POINT:
        x1 = x2 = round((x1 + x2) / 2, 2)
    return Mark(act, sign, x1, x2, open=first is None)


def _days(act: Act) -> tuple[date | None, date | None]:
    """Return the first and the last day that an act may have; a lasting one spans its time.

    What was only planned, without a day, lies where the plan became known.
    """
    when = act.when
    first = _day(when.earliest) or _day(when.date)
    last = _day(when.ended) or _day(when.latest) or first
    if last is None and act.modality.iri != _OCCURRED:
        first = last = _day(act.statement.known_from)
    return first, last


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == 10 else None


def _years(begin: date, end: date) -> range:
    count = end.year - begin.year + 1
    step = next((s for s in STEPS if count / s <= MOST_YEARS), STEPS[-1])
    return range(-(-begin.year // step) * step, end.year + 1, step)
