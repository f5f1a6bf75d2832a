"""What is wrong with a command as it was typed, in the reader's language."""

from __future__ import annotations

from difflib import get_close_matches

import click

from mithaq.messages import say


def usage_fault(error: click.UsageError, lang: str) -> str:
    """Return one sentence for a fault that click found, and where to look."""
    path = error.ctx.command_path if error.ctx else "mithaq"
    return f"{_reason(error, lang)} {say('cli.see_help', lang, command=path)}"


def _reason(error: click.UsageError, lang: str) -> str:
    if isinstance(error, click.NoSuchOption):
        return _no_option(error.option_name, _options(error.ctx), lang)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return say("cli.missing", lang, name=parameter_name(error.param))
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _bad_value(error, error.param, lang)
    if isinstance(error, click.BadOptionUsage):
        return say("cli.bad_option", lang, name=error.option_name)
    return say("cli.too_many", lang)


def _no_option(name: str, known: list[str], lang: str) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        return say("cli.no_option_near", lang, name=name, near=near[0])
    return say("cli.no_option", lang, name=name)


def parameter_name(param: click.Parameter) -> str:
    """Return an option as it is typed, or an argument as the usage line writes it."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name.upper()


def _options(ctx: click.Context | None) -> list[str]:
    params = ctx.command.get_params(ctx) if ctx else []
    return [name for p in params if isinstance(p, click.Option) for name in p.opts]


def _bad_value(error: click.BadParameter, param: click.Parameter, lang: str) -> str:
    name = parameter_name(param)
    if isinstance(param.type, click.Choice):
        return say("cli.bad_choice", lang, name=name, known=", ".join(map(str, param.type.choices)))
    return say("cli.bad_value", lang, name=name, reason=error.message)
