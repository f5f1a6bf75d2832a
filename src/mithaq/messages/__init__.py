"""Sentences for people, in English, Arabic and French.

The sentences are data: `messages/<language>/<topic>.toml`. The key `files.missing` is the entry
`missing` of the topic `files`. Placeholders are named (`{path}`). An entry that depends on a number
is a table of plural forms (`one`, `two`, `few`, `many`, `other`), chosen by the value `count`.

>>> say("files.empty", "fr", path="a.ttl")
'a.ttl : le fichier est vide. Indiquez un fichier qui contient du texte.'
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("en", "ar", "fr")
PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})

Entry = str | Mapping[str, str]


class Text(NamedTuple):
    """A sentence not yet put into words: the key of a message and the values it names.

    >>> Text.of("files.empty", path="a.ttl").say("en")
    'a.ttl: the file is empty. Name a file that holds some text.'
    """

    key: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, key: str, **values: object) -> Text:
        """Make a sentence from its key and its values."""
        return cls(key, values)

    def say(self, lang: str = "en") -> str:
        """Return the sentence in the language `lang`."""
        return say(self.key, lang, **self.values)


def say(key: str, lang: str = "en", **values: object) -> str:
    """Return the message `key` in the language `lang`, with its placeholders filled.

    A language without a catalogue is answered in English. An unknown key or a missing value is a
    fault of the program and raises KeyError.
    """
    topic, _, name = key.partition(".")
    spoken = language(lang)
    entry = catalogue(spoken, topic)[name]
    if not isinstance(entry, str):
        entry = entry[plural_form(spoken, values["count"])]
    return entry.format_map(values)


def language(tag: str) -> str:
    """Return the catalogue's language for a language tag or a locale name.

    >>> language("fr-MA"), language("ar_MA.UTF-8"), language("nl")
    ('fr', 'ar', 'en')
    """
    primary = tag.replace("_", "-").partition("-")[0].lower()
    return primary if primary in LANGUAGES else "en"


@cache
def catalogue(lang: str, topic: str) -> Mapping[str, Entry]:
    """Return the entries of one topic in one language, under dotted names; read once."""
    import tomllib

    path = Path(__file__).parent / lang / f"{topic}.toml"
    if not path.is_file():
        raise KeyError(f"no messages for the topic {topic!r} in {lang!r}")
    return dict(_entries(tomllib.loads(path.read_text(encoding="utf-8"))))


def plural_form(lang: str, count: object) -> str:
    """Return the plural form that `count` takes in a language, after the rules of Unicode CLDR.

    >>> [plural_form("ar", n) for n in (0, 1, 2, 3, 11, 100)]
    ['zero', 'one', 'two', 'few', 'many', 'other']
    >>> plural_form("fr", 0), plural_form("en", 0)
    ('one', 'other')
    """
    if not isinstance(count, int):
        raise TypeError(f"count is a whole number, not {count!r}")
    if lang == "ar":
        return _arabic_plural_form(count)
    return "one" if count == 1 or (lang == "fr" and count == 0) else "other"


def _arabic_plural_form(count: int) -> str:
    if count < 3:
        return ("zero", "one", "two")[max(count, 0)]
    rest = count % 100
    if rest < 3:
        return "other"
    return "few" if rest <= 10 else "many"


def _entries(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, Entry]]:
    found: list[tuple[str, Entry]] = []
    for name, value in table.items():
        if isinstance(value, dict) and not PLURAL_FORMS.issuperset(value):
            found.extend(_entries(value, f"{prefix}{name}."))
        elif isinstance(value, str | dict):
            found.append((prefix + name, value))
    return found
