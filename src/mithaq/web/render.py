"""From a page to HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment

from mithaq import __version__
from mithaq.web import look
from mithaq.web.asked import Asked, Page
from mithaq.web.frame import Frame

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


@cache
def environment() -> Environment:
    """Return the templates with what the explorer's pages need in them."""
    found = look.environment()
    found.auto_reload = False
    found.globals |= {
        "looks_like_a_day": looks_like_a_day,
        "version": __version__,
        "with_": with_,
        "without": without,
    }
    return found


def with_(chosen: Mapping[str, str], key: str, value: str) -> dict[str, str]:
    """Return choices with one more, or with another value.

    >>> with_({"partner": "BE"}, "kind", "treaty")
    {'partner': 'BE', 'kind': 'treaty'}
    """
    return {**chosen, key: value}


def without(chosen: Mapping[str, str], key: str) -> dict[str, str]:
    """Return choices without one.

    >>> without({"partner": "BE", "kind": "treaty"}, "kind")
    {'partner': 'BE'}
    """
    return {k: v for k, v in chosen.items() if k != key}


def looks_like_a_day(text: str) -> bool:
    """Tell whether a text is a day or a month.

    >>> looks_like_a_day("2014-09"), looks_like_a_day("2014")
    (True, False)
    """
    return _DAY.fullmatch(text) is not None


def render(page: Page, asked: Asked) -> str:
    """Return a page as HTML."""
    frame = Frame(asked)
    template = environment().get_template(page.template)
    return template.render(
        lang=asked.lang,
        dir=frame.dir,
        path=asked.path,
        frame=frame,
        say=frame.say,
        page=page,
        it=page.it,
        asked=asked,
        curated=asked.curated,
        **page.extra,
    )
