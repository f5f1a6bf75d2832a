"""``mithaq review``: go through candidate facts and write those that are accepted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
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
from mithaq.errors import InputError
from mithaq.knowledge import KnowledgeBase
from mithaq.lookup import lookup
from mithaq.messages import LANGUAGES
from mithaq.review.candidates import Article
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
    refused = False
    for path, article in _articles(files, loader, kb, lang):
        desk = Desk(Session(kb, article), plan, Asker(lang))
        sys.stdout.write(heading(article, path, lang))
        refused |= not desk.work()
        kb = kb.reopened()
        if desk.stopped:
            break
    if refused:
        ctx.exit(DATA_AT_FAULT)


def _articles(
    files: tuple[Path, ...], loader: Loader, kb: KnowledgeBase, lang: str
) -> Iterator[tuple[Path, Article]]:
    """Yield the files that hold candidates; each is matched against the facts as they are then."""
    from mithaq.extract.reading import documents_in

    for path in documents_in(files):
        found = loader.article(path, kb.reopened().facts)
        if found is None:
            tell("review.nothing-found", lang, path=path)
        else:
            yield path, found


def _titled(text: str) -> tuple[str, str]:
    """Return language and title of ``fr=Titre``; English where no language is named."""
    lang, sign, title = text.partition("=")
    if sign and lang in LANGUAGES:
        return lang, title
    if not text.strip():
        raise InputError("review.empty-title")
    return "en", text
