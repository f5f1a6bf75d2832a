"""``mithaq add``: check the facts of a file and add them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pyoxigraph as ox

from mithaq.add import Proposal, carry_out
from mithaq.cli.command import Command
from mithaq.cli.edge import DATA_AT_FAULT
from mithaq.cli.findings import as_text
from mithaq.cli.settings import settings
from mithaq.cli.speech import tell
from mithaq.cli.width import directed, isolated
from mithaq.effect import Effect
from mithaq.errors import InputError
from mithaq.knowledge import KnowledgeBase
from mithaq.messages import say
from mithaq.words import name_of


@click.command("add", cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), metavar="FILE")
@click.option("-y", "--yes", is_flag=True)
@click.option("-n", "--dry-run", is_flag=True)
@click.pass_context
def command(ctx: click.Context, file: Path, into: Path | None, yes: bool, dry_run: bool) -> None:
    """Add facts."""
    if yes and dry_run:
        raise InputError("cli.conflict", one="--yes", other="--dry-run")
    chosen = settings(ctx)
    kb, lang = chosen.open(), chosen.lang
    proposal = kb.propose(file, into=into, lang=lang)
    sys.stdout.write(as_text(proposal.findings, lang))
    if proposal.refused:
        tell("curate.refused_nothing_written", lang)
        ctx.exit(DATA_AT_FAULT)
    for line in _changes(kb, proposal, lang):
        sys.stdout.write(directed(line, lang) + "\n")
    if dry_run or not (yes or _agreed(lang)):
        tell("curate.not_added", lang)
        return
    added = carry_out(kb, proposal, lang)
    if not chosen.quiet:
        tell("curate.done", lang, count=added.triples, path=added.target)


def _agreed(lang: str) -> bool:
    """Ask whether to go on; an answer is needed, so that a script says --yes."""
    if not sys.stdin.isatty():
        raise InputError("curate.say_yes")
    sys.stdout.flush()
    sys.stderr.write(say("curate.ask", lang) + " ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in say("curate.answers", lang).split()


def _changes(kb: KnowledgeBase, proposal: Proposal, lang: str) -> Iterator[str]:
    """Yield what the addition is and what it changes for readers."""
    count = len(proposal.triples)
    yield say("curate.proposal", lang, count=count, path=proposal.target)
    for effect in proposal.effects:
        cooperation = effect.cooperation.value.rpartition("/")[2]
        yield f"  {cooperation}: {effect_line(kb.view, effect, lang)}"


def effect_line(store: ox.Store, effect: Effect, lang: str) -> str:
    """Return an effect in one line, such as ``status: signed → in force``."""
    prop = name_of(store, effect.property).say(lang)
    before, after = (_values(store, terms, lang) for terms in (effect.before, effect.after))
    return f"{prop}: {before} → {after}"


def _values(store: ox.Store, terms: tuple[ox.NamedNode | ox.Literal, ...], lang: str) -> str:
    shown = (name_of(store, t).say(lang) if isinstance(t, ox.NamedNode) else t.value for t in terms)
    return ", ".join(map(isolated, shown)) or "–"
