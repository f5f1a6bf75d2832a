"""Adding one fact by hand, and changing a candidate: forms made from the shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.home import Home
from mithaq.knowledge import KnowledgeBase
from mithaq.names import node
from mithaq.web.edit.fields import Field, Forms, Kind
from web.edit_texts import Curator, candidates, fields, text_of

PROVISION = {
    "about": "id:bh-2014-mou",
    "class": "mq:Provision",
    "topic": "topic:cybercrime",
    "source": "src:bh-01",
    "locator@en": "article 3",
    "locator@ar": "المادة 3",
}
SIGNING = {
    "about": "id:bh-2014-mou",
    "class": "mq:LifecycleEvent",
    "stage": "stage:signature",
    "modality": "modality:occurred",
    "date": "2014-05-20",
    "source": "src:bh-01",
}
WEIGHED = {
    "prefers:bh-2014-mou.new": "known",
    **{f"question:bh-2014-mou.new@{g}": "?" for g in ("en", "ar", "fr")},
    **{f"why:bh-2014-mou.new@{g}": "…" for g in ("en", "ar", "fr")},
}


@pytest.fixture
def curator(tmp_path: Path) -> Curator:
    return Curator(tmp_path)


def field(cls: str, name: str) -> Field:
    found = Forms(Home.at().shape_files()).fields(node(cls))
    return next(field for field in found if field.name == name)


def test_the_fields_are_those_of_the_closed_shape() -> None:
    found = Forms(Home.at().shape_files()).fields(node("mq:LifecycleEvent"))
    names = {f.name for f in found}
    assert {"stage", "modality", "date", "signer", "summary", "fulfils"} <= names
    assert {f.name for f in found if f.required} == {"about", "evidence", "stage", "modality"}
    assert Forms(Home.at().shape_files()).fields(node("mq:NoSuchClass")) == ()


@pytest.mark.parametrize(
    ("cls", "name", "kind", "many"),
    [
        ("mq:LifecycleEvent", "stage", Kind.CHOICE, False),
        ("mq:LifecycleEvent", "date", Kind.DATE, False),
        ("mq:LifecycleEvent", "notBefore", Kind.DAY, False),
        ("mq:LifecycleEvent", "dateAsWritten", Kind.QUOTES, True),
        ("mq:Provision", "topic", Kind.CHOICE, True),
        ("mq:Provision", "duration", Kind.LINE, False),
        ("mq:Provision", "summary", Kind.TEXTS, True),
        ("mq:Description", "articleCount", Kind.NUMBER, False),
        ("mq:Description", "binding", Kind.YES_OR_NO, False),
        ("mq:Search", "sought", Kind.CHOICE, True),
    ],
)
def test_a_field_is_asked_for_as_its_shapes_say(
    cls: str, name: str, kind: Kind, many: bool
) -> None:
    found = field(cls, name)
    assert (found.kind, found.many) == (kind, many)


def test_a_shape_of_one_s_own_makes_a_form_without_any_code(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix mq: <https://w3id.org/mithaq/ontology#> .
        mq:S a sh:NodeShape ; sh:targetClass mq:Thing ; sh:closed true ; sh:property
          [ sh:path mq:colour ; sh:in ( mq:red mq:green ) ; sh:minCount 1 ; sh:maxCount 1 ] ."""
    )
    (found,) = Forms([tmp_path / "own.ttl"]).fields(node("mq:Thing"))
    assert (found.name, found.kind, found.required, found.many) == (
        "colour",
        Kind.CHOICE,
        True,
        False,
    )
    assert found.values == (node("mq:red"), node("mq:green"))


def test_the_first_step_offers_what_a_fact_can_be_about(curator: Curator) -> None:
    html = curator.get("/edit/fact")
    assert '<option value="id:bh-2014-mou">' in html
    assert '<option value="mq:Provision">provision</option>' in html


def test_labels_and_choices_are_in_the_language_of_the_reader(tmp_path: Path) -> None:
    html = Curator(tmp_path, "ar").get("/edit/fact?about=bh-2014-mou&class=mq:LifecycleEvent")
    assert '<option value="stage:signature">' in html
    said = text_of(html)
    assert "إلزامي" in said
    assert "توقيع" in said
    assert ">signature<" not in html


def test_a_fact_goes_to_the_file_of_its_partner(curator: Curator) -> None:
    looked = curator.post("/edit/fact", {**PROVISION, "do": "check"})
    told = text_of(looked.text)
    assert looked.status_code == 200, told
    assert "A new statement" in told
    assert "kb/curated/bahrain.ttl" in told
    saved = curator.post("/edit/fact", {**fields(looked.text), "do": "save"})
    assert saved.headers["location"] == "/en/agreement/bh-2014-mou#bh-2014-mou.cybercrime"
    kb = KnowledgeBase.open(curator.home)
    assert bool(kb.query("ASK { id:bh-2014-mou mq:covers topic:cybercrime }"))
    assert bool(kb.query('ASK { ?s mq:evidence/mq:locator "المادة 3"@ar }'))
    assert not kb.validate(lang="en") or all(
        "cybercrime" not in f.focus for f in kb.validate(lang="en")
    )


