"""``mithaq show``: all that is known of one thing."""

from __future__ import annotations

import sys

import click
import pyoxigraph as ox

from mithaq.cli.command import Command
from mithaq.cli.names import completer
from mithaq.cli.page import WRITERS, Page, as_text
from mithaq.cli.rows import terminal_width
from mithaq.cli.settings import settings
from mithaq.dossier import Dossier, assemble
from mithaq.lookup import types_of
from mithaq.names import node
from mithaq.store import Reads

FORMATS = ("text", "markdown", "html", "json", "bibtex", "csl-json")
KINDS = ("cooperation", "state", "official", "institution", "statement", "source")


@click.command("show", cls=Command)
@click.argument("name", nargs=-1, required=True, shell_complete=completer("cooperation", "state"))
@click.option("-f", "--format", "fmt", type=click.Choice(FORMATS), default="text")
@click.pass_context
def command(ctx: click.Context, name: tuple[str, ...], fmt: str) -> None:
    """Show a dossier."""
    chosen = settings(ctx)
    kb, lang = chosen.open(), chosen.lang
    store = kb.view
    thing = kb.thing(" ".join(name), KINDS, lang)
    if is_a(store, thing, "cooperation"):
        sys.stdout.write(_dossier(assemble(store, thing), fmt, lang) + "\n")
    elif fmt in ("text", *WRITERS):
        from mithaq.cli.thing_page import thing_page

        sys.stdout.write(_written(thing_page(store, thing, lang), fmt) + "\n")
    else:
        _refuse(thing, fmt)


def is_a(store: Reads, thing: ox.NamedNode, kind: str) -> bool:
    """Tell whether a thing is of a kind."""
    types = {q.object for q in store.quads_for_pattern(thing, node("rdf:type"), None)}
    return bool(types & set(types_of(kind)))


def _refuse(thing: ox.NamedNode, fmt: str) -> None:
    from mithaq.errors import InputError
    from mithaq.names import shorten

    raise InputError("cli.only_a_dossier", name=shorten(thing.value), format=fmt)


def _dossier(dossier: Dossier, fmt: str, lang: str) -> str:
    if fmt == "json":
        from json import dumps

        from mithaq.dossier.plain import plain

        return dumps(plain(dossier), ensure_ascii=False, indent=2)
    if fmt == "bibtex":
        from mithaq.cite import bibtex, cite_dossier

        return bibtex(cite_dossier(dossier), lang)
    if fmt == "csl-json":
        from json import dumps

        from mithaq.cite import cite_dossier, csl_items

        return dumps(csl_items(cite_dossier(dossier), lang), ensure_ascii=False, indent=2)
    from mithaq.cli.dossier_page import dossier_page

    return _written(dossier_page(dossier, lang), fmt)


def _written(page: Page, fmt: str) -> str:
    if fmt == "text":
        return as_text(page, terminal_width(sys.stdout))
    return WRITERS[fmt](page)
