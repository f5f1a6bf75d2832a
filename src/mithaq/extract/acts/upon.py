"""What is done upon a text, whichever verb tells it: "Rabat sent …, under the treaty"."""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import OCCURRED, PLANNED
from mithaq.extract.words.mentions import Mention

_LEADS, _VERB = 4, 4
_NOT_DONE = ("said", "offer", "postpone", "sign", "approval", "ratify")


def done_upon(
    context: Context, texts: list[Instrument], first: int, last: int, start: int, end: int
) -> list[Act]:
    """Return the dated deed that a part rests on a text in French, where no verb is known."""
    c = context
    for under in c.mentions.group("under").inside(first, last):
        led = [t for t in texts if t.kind and under.last <= t.first <= under.last + _LEADS]
        if under.lang != "fr" or not led:
            continue
        for verb in _verbs(c, first, last):
            if c.words.any(verb.first, verb.last + _VERB, *_NOT_DONE) or not _dated(c, verb, under):
                continue
            modality = c.modality.read(verb.last, verb.last + 1, start, end)
            if modality in (OCCURRED, PLANNED):
                at, stop = under.first, led[0].last
                return [Act("implementation", modality, at, stop, "carried-out", led[0], True)]
    return []


def _verbs(c: Context, first: int, last: int) -> list[Mention]:
    """Return the auxiliaries of a part, which make a verb of the word after them; "à" is none."""
    surface = c.tokens.surface
    found = c.mentions.group("have").inside(first, last) + c.mentions.group("be").inside(
        first, last
    )
    return [m for m in found if m.lang == "fr" and surface(m.first, m.last) != "à"]


def _dated(c: Context, verb: Mention, under: Mention) -> bool:
    """Say whether a date stands with the verb, not with the text: "under the treaty of 1997"."""
    stop = under.first if verb.first < under.first else verb.last + 3 * _VERB
    low = verb.first if verb.first < under.first else verb.last
    return bool(c.dates.inside(low, stop))
