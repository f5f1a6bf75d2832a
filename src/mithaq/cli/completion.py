"""``mithaq completion``: the script that lets a shell complete commands, options and names."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class

from mithaq.cli.command import Command
from mithaq.cli.edge import COMPLETION

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", cls=Command)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print a completion script."""
    found = get_completion_class(shell)
    assert found is not None
    script = found(ctx.find_root().command, {}, "mithaq", COMPLETION)
    sys.stdout.write(script.source().strip() + "\n")
