"""All that is known of one text before its sentences are understood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from mithaq.extract.dates.calendars import Published
from mithaq.extract.dates.chains import DateMention
from mithaq.extract.dates.finder import DateFinder
from mithaq.extract.instruments import Instrument, Words, find_instruments
from mithaq.extract.modality import ModalityReader
from mithaq.extract.page.furniture import Line, article_lines
from mithaq.extract.page.publication import find_publication
from mithaq.extract.parties import StateRef, state_refs
from mithaq.extract.words.lexicon import Lexicon
from mithaq.extract.words.match import find_mentions
from mithaq.extract.words.mentions import Mention, Mentions
from mithaq.extract.words.ordered import Ordered
from mithaq.extract.words.tokens import Tokenizer, Tokens

_QUESTIONS = 2
_DAY = len("2024-09-01")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article, by word numbers; `line` counts the article's lines from 0."""

    first: int
    last: int
    line: int


@dataclass(frozen=True)
class Context:
    """The words of one text and everything found in them word by word."""

    tokens: Tokens
    lexicon: Lexicon
    mentions: Mentions
    words: Words
    lines: list[Line]
    sentences: list[Sentence]
    published: Published
    dates: Ordered[DateMention]
    refs: Ordered[StateRef]
    instruments: Ordered[Instrument]
    modality: ModalityReader

    @cached_property
    def home(self) -> bool:
        """Whether the article itself names the home state."""
        return any(r.home for r in self.article_refs)

    @cached_property
    def published_day(self) -> str:
        """The day of publication as YYYY-MM-DD where it is known as exactly, else nothing."""
        day = self.published.iso or ""
        return day if len(day) == _DAY else ""

    def names_home(self, first: int, last: int) -> bool:
        """Say whether words name the home state itself, not only a place in it."""
        return any(r.home and not r.place for r in self.refs.inside(first, last))

    def names_both(self, first: int, last: int) -> bool:
        """Say whether words name the home state and another one, be it by a place."""
        sides = {r.home for r in self.refs.inside(first, last)}
        return len(sides) == len((True, False))

    def line_of(self, word: int) -> Line | None:
        """Return the article's line that a word stands in, if it stands in one."""
        at = bisect_right(self._line_starts, word) - 1
        line = self.lines[at] if at >= 0 else None
        return line if line is not None and word < line.last else None

    def lines_until(self, word: int) -> list[Line]:
        """Return the article's lines that begin at a word or before it."""
        return self.lines[: bisect_right(self._line_starts, word)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.first for line in self.lines]

    @cached_property
    def interview(self) -> bool:
        """Whether several lines are questions, which the lines after them answer."""
        text = self.tokens.text
        ends = [text[line.start : line.end].rstrip()[-1:] for line in self.lines]
        return sum(end in ("?", "؟") for end in ends) >= _QUESTIONS

    @cached_property
    def article_refs(self) -> list[StateRef]:
        """The states named in the article itself."""
        spans = [(line.first, line.last) for line in self.lines]
        return [r for first, last in spans for r in self.refs.inside(first, last)]

    def coarse(self, mention: Mention) -> str:
        """Return the code of the annotation guidelines for a topic, measure or stage."""
        return self.lexicon.coarse.get(f"{mention.role}:{mention.name}", "")


def build_context(
    text: str, lexicon: Lexicon, tokenizer: Tokenizer, published: Published | None
) -> Context:
    """Find words, phrases, furniture, dates, states and instruments of a text."""
    tokens = tokenizer(text)
    mentions = find_mentions(tokens, lexicon)
    lines = article_lines(tokens, mentions)
    words = Words(mentions)
    found, dateline = find_publication(tokens, mentions, lines)
    known = published or found
    return Context(
        tokens=tokens,
        lexicon=lexicon,
        mentions=mentions,
        words=words,
        lines=lines,
        sentences=_sentences(tokens, lines),
        published=known,
        dates=Ordered(
            d
            for d in DateFinder(tokens, mentions, known).find()
            if dateline is None or d.first != dateline.first
        ),
        refs=Ordered(
            state_refs(
                tokens,
                mentions,
                lexicon.codes.get("home", frozenset()),
                lexicon.codes.get("scope", frozenset()),
            )
        ),
        instruments=Ordered(find_instruments(tokens, mentions, words, lexicon)),
        modality=ModalityReader(tokens, words),
    )


def _sentences(tokens: Tokens, lines: list[Line]) -> list[Sentence]:
    found: list[Sentence] = []
    for number, line in enumerate(lines):
        starts = tokens.sentences
        inside = starts[bisect_right(starts, line.first) : bisect_left(starts, line.last)]
        bounds = [line.first, *inside, line.last]
        found += [Sentence(first, last, number) for first, last in pairwise(bounds)]
    return found
