"""From drafts to records: what stands, and which drafts are one cooperation told twice."""

from __future__ import annotations

from mithaq.extract.discourse.drafts import TOLD_AGAIN, Draft, Event, KindWord
from mithaq.extract.modality import OCCURRED

_BESIDE = 12
_VISIT = 60


def merge(drafts: list[Draft], once: frozenset[str] = frozenset()) -> list[Draft]:
    """Return the drafts that make records.

    A record needs a matter of security, and an act or a text named with what it is about. Two
    drafts of one partner and kind are one where the acts of the one are told again by the other,
    or it has no content of its own, or one of them has no act and both are about the same.
    """
    _date_amendments(drafts)
    for draft in drafts:
        _drop_negotiation(draft)
    standing = [d for d in drafts if d.secure and (d.events or _described(d))]
    standing = [d for d in standing if d.kinds or not any(_led_to(d, o) for o in standing)]
    out: list[Draft] = []
    for draft in standing:
        twin = next((d for d in out[-TOLD_AGAIN:] if _same(d, draft)), None)
        if twin is None:
            out.append(draft)
        elif twin.events or not draft.events:
            twin.absorb(draft)
        else:
            draft.absorb(twin)
            out[out.index(twin)] = draft
    return [part for draft in out for part in _by_act(draft, once)]


def _described(draft: Draft) -> bool:
    """Say whether a draft is of a text that is named with what it is about."""
    return bool(draft.kinds and (draft.topics or draft.measures)) and not draft.hedged


def _led_to(talks: Draft, text: Draft) -> bool:
    """Say whether talks that have no more to tell were held on the visit of a signing (rule 8)."""
    if talks.partner != text.partner or _content(talks) - _content(text):
        return False
    signed = [e for e in text.events if (e.stage, e.modality) == ("signature", OCCURRED)]
    held = [e for e in talks.events if (e.stage, e.modality) == ("dialogue", OCCURRED)]
    return len(held) == len(talks.events) == 1 and any(
        abs(e.first - held[0].first) <= _VISIT
        and e.rule != "signature-participle"
        and held[0].date in (None, e.date)
        for e in signed
    )


def _drop_negotiation(draft: Draft) -> None:
    """Talks on a text are no act of their own beside its signature (rule 7)."""
    if any(e.stage == "signature" and e.modality == OCCURRED for e in draft.events):
        draft.events = [
            e for e in draft.events if (e.stage, e.modality) != ("negotiation", OCCURRED)
        ]


def _by_act(draft: Draft, once: frozenset[str]) -> list[Draft]:
    """Split a draft told to have happened twice at a stage that happens `once`: two texts."""
    parts = [draft]
    seen: dict[str, str] = {}
    kept: list[Event] = []
    for event in draft.events:
        single = event.stage in once and event.modality == OCCURRED and event.date is not None
        first = seen.setdefault(event.stage, event.date or "") if single else event.date
        if not single or first == event.date or _compatible(first or "", event.date or ""):
            kept.append(event)
            continue
        other = next((p for p in parts[1:] if all(e.stage != event.stage for e in p.events)), None)
        if other is None:
            other = Draft(draft.partner, draft.sort, event.first, True)
            other.kinds = _kinds_beside(event, draft)
            parts.append(other)
        other.events.append(event)
    draft.events = kept
    return parts


def _kinds_beside(event: Event, draft: Draft) -> list[KindWord]:
    """Return the words that name a text beside an act, "the memorandum signed in 2018", or all."""
    beside = range(event.first - _BESIDE, event.last + _BESIDE)
    named = [word for word in draft.kinds[1:] if word.first in beside and word.signing]
    if not named or draft.kinds[0].first in beside:
        return list(draft.kinds)
    nearest = min(named, key=lambda word: abs(word.first - event.first))
    draft.kinds = [word for word in draft.kinds if word is not nearest]
    return [nearest]


def _compatible(one: str, other: str) -> bool:
    """Say whether two dates can be the same day, one being less precise."""
    return one.startswith(other) or other.startswith(one)


def _same(one: Draft, other: Draft) -> bool:
    if (one.partner, one.kind) != (other.partner, other.kind):
        return False
    if bool(one.kinds) != bool(other.kinds):
        return False
    if not one.events or not other.events:
        return bool(_content(one) & _content(other))
    dates = [{(e.stage, e.modality, e.date) for e in d.events if e.date} for d in (one, other)]
    if dates[0] & dates[1]:
        return _overlap(one, other)
    bare = not other.topics and not other.measures and not dates[1]
    stages = {(e.stage, e.modality) for e in one.events}
    return bare and all((e.stage, e.modality) in stages for e in other.events)


def _overlap(one: Draft, other: Draft) -> bool:
    """Say whether two drafts with an act on the same day do not differ in what they are about."""
    first, second = _content(one), _content(other)
    return not first or not second or bool(first & second)


def _content(draft: Draft) -> set[str]:
    return {item.code for item in draft.topics + draft.measures}


def _date_amendments(drafts: list[Draft]) -> None:
    """A protocol that amends a text does so on the day it was signed (rule 17)."""
    for draft in drafts:
        for number, event in enumerate(draft.events):
            if event.stage == "amendment" and event.date is None:
                draft.events[number] = _with_date(event, drafts, draft)


def _with_date(event: Event, drafts: list[Draft], amended: Draft) -> Event:
    signed = [
        e
        for d in drafts
        if d is not amended and d.partner == amended.partner and d.kind == "protocol"
        for e in d.events
        if e.stage == "signature" and e.modality == OCCURRED and e.date
    ]
    if len(signed) != 1:
        return event
    return event._replace(date=signed[0].date, date_words=signed[0].date_words)
