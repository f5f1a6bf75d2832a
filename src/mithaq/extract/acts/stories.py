"""Dates that tell their year, plans for a day that is over, and the future of a story."""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context
from mithaq.extract.dates.chains import DateMention, has_year
from mithaq.extract.words.morphology import ARABIC, FUTURE

_YEAR, _BEFORE, _AFTER = 4, 4, 12


def is_since(context: Context, date: DateMention) -> bool:
    """Say whether a date tells since when: what is in force has no day of its own."""
    return date.since or context.words.any(max(0, date.first - 2), date.first, "since")


def is_over(context: Context, date: DateMention) -> bool:
    """Say whether a date with its year lies before the publication: no plan is for then."""
    published, value = context.published.earliest, date.value
    if published is None or value is None:
        return False
    if context.words.any(date.first, date.last, "last-week", "last-month", "yesterday"):
        return True
    return has_year(context.tokens, date) and value < published.isoformat()[: len(value)]


def come_about(context: Context, act: Act, first: int, last: int) -> bool:
    """Say whether a future is a story's: "signed in 2001, it will be ratified in 2006"."""
    c, low = context, max(first, act.first - _BEFORE)
    ahead = any(c.tokens.marks[w] & FUTURE for w in range(low, act.last))
    ahead = ahead or c.words.any(low, act.last, "future")
    if not ahead or c.tokens.marks[act.first] & ARABIC or c.words.any(low, act.first, "was-to"):
        return False
    dates = c.dates.inside(act.first, min(last, act.last + _AFTER))
    if not dates or not dates[0].value or not has_year(c.tokens, dates[0]):
        return False
    if c.published.earliest is not None:
        return is_over(c, dates[0])
    told = [d.value for d in c.dates if d.value and has_year(c.tokens, d)]
    return dates[0].value[:_YEAR] < max(told)[:_YEAR]
