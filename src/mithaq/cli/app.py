"""The program ``mithaq``: its commands, each in a module that is read only when the command is
run.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

import click

from mithaq.cli.commands import EXTRAS, MODULES, is_there
from mithaq.cli.settings import common_options, remember_lang
from mithaq.cli.speech import spoken
from mithaq.errors import InputError, NotFound


class App(click.Group):
    """The group of all commands; it knows their names and loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the help page."""
        del ctx
        return [name for name in MODULES if is_there(name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return the command."""
        del ctx
        if not is_there(cmd_name):
            return None
        command = _imported(cmd_name).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first word names; raises NotFound with the nearest name."""
        if args and not is_there(args[0]) and not args[0].startswith("-"):
            raise _unknown(args[0])
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note the language first, so that help and faults are told in it."""
        remember_lang(ctx, spoken(args))
        return super().parse_args(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page of the program."""
        from mithaq.cli.help import program_help

        return program_help(ctx, self)


def _imported(name: str) -> ModuleType:
    """Import the module of a command; raises InputError for a part that is not installed."""
    try:
        return import_module(f"mithaq.cli.{MODULES[name]}")
    except ModuleNotFoundError as error:
        package = str(error.name)
        if package.partition(".")[0] == "mithaq" or name not in EXTRAS:
            raise
        extra = EXTRAS[name]
        raise InputError("cli.needs_extra", name=name, package=package, extra=extra) from None


def _unknown(name: str) -> NotFound:
    from difflib import get_close_matches

    near = get_close_matches(name, filter(is_there, MODULES), n=1)
    if near:
        return NotFound("cli.no_command_near", name=name, near=near[0])
    return NotFound("cli.no_command", name=name)


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    del param
    if value and not ctx.resilient_parsing:
        from mithaq import __version__

        click.echo(f"mithaq {__version__}")
        ctx.exit()


@click.group(
    cls=App,
    invoke_without_command=True,
    params=[
        *common_options(),
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version
        ),
    ],
    add_help_option=False,
)
@click.pass_context
def app(ctx: click.Context) -> None:
    """Say what is here and what to try, when no command is named."""
    if ctx.invoked_subcommand is None:
        from mithaq.cli.overview import overview

        overview(ctx)
