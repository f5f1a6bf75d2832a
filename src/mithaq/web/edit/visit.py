"""One request at the desk: who asks for what, in which language, and how it is answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mithaq.messages import say
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.edit.desk import Desk
from mithaq.web.edit.entered import Filled
from mithaq.web.frame import Frame
from mithaq.web.lens import Lens
from mithaq.web.render import render

_IN_ORDER = re.compile(r"\b[0-9]{4}(?:-[0-9]{2}){1,2}\b|\b[a-z-]+:[a-z0-9][\w.-]*\w")


class Upload(NamedTuple):
    """An uploaded file: what its owner calls it, and its bytes."""

    name: str
    data: bytes


class Problem(NamedTuple):
    """What is wrong with a form: where in it, as an anchor, and why."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A request: ``filled`` and ``upload`` are what a form brought, ``lens`` the knowledge base as
    it was when the request came.
    """

    desk: Desk
    lens: Lens
    lang: str
    path: str
    form_token: str
    query: Mapping[str, str] = field(default_factory=dict)
    filled: Filled = field(default_factory=dict)
    upload: Upload | None = None

    def one(self, name: str) -> str:
        """Return the first value of a field, without space around it; empty where there is none."""
        return next(iter(self.filled.get(name, ())), "").strip()

    def page(
        self,
        template: str,
        title: str,
        it: object,
        *,
        problems: tuple[Problem, ...] = (),
        status: int = 200,
        **extra: object,
    ) -> Response:
        """Answer with a page; one with problems is answered with 422 unless said otherwise."""
        asked = Asked(self.lens, self.lang, self.path, {}, dict(self.query), curated=True)
        shown = {
            "problems": problems,
            "filled": self.filled,
            "form_token": self.form_token,
            "tell": self.tell,
            "ltr": ltr,
            **extra,
        }
        page = Page(f"edit/{template}.html", title, it, (), lambda: Rows((), ()), shown)
        code = 422 if problems and status == 200 else status
        headers = {"Cache-Control": "no-store", "Content-Language": self.lang}
        return HTMLResponse(render(page, asked), code, headers)

    def see(self, place: str, query: Mapping[str, str] | None = None) -> Response:
        """Send the browser on to another page."""
        asked = Asked(self.lens, self.lang, self.path, {}, {})
        return RedirectResponse(Frame(asked).url(place, query), 303)

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the reader's language."""
        return say(key, self.lang, **values)

    def tell(self, key: str, **values: object) -> str:
        """Return a sentence of the topic ``edit``, for templates."""
        return say(f"edit.{key}", self.lang, **values)


def ltr(text: str) -> Markup:
    """Return a sentence in which days and names of things keep their order among Arabic words
    (Unicode Standard Annex 9 §3.3.4 turns the parts of `2014-03-12` round otherwise).

    >>> str(ltr("يوما (2014-03-12)"))
    'يوما (<bdi dir="ltr">2014-03-12</bdi>)'
    """
    return Markup(_IN_ORDER.sub(r'<bdi dir="ltr">\g<0></bdi>', str(escape(text))))
