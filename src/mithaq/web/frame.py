"""What a template may ask for: sentences, names, links and days, in one language and through one
lens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from mithaq.dossier.values import When
from mithaq.messages import catalogue, say
from mithaq.names import shorten
from mithaq.web.address import address
from mithaq.web.asked import Asked
from mithaq.web.results import direction
from mithaq.web.wording import day_html, duration_text, typeset, when_html
from mithaq.words import Name, Words

#: The parameters that choose a viewpoint; links carry them on.
VIEWPOINT = ("as-of", "known-on", "view")

#: Topics of messages that pages share with the command line.
TOPICS = frozenset({"ask", "cite", "dossier", "list", "stats"})


class Frame:
    """The words and links of one page."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.lens, self.lang = asked, asked.lens, asked.lang
        self.dir = direction(asked.lang)
        self._carried = {k: v for k, v in asked.query.items() if k in VIEWPOINT and v}

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of the topic ``web``, or of one of the other TOPICS."""
        own = key.partition(".")[0] not in TOPICS
        return say(f"web.{key}" if own else key, self.lang, **values)

    def text(self, lang: str, text: str) -> Markup:
        """Return a text of some language, marked as such where it is not the page's."""
        text = typeset(text, lang)
        if not lang or lang == self.lang:
            return escape(text)
        return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(lang, direction(lang), text)

    def words(self, words: Words) -> Markup:
        """Return words in the best language there is."""
        return self.text(*words.best(self.lang))

    def every(self, words: Words) -> list[Markup]:
        """Return every text there is, each in its language."""
        return [self.text(lang, text) for lang, text in words.texts]

    def name(self, name: Name) -> Markup:
        """Return what a thing is called."""
        return self.words(name.words) if name.words else self.code(name.iri)

    def code(self, iri: str) -> Markup:
        """Return the short form of an IRI."""
        return Markup('<bdi dir="ltr"><code>{}</code></bdi>').format(shorten(iri))

    def link(self, name: Name) -> Markup:
        """Return the name of a thing as a link to its page, if it has one."""
        href = self.href(name.iri)
        if not href:
            return self.name(name)
        return Markup('<a href="{}">{}</a>').format(href, self.name(name))

    def links(self, names: Iterable[Name]) -> Markup:
        """Return names as links, one after the other."""
        return Markup(escape(self.say("dossier.comma"))).join(self.link(name) for name in names)

    def thing(self, iri: str) -> Markup:
        """Return the link to a thing by its IRI."""
        return self.link(self.lens.name(iri))

    def href(self, iri: str) -> str:
        """Return the address of the page of a thing in this language, empty where it has none."""
        place = address(self.lens, iri)
        return self.url(place) if place else ""

    def url(self, place: str, query: Mapping[str, str] | None = None, lang: str = "") -> str:
        """Return an address on this site, with language and viewpoint."""
        path, hash_, anchor = place.partition("#")
        asked = urlencode({**self._carried, **(query or {})})
        path = "/" if path == "/index" else quote(path, safe="/.-_~")
        return f"/{lang or self.lang}{path}{'?' + asked if asked else ''}{hash_}{anchor}"

    def twin(self, ending: str) -> str:
        """Return the address of this page in another form."""
        asked = urlencode(self.asked.query)
        path = quote(self.asked.path, safe="/.-_~")
        return f"/{self.lang}{path}.{ending}{'?' + asked if asked else ''}"

    def turned(self, lang: str) -> str:
        """Return the address of this page in another language."""
        asked = {k: v for k, v in self.asked.query.items() if k not in VIEWPOINT}
        return self.url(self.asked.path, asked, lang)

    def tongue(self, tag: str) -> str:
        """Return what a language is called, or its tag where it has no name here."""
        key = f"tongue.{tag}"
        return self.say(key) if key in catalogue(self.lang, "web") else tag

    def day(self, text: str) -> Markup:
        """Return a day in words."""
        return day_html(text, self.lang)

    def days(self, texts: Iterable[str]) -> Markup:
        """Return days in words; several are those on which sources differ."""
        return Markup(escape(f" {self.say('or')} ")).join(self.day(text) for text in texts)

    def when(self, when: When) -> Markup:
        """Return when something was."""
        return when_html(when, self.lang)

    def duration(self, text: str) -> str:
        """Return how long something lasts."""
        return duration_text(text, self.lang)
