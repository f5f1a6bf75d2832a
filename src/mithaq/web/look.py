"""How pages look: templates, languages, and the headers that every page has."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path

import jinja2
from starlette.responses import HTMLResponse

from mithaq.messages import LANGUAGES, say
from mithaq.web.wording import typeset

HERE = Path(__file__).parent
STATIC = HERE / "static"

#: Pages run nothing but our own scripts and reach nothing but us.
POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'"
)

DIRECTIONS = {"ar": "rtl"}

#: The name of each language in itself.
OWN_NAMES = {"en": "English", "fr": "Français", "ar": "العربية"}

#: The parts of the site, as the menu shows them: address and message.
PARTS = (
    ("/agreements", "agreements"),
    ("/partners", "partners"),
    ("/map", "map"),
    ("/subjects", "subjects"),
    ("/compare/topic", "compare"),
    ("/questions", "questions"),
    ("/gaps", "gaps"),
    ("/sources", "sources"),
    ("/actors", "actors"),
    ("/sparql", "sparql"),
    ("/about", "about"),
)


@cache
def environment() -> jinja2.Environment:
    """Return the templates; a name that is missing in one is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["asset"] = asset
    made.globals["languages"] = LANGUAGES
    made.globals["own_names"] = OWN_NAMES
    made.globals["directions"] = DIRECTIONS
    made.globals["menu"] = PARTS
    made.globals["belongs"] = belongs
    made.filters["typeset"] = typeset
    return made


def belongs(path: str, part: str) -> bool:
    """Tell whether a page belongs to a part of the site.

    >>> belongs("/agreement/bh-2014-mou", "/agreements"), belongs("/about", "/agreements")
    (True, False)
    """
    return path.split("/")[1].rstrip("s") == part.split("/")[1].rstrip("s")


@cache
def asset(name: str) -> str:
    """Return the address of a static file; it changes with the content, so it may be kept forever.

    >>> asset("mithaq.css").startswith("/static/mithaq.css?")
    True
    """
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?{digest[:12]}"


def page(template: str, lang: str, path: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page in a language; ``path`` is its address without the language.

    In templates, ``say`` says a message of the topic ``web``.
    """
    text = (
        environment()
        .get_template(template)
        .render(
            lang=lang,
            dir=DIRECTIONS.get(lang, "ltr"),
            path=path,
            say=partial(_say, lang),
            **values,
        )
    )
    headers = {
        "Content-Security-Policy": POLICY,
        "Content-Language": lang,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-cache",
    }
    return HTMLResponse(text, status, headers)


def _say(lang: str, key: str, **values: object) -> str:
    return say(f"web.{key}", lang, **values)
