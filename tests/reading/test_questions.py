"""The files of the prepared questions, and how values take the place of examples."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from mithaq.errors import InputError, NotFound
from mithaq.knowledge import KnowledgeBase
from mithaq.names import node
from mithaq.questions import (
    Question,
    find_question,
    heading,
    literal,
    read_question,
    read_questions,
)

TEXT = """\
# title@en: Who?
# title@fr: Qui ?
# description@en: Whoever it was.
# keywords: who, qui
# param partner: state:BH | state
# param on: "2014-08-31"^^xsd:date | day
# column answer@en: the answer
SELECT ?answer WHERE {
  VALUES (?partner ?on) { (state:BH "2014-08-31"^^xsd:date) }
  ?answer mq:partner ?partner ; mq:date ?on .
}
"""


@pytest.fixture
def question(tmp_path: Path) -> Question:
    path = tmp_path / "who.rq"
    path.write_text(TEXT, "utf-8")
    return read_question(path)


def values_line(text: str) -> str:
    return next(
        (line.strip() for line in text.splitlines() if line.lstrip().startswith("VALUES")), ""
    )


def test_a_question_carries_its_own_words(question: Question) -> None:
    assert question.name == "who"
    assert question.title.say("fr") == "Qui ?"
    assert question.title.say("ar") == "Qui ?"
    assert question.keywords == ("who", "qui")
    assert [(p.name, p.kind) for p in question.parameters] == [("partner", "state"), ("on", "day")]
    assert question.columns["answer"].say("en") == "the answer"


def test_values_take_the_place_of_the_examples(question: Question) -> None:
    asked = question.ask({"partner": node("state:QA"), "on": literal("day", "2015-02")})
    assert values_line(asked) == (
        "VALUES (?partner ?on) { (<https://w3id.org/mithaq/id/state/QA> "
        '"2015-02-28"^^<http://www.w3.org/2001/XMLSchema#date>) }'
    )


def test_a_thing_may_stay_open_and_a_day_keeps_its_example(question: Question) -> None:
    assert values_line(question.ask({})) == (
        'VALUES (?on) { ("2014-08-31"^^<http://www.w3.org/2001/XMLSchema#date>) }'
    )


def test_a_value_cannot_change_the_query(question: Question) -> None:
    evil = ox.Literal('x") } ?s ?p ?o . VALUES ?x { ("')
    assert values_line(question.ask({"on": evil})).count("VALUES") == 2
    assert '\\") }' in question.ask({"on": evil})


def test_an_unknown_parameter_is_refused(question: Question) -> None:
    with pytest.raises(InputError, match="It knows: partner, on"):
        question.ask({"moon": node("state:QA")})


def test_near_names_of_questions_are_proposed(tmp_path: Path) -> None:
    (tmp_path / "who.rq").write_text(TEXT, "utf-8")
    with pytest.raises(NotFound, match="Near it: who"):
        find_question(tmp_path, "whom")
    with pytest.raises(NotFound, match="no question"):
        find_question(tmp_path, "../who")


def test_every_question_is_documented_in_three_languages(kb: KnowledgeBase) -> None:
    questions = read_questions(kb.home.questions)
    assert len(questions) >= 24
    for question in questions:
        assert {tag for tag, _ in question.title.texts} == {"ar", "en", "fr"}, question.name
        assert {tag for tag, _ in question.description.texts} == {"ar", "en", "fr"}, question.name
        assert question.keywords, question.name


def test_every_column_has_a_heading_in_three_languages(kb: KnowledgeBase) -> None:
    for question in read_questions(kb.home.questions):
        answer = kb.query(question.text)
        assert isinstance(answer, ox.QuerySolutions)
        for variable in answer.variables:
            words = heading(kb.view, question, variable.value)
            tags = {tag for tag, _ in words.texts}
            assert tags == {"ar", "en", "fr"}, f"{question.name}: {variable.value}"


def test_one_line_holds_all_the_examples(kb: KnowledgeBase) -> None:
    for question in read_questions(kb.home.questions):
        lines = [line for line in question.text.splitlines() if "VALUES" in line]
        assert len(lines) == (1 if question.parameters else 0), question.name
        for parameter in question.parameters:
            assert f"?{parameter.name}" in lines[0]
            assert parameter.example in lines[0]
