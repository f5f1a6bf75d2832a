"""One command: its options are declared in Python, its words are in the message catalogues."""

from __future__ import annotations

import click

from mithaq.cli.settings import common_options


class Command(click.Command):
    """A command that takes the common options and whose help comes from the catalogue
    ``help-<name>``.
    """

    def __init__(self, name: str | None, **attributes: object) -> None:
        super().__init__(name, **attributes, add_help_option=False)  # type: ignore[arg-type]
        self.own_params = tuple(self.params)
        self.params.extend(common_options())

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page of the command."""
        from mithaq.cli.help import command_help

        return command_help(ctx, str(self.name), self.own_params)
