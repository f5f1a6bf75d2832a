"""Words in several languages, and the name of a thing in the reader's language.

Where a language is missing, the next one of a fixed order is taken, so that a reader always sees a
name: after Arabic comes French, after French Arabic or English, as readers of these texts read
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pyoxigraph as ox

from mithaq.names import node, shorten

#: For each language, the languages to take instead, in order; then whatever there is.
FALLBACKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"en": ("en", "fr", "ar"), "fr": ("fr", "en", "ar"), "ar": ("ar", "fr", "en")}
)

PREF_LABEL = node("skos:prefLabel")


@dataclass(frozen=True, slots=True)
class Words:
    """Texts by language; a text without a language is under the empty tag.

    >>> Words.of([ox.Literal("accord", language="fr")]).say("en")
    'accord'
    """

    texts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, literals: Iterable[ox.Literal]) -> Words:
        """Gather literals; of several in one language, the first in code point order counts."""
        return cls(tuple(sorted((text.language or "", text.value) for text in literals)))

    def say(self, lang: str) -> str:
        """Return the text in a language, or in the next best one; empty where there is none."""
        return self.best(lang)[1]

    def best(self, lang: str) -> tuple[str, str]:
        """Return the language of the text that ``say`` gives, and the text."""
        found: dict[str, str] = {}
        for tag, text in self.texts:
            found.setdefault(tag, text)
        for tag in (*FALLBACKS.get(lang, (lang,)), *found):
            if tag in found:
                return tag, found[tag]
        return "", ""

    def __bool__(self) -> bool:
        return bool(self.texts)


#: No words at all.
NOTHING = Words()


@dataclass(frozen=True, slots=True)
class Name:
    """A thing and what it is called.

    >>> Name("https://w3id.org/mithaq/id/state/BH").say("en")
    'state:BH'
    """

    iri: str
    words: Words = NOTHING

    def say(self, lang: str) -> str:
        """Return the name in a language, or the short form of the IRI where it has none."""
        return self.words.say(lang) or self.short

    @property
    def short(self) -> str:
        """The IRI with its prefix, such as ``state:BH``."""
        return shorten(self.iri)


def name_of(store: ox.Store, thing: ox.NamedNode) -> Name:
    """Return the name of a thing by its preferred labels."""
    quads = store.quads_for_pattern(thing, PREF_LABEL, None)
    return Name(thing.value, Words.of(q.object for q in quads if isinstance(q.object, ox.Literal)))
