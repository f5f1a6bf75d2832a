"""Choosing the words to quote: the shortest telling run, at most twelve words, to the letter."""

from __future__ import annotations

from mithaq.extract.context import Context
from mithaq.extract.values import Quote
from mithaq.extract.words.tokens import COMMA, JOINED, STRONG
from mithaq.model import Span

LONGEST = 12
_ENOUGH = 5
#: No twelve words of a language read here are longer, with what parts them.
_WINDOW = 600


class Quoter:
    """Makes quotations from word numbers of one text."""

    def __init__(self, context: Context) -> None:
        self._tokens = context.tokens
        self._ends = {s.last for s in context.sentences}

    def quote(
        self, first: int, last: int, rule: str, also: tuple[tuple[int, int], ...] = ()
    ) -> Quote:
        """Quote the words from `first` to before `last`, grown to say something by themselves.

        `also` are further places the statement rests on; those outside become `spans`.
        """
        limit = self._limit(self._tokens.starts[first])
        last = self._cut(first, last, limit)
        last = self._grown(first, last, max((e for _, e in also if e > last), default=0), limit)
        start, end = self._tokens.starts[first], self._tokens.ends[last - 1]
        places = [Span(start, end)]
        for low, high in also:
            span = Span(self._tokens.starts[low], self._tokens.ends[high - 1])
            if not (start <= span.start and span.end <= end):
                places.append(span)
        spans = tuple(sorted(places)) if len(places) > 1 else ()
        return Quote(start, end, self._tokens.text[start:end], rule, spans)

    def exact(self, first: int, last: int, rule: str) -> Quote:
        """Quote exactly these words, cut at twelve."""
        last = self._cut(first, last, self._limit(self._tokens.starts[first]))
        start, end = self._tokens.starts[first], self._tokens.ends[last - 1]
        return Quote(start, end, self._tokens.text[start:end], rule)

    def _limit(self, start: int) -> int:
        """Return where the words that a quotation may have from an offset end: the next begins."""
        window = self._tokens.text[start : start + _WINDOW]
        parts = window.split(None, LONGEST)
        if len(parts) > LONGEST:
            return start + len(window) - len(parts[LONGEST])
        return start + len(window)

    def _cut(self, first: int, last: int, limit: int) -> int:
        ends = self._tokens.ends
        while last > first + 1 and ends[last - 1] > limit:
            last -= 1
        return last

    def _grown(self, first: int, last: int, wanted: int, limit: int) -> int:
        """Go on to the date or object if it fits, else to the end of the clause."""
        seps, ends, total = self._tokens.seps, self._tokens.ends, len(self._tokens)
        fits = wanted and ends[wanted - 1] <= limit
        if fits and max(seps[last:wanted], default=JOINED) < STRONG:
            return wanted
        while last < total and last not in self._ends and ends[last] <= limit:
            long_enough = last - first >= _ENOUGH
            if seps[last] >= STRONG or (seps[last] >= COMMA and long_enough):
                break
            last += 1
        return last
