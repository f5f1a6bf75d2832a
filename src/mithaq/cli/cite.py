"""``mithaq cite``: the reference of a fact or an agreement."""

from __future__ import annotations

import sys

import click
import pyoxigraph as ox

from mithaq.cite import Citation, base_title, bibtex, cite_dossier, cite_statement, csl_items
from mithaq.cli.command import Command
from mithaq.cli.names import completer
from mithaq.cli.page import Line, Page, Section, as_markdown, as_text
from mithaq.cli.rows import terminal_width
from mithaq.cli.settings import settings
from mithaq.cli.statement_lines import source_text
from mithaq.dossier import assemble
from mithaq.messages import say
from mithaq.names import node

FORMATS = ("text", "markdown", "bibtex", "csl-json")


@click.command("cite", cls=Command)
@click.argument("name", nargs=-1, required=True, shell_complete=completer("cooperation"))
@click.option("-f", "--format", "fmt", type=click.Choice(FORMATS), default="text")
@click.pass_context
def command(ctx: click.Context, name: tuple[str, ...], fmt: str) -> None:
    """Cite."""
    chosen = settings(ctx)
    kb, lang = chosen.open(), chosen.lang
    store = kb.view
    kinds = ("cooperation", "statement")
    thing = kb.thing(" ".join(name), kinds, lang)
    citation = _citation(store, thing)
    if fmt == "bibtex":
        sys.stdout.write(bibtex(citation, lang) + "\n")
    elif fmt == "csl-json":
        from json import dumps

        items = csl_items(citation, lang)
        sys.stdout.write(dumps(items, ensure_ascii=False, indent=2) + "\n")
    else:
        page = _page(citation, lang)
        text = as_markdown(page) if fmt == "markdown" else as_text(page, terminal_width(sys.stdout))
        sys.stdout.write(text + "\n")


def _citation(store: ox.Store, thing: ox.NamedNode) -> Citation:
    about = next(store.quads_for_pattern(thing, node("mq:about"), None), None)
    if about is not None and isinstance(about.object, ox.NamedNode):
        return cite_statement(assemble(store, about.object), thing)
    return cite_dossier(assemble(store, thing))


def _page(citation: Citation, lang: str) -> Page:
    title = citation.title.say(lang) or citation.about.say(lang)
    subtitle = say(
        "cite.reference",
        lang,
        about=citation.about.say(lang),
        base=base_title(lang),
        release=citation.release,
        iri=citation.iri,
    )
    lines = [
        Line(source_text(source, lang) + (f" {source.url}" if source.url else ""))
        for source in citation.sources
    ]
    section = Section(say("cite.sources", lang), tuple(lines))
    return Page(title, subtitle, (section,) if lines else (), lang)
