"""Days and durations in words of the reader's language."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from mithaq.dossier.values import When
from mithaq.messages import say
from mithaq.model import PartialDate

#: Spaces that may not end a line in French: before a question mark and the like, within guillemets.
_BOUND = re.compile(r" (?=[?!:;»])|(?<=«) ")

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


def typeset(text: str, lang: str) -> str:
    """Return a text whose signs stay with their words at the end of a line.

    >>> typeset("Signé ou annoncé ?", "fr")
    'Signé ou annoncé\\xa0?'
    """
    return _BOUND.sub("\u00a0", text) if lang == "fr" else text


def day_text(text: str, lang: str) -> str:
    """Return a day, month or year in words; other texts as they are.

    >>> day_text("2014-09-18", "fr"), day_text("2014-09", "en"), day_text("2014", "ar")
    ('18 septembre 2014', 'September 2014', '2014')
    """
    parts = text.split("-")
    if not 2 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
        return text
    month = say(f"web-days.month-{parts[1]}", lang)
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    number = int(parts[2])
    day = say("web-days.first", lang) if number == 1 else str(number)
    return f"{day} {month} {parts[0]}"


def day_html(text: str, lang: str) -> Markup:
    """Return a day in words with the day for programs beside it."""
    if not text:
        return Markup("")
    return Markup('<time datetime="{}">{}</time>').format(text, day_text(text, lang))


def when_html(when: When, lang: str) -> Markup:
    """Return when something was, doubt said as doubt.

    >>> str(when_html(When("2014-09", earliest="2014-09-11", latest="2014-09-18"), "en"))
    'between <time datetime="2014-09-11">11 September 2014</time> and <time ...</time>'
    """

    def told(key: str, **days: str) -> Markup:
        values = {name: day_html(day, lang) for name, day in days.items()}
        return Markup(
            escape(say(f"dossier.{key}", lang, **{n: f"{{{n}}}" for n in values}))
        ).format(**values)

    if when.began and when.ended:
        return told("lasted", first=when.began, last=when.ended)
    if when.began:
        return told("from", first=when.began)
    if when.date and not is_narrower(when):
        return day_html(when.date, lang)
    if when.earliest and when.latest:
        return told("between", first=when.earliest, last=when.latest)
    if when.latest:
        return told("by", last=when.latest)
    if when.earliest:
        return told("from", first=when.earliest)
    return told("no_day")


def is_narrower(when: When) -> bool:
    """Tell whether the bounds of a day say more than the day itself."""
    date = PartialDate.parse(when.date)
    days = (date.earliest().isoformat(), date.latest().isoformat())
    return (when.earliest or days[0], when.latest or days[1]) != days


def duration_text(text: str, lang: str) -> str:
    """Return a duration of whole years, months and days in words (XML Schema 1.1 §3.3.6).

    >>> duration_text("P5Y", "en"), duration_text("P1Y6M", "fr"), duration_text("PT5M", "en")
    ('5 years', '1 an, 6 mois', 'PT5M')
    """
    found = _DURATION.fullmatch(text)
    if not found or not any(found.groups()):
        return text
    named = zip(("years", "months", "days"), found.groups(), strict=True)
    parts = [say(f"web-days.{name}", lang, count=int(n)) for name, n in named if n]
    return say("dossier.comma", lang).join(parts)
