"""Small texts, one phenomenon each: dates, modality, states, discourse, furniture."""

from __future__ import annotations

import pytest

from mithaq.extract.values import Extraction

from .conftest import Reading


def acts(extraction: Extraction) -> list[str]:
    """Return the acts as short words."""
    return [
        f"{r.partner} {e.stage} {e.modality} {e.date or '-'}"
        for r in extraction.records
        for e in r.events
    ]


SIGNED = "وقع المغرب وقطر اتفاقية للتعاون الأمني {date}."


@pytest.mark.parametrize(
    ("written", "published", "date"),
    [
        ("يوم 11 مارس 2014", None, "2014-03-11"),
        ("في فاتح ماي 2014", None, "2014-05-01"),
        ("يوم الخميس7غشت 2014", None, "2014-08-07"),
        ("في 12/11/2018", None, "2018-11-12"),
        ("في 27 أيار/مايو 1982", None, "1982-05-27"),
        ("في 5 مارس (آذار) 2014", None, "2014-03-05"),
        ("في الثاني والعشرين من كانون الأول 1959", None, "1959-12-22"),
        ("في 3 جويلية 2012", None, "2012-07-03"),
        ("في 11 جمادى الأولى 1435", None, "2014-03-12"),
        ("في شتنبر 2014", None, "2014-09"),
        ("سنة 2014", None, "2014"),
        ("أمس", "2014-03-12", "2014-03-11"),
        ("أول أمس الثلاثاء", "2014-03-13", "2014-03-11"),
        ("الخميس الماضي", "2014-09-14", "2014-09-11"),
        ("الخميس الماضي", None, None),
        ("الخميس الماضي", "2014-09", None),
        ("في يونيو الماضي", "2014-09", "2014-06"),
        ("الشهر الماضي", "2014-01-05", "2013-12"),
        ("الأسبوع الماضي", "2014-09-17", "2014-09"),
    ],
)
def test_dates_of_arabic_texts(
    read: Reading, written: str, published: str | None, date: str | None
) -> None:
    extraction = read(SIGNED.format(date=written), published)
    assert acts(extraction) == [f"QA signature occurred {date or '-'}"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("يستعد المغرب وقطر لتوقيع اتفاقية أمنية.", "planned"),
        ("سيوقع المغرب وقطر اتفاقية أمنية قريبا.", "planned"),
        ("لم يوقع المغرب وقطر الاتفاقية الأمنية.", "denied"),
        ("نفت الرباط أن يكون المغرب وقطر قد وقعا اتفاقية أمنية.", "denied"),
        ("Le Maroc et le Qatar s'apprêtent à signer un accord de sécurité.", "planned"),
        ("L'accord de sécurité entre le Maroc et le Qatar n'a jamais été signé.", "denied"),
        ("Le Maroc et le Qatar ont signé un accord de sécurité.", "occurred"),
        ("Morocco and Qatar plan to sign a security agreement.", "planned"),
        ("Morocco and Qatar have signed a security agreement.", "occurred"),
    ],
)
def test_modality_of_a_signature(read: Reading, text: str, act: str) -> None:
    assert [e.modality for r in read(text).records for e in r.events] == [act]


def test_a_condition_is_no_event(read: Reading) -> None:
    assert acts(read("If Morocco and Qatar sign a security agreement, police will benefit.")) == []


def test_not_until_affirms(read: Reading) -> None:
    text = "لم تدخل اتفاقية مكافحة الإرهاب بين المغرب وبلجيكا حيز التنفيذ إلا في فاتح يونيو 2022."
    assert acts(read(text)) == ["BE entry-into-force occurred 2022-06-01"]


@pytest.mark.parametrize(
    "states", ["المغرب والولاياتالمتحدة", "المغرب والولايات المتحدة الأميركية", "الرباط وواشنطن"]
)
def test_names_run_together_or_said_by_capital(read: Reading, states: str) -> None:
    assert acts(read(f"وقعت {states} اتفاقا أمنيا سنة 2014.")) == ["US signature occurred 2014"]


