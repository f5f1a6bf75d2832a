"""``mithaq ask``: the prepared questions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox

from mithaq.cli.answers import short
from mithaq.cli.command import Command
from mithaq.cli.labelled import labelled
from mithaq.cli.rows import Cell, default_format, format_option, write
from mithaq.cli.settings import Settings, settings
from mithaq.errors import InputError
from mithaq.home import Home
from mithaq.questions import (
    LITERAL_KINDS,
    Question,
    Value,
    find_question,
    heading,
    literal,
    questions_folder,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem

    from mithaq.knowledge import KnowledgeBase


def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the names of the questions with their titles."""
    from click.shell_completion import CompletionItem

    from mithaq.questions import read_questions

    del param
    chosen = settings(ctx)
    return [
        CompletionItem(q.name, help=q.title.say(chosen.lang))
        for q in read_questions(questions_folder(Home.at(chosen.home)))
        if q.name.startswith(incomplete)
    ]


@click.command(
    "ask",
    cls=Command,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": True},
)
@click.argument("name", required=False, shell_complete=complete)
@click.argument("values", nargs=-1, type=click.UNPROCESSED, metavar="[--PARAMETER VALUE]...")
@format_option()
@click.option("--ids", is_flag=True)
@click.option("--sparql", is_flag=True)
@click.pass_context
def command(
    ctx: click.Context,
    name: str | None,
    values: tuple[str, ...],
    fmt: str | None,
    ids: bool,
    sparql: bool,
) -> None:
    """Answer a prepared question, or list the questions."""
    chosen = settings(ctx)
    home = Home.at(chosen.home)
    if name is None:
        _list(home, chosen.lang, fmt)
        return
    question = find_question(questions_folder(home), name)
    kb = chosen.open()
    given = _given(kb, question, values, chosen)
    text = question.ask(given)
    if not chosen.quiet:
        _mention_examples(question, given, chosen.lang)
    if sparql:
        sys.stdout.write(text)
        return
    _answer(kb, question, text, given, chosen, fmt or default_format(), ids)


def _list(home: Home, lang: str, fmt: str | None) -> None:
    from mithaq.messages import say
    from mithaq.questions import read_questions

    rows = [
        (q.name, q.title.say(lang), " ".join(f"--{p.name}" for p in q.parameters))
        for q in read_questions(questions_folder(home))
    ]
    keys = ("name", "question", "parameters")
    columns = [say(f"ask.{key}", lang) for key in keys]
    write(sys.stdout, fmt or default_format(), columns, rows, keys)


def _given(
    kb: KnowledgeBase, question: Question, words: tuple[str, ...], chosen: Settings
) -> dict[str, Value]:
    """Return the values typed for the parameters of a question, looked up by name."""
    kinds = {parameter.name: parameter.kind for parameter in question.parameters}
    given: dict[str, Value] = {}
    for name, text in _pairs(question, words):
        kind = kinds.get(name)
        if kind is None:
            given[name] = ox.Literal(text)
        elif kind in LITERAL_KINDS:
            given[name] = literal(kind, text)
        else:
            given[name] = kb.thing(text, (kind,), chosen.lang)
    return given


def _pairs(question: Question, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return names and values: ``--partner BH``, ``--partner=BH``, or bare values in the order of
    the parameters.
    """
    pairs: list[tuple[str, str]] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, sign, value = word.partition("=")
        if word.startswith("--") and not sign and not rest:
            raise InputError("ask.no_value", name=word)
        if word.startswith("--"):
            pairs.append((name[2:], value if sign else rest.pop(0)))
        elif len(pairs) < len(question.parameters):
            pairs.append((question.parameters[len(pairs)].name, word))
        else:
            raise InputError("ask.too_many", value=word)
    return pairs


def _mention_examples(question: Question, given: Mapping[str, Value], lang: str) -> None:
    from mithaq.cli.speech import tell

    for parameter in question.parameters:
        if not parameter.may_be_open and parameter.name not in given:
            value = parameter.example.partition("^^")[0].strip('"')
            tell("questions.example_day", lang, value=value, name=parameter.name)


def _answer(
    kb: KnowledgeBase,
    question: Question,
    text: str,
    given: Mapping[str, Value],
    chosen: Settings,
    fmt: str,
    ids: bool,
) -> None:
    answer = kb.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    people = fmt in ("table", "markdown")
    names = [v.value for v in answer.variables]
    kept = [i for i, n in enumerate(names) if not (people and n in given)]
    show = labelled(kb.view, chosen.lang) if people and not ids else short
    rows: list[list[Cell]] = [
        [None if (term := solution[i]) is None else show(term) for i in kept] for solution in answer
    ]
    keys = [names[i] for i in kept]
    columns = [heading(kb.view, question, key).say(chosen.lang) for key in keys]
    if people and not rows:
        from mithaq.cli.speech import tell

        tell("ask.nothing", chosen.lang)
    write(sys.stdout, fmt, columns, rows, keys)
