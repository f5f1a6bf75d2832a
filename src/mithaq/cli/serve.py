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
@click.option("--edit", is_flag=True)
@click.option("--inbox", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.pass_context
def command(ctx: click.Context, host: str, port: int, edit: bool, inbox: Path | None) -> None:
    """Serve until interrupted."""
    try:
        import uvicorn

        from mithaq.endpoint.lane import Lane
        from mithaq.web.app import create_app
        from mithaq.web.edit.routes import edit_routes
        from mithaq.web.edit.settings import EditSettings
        from mithaq.web.lens import Lenses
        from mithaq.web.views import views
    except ImportError as error:
        raise InputError("serve.missing", name=error.name or "") from None
    chosen = settings(ctx)
    at = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    address, more = f"{at}/{chosen.lang}/", []
    kb = chosen.open()
    lenses = Lenses(kb)
    if edit:
        admitted = EditSettings.on(host, _inbox(inbox, chosen.cache), chosen.cache)
        address, more = admitted.address(at, chosen.lang), edit_routes(kb, admitted, lenses.renew)
    with TemporaryDirectory() as folder_of_views:
        app = create_app(kb, views(kb, Path(folder_of_views)), more=more, lenses=lenses)
        if edit or not chosen.quiet:
            tell("serve.edit_at" if edit else "serve.at", chosen.lang, address=address)
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, http=Lane)


def _inbox(given: Path | None, cache: Path | None) -> Path:
    """Return the folder that keeps articles under review."""
    if given is not None:
        return given
    if cache is None:
        raise InputError("edit.no_inbox")
    return cache / "inbox"
