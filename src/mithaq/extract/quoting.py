"""Choosing the words to quote: the shortest telling run, at most twelve words, to the letter."""

from __future__ import annotations

from mithaq.extract.context import Context
from mithaq.extract.tokens import COMMA, STRONG
from mithaq.extract.values import Quote
from mithaq.model import Span

LONGEST = 12
_ENOUGH = 5


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
        last = self._cut(first, last)
        last = self._grown(first, last, max((e for _, e in also if e > last), default=0))
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
        last = self._cut(first, last)
        start, end = self._tokens.starts[first], self._tokens.ends[last - 1]
        return Quote(start, end, self._tokens.text[start:end], rule)

    def _length(self, first: int, last: int) -> int:
        tokens = self._tokens
        return len(tokens.text[tokens.starts[first] : tokens.ends[last - 1]].split())

    def _cut(self, first: int, last: int) -> int:
        while last > first + 1 and self._length(first, last) > LONGEST:
            last -= 1
        return last

    def _grown(self, first: int, last: int, wanted: int) -> int:
        """Go on to the date or object if it fits, else to the end of the clause."""
        if wanted and wanted - first < 3 * LONGEST and self._length(first, wanted) <= LONGEST:
            crossed = any(self._tokens.seps[w] >= STRONG for w in range(last, wanted))
            if not crossed:
                return wanted
        seps, total = self._tokens.seps, len(self._tokens)
        while last < total and last not in self._ends:
            long_enough = last - first >= _ENOUGH
            if seps[last] >= STRONG or (seps[last] >= COMMA and long_enough):
                break
            if self._length(first, last + 1) > LONGEST:
                break
            last += 1
        return last
