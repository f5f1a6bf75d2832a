"""What one act says of another beside it: talks before a signature, a ratification _awaited."""

from __future__ import annotations

from mithaq.extract.acts.linking import FAR, NEAR, Act
from mithaq.extract.modality import OCCURRED, PLANNED

_OBJECT = 5


def settled(acts: list[Act]) -> list[Act]:
    """Return the acts of a sentence part without those that only belong to another one."""
    if len(acts) < 2:
        return acts
    kept = _without_signed_amendments(_without_talks(_without_reviews(_without_ended(acts))))
    return [_awaited(act, kept) for act in kept]


def _awaited(act: Act, acts: list[Act]) -> Act:
    """Plan a ratification that the entry into force told before it still waits for."""
    if act.stage != "ratification" or act.modality != OCCURRED:
        return act
    waits = any(
        a.stage == "entry-into-force" and a.modality == PLANNED and 0 <= act.first - a.last < FAR
        for a in acts
    )
    return act._replace(modality=PLANNED) if waits else act


def _of_same(signing: Act, amendment: Act) -> bool:
    """Say whether a signing that follows an amendment at once is of it: "an amendment, signed"."""
    back = signing.back and signing.instrument == amendment.instrument
    text = amendment.instrument
    back = back and text is not None and text.first < amendment.first
    return back and 0 <= signing.first - amendment.last < NEAR


def _without_ended(acts: list[Act]) -> list[Act]:
    """Leave out what a sentence says was ended: "Washington put an end to the training"."""
    ends = [a for a in acts if a.stage == "termination" and a.modality == OCCURRED]
    return [
        a
        for a in acts
        if a.stage != "implementation" or all(not 0 <= a.first - e.last <= _OBJECT for e in ends)
    ]


def _without_reviews(acts: list[Act]) -> list[Act]:
    """Leave out talks on how a text is carried out: they are that (rule 8)."""
    carried = [a.first for a in acts if a.rule == "carried-out"]
    return [a for a in acts if a.stage != "dialogue" or all(at < a.first for at in carried)]


def _without_signed_amendments(acts: list[Act]) -> list[Act]:
    """Leave out the signing of an amendment: it is the amendment (rule 17)."""
    amending = {a.first for a in acts if a.stage == "amendment"}
    amended = [a for a in acts if a.stage == "amendment" and a.instrument is not None]
    signing = ("signature", "initialling")
    by_letters = {a.first for a in acts if a.rule == "letters"}
    by_letters = {
        at
        for at in by_letters
        if any(a.stage == "amendment" and 0 <= at - a.last <= NEAR for a in acts)
    }
    return [
        a
        for a in acts
        if a.stage not in signing
        or (
            not (a.first in by_letters or (a.instrument and a.instrument.first in amending))
            and not any(_of_same(a, b) for b in amended)
        )
    ]


def _without_talks(acts: list[Act]) -> list[Act]:
    """Leave out talks beside the signature they led to, and the aim of talks that took place."""
    signed = any(
        a.stage == "signature" and a.modality == OCCURRED and a.rule != "signature-participle"
        for a in acts
    )
    met = [a.first for a in acts if a.stage == "dialogue" and a.modality == OCCURRED]
    return [
        a
        for a in acts
        if a.stage != "dialogue"
        or not (signed or (a.modality == PLANNED and any(at < a.first for at in met)))
    ]
