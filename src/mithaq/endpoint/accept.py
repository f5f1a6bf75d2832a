"""Choosing a format by the client's preferences, after RFC 9110 §12.4.2 and §12.5.1."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from mithaq.endpoint.formats import Format


class Choice(NamedTuple):
    """The chosen format and the media type to label it with, as the client named it."""

    name: str
    media_type: str
    quality: float


class Preference(NamedTuple):
    """One member of an Accept-like header: what is wanted and how much, from 0 to 1."""

    value: str
    quality: float


@lru_cache(maxsize=512)
def choose(accept: str, offers: tuple[Format, ...]) -> Choice | None:
    """Return the format that a client prefers among those offered, or None where it takes none.

    No header takes everything. Of equal wishes, the offer named first wins.

    >>> from mithaq.endpoint.formats import RESULTS
    >>> choose("text/csv;q=0.5, application/xml", RESULTS)
    Choice(name='xml', media_type='application/xml', quality=1.0)
    >>> choose("text/html", RESULTS) is None
    True
    """
    best: Choice | None = None
    wishes = preferences(accept) or (Preference("*/*", 1.0),)
    for offer in offers:
        for media_type in offer.media_types:
            quality = _quality(media_type, wishes)
            if quality > (best.quality if best else 0.0):
                best = Choice(offer.name, media_type, quality)
    return best


@lru_cache(maxsize=256)
def preferences(header: str) -> tuple[Preference, ...]:
    """Return the members of an Accept-like header, in order and in lower case.

    Unreadable members and parameters other than ``q`` are dropped.

    >>> preferences("fr;q=0.8, ar")
    (Preference(value='fr', quality=0.8), Preference(value='ar', quality=1.0))
    """
    found: list[Preference] = []
    for member in header.lower().split(","):
        value, *parameters = (part.strip() for part in member.split(";"))
        quality = _weight(parameters)
        if value and quality is not None:
            found.append(Preference(value, quality))
    return tuple(found)


def _weight(parameters: Sequence[str]) -> float | None:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return None
            return weight if 0.0 <= weight <= 1.0 else None
    return 1.0


def _quality(media_type: str, wishes: Sequence[Preference]) -> float:
    """Return how much a media type is wanted: the most exact member that covers it decides."""
    for pattern in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
        for wish in wishes:
            if wish.value == pattern:
                return wish.quality
    return 0.0


def accepts_gzip(header: str) -> bool:
    """Tell whether an Accept-Encoding header allows gzip.

    >>> accepts_gzip("gzip, br"), accepts_gzip("gzip;q=0"), accepts_gzip("")
    (True, False, False)
    """
    wishes = {wish.value: wish.quality for wish in preferences(header)}
    return wishes.get("gzip", wishes.get("*", 0.0)) > 0.0


def language_of(header: str, offered: Sequence[str]) -> str:
    """Return the offered language that an Accept-Language header likes best.

    Without a match it is the first one offered.

    >>> language_of("nl, ar-MA;q=0.9, fr;q=0.8", ("en", "ar", "fr"))
    'ar'
    """
    for wish in sorted(preferences(header), key=lambda w: -w.quality):
        primary = wish.value.partition("-")[0]
        if primary in offered and wish.quality > 0.0:
            return primary
    return offered[0]
