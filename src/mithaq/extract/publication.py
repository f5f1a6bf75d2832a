"""The day of publication: from a dateline, a label, the page's data, or the caller."""

from __future__ import annotations

import calendar
import re
from datetime import date

from mithaq.extract.calendars import Published, iso
from mithaq.extract.chains import DateMention
from mithaq.extract.dates import DateFinder
from mithaq.extract.furniture import Line, split_lines
from mithaq.extract.mentions import Mentions
from mithaq.extract.morphology import NUMBER
from mithaq.extract.tokens import COMMA, SENTENCE, Tokens

_FIRST_LINES = 8
_DATELINE_WORDS = 9
_HEADER_WORDS = 14
_LABEL_WORDS = 6
_PLACE_WORDS = 2
_AFTER_LABEL = 4
_TELLING = ("kind", "topic", "stage")
_HAPPENING = "hold"
#: The agency in brackets after the day: "Rabat, 31 mai 2016 (MAP) –".
_AGENCY = re.compile(r"\s*\([^()\n]{1,24}\)(?P<after>\s*\S)")
_DASHES = "-–—ـ:|)"
_BULLETS = "•●▪■◦*"


def published_on(value: str, certainty: str) -> Published:
    """Return the publication for an ISO date of any precision.

    >>> published_on("2014-09", "certain").latest
    datetime.date(2014, 9, 30)
    """
    parts = [int(part) for part in value.split("-")]
    year, month, day = ([*parts, 0, 0])[:3]
    first = date(year, month or 1, day or 1)
    if day:
        return Published(first, first, certainty)
    last_month = month or 12
    last = date(year, last_month, calendar.monthrange(year, last_month)[1])
    return Published(first, last, certainty)


def find_publication(
    tokens: Tokens, mentions: Mentions, lines: list[Line]
) -> tuple[Published, DateMention | None]:
    """Read the day of publication from the article's own words.

    A dateline ("Rabat, le 1er mars 2016", alone or before a dash) or a labelled date is certain;
    "this year 2014" gives the year, inferred; otherwise it is unknown. The date's words come with
    it: a report's day is no act's.
    """
    if not lines:
        return Published(), None
    article = lines[:_FIRST_LINES]
    heads = split_lines(tokens)[:_FIRST_LINES]
    heads = sorted({*article, *(line for line in heads if line.first < article[-1].last)})
    dates = DateFinder(tokens, mentions, Published(), heads[-1].last).find()
    labels = mentions.group("published-label")
    for line in heads:
        for mention in dates:
            inside = line.first <= mention.first and mention.last <= line.last
            if not inside or mention.value is None or len(mention.value) < len("2024-09"):
                continue
            if (mention.first, mention.last) == (line.first, line.last):
                return published_on(mention.value, "certain"), mention
            if len(mention.value) < len("2024-09-01"):
                continue
            if _is_dateline(tokens, line, mention.first, mention.last):
                return published_on(mention.value, "certain"), mention
            if _closes_line(tokens, mentions, line, mention):
                return published_on(mention.value, "certain"), mention
            if _is_header(mentions, line) and _full(tokens, mention):
                return published_on(mention.value, "certain"), mention
            led = any(
                label.last - line.first <= _LABEL_WORDS and mention.first - 3 <= label.last
                for label in labels.inside(line.first, mention.first)
            )
            if led and _stands_alone(tokens, mentions, line, mention):
                return published_on(mention.value, "certain"), mention
    today = _dated_today(tokens, mentions, dates)
    if today is not None:
        return published_on(today, "certain"), None
    closing = _closing(tokens, mentions, lines[-1])
    if closing is not None:
        return closing
    return _this_year(tokens, mentions), None


def _dated_today(tokens: Tokens, mentions: Mentions, dates: list[DateMention]) -> str | None:
    """Return the day of "today, 16 April 2024", if the text's first lines say so."""
    starts = {d.first: d.value for d in dates if d.value and len(d.value) == len("2024-09-01")}
    weekdays = {m.first for m in mentions.role("weekday")}
    this = [m for m in mentions.group("this") if m.last in weekdays]
    for mention in (*mentions.group("today"), *this):
        at = mention.last
        if at in starts and tokens.seps[at] <= COMMA:
            return starts[at]
    return None


