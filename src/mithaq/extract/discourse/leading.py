"""Which partner a whole article is about, and whether the home state has a part in it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from mithaq.extract.context import Context, Sentence
from mithaq.extract.parties import StateRef

_OPENING, _TWICE = 3, 2
_LEAD, _START, _SEVERAL = 60, 25, 3
_WITH, _BESIDE = 3, 2


def sole_partner(context: Context, scope: frozenset[str]) -> str:
    """Return the only partner the article names, if it names no other state at all."""
    inside = [r for r in context.article_refs if not r.home]
    codes = {r.code for r in inside if not r.place} or {r.code for r in inside}
    return next(iter(codes)) if len(codes) == 1 and codes <= scope else ""


def main_partner(context: Context, scope: frozenset[str]) -> str:
    """Return the only partner in scope, if the article opens with it and names it most.

    In an interview the one who answers need not say what state is "we".
    """
    refs = context.article_refs
    counts = Counter(r.code for r in refs if not r.home)
    inside = [code for code in counts if code in scope]
    if context.interview:
        return _answering(counts, inside)
    if len(inside) != 1:
        return ""
    most = max((n for code, n in counts.items() if code != inside[0]), default=0)
    opens = any(r.code == inside[0] for r in refs[:_OPENING])
    return inside[0] if opens and counts[inside[0]] > most else ""


def _answering(counts: Counter[str], inside: list[str]) -> str:
    """Return the partner an interview names as often as any state, and any partner less by half."""
    ranked = sorted(inside, key=lambda code: -counts[code])
    if not ranked or counts[ranked[0]] < max(counts.values()):
        return ""
    clear = len(ranked) == 1 or counts[ranked[0]] >= _TWICE * counts[ranked[1]]
    return ranked[0] if clear else ""


class Joining:
    """Says whether an article joins the home state with a partner, or only names both."""

    def __init__(self, context: Context, scope: frozenset[str]) -> None:
        self._c, self._scope = context, scope

    def keeps(self, partner: str, others_pairs: frozenset[str]) -> bool:
        """Say whether what is told of a partner can be of the home state as well.

        It cannot in the news of an organisation of many states, nor of the partner's dealings
        with others, where the home state is named late and nowhere beside a partner.
        """
        paired = partner in others_pairs
        if not paired and not self._of_many:
            return True
        return self._leads(_START if paired else _LEAD) or any(
            self._joins(s) for s in self._c.sentences
        )

    @cached_property
    def _of_many(self) -> bool:
        """Whether the article opens with an organisation of many states."""
        c = self._c
        named = [r for r in c.article_refs if not r.home]
        many = len({r.code for r in named}) >= _SEVERAL
        return many and c.words.any(0, _LEAD, "multilateral", "world-body")

    def _leads(self, last: int) -> bool:
        """Say whether the home state itself, no place in it, is named before a word."""
        return any(self._acting(r) for r in self._c.refs.inside(0, last))

    @cached_property
    def _home_side(self) -> bool:
        """Whether the article is told from the home state: all that is named first is there."""
        first = self._c.article_refs[:1]
        return bool(first) and first[0].home

    def _acting(self, ref: StateRef) -> bool:
        words = self._c.words
        return ref.home and not ref.place and not words.any(ref.first - 2, ref.first, "location")

    def _joins(self, sentence: Sentence) -> bool:
        """Say whether a sentence has the home state deal with a partner, or with its reader."""
        c, words = self._c, self._c.words
        inside = c.refs.inside(sentence.first, sentence.last)
        home = [r for r in inside if self._acting(r)]
        partners = [r for r in inside if r.code in self._scope]
        led = [r for r in home + partners if words.any(r.first - _WITH, r.first, "with-state")]
        if any(r.home for r in led) or (home and led):
            return True
        if led and self._home_side and not any(r for r in inside if r not in led and not r.place):
            return True
        if home and partners and words.any(sentence.first, sentence.last, "between"):
            return True
        return any(
            max(a.first - b.last, b.first - a.last) <= _BESIDE for a in home for b in partners
        )
