"""A day told only in the sentence after its act: "The ceremony took place on 5 March"."""

from __future__ import annotations

from mithaq.extract.context import Context
from mithaq.extract.drafts import Draft
from mithaq.extract.modality import OCCURRED
from mithaq.extract.parties import Segment

_OPENING, _SOON = 4, 1


def backdate(context: Context, part: Segment, told: list[tuple[str, Draft]], distance: int) -> None:
    """Give the only date of a part that tells no act of its own to the act told just before.

    `told` are the acts recorded, in order; `distance` is how many sentences ago the last one was.
    """
    words = context.words
    if not told or distance > _SOON or context.instruments.inside(part.first, part.last):
        return
    if not words.any(part.first, min(part.last, part.first + _OPENING), "so-dated"):
        return
    dates = [d for d in context.dates.inside(part.first, part.last) if d.value and not d.ahead]
    if len(dates) != 1:
        return
    stage, draft = told[-1]
    for number in range(len(draft.events) - 1, -1, -1):
        event = draft.events[number]
        if event.stage != stage or event.modality != OCCURRED:
            continue
        if event.date is None and event.date_words is None:
            day = dates[0]
            draft.events[number] = event._replace(date=day.value, date_words=(day.first, day.last))
        return
