"""What accepted candidates become, and what is kept of the decisions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mithaq.errors import InputError
from mithaq.knowledge import KnowledgeBase
from mithaq.names import node, shorten
from mithaq.review.batch import accept_above
from mithaq.review.decisions import Verdict, decision, key_of, read_decisions, write_decisions
from mithaq.review.facts import Accepted, Outcome, Weighing
from mithaq.review.session import Session
from mithaq.turtle import canonical
from review.conftest import Read

SIGNED = """a mq:LifecycleEvent ; mq:stage stage:signature ; mq:modality modality:occurred ;
  mq:date "2014-05-20"^^xsd:date"""
KNOWN = "a mq:Provision ; mq:topic topic:terrorism"
NEW = "a mq:Provision ; mq:topic topic:cbrn"
NAMED = "a mq:Description ; mq:calledKind kind:memorandum"
WEIGHING = Weighing(
    tuple((lang, "When?") for lang in ("en", "ar", "fr")),
    tuple((lang, "So.") for lang in ("en", "ar", "fr")),
    prefers_new=False,
)


def made(
    kb: KnowledgeBase,
    read: Read,
    *said: str,
    of: str | None = "id:bh-2014-mou",
    weighing: Weighing | None = None,
) -> Outcome:
    article = read(*said)
    session = Session(kb, article)
    chosen = session.named(node(of)) if of else None
    target = node(of) if of else None
    candidate = article.cooperations[0]
    return session.outcome(
        Accepted(candidate, s, session.match(s, chosen), target, weighing)
        for s in candidate.statements
    )


def test_the_same_statement_gets_the_new_evidence(small: KnowledgeBase, read: Read) -> None:
    outcome = made(small, read, KNOWN)
    block = "id:bh-2014-mou.terrorism\n    mq:evidence ev:news.0-5 ;\n."
    text = canonical(outcome.triples)
    assert block in text and "src:news\n    a mq:Source" in text and "id:c" not in text
    assert [shorten(n.value) for n in outcome.became] == ["id:bh-2014-mou.terrorism"]


def test_a_new_statement_gets_a_readable_name_that_is_free(
    small: KnowledgeBase, read: Read
) -> None:
    outcome = made(
        small,
        read,
        NEW,
        NAMED,
        "a mq:Provision ; mq:topic topic:cbrn ; mq:measure measure:visits",
        SIGNED,
    )
    assert [shorten(n.value).removeprefix("id:bh-2014-mou.") for n in outcome.became] == [
        "cbrn",
        "description-ministry",
        "cbrn-2",
        "signature-2",
    ]


def test_a_disagreement_keeps_both_and_is_weighed(small: KnowledgeBase, read: Read) -> None:
    text = canonical(made(small, read, SIGNED, weighing=WEIGHING).triples)
    assert (
        """id:bh-2014-mou.signature-2-or-not
    a mq:Assessment ;
    mq:question
        "When?"@ar ,
        "When?"@en ,
        "When?"@fr ;
    mq:prefers id:bh-2014-mou.signature ;
    mq:rival id:bh-2014-mou.signature-2 ;
    mq:settled true ;"""
        in text
    )


def test_an_open_question_prefers_none(small: KnowledgeBase, read: Read) -> None:
    open_one = Weighing(WEIGHING.question, WEIGHING.reason, None)
    text = canonical(made(small, read, SIGNED, weighing=open_one).triples)
    assert "mq:prefers" not in text and "mq:settled false" in text
    assert "id:bh-2014-mou.signature ,\n        id:bh-2014-mou.signature-2" in text


def test_a_new_cooperation_is_named_in_three_languages(small: KnowledgeBase, read: Read) -> None:
    text = canonical(made(small, read, NAMED, SIGNED, of=None).triples)
    assert (
        """id:bh-2014-memorandum
    a mq:Instrument ;
    skos:prefLabel
        "مذكرة تفاهم، المغرب – البحرين، 2014"@ar ,
        "Memorandum of understanding, Morocco–Bahrain, 2014"@en ,
        "Mémorandum d'entente, Maroc–Bahreïn, 2014"@fr ;
    mq:between
        state:BH ,
        state:MA ;
."""
        in text
    )


def test_a_batch_takes_what_is_sure_and_leaves_what_needs_a_person(
    small: KnowledgeBase, read: Read
) -> None:
    session = Session(
        small,
        read(
            KNOWN,
            NEW,
            SIGNED,
            NAMED,
            'a mq:Description ; mq:calledKind kind:memorandum ; mq:title "مذكرة تفاهم للتعاون الأمني والتنسيق"@ar',
        ),
    )
    sure = list(accept_above(session, 0.5, set()))
    assert [one.match.way.value for one in sure] == [
        "evidence",
        "statement",
        "evidence",
        "evidence",
    ]
    assert list(accept_above(session, 0.95, set())) == []


def test_a_batch_takes_new_cooperations_only_when_told(small: KnowledgeBase, read: Read) -> None:
    session = Session(small, read("a mq:Provision ; mq:topic topic:maritime-security"))
    assert list(accept_above(session, 0.0, set())) == []
    assert len(list(accept_above(session, 0.9, set(), also_new=True))) == 1


def test_decisions_are_read_as_they_were_written(read: Read, tmp_path: Path) -> None:
    article = read(KNOWN, NEW)
    candidate = article.cooperations[0]
    first, second = candidate.statements
    day = date(2026, 11, 22)
    no = decision(article, candidate, second, Verdict.REJECTED, day, reason="not said of it")
    yes = decision(
        article, candidate, first, Verdict.ACCEPTED, day, way="evidence", became="id:x.y"
    )
    path = tmp_path / "kb" / "decisions.jsonl"
    write_decisions(path, [no, yes])
    written = path.read_bytes()
    assert read_decisions(path) == {yes.key: yes, no.key: no}
    write_decisions(path, [yes, no, yes])
    assert path.read_bytes() == written
    assert key_of(article, candidate, first) == yes.key
    assert yes.key == ("src:news", "BH", "Provision topic:terrorism", ("ev:news.0-5",))


def test_a_rejection_needs_a_reason(read: Read) -> None:
    article = read(KNOWN)
    candidate = article.cooperations[0]
    with pytest.raises(InputError, match="a rejection needs a reason"):
        decision(article, candidate, candidate.statements[0], Verdict.REJECTED, date(2026, 1, 1))


@pytest.mark.parametrize("line", ["{", "[]", '{"source": "x"}', '{"evidence": 5}'])
def test_a_damaged_file_of_decisions_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(InputError, match=r"decisions\.jsonl:1: this line is no decision"):
        read_decisions(path)
