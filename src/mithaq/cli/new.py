"""``mithaq new``: a block ready to be filled in with a new fact."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import pyoxigraph as ox

from mithaq.blocks import block, free_name, hints
from mithaq.cli.command import Command
from mithaq.cli.names import completer
from mithaq.cli.settings import settings
from mithaq.errors import InputError, NotFound
from mithaq.lookup import CLASSES, lookup, things_of
from mithaq.names import node, shorten

#: Classes whose nodes are made here, by the word that names them.
STATEMENTS = {
    "description": "Description",
    "participation": "Participation",
    "report": "StatusReport",
    "provision": "Provision",
    "relation": "Relation",
    "reference": "Reference",
    "search": "Search",
    "assessment": "Assessment",
}


@click.command("new", cls=Command)
@click.argument("what")
@click.option("--of", "about", metavar="NAME", shell_complete=completer("cooperation"))
@click.option("--name", metavar="NAME")
@click.option("--edit", is_flag=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
@click.pass_context
def command(
    ctx: click.Context,
    what: str,
    about: str | None,
    name: str | None,
    edit: bool,
    output: Path | None,
) -> None:
    """Print a block."""
    if about is None:
        raise InputError("new.of_what", what=what)
    chosen = settings(ctx)
    kb, lang = chosen.open(), chosen.lang
    cooperation = kb.thing(about, lang=lang)
    cls, given = _class(kb.view, what, lang)
    if cls != node("mq:Assessment"):
        given = {"mq:about": shorten(cooperation.value), **given}
    stem = name or what.rpartition(":")[2]
    text = block(
        free_name(kb.view, cooperation, stem), cls, given, hints(kb.home, cls, kb.view), lang
    )
    if edit:
        _edit(output or Path(f"{cooperation.value.rpartition('/')[2]}.{stem}.ttl"), text)
    elif output:
        _write(output, text)
    else:
        sys.stdout.write(text)


def _class(store: ox.Store, what: str, lang: str) -> tuple[ox.NamedNode, dict[str, str]]:
    """Return the class of what is wanted, and what is known of it: a stage means an act."""
    if what in STATEMENTS:
        return node(f"mq:{STATEMENTS[what]}"), {}
    if what.removeprefix("mq:") in CLASSES["statement"]:
        return node(f"mq:{what.removeprefix('mq:')}"), {}
    try:
        stage = lookup(store, what, ("stage",), lang)
    except NotFound:
        stages = (s.value.rpartition("/")[2] for s in things_of(store, ("stage",)))
        known = ", ".join([*STATEMENTS, *stages])
        raise NotFound("new.no_class", name=what, known=known) from None
    return node("mq:LifecycleEvent"), {"mq:stage": shorten(stage.value)}


def _write(path: Path, text: str) -> None:
    """Write a block to a new file; an existing one is not touched."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise InputError("new.exists", path=path) from None


def _edit(path: Path, text: str) -> None:
    import shlex
    import subprocess

    _write(path, text)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    subprocess.run([*shlex.split(editor), str(path)], check=False)