def test_a_refusal_stands_beside_its_field_in_arabic(tmp_path: Path) -> None:
    curator = Curator(tmp_path, "ar")
    before = curator.facts()
    wrong = {**SIGNING, "date": "2014-02-30", "stage": "", "do": "check"}
    refused = curator.post("/edit/fact", wrong)
    assert refused.status_code == 422
    html = refused.text
    beside = html.partition('id="f-date-fault"')[2].partition("</div>")[0]
    assert "اذكر تاريخا واحدا: يوما" in beside
    assert '<a href="#f-stage">' in html
    assert "بيّن المرحلة الواحدة" in html.partition('id="f-stage-fault"')[2].partition("</div>")[0]
    assert 'name="date" value="2014-02-30"' in html
    assert 'aria-describedby="f-date-hint f-date-fault" aria-invalid="true"' in html
    assert curator.facts() == before


def test_a_disagreement_is_weighed_in_three_languages(curator: Curator) -> None:
    before = curator.facts()
    asked = curator.post("/edit/fact", {**SIGNING, "do": "check"})
    assert asked.status_code == 422
    assert "Weigh the disagreement" in text_of(asked.text)
    half = curator.post(
        "/edit/fact", {**SIGNING, **WEIGHED, "why:bh-2014-mou.new@fr": "", "do": "check"}
    )
    assert half.status_code == 422
    assert '<a href="#why:bh-2014-mou.new@fr">' in half.text
    assert curator.facts() == before
    looked = curator.post("/edit/fact", {**SIGNING, **WEIGHED, "do": "check"})
    assert looked.status_code == 200, text_of(looked.text)
    assert curator.post("/edit/fact", {**fields(looked.text), "do": "save"}).status_code == 303
    query = """ASK { ?a a mq:Assessment ; mq:prefers id:bh-2014-mou.signature ;
                        mq:rival ?new ; mq:settled true . ?new mq:date "2014-05-20"^^xsd:date }"""
    assert bool(KnowledgeBase.open(curator.home).query(query))


def test_words_need_their_place_where_the_text_is_not_at_hand(curator: Curator) -> None:
    without = {**PROVISION, "locator@en": "", "locator@ar": "", "words": "cyber words"}
    asked = curator.post("/edit/fact", {**without, "do": "check"})
    assert asked.status_code == 422
    assert "Say at which character the words begin" in text_of(asked.text)
    given = curator.post("/edit/fact", {**without, "words@": "en", "start": "10", "do": "check"})
    assert given.status_code == 200
    assert "ev:bh-01.10-21" in text_of(given.text)


def test_a_statement_that_was_not_found_is_added_from_the_article(curator: Curator) -> None:
    name = curator.paste().rpartition("/")[2]
    fact = {**PROVISION, "source": "", "locator@en": "", "locator@ar": "", "article": name}
    wrong = curator.post("/edit/fact", {**fact, "words": "not in the text", "do": "check"})
    assert wrong.status_code == 422
    assert "does not stand in the text" in text_of(wrong.text)
    right = {**fact, "words": "تعزيز  التعاون بين البلدين", "words@": "ar", "do": "check"}
    looked = curator.post("/edit/fact", right)
    assert looked.status_code == 200, text_of(looked.text)
    assert "mq:start" in text_of(looked.text)
    assert "kb/extracted/" in text_of(looked.text)


def test_a_choice_that_was_not_offered_is_refused(curator: Curator) -> None:
    before = curator.facts()
    for wrong in ("topic:no-such", "stage:signature", 'x:> . <y> <z> "', "https://evil.example/"):
        answer = curator.post("/edit/fact", {**PROVISION, "topic": wrong, "do": "check"})
        assert answer.status_code == 422, wrong
    assert curator.post("/edit/fact", {**PROVISION, "class": "mq:State"}).status_code == 422
    assert curator.post("/edit/fact", {**PROVISION, "about": "no-such"}).status_code == 404
    assert curator.facts() == before


def test_a_changed_candidate_is_what_is_accepted(curator: Curator) -> None:
    place = curator.paste()
    name = next(n for n in candidates(curator.get(place)) if "approval-parliament" in n)
    form = f"{place}/candidate/{name}"
    html = curator.get(form)
    assert '<option value="stage:approval-parliament" selected>' in html
    changed = {
        "stage": "stage:plenary-vote-representatives",
        "modality": "modality:occurred",
        "date": "2014-11-25",
        "basis": "basis:computed",
        "summary@en": "The House of Representatives adopted the bill.",
        "words:0": "صادق مجلس النواب",
    }
    refused = curator.post(form, {**changed, "summary@en": "", "summary@fr": "Seul"})
    assert refused.status_code == 422
    assert "A summary is given in English at least." in text_of(refused.text)
    elsewhere = curator.post(form, {**changed, "words:0": "لا يوجد"})
    assert elsewhere.status_code == 422
    assert curator.post(form, changed).status_code == 303
    assert "changed by you" in text_of(curator.get(place))
    looked = curator.post(place, {f"verdict:{name}": "accept", "do": "check"})
    curator.post(place, {**fields(looked.text), "do": "save"})
    query = """ASK { ?s mq:stage ?stage ; mq:summary "The House of Representatives adopted the bill."@en ;
                        mq:evidence/mq:quote "صادق مجلس النواب"@ar }"""
    assert bool(KnowledgeBase.open(curator.home).query(query))
    assert name not in candidates(curator.get(place))
