"""What this is, how sure it is, and under which licences."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq import __version__
from mithaq.messages import say
from mithaq.names import BASE
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.pages.home import Share, overview


@dataclass(frozen=True, slots=True)
class About:
    """The release, the levels of confidence, and the ways of weighing sources."""

    release: str
    confidence: tuple[Share, ...]
    resolvers: tuple[str, ...]


def about(asked: Asked) -> Page:
    """Make the page about the knowledge base."""
    rules = asked.lens.kb.home.rules
    resolvers = tuple(sorted(path.stem for path in (rules / "resolvers").glob("*.rq")))
    it = About(__version__, overview(asked.lens).confidence, resolvers)
    return Page(
        template="about.html",
        title=say("web.nav.about", asked.lang),
        it=it,
        subjects=(),
        rows=lambda: Rows(
            ("what", "id"),
            (("release", it.release), *(("view", f"{BASE}view/{r}") for r in it.resolvers)),
        ),
    )
