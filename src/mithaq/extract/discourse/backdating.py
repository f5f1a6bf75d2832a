"""Days that rest on other acts: told only in the sentence after, or "signed the same day"."""

from __future__ import annotations

from mithaq.extract.context import Context
from mithaq.extract.discourse.drafts import Draft
from mithaq.extract.discourse.occasions import Dated
from mithaq.extract.modality import OCCURRED
from mithaq.extract.parties import Segment

_OPENING, _SOON = 4, 1
_FEW, _NEAR = 3, 50


def backdate(context: Context, part: Segment, told: list[tuple[str, Draft]], distance: int) -> None:
    """Give the only date of a part that tells no act to the main act of the sentence before.

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
    found = [
        (event.first, draft, number)
        for stage, draft in told[-_FEW:]
        for number, event in enumerate(draft.events)
        if event.stage == stage and event.modality == OCCURRED and event.first < part.first
    ]
    near = [one for one in found if part.first - one[0] <= _NEAR]
    if not near:
        return
    _, draft, number = min(near, key=lambda one: one[0])
    event = draft.events[number]
    if event.date is None and event.date_words is None:
        day = dates[0]
        draft.events[number] = event._replace(date=day.value, date_words=(day.first, day.last))


def as_signed_before(
    context: Context,
    told: list[tuple[str, Draft]],
    value: str | None,
    words: tuple[int, int] | None,
) -> Dated:
    """Return the day of the signing told before, where a text is "signed the same day"."""
    if words is None or not context.words.any(*words, "same-day"):
        return value, words
    signed = [
        e.date
        for stage, draft in reversed(told)
        for e in draft.events
        if stage == e.stage == "signature" and e.modality == OCCURRED and e.date
    ]
    return (signed[0] if signed else value), words
