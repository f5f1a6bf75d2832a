"""Which partner a whole article is about, where a sentence names none."""

from __future__ import annotations

from collections import Counter

from mithaq.extract.context import Context

_OPENING, _TWICE = 3, 2


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
