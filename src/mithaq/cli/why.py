"""``mithaq why``: from an easy fact back to its sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from mithaq.cli.command import Command
from mithaq.cli.names import completer
from mithaq.cli.page import WRITERS, Line, Page, Section, as_text
from mithaq.cli.rows import terminal_width
from mithaq.cli.settings import settings
from mithaq.cli.statement_lines import Statements, source_text
from mithaq.dossier import Dossier
from mithaq.messages import say
from mithaq.names import shorten
from mithaq.why import Because, why

FORMATS = ("text", "markdown", "html", "json")
_OF = frozenset({"of", "de", "du", "لـ", "ل"})


@click.command("why", cls=Command)
@click.argument("property")
@click.argument("name", nargs=-1, required=True, shell_complete=completer("cooperation"))
@click.option("-f", "--format", "fmt", type=click.Choice(FORMATS), default="text")
@click.pass_context
def command(ctx: click.Context, property: str, name: tuple[str, ...], fmt: str) -> None:
    """Say why."""
    chosen = settings(ctx)
    kb, lang = chosen.open(), chosen.lang
    store = kb.view
    words = name[1:] if len(name) > 1 and name[0] in _OF else name
    thing = kb.thing(" ".join(words), lang=lang)
    dossier, found = why(store, property, thing, lang)
    if fmt == "json":
        from json import dumps

        from mithaq.dossier.plain import plain

        sys.stdout.write(dumps(plain(found), ensure_ascii=False, indent=2) + "\n")
        return
    page = _page(dossier, found, lang)
    text = as_text(page, terminal_width(sys.stdout)) if fmt == "text" else WRITERS[fmt](page)
    sys.stdout.write(text + "\n")


def _page(dossier: Dossier, found: tuple[Because, ...], lang: str) -> Page:
    first = found[0]
    sections = [_section(dossier, because, lang) for because in found]
    cited = {p.source for because in found for s in because.statements for p in s.places}
    numbers = dossier.source_numbers()
    sources = tuple(
        Line(f"[{numbers[iri]}] {source_text(source, lang)}")
        for iri, source in dossier.sources.items()
        if iri in cited
    )
    if sources:
        sections.append(Section(say("dossier.title.sources", lang), sources))
    title = say("why.title", lang, property=first.property.say(lang), name=_named(dossier, lang))
    return Page(title, "", tuple(sections), lang)


def _named(dossier: Dossier, lang: str) -> str:
    return f"{dossier.cooperation.say(lang)} ({dossier.cooperation.short})"


def _section(dossier: Dossier, because: Because, lang: str) -> Section:
    value = because.value_name.say(lang) if because.value_name else because.value
    return Section(value, tuple(_lines(dossier, because, lang)))


def _lines(dossier: Dossier, because: Because, lang: str) -> Iterator[Line]:
    writer = Statements(dossier, lang)
    for statement in because.statements:
        yield Line(f"{shorten(statement.iri)}: {writer.line(statement.iri)}")
        yield from writer.below(statement)
    for assessment in because.rivals:
        yield Line(say("why.weighed", lang, question=assessment.question.say(lang)))
        yield from writer.sides(assessment)
        yield Line(assessment.reason.say(lang), 1)
    definition = because.definition.say(lang)
    for rule in because.rules:
        yield Line(say("why.rule", lang, file=rule, says=definition))