@pytest.mark.parametrize(
    "text",
    [
        "وقعت فرنسا وبلجيكا اتفاقية أمنية بحضور باحثين من المغرب العربي.",
        "France and Belgium signed a security agreement. Morocco was not mentioned.",
        "Le Maroc et la Belgique ont signé un accord de sécurité sociale.",
        "صادق مجلس الأمن الدولي على قرار حول قطر والمغرب.",
        "Morocco played Belgium at the World Cup in Qatar.",
        "شارك المغرب وقطر والبحرين والأردن ومصر في مؤتمر حول الإرهاب.",
    ],
)
def test_nothing_is_invented(read: Reading, text: str) -> None:
    assert read(text).records == ()


def test_two_partners_in_one_sentence_keep_their_own_dates(read: Reading) -> None:
    text = (
        "وقع المغرب مذكرة تفاهم أمنية مع البحرين في 12 مارس 2014، "
        "فيما وقع اتفاقية لمكافحة الإرهاب مع قطر في 11 مارس 2014."
    )
    assert acts(read(text)) == [
        "BH signature occurred 2014-03-12",
        "QA signature occurred 2014-03-11",
    ]


def test_headlines_teasers_and_comments_are_not_read(read: Reading) -> None:
    text = (
        "الرئيسية        قطر والمغرب يوقعان اتفاقا أمنيا        رياضة        ثقافة\n"
        "وقع المغرب والهند مذكرة تفاهم في مجال الدفاع سنة 2025، وتهم المذكرة محاربة الإرهاب.\n"
        "اقرأ أيضا\nالبحرين والمغرب يوقعان اتفاقية أمنية\n"
        "التعليقات (1)\nمتى يوقع المغرب وبلجيكا اتفاقا أمنيا؟\n"
    )
    assert {r.partner for r in read(text).records} == {"IN"}


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("الرباط – 5 يونيو 2014", "2014-06-05"),
        ("Rabat, le 1er mars 2016", "2016-03-01"),
        ("Publié le 12/11/2018", "2018-11-12"),
        ("WASHINGTON, Aug. 7, 2014 —", "2014-08-07"),
    ],
)
def test_the_day_of_publication(read: Reading, head: str, published: str) -> None:
    extraction = read(f"{head}\n\nMorocco and Qatar signed a security agreement.\n")
    assert (extraction.published, extraction.certainty) == (published, "certain")


def test_the_day_of_a_session_is_not_that_of_publication(read: Reading) -> None:
    text = "العيون ـ احتضنت المدينة، الإثنين 16 فبراير 2026، أشغال دورة اللجنة المشتركة."
    assert read(text).published is None


def test_topics_and_measures_name_the_finest_concept(read: Reading) -> None:
    text = (
        "Le Maroc et la Belgique ont signé un accord sur la lutte contre le financement du "
        "terrorisme, la falsification de passeports et l'échange d'informations."
    )
    [record] = read(text).records
    assert [i.code for i in record.topics] == ["terrorist-financing", "document-forgery"]
    assert [i.code for i in record.measures] == ["information-exchange"]


def test_officials_are_named_with_role_and_side(read: Reading) -> None:
    text = (
        "وقع وزير الداخلية المغربي، محمد حصاد، ووزير الداخلية البحريني، "
        "راشد بن عبد الله آل خليفة، مذكرة تفاهم أمنية سنة 2014."
    )
    [record] = read(text).records
    assert [(p.name, p.role, p.side) for p in record.people] == [
        ("محمد حصاد", "signatory", "MA"),
        ("راشد بن عبد الله آل خليفة", "signatory", "BH"),
    ]


def test_the_days_of_a_course_do_not_part_it_from_its_verb(read: Reading) -> None:
    days = "du 5 au 9 mars 2021 à Rabat "
    text = "La police belge et la police marocaine ont tenu {}une formation contre la drogue."
    found = [read(text.format(when)).records for when in ("", days)]
    assert [[act.stage for act in record.events] for (record,) in found] == [["implementation"]] * 2
