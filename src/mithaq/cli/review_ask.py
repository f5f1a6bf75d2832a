"""Questions to a curator: asked on standard error, answered by a letter, a word, or a line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from mithaq.cli.width import directed
from mithaq.messages import LANGUAGES, say


class Asker:
    """Asks in one language; answers of the other languages are understood as well.

    An input that ends raises click.Abort, so that nothing is taken for an answer.
    """

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def line(self, key: str, **values: object) -> str:
        """Ask for a line; an empty one is an answer."""
        sys.stdout.flush()
        sys.stderr.write(directed(say(key, self._lang, **values), self._lang) + " ")
        sys.stderr.flush()
        answer = sys.stdin.readline()
        if not answer:
            raise click.Abort
        return answer.strip()

    def text(self, key: str, **values: object) -> str:
        """Ask for a line until there is one."""
        while not (answer := self.line(key, **values)):
            continue
        return answer

    def action(self, actions: Sequence[str]) -> str:
        """Ask which of some actions to take until one is named."""
        offered = ", ".join(
            f"{self.letter(a)} = {say(f'review.action.{a}', self._lang)}" for a in actions
        )
        while True:
            meant = self.meant(self.text("review.ask-action", actions=offered), actions)
            if meant is not None:
                return meant

    def meant(self, answer: str, actions: Sequence[str]) -> str | None:
        """Return which action a letter or word stands for, in this language or else in another."""
        for lang in (self._lang, *LANGUAGES):
            for action in actions:
                if answer.lower() in say(f"review.answer.{action}", lang).split():
                    return action
        return None

    def letter(self, action: str) -> str:
        """Return the letter that stands for an action in this language."""
        return say(f"review.answer.{action}", self._lang).split()[0]
