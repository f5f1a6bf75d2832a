"""The prepared questions: the list, and each with its parameters as a form and its answer."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from mithaq.errors import InputError
from mithaq.lookup import things_of
from mithaq.messages import say
from mithaq.names import expand, shorten
from mithaq.query import run
from mithaq.questions import (
    LITERAL_KINDS,
    Parameter,
    Question,
    Value,
    find_question,
    heading,
    literal,
    questions_folder,
    read_questions,
)
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.lens import Lens
from mithaq.web.naming import statement_words
from mithaq.words import Name, Words

Cell = Name | Words | str

#: How many rows of an answer the page shows; its twins hold all.
SHOWN = 100

#: The columns of an answer, and its rows.
Answer = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]


@dataclass(frozen=True, slots=True)
class Listed:
    """A question in the list."""

    name: str
    title: Words
    description: Words


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions."""

    questions: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a field of the form: its label, its value, and what can be chosen."""

    name: str
    kind: str
    label: Words
    value: str
    choices: tuple[Name, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and its answer."""

    name: str
    title: Words
    description: Words
    fields: tuple[Field, ...]
    columns: tuple[Words, ...]
    keys: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sparql: str
    problem: str


def questions(asked: Asked) -> Page:
    """Make the list of questions."""
    found = read_questions(questions_folder(asked.lens.kb.home))
    it = Questions(tuple(Listed(q.name, q.title, q.description) for q in found))
    return Page(
        template="questions.html",
        title=say("web.nav.questions", asked.lang),
        it=it,
        subjects=(),
        rows=lambda: Rows(
            ("name", "title", "description"),
            tuple(
                (q.name, q.title.say(asked.lang), q.description.say(asked.lang))
                for q in it.questions
            ),
        ),
    )


def question(asked: Asked) -> Page:
    """Make the page of a question; raises NotFound where there is none.

    A value that cannot be used is said on the page, beside the answer without it.
    """
    lens = asked.lens
    found = find_question(questions_folder(lens.kb.home), asked.part["local"])
    given, problem = _given(lens, found, asked)
    text = found.ask(given)
    keys, rows = _kept(lens, found, text) if not given else _answer(lens, text)
    fields = tuple(_field(lens, p, given.get(p.name)) for p in found.parameters)
    columns = tuple(heading(lens.store, found, key) for key in keys)
    it = Answered(
        found.name, found.title, found.description, fields, columns, keys, rows, text, problem
    )
    things = {cell.iri for row in rows for cell in row if isinstance(cell, Name)}
    return Page(
        template="question.html",
        title=found.title.say(asked.lang),
        it=it,
        subjects=tuple(ox.NamedNode(iri) for iri in sorted(things)),
        rows=lambda: Rows(keys, tuple(tuple(_plain(cell) for cell in row) for row in rows)),
        extra={"shown": rows[:SHOWN]},
    )


def _given(lens: Lens, found: Question, asked: Asked) -> tuple[dict[str, Value], str]:
    """Return the values of the form that can be used, and what is wrong with the others."""
    given: dict[str, Value] = {}
    problems = []
    for parameter in found.parameters:
        text = asked.query.get(parameter.name, "").strip()
        if not text:
            continue
        try:
            given[parameter.name] = _value(lens, parameter, text)
        except InputError as error:
            problems.append(error.say(asked.lang))
    return given, " ".join(problems)


def _value(lens: Lens, parameter: Parameter, text: str) -> Value:
    if parameter.kind in LITERAL_KINDS:
        return literal(parameter.kind, text)
    from mithaq.lookup import lookup

    return lookup(lens.store, text, (parameter.kind,))


def _field(lens: Lens, parameter: Parameter, given: Value | None) -> Field:
    choosable = parameter.may_be_open and parameter.kind != "statement"
    example = parameter.example.partition("^^")[0].strip('"')
    unset = "" if parameter.may_be_open else example
    value = unset if given is None else shorten(given.value)
    return Field(
        name=parameter.name,
        kind=parameter.kind,
        label=_label(lens, parameter),
        value=value,
        choices=_choices(lens, parameter.kind) if choosable else (),
        required=not parameter.may_be_open,
    )


def _choices(lens: Lens, kind: str) -> tuple[Name, ...]:
    return lens.keep(
        f"choices {kind}",
        lambda one: tuple(one.name(thing.value) for thing in things_of(one.store, (kind,))),
    )


def _label(lens: Lens, parameter: Parameter) -> Words:
    """Return what a parameter is called: by our own words, else by the ontology."""
    from mithaq.messages import LANGUAGES, catalogue

    key = f"field.{parameter.name}"
    if key in catalogue("en", "web"):
        return Words(tuple((lang, say(f"web.{key}", lang)) for lang in LANGUAGES))
    for term in (f"mq:{parameter.name}", f"mq:{parameter.kind.title()}"):
        found = lens.name(expand(term))
        if found.words:
            return found.words
    return Words((("", parameter.name),))


def _kept(lens: Lens, found: Question, text: str) -> Answer:
    """Return the answer to a question as it stands, which is asked most often."""
    return lens.keep(f"answer {found.name}", lambda one: _answer(one, text))


def _answer(lens: Lens, text: str) -> Answer:
    answer = run(lens.store, text)
    assert isinstance(answer, ox.QuerySolutions)
    keys = tuple(variable.value for variable in answer.variables)
    rows = tuple(tuple(_cell(lens, solution[k]) for k in keys) for solution in answer)
    return keys, rows


def _cell(lens: Lens, term: object) -> Cell:
    if isinstance(term, ox.NamedNode):
        return _named(lens, term)
    if isinstance(term, ox.Literal):
        return Words.of([term]) if term.language else term.value
    return ""


def _named(lens: Lens, term: ox.NamedNode) -> Name:
    """Return the name of a thing; a statement is called by its summary or what it speaks of."""
    name = lens.name(term.value)
    if name.words:
        return name
    words = lens.keep(f"called {term.value}", lambda one: statement_words(one, term.value))
    return Name(term.value, words)


def _plain(cell: Cell) -> str:
    if isinstance(cell, Name):
        return cell.short
    return cell if isinstance(cell, str) else " | ".join(text for _, text in cell.texts)
