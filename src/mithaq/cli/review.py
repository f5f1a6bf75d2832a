"""``mithaq review``: go through candidate facts and write those that are accepted."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mithaq.cli.command import Command
from mithaq.cli.edge import DATA_AT_FAULT
from mithaq.cli.names import completer
from mithaq.cli.review_ask import Asker
from mithaq.cli.review_desk import Desk, Plan
from mithaq.cli.review_page import heading
from mithaq.cli.settings import settings
from mithaq.cli.speech import tell
from mithaq.cli.width import directed
from mithaq.errors import InputError, MithaqError
from mithaq.extract.reading import documents_in
from mithaq.lookup import lookup
from mithaq.messages import LANGUAGES
from mithaq.review.loading import Loader
from mithaq.review.session import Session
from mithaq.review.sources import SourceDetails
from mithaq.texts import read_texts


@click.command("review", cls=Command)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--accept-above", type=click.FloatRange(0, 1), metavar="SCORE")
@click.option("--also-new", is_flag=True)
@click.option("-n", "--dry-run", is_flag=True)
@click.option("--publisher", metavar="TEXT")
@click.option("--source-type", metavar="NAME", shell_complete=completer("source-type"))
@click.option("--title", "titles", multiple=True, metavar="[LANG=]TEXT")
@click.option("--url", metavar="URL")
@click.option("--published", metavar="DATE")
@click.option("--texts", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    accept_above: float | None,
    also_new: bool,
    dry_run: bool,
    publisher: str | None,
    source_type: str | None,
    titles: tuple[str, ...],
    url: str | None,
    published: str | None,
    texts: Path | None,
) -> None:
    """Review."""
    chosen = settings(ctx)
    kb, lang = chosen.open(), chosen.lang
    kind = None
    if source_type is not None:
        kind = lookup(kb.facts, source_type, ("source-type",), lang)
    details = SourceDetails(tuple(map(_titled, titles)), publisher, kind, url, published)
    plan = Plan(lang, details, accept_above, also_new, dry_run, chosen.quiet)
    loader = Loader(kb.home, chosen.cache, published, read_texts(texts) if texts else None)
    faults = False
    for path in documents_in(files):
        try:
            article = loader.article(path, kb.facts)
        except MithaqError as error:
            print(directed(error.say(lang), lang), file=sys.stderr)
            faults = True
            continue
        if article is None:
            tell("review.nothing-found", lang, path=path)
            continue
        desk = Desk(Session(kb, article), plan, Asker(lang))
        sys.stdout.write(heading(article, path, lang))
        faults |= not desk.work()
        kb = kb.reopened()
        if desk.stopped:
            break
    if faults:
        ctx.exit(DATA_AT_FAULT)


def _titled(text: str) -> tuple[str, str]:
    """Return language and title of ``fr=Titre``; English where no language is named."""
    lang, sign, title = text.partition("=")
    if sign and lang in LANGUAGES:
        return lang, title
    if not text.strip():
        raise InputError("review.empty-title")
    return "en", text
