"""The prepared questions: SPARQL files that carry their own title, description, parameters and
column headings.

A question is ``kb/questions/<name>.rq``. Its first lines are comments::

    # title@en: Was it signed, or only announced?
    # description@fr: Pour chaque coopération …
    # keywords: signature, توقيع
    # param partner: state:BH | state
    # column answer@ar: الجواب

A parameter has an example value and a kind. One line of the query, ``VALUES ?partner { state:BH
}``, holds the examples, so that the file runs as it stands in any engine. Asking replaces that
line: parameters that stand for things may be left open and are then left out of it, so that the
question is answered for all; days keep the example if none is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from mithaq.errors import InputError, NotFound
from mithaq.home import Home, shipped
from mithaq.names import expand, node
from mithaq.words import Words

#: Kinds of parameters whose value is written as a literal; all others name a thing.
LITERAL_KINDS: Mapping[str, str] = {
    "day": "xsd:date",
    "number": "xsd:integer",
    "text": "xsd:string",
}

_HEADER = re.compile(r"#\s*(\w+)(?: (\w+))?(?:@(\w+))?\s*:\s*(.+)")
_VALUES_LINE = re.compile(r"^[ \t]*VALUES\b.*$", re.MULTILINE)

Value = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question: its name, its kind, and the example that the file holds."""

    name: str
    kind: str
    example: str

    @property
    def may_be_open(self) -> bool:
        """Whether the question can be asked without a value for it."""
        return self.kind not in LITERAL_KINDS


@dataclass(frozen=True, slots=True)
class Question:
    """A prepared question."""

    name: str
    title: Words
    description: Words
    keywords: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, Words]
    text: str

    def ask(self, values: Mapping[str, Value]) -> str:
        """Return the query with the given values in place of the examples.

        Raises InputError for a value that the question has no parameter for.
        """
        names = [parameter.name for parameter in self.parameters]
        for name in values:
            if name not in names:
                raise InputError("questions.no_parameter", name=name, known=", ".join(names))
        given = [
            (p.name, str(values[p.name]) if p.name in values else _written(p))
            for p in self.parameters
            if p.name in values or not p.may_be_open
        ]
        line = ""
        if given:
            variables = " ".join(f"?{name}" for name, _ in given)
            line = f"  VALUES ({variables}) {{ ({' '.join(value for _, value in given)}) }}"
        return _VALUES_LINE.sub(lambda _: line, self.text, count=1)


def _written(parameter: Parameter) -> str:
    """Return the example of a parameter, its datatype in full."""
    text, sign, datatype = parameter.example.partition("^^")
    return f"{text}^^<{expand(datatype)}>" if sign else text


def questions_folder(home: Home) -> Path:
    """Return where the questions of a knowledge base lie; one without any has the shipped ones."""
    return home.questions if home.questions.is_dir() else shipped() / "kb" / "questions"


def read_question(path: Path) -> Question:
    """Read one question from its file."""
    text = path.read_text("utf-8")
    headers = [m.groups() for line in text.splitlines() if (m := _HEADER.fullmatch(line))]
    return Question(
        name=path.stem,
        title=_words(headers, "title"),
        description=_words(headers, "description"),
        keywords=tuple(
            word.strip()
            for key, _, _, value in headers
            if key == "keywords"
            for word in value.split(",")
        ),
        parameters=tuple(
            _parameter(name or "", value) for key, name, _, value in headers if key == "param"
        ),
        columns=_columns(headers),
        text=text,
    )


def _words(headers: Iterable[tuple[str, ...]], key: str, name: str | None = None) -> Words:
    return Words(
        tuple(sorted((lang or "", value) for k, n, lang, value in headers if (k, n) == (key, name)))
    )


def _columns(headers: list[tuple[str, ...]]) -> Mapping[str, Words]:
    names = dict.fromkeys(name for key, name, _, _ in headers if key == "column")
    return {name: _words(headers, "column", name) for name in names}


def _parameter(name: str, text: str) -> Parameter:
    example, _, kind = (part.strip() for part in text.partition("|"))
    return Parameter(name, kind, example)


def read_questions(folder: Path) -> tuple[Question, ...]:
    """Read all questions of a folder, in the order of their names."""
    return tuple(read_question(path) for path in sorted(folder.glob("*.rq")))


def find_question(folder: Path, name: str) -> Question:
    """Read the question of that name; raises NotFound, with near names, when there is none."""
    path = folder / f"{name}.rq"
    if path.name == f"{name}.rq" and path.is_file():
        return read_question(path)
    from difflib import get_close_matches

    names = sorted(p.stem for p in folder.glob("*.rq"))
    near = get_close_matches(name, names, n=3, cutoff=0.4)
    if near:
        raise NotFound("questions.none_near", name=name, near=", ".join(near))
    raise NotFound("questions.none", name=name)


def heading(store: ox.Store, question: Question, column: str) -> Words:
    """Return what a column is called: as the question says, else as the ontology calls its property
    or class.
    """
    from mithaq.words import name_of

    if column in question.columns:
        return question.columns[column]
    for term in (f"mq:{column}", f"mq:{column[:1].upper()}{column[1:]}"):
        words = name_of(store, node(term)).words
        if words:
            return words
    return Words((("", column),))


def literal(kind: str, text: str) -> ox.Literal:
    """Return the value of a parameter of a literal kind; raises InputError for what is not a day or
    number.
    """
    if kind == "day":
        from mithaq.model import PartialDate

        text = PartialDate.parse(text).latest().isoformat()
    if kind == "number" and not text.isdecimal():
        raise InputError("questions.not_a_number", text=text)
    return ox.Literal(text, datatype=node(LITERAL_KINDS[kind]))
