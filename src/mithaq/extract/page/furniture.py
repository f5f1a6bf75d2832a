"""What stands around an article: menus, teasers, comment forms, share and source lines.

Lines are judged by their shape and by the words they open with; the words are in the lexicon
(`lexicon:furniture-…`). Nothing is cut from the text: furniture is only marked as not to be read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from mithaq.extract.words.mentions import Mentions
from mithaq.extract.words.morphology import NUMBER
from mithaq.extract.words.tokens import SENTENCE, Tokens

_BLANK_RUN = re.compile(r"[ \u00a0\t]{4,}")
_BARS = re.compile(r"\s[|»•·*]\s|\s{2,}")
_STEPS = re.compile(r"\s[|»•·*>›→/]\s|\s{2,}")
_SHORT_LINE = 100
_HEADLINE = 140
_ITEM, _ITEMS = 90, 3
_SECTION, _SECTIONS = 30, 4
_OPENING_WORDS = 3


class Line(NamedTuple):
    """One line of the text: offsets, and the numbers of its words."""

    start: int
    end: int
    first: int
    last: int


def split_lines(tokens: Tokens, most: int | None = None) -> list[Line]:
    """Return the lines that hold words, with their words; at most so many."""
    lines: list[Line] = []
    word = 0
    if not len(tokens):
        return lines
    start, text = tokens.starts[0], tokens.text
    start = text.rfind("\n", 0, start) + 1
    stop = tokens.ends[-1]
    while start <= stop and (most is None or len(lines) < most):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        first, word = word, bisect_left(tokens.starts, end, word)
        if word > first:
            lines.append(Line(start, end, first, word))
        start = end + 1
    return lines


def article_lines(tokens: Tokens, mentions: Mentions) -> list[Line]:
    """Return the lines of the article itself; a teaser inside a line shortens the line."""
    lines = split_lines(tokens)
    menus = [_is_menu(tokens.text[line.start : line.end]) for line in lines]
    weights = [0 if menu else _weight(line) for line, menu in zip(lines, menus, strict=True)]
    prose = sum(weights)
    openers = _openers(tokens, mentions, lines)
    kept: list[Line] = []
    seen, skipping = 0, False
    for number, line in enumerate(lines):
        kind = openers.get(number)
        if kind == "end" and line.end - line.start < _SHORT_LINE * 2:
            if 2 * seen >= prose:
                break
            skipping = True
            continue
        if menus[number]:
            continue
        if kind == "line" and line.end - line.start < _SHORT_LINE:
            continue
        if skipping and not weights[number]:
            continue
        skipping = False
        seen += weights[number]
        kept.append(_without_teaser(tokens, mentions, line))
    return [line for line in kept if line.last > line.first]


def _weight(line: Line) -> int:
    """Return the length of a paragraph of prose, 0 for a headline or a scrap."""
    length = line.end - line.start
    return 0 if length < _HEADLINE else length


def _openers(tokens: Tokens, mentions: Mentions, lines: list[Line]) -> dict[int, str]:
    """Return, per line, the kind of furniture phrase that opens it."""
    line_of = {}
    for number, line in enumerate(lines):
        for word in range(line.first, min(line.last, line.first + _OPENING_WORDS)):
            line_of[word] = number
    found: dict[int, str] = {}
    for kind in ("line", "end"):
        for mention in mentions.group(f"furniture-{kind}"):
            at = line_of.get(mention.first)
            if at is not None and _opens(tokens, mention.first, mention.last, lines[at]):
                found[at] = kind
    return found


def _opens(tokens: Tokens, first: int, last: int, line: Line) -> bool:
    """Say whether the phrase stands at the line's start, or fills a short line.

    A number may follow it: "on page 5: …".
    """
    if first != line.first:
        return False
    words = line.last - line.first
    if last < line.last and tokens.marks[last] & NUMBER:
        last += 1
    if last == line.last or words <= last - first + 8 or tokens.seps[last] > 0:
        return True
    return bool(tokens.text[tokens.ends[last - 1] : tokens.starts[last]].strip())


def _is_menu(text: str) -> bool:
    """Say whether a line is a run of sections or headlines: many items, parted by blanks or bars.

    >>> _is_menu("الرئيسية | سياسة | مجتمع | رياضة")
    True
    >>> _is_menu("Home  World  Politics  Sport  Today: Rabat and Doha to sign a police accord soon")
    True
    >>> _is_menu("وقع المغرب والهند مذكرة تفاهم.")
    False
    """
    if len(_BLANK_RUN.findall(text)) >= 2:
        return True
    if "." in text.rstrip("."):
        return False
    items = [len(item) for item in _BARS.split(text.strip()) if item.strip()]
    if len(items) >= _ITEMS and max(items) < _ITEM:
        return True
    steps = [len(step) for step in _STEPS.split(text.strip()) if step.strip()]
    sections = sum(length < _SECTION for length in steps)
    # The last of the sections show a headline.
    return sections >= _SECTIONS and len(steps) - sections <= sections // 2


def _without_teaser(tokens: Tokens, mentions: Mentions, line: Line) -> Line:
    """Cut a line at a teaser that follows the prose: "… Lire aussi : …"."""
    for mention in mentions.group("furniture-teaser"):
        inside = line.first < mention.first < line.last
        if inside and tokens.seps[mention.first] > 0 and mention.last < line.last:
            after = tokens.text[tokens.ends[mention.last - 1] : tokens.starts[mention.last]]
            if ":" in after or tokens.seps[mention.first] >= SENTENCE:
                return line._replace(last=mention.first, end=tokens.ends[mention.first - 1])
    return line