def _is_dateline(tokens: Tokens, line: Line, first: int, last: int) -> bool:
    if first - line.first > _DATELINE_WORDS - 4 or last - line.first > _DATELINE_WORDS:
        return False
    alone = last == line.last
    if not alone and any(c in tokens.text[line.start : tokens.starts[first]] for c in _BULLETS):
        return False
    rest = tokens.text[tokens.ends[last - 1] : line.end]
    after = "" if alone else tokens.text[tokens.ends[last - 1] : tokens.starts[last]]
    if (agency := _AGENCY.match(rest)) is not None:
        after = agency["after"]
    if first == line.first:
        return alone or any(c in _DASHES for c in after)
    before = tokens.text[line.start : tokens.starts[first]]
    short = first - line.first <= _PLACE_WORDS and any(c in _DASHES for c in after)
    if not short and not any(c in before for c in ",،-–—ـ/("):
        return False
    if alone:
        return True
    return any(c in _DASHES for c in after) or (after.startswith(".") and first - line.first <= 3)


def _stands_alone(tokens: Tokens, mentions: Mentions, line: Line, day: DateMention) -> bool:
    """Say whether a date and what leads it in are all of a line or sentence: no one acts there."""
    end = day.last
    while end < line.last and tokens.seps[end] < SENTENCE:
        if tokens.seps[end] >= COMMA and _dash_before(tokens, end):
            break
        end += 1
    if end - day.last > _AFTER_LABEL:
        return False
    told = (mentions.role(role).inside(line.first, day.first) for role in _TELLING)
    return not any(told) and not mentions.group("gazette").inside(line.first, day.first)


def _closes_line(tokens: Tokens, mentions: Mentions, line: Line, day: DateMention) -> bool:
    """Say whether a full date after a dash ends a line, as after a byline: "… N. E. – 17 mars"."""
    if day.last != line.last or day.first == line.first or not _dash_before(tokens, day.first):
        return False
    sentence = day.first
    while sentence > line.first and tokens.seps[sentence] < SENTENCE:
        sentence -= 1
    return not any(mentions.role(role).inside(sentence, day.first) for role in _TELLING)


def _dash_before(tokens: Tokens, word: int) -> bool:
    return any(c in _DASHES for c in tokens.text[tokens.ends[word - 1] : tokens.starts[word]])


def _closing(
    tokens: Tokens, mentions: Mentions, line: Line
) -> tuple[Published, DateMention] | None:
    """Read a day in brackets that ends the article."""
    if not tokens.text[: line.end].rstrip(" .\n").endswith(")"):
        return None
    dates = DateFinder(tokens, mentions, Published(), line.last).find()
    last = dates[-1] if dates else None
    if last is None or last.last != line.last or len(last.value or "") != len("2024-09-01"):
        return None
    opens = "(" in tokens.text[tokens.ends[last.first - 1] : tokens.starts[last.first]]
    return (published_on(last.value or "", "certain"), last) if opens else None


def _full(tokens: Tokens, mention: DateMention) -> bool:
    """Say whether a date has its own year, not that of a date before it."""
    words = range(mention.first, mention.last)
    return any(
        len(form) == len("2024") and form.isdigit() for w in words for form in tokens.forms[w]
    )


def _is_header(mentions: Mentions, line: Line) -> bool:
    """Say whether a short line that holds a date tells nothing else: no act, no instrument."""
    if line.last - line.first > _HEADER_WORDS:
        return False
    told = (mentions.role(role).inside(line.first, line.last) for role in _TELLING)
    happening = mentions.group(_HAPPENING).inside(line.first, line.last)
    return not any(told) and not happening


def _this_year(tokens: Tokens, mentions: Mentions) -> Published:
    """Read "September of this year 2014": not before that month, not after that year."""
    months = {m.last: m for m in mentions.role("month")}
    for mention in mentions.group("this-year"):
        at = mention.last
        if at >= len(tokens) or not tokens.marks[at] & NUMBER or tokens.seps[at] > COMMA:
            continue
        year = int(tokens.forms[at][0])
        if iso(year) is None or not 1900 <= year <= 2199:
            continue
        near = [m for last, m in months.items() if 0 <= mention.first - last <= 2]
        first = date(year, int(near[0].name) if near else 1, 1)
        return Published(first, date(year, 12, 31), "inferred")
    return Published()
