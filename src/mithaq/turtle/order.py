"""The fixed order of prefixes and predicates in canonical Turtle."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mithaq.names import OWN_PREFIXES, USUAL_PREFIXES, expand


def ordered_prefixes(others: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return our prefixes, then the usual ones, then of `others` what these do not cover, by name.

    >>> list(ordered_prefixes({"type": "https://w3id.org/mithaq/source-type/", "e": "http://e/"}))[-1]
    'e'
    """
    prefixes = {**OWN_PREFIXES, **USUAL_PREFIXES}
    covered = set(prefixes.values())
    for prefix, namespace in sorted((others or {}).items()):
        if prefix not in prefixes and namespace not in covered:
            prefixes[prefix] = namespace
            covered.add(namespace)
    return prefixes


@cache
def predicate_ranks() -> Mapping[str, int]:
    """Return the rank of each predicate, by IRI, that `predicates.txt` lists; read once."""
    names = (Path(__file__).parent / "predicates.txt").read_text(encoding="utf-8").split()
    return {expand(name): rank for rank, name in enumerate(names)}
