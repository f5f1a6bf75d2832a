"""What holds for every command: language, home, viewpoint, cache; given before or after the
command's name.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from mithaq.cli.folders import cache_folder
from mithaq.cli.speech import spoken, tell
from mithaq.messages import LANGUAGES

if TYPE_CHECKING:
    from mithaq.knowledge import KnowledgeBase
    from mithaq.view import Viewpoint

_KEY = "mithaq."


class Day(click.ParamType):  # type: ignore[type-arg]  # generic only in newer releases
    """A day, or a month or year that stands for its last day, or where asked so for its first."""

    name = "day"

    def __init__(self, *, first: bool = False) -> None:
        self._first = first

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day; raises InputError for what is not a date."""
        from mithaq.model import PartialDate

        del param, ctx
        if isinstance(value, date):
            return value
        day = PartialDate.parse(str(value))
        return day.earliest() if self._first else day.latest()


class Settings(NamedTuple):
    """The settings of one run."""

    lang: str
    home: Path | None
    viewpoint: Viewpoint
    cache: Path | None
    quiet: bool

    def open(self) -> KnowledgeBase:
        """Open the knowledge base with these settings.

        What could be known on a day is said of the sources that are here, and no others.
        """
        from mithaq.warm import WarmKnowledgeBase

        if self.viewpoint.known_on and not self.quiet:
            tell("cli.known_on", self.lang, day=self.viewpoint.known_on)
        return WarmKnowledgeBase.open(self.home, viewpoint=self.viewpoint, cache=self.cache)


def settings(ctx: click.Context) -> Settings:
    """Return the settings that the options and the environment give."""
    from mithaq.view import Viewpoint

    found = {name: ctx.meta.get(_KEY + name) for name in _NAMES}
    home, cache = found["home"], found["cache"]
    return Settings(
        lang=lang_of(ctx),
        home=None if home is None else Path(home),
        viewpoint=Viewpoint(
            resolver=found["resolver"] or "assessed",
            as_of=found["as_of"],
            known_on=found["known_on"],
            perhaps=bool(found["perhaps"]),
        ),
        cache=_cache(cache, bool(found["no_cache"])),
        quiet=bool(found["quiet"]),
    )


def lang_of(ctx: click.Context) -> str:
    """Return the language in which to speak."""
    return str(ctx.meta.get(_KEY + "lang") or spoken([]))


def remember_lang(ctx: click.Context, lang: str) -> None:
    """Note the language, as found before the arguments are parsed."""
    ctx.meta[_KEY + "lang"] = lang


def _cache(given: str | None, off: bool) -> Path | None:
    if off:
        return None
    return Path(given) if given else cache_folder()


@cache
def common_options() -> tuple[click.Parameter, ...]:
    """Return the options that every command takes, in the order of the help page."""
    return (
        _option(["--lang"], type=click.Choice(LANGUAGES), envvar="MITHAQ_LANG", is_eager=True),
        _option(["--home"], metavar="DIR", envvar="MITHAQ_HOME"),
        _option(["--as-of"], type=Day(), metavar="DATE", envvar="MITHAQ_AS_OF"),
        _option(["--known-on"], type=Day(), metavar="DATE", envvar="MITHAQ_KNOWN_ON"),
        _option(["--perhaps"], is_flag=True),
        _option(["--resolver"], metavar="NAME", envvar="MITHAQ_RESOLVER"),
        _option(["--cache"], metavar="DIR", envvar="MITHAQ_CACHE"),
        _option(["--no-cache"], is_flag=True, envvar="MITHAQ_NO_CACHE"),
        _option(["-q", "--quiet"], is_flag=True),
        click.Option(
            ["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=_help
        ),
    )


def _help(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Show the page of a command; click's own option for it would ask gettext for its words."""
    del param
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


_NAMES = ("home", "as_of", "known_on", "perhaps", "resolver", "cache", "no_cache", "quiet")


def _option(
    names: list[str],
    *,
    type: click.ParamType[date] | click.Choice[str] | None = None,
    metavar: str | None = None,
    envvar: str | None = None,
    is_flag: bool = False,
    is_eager: bool = False,
) -> click.Option:
    """Make an option that is kept for all commands and that the command itself does not see."""
    return click.Option(
        names,
        type=type,
        metavar=metavar,
        envvar=envvar,
        is_flag=is_flag,
        is_eager=is_eager,
        expose_value=False,
        callback=_keep,
    )


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Keep a value; what comes after the command's name wins over what comes before it."""
    if value is not None and value is not False:
        ctx.meta[_KEY + str(param.name)] = value
