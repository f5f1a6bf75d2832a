"""Help pages, made from the commands' declarations and the words of the catalogues.

The words of a command are the topic ``help-<command>``; options that mean the same everywhere are
in ``help``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import click

from mithaq.cli.commands import GROUPS, is_there
from mithaq.cli.settings import lang_of
from mithaq.cli.width import directed, display_width, wrapped
from mithaq.messages import catalogue, say

WIDEST = 100
INDENT = "  "


def page_width() -> int:
    """Return the width of a page: the terminal's, at most a hundred columns; eighty in a pipe."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked) > 0:
        return min(int(asked), WIDEST)
    try:
        return min(os.get_terminal_size().columns or 80, WIDEST)
    except OSError:
        return 80


def program_help(ctx: click.Context, app: click.Group) -> str:
    """Return the help page of the program: what it is, its commands, the common options."""
    lang = lang_of(ctx)
    lines = [f"{say('commands.usage', lang)} mithaq {say('commands.pattern', lang)}", ""]
    lines += [*wrapped(say("commands.about", lang), page_width()), ""]
    for group, names in GROUPS.items():
        rows = [(name, say(f"commands.{name}", lang)) for name in names if is_there(name)]
        lines += [say(f"commands.group.{group}", lang), *_definitions(rows, 12), ""]
    lines += [say("commands.common", lang), *_definitions(_common(ctx, app, lang)), ""]
    lines += [say("commands.more", lang)]
    return directed("\n".join(lines), lang)


def command_help(ctx: click.Context, name: str, own: Sequence[click.Parameter]) -> str:
    """Return the help page of one command: usage, what it does, arguments, options, examples.

    ``own`` are its parameters without the common options.
    """
    lang = lang_of(ctx)
    lines = [f"{say('commands.usage', lang)} {usage(ctx, own)}", ""]
    for paragraph in say(f"help-{name}.text", lang).strip().split("\n\n"):
        lines += [*wrapped(paragraph, page_width()), ""]
    lines += _section("commands.arguments", _arguments(name, own, lang), lang)
    lines += _section("commands.options", _options(name, own, lang), lang)
    examples = say(f"help-{name}.examples", lang).strip().splitlines()
    lines += [say("commands.examples", lang), *(INDENT + line for line in examples), ""]
    lines += [say("commands.see_common", lang)]
    return directed("\n".join(lines), lang)


def usage(ctx: click.Context, own: Sequence[click.Parameter]) -> str:
    """Return the usage line of a command, such as ``mithaq fmt [OPTIONS] FILE…``."""
    arguments = [p.make_metavar(ctx) for p in own if isinstance(p, click.Argument)]
    options = ["[OPTIONS]"] if _own_options(own) else []
    return " ".join([ctx.command_path, *options, *arguments]).replace("...", "…")


def _own_options(own: Sequence[click.Parameter]) -> list[click.Option]:
    return [p for p in own if isinstance(p, click.Option)]


def _section(title: str, rows: Sequence[tuple[str, str]], lang: str) -> list[str]:
    return [say(title, lang), *_definitions(rows), ""] if rows else []


def _arguments(name: str, own: Sequence[click.Parameter], lang: str) -> list[tuple[str, str]]:
    found = [p for p in own if isinstance(p, click.Argument)]
    key = f"help-{name}.argument"
    return [(str(p.name).upper(), say(f"{key}.{p.name}", lang)) for p in found]


def _options(name: str, own: Sequence[click.Parameter], lang: str) -> list[tuple[str, str]]:
    topic = f"help-{name}"
    known = catalogue(lang, topic)
    rows = []
    for option in _own_options(own):
        key = f"option.{option_key(option)}"
        text = say(f"{topic if key in known else 'help'}.{key}", lang)
        rows.append((option_names(option), text))
    return rows


def _common(ctx: click.Context, app: click.Group, lang: str) -> list[tuple[str, str]]:
    options = [p for p in app.get_params(ctx) if isinstance(p, click.Option)]
    return [(option_names(o), say(f"commands.option.{option_key(o)}", lang)) for o in options]


def option_key(option: click.Option) -> str:
    """Return the key of an option in the catalogues: its long name, with underlines.

    >>> option_key(click.Option(["-q", "--fail-on"]))
    'fail_on'
    """
    return max(option.opts, key=len).lstrip("-").replace("-", "_")


def option_names(option: click.Option) -> str:
    """Return an option as a help page lists it, with what it takes.

    >>> option_names(click.Option(["-f", "--format"], type=click.Choice(["csv", "tsv"])))
    '-f, --format csv|tsv'
    """
    names = ", ".join([*option.opts, *option.secondary_opts])
    if option.is_flag or option.count:
        return names
    if isinstance(option.type, click.Choice):
        return f"{names} {'|'.join(map(str, option.type.choices))}"
    return f"{names} {option.metavar or str(option.name).upper()}"


def _definitions(rows: Sequence[tuple[str, str]], column: int = 24) -> Iterator[str]:
    """Yield a list of terms with their explanations beside them, or below where the term is
    long.
    """
    for term, text in rows:
        room = page_width() - column - len(INDENT)
        first, *rest = wrapped(text, max(room, 20))
        if display_width(term) <= column - 2:
            yield f"{INDENT}{term}{' ' * (column - display_width(term))}{first}"
        else:
            yield INDENT + term
            yield INDENT + " " * column + first
        yield from (INDENT + " " * column + line for line in rest)
