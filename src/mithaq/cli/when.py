"""Days in words: as fine as they are known, doubt said as doubt."""

from __future__ import annotations

from mithaq.dossier.values import When
from mithaq.messages import say
from mithaq.model import PartialDate


def when_text(when: When, lang: str) -> str:
    """Return when something was, in the reader's language.

    >>> when_text(When("2014-09", earliest="2014-09-11", latest="2014-09-18"), "en")
    'between 2014-09-11 and 2014-09-18'
    >>> when_text(When(latest="2014-03-11"), "en")
    '2014-03-11 or before'
    """
    if when.began:
        return _lasting(when, lang)
    if when.date and not _narrower(when):
        return when.date
    if when.earliest and when.latest:
        return say("dossier.between", lang, first=when.earliest, last=when.latest)
    if when.latest:
        return say("dossier.by", lang, last=when.latest)
    if when.earliest:
        return say("dossier.from", lang, first=when.earliest)
    return say("dossier.no_day", lang)


def _lasting(when: When, lang: str) -> str:
    if when.ended:
        return say("dossier.lasted", lang, first=when.began, last=when.ended)
    return say("dossier.from", lang, first=when.began)


def _narrower(when: When) -> bool:
    """Tell whether bounds say more than the date itself."""
    date = PartialDate.parse(when.date)
    days = (date.earliest().isoformat(), date.latest().isoformat())
    return (when.earliest or days[0], when.latest or days[1]) != days
