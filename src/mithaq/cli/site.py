"""``mithaq site``: the explorer as files."""

from __future__ import annotations

from pathlib import Path

import click

from mithaq.cli.command import Command
from mithaq.cli.settings import settings
from mithaq.cli.speech import tell
from mithaq.errors import InputError


@click.command("site", cls=Command)
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.pass_context
def command(ctx: click.Context, out: Path) -> None:
    """Write the site."""
    try:
        from mithaq.web.lens import Lens
        from mithaq.web.site import write_site
    except ImportError as error:
        raise InputError("serve.missing", name=error.name or "") from None
    chosen = settings(ctx)
    count = write_site(Lens(chosen.open()), out)
    if not chosen.quiet:
        tell("site.written", chosen.lang, count=count, place=out / "index.html")
