"""A dossier, or any value in it, as plain values for JSON.

Names become ``{"id": "state:BH", "label": {"en": …}}``, words an object by language (a list where
one language has several), IRIs of ours are shortened by their prefixes, and what is not known is
left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from mithaq.names import BASE, shorten
from mithaq.words import Name, Words

Plain = str | int | bool | list["Plain"] | dict[str, "Plain"]


def plain(value: object) -> Plain | None:
    """Return a value of the dossier as plain values, or None where there is nothing.

    >>> plain(Name("https://w3id.org/mithaq/id/state/BH", Words((("fr", "Bahreïn"),))))
    {'id': 'state:BH', 'label': {'fr': 'Bahreïn'}}
    """
    if isinstance(value, Name):
        return {"id": value.short, "label": _words(value.words)}
    if isinstance(value, Words):
        return _words(value) or None
    if isinstance(value, str):
        return (shorten(value) if value.startswith(BASE) else value) or None
    if isinstance(value, bool | int):
        return None if value == -1 else value
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return [item for item in map(plain, value) if item is not None] or None
    if isinstance(value, Mapping):
        return [item for item in map(plain, value.values()) if item is not None] or None
    return _fields(value)


def _words(words: Words) -> dict[str, Plain]:
    found: dict[str, list[Plain]] = {}
    for lang, text in words.texts:
        found.setdefault(lang or "und", []).append(text)
    return {lang: texts[0] if len(texts) == 1 else texts for lang, texts in found.items()}


def _fields(value: object) -> dict[str, Plain] | None:
    names = getattr(value, "_fields", ())  # those of a named tuple
    if is_dataclass(value):
        names = tuple(f.name for f in fields(value))
    elif not names:
        return None
    found = {name: plain(getattr(value, name)) for name in names}
    return {name: item for name, item in found.items() if item is not None}
