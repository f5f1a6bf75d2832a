"""The three languages say the same things, and the code says nothing that they do not hold."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

import mithaq
from mithaq.messages import LANGUAGES, PLURAL_FORMS, Entry, Text, catalogue, say

PACKAGE = Path(mithaq.__file__).parent
FOLDER = PACKAGE / "messages"
TOPICS = sorted({path.stem for path in FOLDER.glob("*/*.toml")})
# The plural forms that each language needs for whole numbers, after Unicode CLDR.
NEEDED = {
    "en": {"one", "other"},
    "fr": {"one", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
}
KEY_IN_CODE = re.compile(rf'"((?:{"|".join(TOPICS)})\.(?!html")[a-z0-9-]+(?:\.[a-z0-9-]+)*)"')


def placeholders(entry: Entry) -> set[str]:
    """Return the values an entry names; a plural form may leave out the number itself."""
    texts = [entry] if isinstance(entry, str) else list(entry.values())
    fields = {field for text in texts for _, field, _, _ in Formatter().parse(text) if field}
    return fields if isinstance(entry, str) else fields | {"count"}


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_the_same_messages_with_the_same_values(topic: str, lang: str) -> None:
    english, other = catalogue("en", topic), catalogue(lang, topic)
    assert sorted(other) == sorted(english)
    differing = {key for key in english if placeholders(english[key]) != placeholders(other[key])}
    assert differing == set()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_plural_messages_have_every_form(topic: str, lang: str) -> None:
    lacking = {
        key: NEEDED[lang] - set(entry)
        for key, entry in catalogue(lang, topic).items()
        if not isinstance(entry, str) and not set(entry) >= NEEDED[lang]
    }
    assert lacking == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_only_texts_and_tables_of_texts(topic: str, lang: str) -> None:
    def leaves(table: dict[str, object]) -> list[object]:
        found: list[object] = []
        for value in table.values():
            found += leaves(value) if isinstance(value, dict) else [value]
        return found

    text = (FOLDER / lang / f"{topic}.toml").read_text(encoding="utf-8")
    assert {type(leaf) for leaf in leaves(tomllib.loads(text))} == {str}


def test_every_key_in_the_code_is_in_the_catalogues() -> None:
    unknown = {
        f"{path.name}: {key}"
        for path in PACKAGE.rglob("*.py")
        for key in KEY_IN_CODE.findall(path.read_text(encoding="utf-8"))
        if key.partition(".")[2] not in catalogue("en", key.partition(".")[0])
    }
    assert unknown == set()


def test_a_language_without_a_catalogue_is_answered_in_english() -> None:
    assert say("files.empty", "nl", path="a") == say("files.empty", "en", path="a")


def test_an_unknown_key_and_a_missing_value_are_faults_of_the_program() -> None:
    with pytest.raises(KeyError):
        say("files.nonsense")
    with pytest.raises(KeyError):
        say("nonsense.missing")
    with pytest.raises(KeyError):
        Text.of("files.empty").say()


def test_the_forms_are_those_of_unicode() -> None:
    assert set().union(*NEEDED.values()) == PLURAL_FORMS
