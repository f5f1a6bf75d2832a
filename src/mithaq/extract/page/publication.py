"""The day of publication: from a dateline, a label, the page's data, or the caller."""

from __future__ import annotations

import calendar
import re
from datetime import date

from mithaq.extract.dates.calendars import Published, iso
from mithaq.extract.dates.chains import DateMention
from mithaq.extract.dates.finder import DateFinder
from mithaq.extract.page.datelines import Headings
from mithaq.extract.page.furniture import Line, split_lines
from mithaq.extract.words.mentions import Mentions
from mithaq.extract.words.morphology import NUMBER
from mithaq.extract.words.tokens import COMMA, SENTENCE, Tokens

_FIRST_LINES = 8
_PARAGRAPH, _FIRST_PROSE = 250, 2
_LAST_WORDS = 5
_PLACE = 30
_ONCE_MORE = 2
_DAY = len("2024-09-01")
_YEAR = re.compile(r"\d{4}")


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
    the last day of the week that a survey is of, or "this year 2014", is inferred; otherwise it is
    unknown. The date's words come with it: a report's day is no act's.
    """
    if not lines:
        return Published(), None
    heads = _heads(tokens, lines)
    dates = DateFinder(tokens, mentions, Published(), heads[-1].last).find_told()
    found = _told(Headings(tokens, mentions, heads, dates), heads, dates)
    if found:
        old = mentions.group("archive-word").inside(heads[0].first, heads[-1].last)
        chosen = min(_as_last_said(found), key=lambda d: d.value or "") if old else found[0]
        return published_on(chosen.value or "", "certain"), chosen
    today = _dated_today(tokens, mentions, dates)
    if today is not None:
        return published_on(today, "certain"), None
    closing = _closing(tokens, mentions, lines)
    if closing is not None:
        return published_on(closing.value or "", "certain"), closing
    week = _week_told(Headings(tokens, mentions, heads, dates), heads, dates)
    if week is not None and week.until is not None:
        return published_on(week.until, "inferred"), week
    return _this_year(tokens, mentions), None


def _as_last_said(days: list[DateMention]) -> list[DateMention]:
    """Return days without those said once more in another calendar just after."""
    starts = {day.first for day in days}
    return [d for d in days if not starts & set(range(d.last, d.last + _ONCE_MORE))]


def _heads(tokens: Tokens, lines: list[Line]) -> list[Line]:
    """Return the lines before and around the article's first paragraphs, a page's among them."""
    article = lines[:_FIRST_LINES]
    prose = [number for number, x in enumerate(article) if x.end - x.start > _PARAGRAPH]
    article = article[: prose[_FIRST_PROSE - 1] + 1] if len(prose) >= _FIRST_PROSE else article
    heads = split_lines(tokens, _FIRST_LINES)
    return sorted({*article, *(line for line in heads if line.first < article[-1].last)})


def _told(headings: Headings, heads: list[Line], dates: list[DateMention]) -> list[DateMention]:
    """Return the dates that stand as a report's day; months only where no day does."""
    days, months = [], []
    for line in heads:
        for mention in dates:
            if mention.value is None or not line.first <= mention.first < line.last:
                continue
            if len(mention.value) == _DAY and headings.tells_day(line, mention):
                days.append(mention)
            elif len(mention.value) < _DAY and headings.tells_month(line, mention):
                months.append(mention)
    return days or months


def _week_told(
    headings: Headings, heads: list[Line], dates: list[DateMention]
) -> DateMention | None:
    """Return the days a survey is of: "The week in brief (11 to 17 November 2019)"."""
    for line in heads:
        for mention in dates:
            inside = line.first <= mention.first < line.last
            if inside and mention.until and headings.tells_nothing_else(line):
                return mention
    return None


def _dated_today(tokens: Tokens, mentions: Mentions, dates: list[DateMention]) -> str | None:
    """Return the day of "today, 16 April 2024", if the text's first lines say so."""
    starts = {d.first: d.value for d in dates if d.value and len(d.value) == _DAY}
    weekdays = {m.first for m in mentions.role("weekday")}
    this = [m for m in mentions.group("this") if m.last in weekdays]
    ends = {m.first: m.last for m in (*mentions.role("weekday"), *mentions.group("corresponding"))}
    for mention in (*mentions.group("today"), *this):
        at = mention.last
        while at in ends and at not in starts:
            at = ends[at]
        if at in starts and tokens.seps[at] <= COMMA:
            return starts[at]
    return None


def _closing(tokens: Tokens, mentions: Mentions, lines: list[Line]) -> DateMention | None:
    """Read the day that ends the article: in brackets, or a dateline of its own."""
    line = lines[-1]
    drawn_up = _drawn_up(tokens, mentions, line)
    if drawn_up is not None:
        return drawn_up
    if not _YEAR.search(tokens.text, max(line.start, line.end - 40), line.end):
        return None
    dates = DateFinder(tokens, mentions, Published(), line.last).find_told()
    last = dates[-1] if dates else None
    if last is None or last.last != line.last or len(last.value or "") != _DAY:
        return None
    if last.first == line.first or tokens.seps[last.first] == SENTENCE:
        return last
    ends = _last_sentence(tokens, line, last.first)
    alone = ends.first > line.first or len(lines) > 1
    short = last.first - ends.first <= _LAST_WORDS
    if alone and short and Headings(tokens, mentions, [ends], [last]).tells_day(ends, last):
        return last
    before = tokens.text[
        max(line.start, tokens.starts[last.first] - _PLACE) : tokens.starts[last.first]
    ]
    return last if "(" in before and ")" not in before else None


def _drawn_up(tokens: Tokens, mentions: Mentions, line: Line) -> DateMention | None:
    """Read the day by which the last line says when the text was drawn up or put online."""
    labels = mentions.group("published-label").inside(line.first, line.last)
    if not labels or not _YEAR.search(tokens.text, line.start, line.end):
        return None
    dates = DateFinder(tokens, mentions, Published(), line.last).find_told()
    days = [d for d in dates if d.first >= line.first and len(d.value or "") == _DAY]
    headings = Headings(tokens, mentions, [line], days)
    lead = {m.last for m in labels if m.last - m.first > 1}
    return next((d for d in days if d.first in lead and headings.is_labelled(line, d)), None)


def _last_sentence(tokens: Tokens, line: Line, at: int) -> Line:
    """Return the sentence of word `at`, to the end of its line."""
    first = at
    while first > line.first and tokens.seps[first] < SENTENCE:
        first -= 1
    return line._replace(start=tokens.starts[first], first=first)


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
        if not any(mentions.group(g).inside(mention.first, at) for g in ("this", "current")):
            continue
        near = [m for last, m in months.items() if 0 <= mention.first - last <= 2]
        first = date(year, int(near[0].name) if near else 1, 1)
        return Published(first, date(year, 12, 31), "inferred")
    return Published()
