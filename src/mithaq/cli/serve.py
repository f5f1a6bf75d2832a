"""``mithaq serve``: the explorer and the SPARQL endpoint in a browser."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from mithaq.cli.command import Command
from mithaq.cli.settings import settings
from mithaq.cli.speech import tell
from mithaq.errors import InputError

PORT = 8000


@click.command("serve", cls=Command)
@click.option("--host", default="127.0.0.1", metavar="ADDRESS")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, metavar="N")
@click.pass_context
def command(ctx: click.Context, host: str, port: int) -> None:
    """Serve until interrupted."""
    try:
        import uvicorn

        from mithaq.web.app import create_app
        from mithaq.web.views import views
    except ImportError as error:
        raise InputError("serve.missing", name=error.name or "") from None
    chosen = settings(ctx)
    kb = chosen.open()
    with TemporaryDirectory() as folder:
        app = create_app(kb, views(kb, Path(folder)))
        if not chosen.quiet:
            tell("serve.at", chosen.lang, address=f"http://{host}:{port}/{chosen.lang}/")
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
