"""An unknown term is answered with the known ones it may have meant."""

from __future__ import annotations

import pytest

from mithaq.turtle import near_names, near_terms

MQ, STAGE = "https://w3id.org/mithaq/ontology#", "https://w3id.org/mithaq/stage/"
KNOWN = [
    MQ + "stage",
    MQ + "status",
    MQ + "calledKind",
    MQ + "signature",
    STAGE + "signature",
    STAGE + "entry-into-force",
    STAGE + "توقيع",
]


@pytest.mark.parametrize(
    ("iri", "near"),
    [
        (MQ + "calledkind", (MQ + "calledKind",)),
        (STAGE + "signatur", (STAGE + "signature", MQ + "signature")),
        (MQ + "entry-in-force", (STAGE + "entry-into-force",)),
        (STAGE + "توقيغ", (STAGE + "توقيع",)),
        (MQ + "zzzzz", ()),
    ],
)
def test_near_terms(iri: str, near: tuple[str, ...]) -> None:
    assert near_terms(iri, KNOWN) == near


def test_the_order_of_the_known_does_not_matter() -> None:
    assert near_terms(MQ + "statu", KNOWN) == near_terms(MQ + "statu", reversed(KNOWN))


def test_the_case_of_letters_does_not_matter() -> None:
    assert near_names("BAHREIN", ["Bahrain", "Belgium"]) == ("Bahrain",)
