"""Names close to one that is not known, to propose in its place."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def near_terms(iri: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return at most three of the known IRIs that `iri` may have meant, the nearest first.

    Only the last part of the IRI is compared, because namespaces make all names alike; terms of the
    same namespace come first.

    >>> near_terms("http://e/#sgnature", ["http://e/#stage", "http://e/#signature"])
    ('http://e/#signature',)
    """
    namespace, name = split(iri)
    same: dict[str, str] = {}
    other: dict[str, str] = {}
    for term in sorted(known):
        its_namespace, its_name = split(term)
        (same if its_namespace == namespace else other).setdefault(its_name, term)
    found = [same[near] for near in near_names(name, same)]
    found += [other[near] for near in near_names(name, other) if other[near] not in found]
    return tuple(found[:3])


def near_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return at most three of the known names that look like `name`, the nearest first.

    >>> near_names("sgn", ["sign", "stage"])
    ('sign',)
    """
    candidates = sorted(known)
    folded = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    close = get_close_matches(name.casefold(), list(folded), n=3, cutoff=0.7)
    return tuple(folded[near] for near in close)


def split(iri: str) -> tuple[str, str]:
    """Return namespace and local name of an IRI, parted after the last `#` or `/`.

    >>> split("https://w3id.org/mithaq/id/state/BH")
    ('https://w3id.org/mithaq/id/state/', 'BH')
    """
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:cut], iri[cut:]
