"""Each question on the small knowledge base: its whole answer, and the same one in a second
engine.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from mithaq.knowledge import KnowledgeBase
from mithaq.names import shorten
from mithaq.questions import Question, read_questions

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
QUESTIONS = read_questions(ROOT / "kb" / "questions")


@pytest.fixture(scope="session")
def small() -> KnowledgeBase:
    return KnowledgeBase.open(HERE.parent / "fixtures" / "small")


@pytest.fixture(scope="session")
def graph(small: KnowledgeBase) -> Graph:
    """The same triples in rdflib."""
    triples = small.view.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return Graph(bind_namespaces="none").parse(data=triples, format="nt")


def rows(kb: KnowledgeBase, text: str) -> list[list[str]]:
    answer = kb.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    return [["" if term is None else _written(term) for term in solution] for solution in answer]


def _written(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return shorten(term.value) if isinstance(term, ox.NamedNode) else term.value


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_a_question_has_the_expected_answer(small: KnowledgeBase, question: Question) -> None:
    """The answers for all partners, topics and agreements; days are those of the examples."""
    found = "".join(" | ".join(row) + "\n" for row in rows(small, question.ask({})))
    assert found == (HERE / "answers" / f"{question.name}.txt").read_text("utf-8")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_a_question_runs_as_it_stands_in_both_engines(
    small: KnowledgeBase, graph: Graph, question: Question
) -> None:
    here = Counter(tuple(row) for row in rows(small, question.text))
    there = Counter(
        tuple("" if term is None else shorten(str(term)) for term in row)
        for row in graph.query(question.text)
    )
    assert there == here


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_a_question_is_answered_by_the_whole_knowledge_base(
    kb: KnowledgeBase, question: Question
) -> None:
    rows(kb, question.text)
