"""Errors speak three languages and survive the way between processes."""

from __future__ import annotations

import pickle

import pytest

from mithaq.errors import FileError, InputError, MithaqError, SyntaxFault


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "a.ttl: the file is empty. Name a file that holds some text."),
        ("fr", "a.ttl : le fichier est vide. Indiquez un fichier qui contient du texte."),
        ("ar", "a.ttl: الملف فارغ. اختر ملفا فيه نص."),
    ],
)
def test_an_error_is_said_in_the_readers_language(lang: str, sentence: str) -> None:
    assert FileError("files.empty", path="a.ttl").say(lang) == sentence


@pytest.mark.parametrize(
    "error",
    [
        FileError("files.empty", path="a.ttl"),
        InputError("words from elsewhere"),
        SyntaxFault("turtle.dot", "a.ttl", 3, 1),
        SyntaxFault("turtle.other", "a.ttl", 3, 1, reason="an odd sign"),
    ],
)
def test_an_error_can_be_sent_to_another_process(error: MithaqError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert again.say("fr") == error.say("fr")


def test_words_from_elsewhere_are_said_as_they_are() -> None:
    assert str(InputError("the server says: no.")) == "the server says: no."
    assert InputError("the server says: no.").key is None
