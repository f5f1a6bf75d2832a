"""Dates by themselves: what a phrase means for a given day of publication, and that day itself."""

from __future__ import annotations

import pytest

from mithaq.extract.context import build_context
from mithaq.extract.page.publication import published_on
from mithaq.extract.words.lexicon import Lexicon
from mithaq.extract.words.tokens import Tokenizer

from .conftest import Reading

ENGLISH, FRENCH = "It was signed {}, they said.", "Il fut signé {}, dit-on."
ARABIC = "وقع الطرفان الاتفاق {}، كما قيل."


def dates(lexicon: Lexicon, text: str, published: str = "2024-02-20") -> list[str | None]:
    """Return the values of the dates of a text that was published on a Tuesday."""
    day = published_on(published, "certain")
    return [d.value for d in build_context(text, lexicon, Tokenizer(lexicon), day).dates]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("from 5 to 9 March 2021", "2021-03"),
        ("between 5 and 9 March 2021", "2021-03"),
        ("on March 5-9, 2021", "2021-03"),
        ("on 5 and 6 March 2021", "2021-03-05"),
        ("from 18 February to 1 March 2019", "2019-02-18"),
        ("on March 12th, 2021", "2021-03-12"),
        ("in March of last year", "2023-03"),
        ("this past December", "2023-12"),
        ("on the 12th of this month", "2024-02-12"),
        ("in the autumn", "2023"),
        ("in the spring of last year", "2023"),
        ("a few days ago", "2024-02"),
        ("over the weekend", "2024-02"),
        ("before the year is out", "2024"),
        ("in the first quarter of 2021", "2021"),
    ],
)
def test_english_dates(lexicon: Lexicon, written: str, value: str) -> None:
    assert dates(lexicon, ENGLISH.format(written)) == [value]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("du 5 au 9 mars 2021", "2021-03"),
        ("entre le 5 et le 9 mars 2021", "2021-03"),
        ("les 5 et 6 mars 2021", "2021-03-05"),
        ("du 18 février au 1er mars 2019", "2019-02-18"),
        ("en mars de l'an dernier", "2023-03"),
        ("à l'automne", "2023"),
        ("l'été dernier", "2023"),
        ("il y a quelques jours", "2024-02"),
        ("le 29 du mois dernier", "2024-01-29"),
        ("le 12 courant", "2024-02-12"),
        ("ce week-end", "2024-02"),
        ("en début d'année", "2024"),
        ("au premier trimestre 2021", "2021"),
    ],
)
def test_french_dates(lexicon: Lexicon, written: str, value: str) -> None:
    assert dates(lexicon, FRENCH.format(written)) == [value]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("من 5 إلى 9 مارس 2021", "2021-03"),
        ("يومي 5 و6 مارس 2021", "2021-03-05"),
        ("في الـ14 من يوليوز 2022", "2022-07-14"),
        ("في 14 يوليوز من السنة الماضية", "2023-07-14"),
        ("قبل أربعة أشهر", "2023-10"),
        ("قبل أيام", "2024-02"),
        ("الصيف الماضي", "2023"),
        ("بتاريخ 8 رمضان 1443هـ (9 أبريل 2022م)", "2022-04-09"),
        ("بتاريخ 8 رمضان 1443 هجرية الموافق لـ 9 أبريل 2022 ميلادية", "2022-04-09"),
        ("مطلع الأسبوع الجاري", "2024-02"),
    ],
)
def test_arabic_dates(lexicon: Lexicon, written: str, value: str) -> None:
    assert dates(lexicon, ARABIC.format(written)) == [value]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("It was signed on 3 May 2019 and entered into force the following April.", "2020-04"),
        ("It was signed on 3 May 2019 and ratified four months earlier.", "2019-01"),
        ("It was signed on 3 May 2019 and ratified on 7 November.", "2019-11-07"),
        ("Signé le 3 mai 2019 et ratifié le 4 avril suivant.", "2020-04-04"),
        ("Signé le 3 mai 2019, il a été ratifié en avril de l'année suivante.", "2020-04"),
        ("وقع الاتفاق في 3 ماي 2019 وصودق عليه في السنة الموالية.", "2020"),
        ("وقع الاتفاق في 3 ماي 2019 وصودق عليه بعد سنتين.", "2021"),
        ("وقع الاتفاق في 3 ماي 2019 وصودق عليه في 19 منه.", "2019-05-19"),
    ],
)
def test_dates_that_rest_on_the_date_before(lexicon: Lexicon, written: str, value: str) -> None:
    assert dates(lexicon, written)[-1] == value


@pytest.mark.parametrize(
    "text",
    [
        "It has not been signed to this day.",
        "Quarante-sept demandes ont été signées.",
        "لم يوقع شيء حتى اليوم.",
    ],
)
def test_no_date(lexicon: Lexicon, text: str) -> None:
    assert dates(lexicon, text) == []


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("Posted On: 12 MAR 2021 6:15PM by PIB Delhi", "2021-03-12"),
        ("OPINION | Friday 12 March 2021 | 6 min", "2021-03-12"),
        ("Doha: 12 Mar 2021 - 21:35", "2021-03-12"),
        ("POLICY BRIEF No. 14 | March 2021", "2021-03"),
        ("Statement by the Ministry of Home Affairs, 12 March 2021:", "2021-03-12"),
        ("L'Economiste - Edition N° 5963 Le 12/03/2021 | Par la rédaction", "2021-03-12"),
        ("« Maroc et monde », hors-série, mars 2021 – page 14", "2021-03"),
        ("Jeudi 3 octobre 2024\nARCHIVES | Édition du mercredi 6 novembre 1996", "1996-11-06"),
        ("الرباط / 12 مارس 2021 / ومع", "2021-03-12"),
        ("الدوحة في 12 مارس 2021 / قنا /", "2021-03-12"),
        ("الجريدة الرسمية عدد 6517 ـ 10 صفر 1438 (10 نوفمبر 2016)", "2016-11-10"),
        ("مجلس الشورى    حجم النص  +    آخر تحديث: 18-12-2022  13:05", "2022-12-18"),
        ("الرباط 12 مارس 2021 (ومع)", "2021-03-12"),
        ("A decade on from 12 March 2011", None),
        ("اتفاقية 12 مارس 2011 بين المغرب وقطر: ماذا تغير؟", None),
        ("2 juin 1989. Un accord.\n14 mars 1995. Un avenant.", None),
    ],
)
def test_the_day_of_publication(read: Reading, head: str, published: str | None) -> None:
    assert read(f"{head}\nMorocco and Qatar signed a security agreement.\n").published == published


def test_a_day_that_ends_the_article(read: Reading) -> None:
    text = "Le Maroc et Bahreïn ont signé un accord de sécurité.\n\nRabat, le 21 septembre 2023"
    assert read(text).published == "2023-09-21"
