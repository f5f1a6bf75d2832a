"""A headline calls a text by a general word and is told again below: one cooperation, not two."""

from __future__ import annotations

from mithaq.extract.context import Context
from mithaq.extract.discourse.drafts import Draft, Event
from mithaq.extract.page.furniture import Line

_HEADS = 4
_LONGEST = 160
_FULL_STOPS = ".!?؟…"


def fold_headlines(drafts: list[Draft], context: Context) -> list[Draft]:
    """Return the drafts without those of a headline that the article below tells again.

    What the headline alone names as a topic or measure goes to the record below.
    """
    heads = [line for line in context.lines[:_HEADS] if is_headline(line, context.tokens.text)]
    end = max((line.last for line in heads), default=0)
    kept: list[Draft] = []
    for number, draft in enumerate(drafts):
        again = None
        named = bool(draft.kinds) or draft.sort == "unspecified"
        if named and all(_within(e, heads) for e in draft.events):
            again = _told_again(draft, drafts[number + 1 :], end)
        if again is None:
            kept.append(draft)
        else:
            _take_over(again, draft)
    return kept


def is_headline(line: Line, text: str) -> bool:
    """Say whether a line is short and ends like a title, without a full stop."""
    written = text[line.start : line.end].strip()
    return len(written) <= _LONGEST and not written.endswith(tuple(_FULL_STOPS))


def _within(event: Event, heads: list[Line]) -> bool:
    return any(line.first <= event.first < line.last for line in heads)


def _told_again(draft: Draft, later: list[Draft], end: int) -> Draft | None:
    """Return the first later record of the partner at whose stages the headline's acts stand."""
    stages = {e.stage for e in draft.events}
    if not stages:
        return None
    for other in later:
        told = {e.stage for e in other.events if e.first >= end}
        if other.partner == draft.partner and other.kinds and stages <= told:
            return other
    return None


def _take_over(draft: Draft, headline: Draft) -> None:
    draft.secure = draft.secure or headline.secure
    for topic in headline.topics:
        draft.add_item(draft.topics, topic)
    for measure in headline.measures:
        draft.add_item(draft.measures, measure)
