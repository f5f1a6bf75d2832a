"""Options whose value is the name of something: completed while typing, looked up in any
language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click
import pyoxigraph as ox

from mithaq.cli.settings import settings

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from mithaq.knowledge import KnowledgeBase

Body = TypeVar("Body", bound=Callable[..., None])

Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def named_option(name: str, kind: str | None = None) -> Callable[[Body], Body]:
    """Add an option that names a thing of a kind, the option's own name if no kind is given."""
    wanted = kind or name.lstrip("-")
    return click.option(name, metavar="NAME", shell_complete=completer(wanted))


def completer(*kinds: str) -> Completer:
    """Return what offers the identifiers of all things of some kinds, with their names."""

    def complete(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from mithaq.lookup import things_of
        from mithaq.words import name_of

        del param
        chosen = settings(ctx)
        store = chosen.open().view
        found = []
        for thing in things_of(store, kinds):
            local = thing.value.rpartition("/")[2]
            if local.lower().startswith(incomplete.lower()):
                found.append(CompletionItem(local, help=name_of(store, thing).say(chosen.lang)))
        return sorted(found, key=lambda item: str(item.value))

    return complete


def meant(kb: KnowledgeBase, text: str | None, kind: str, lang: str) -> ox.NamedNode | None:
    """Return the thing that the value of an option names, or None where the option was not
    given.
    """
    if text is None:
        return None

    return kb.thing(text, (kind,), lang)
