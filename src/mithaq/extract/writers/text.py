"""A summary that a person can read, in English, French or Arabic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mithaq.extract.values import ActFound, Extraction, Quote, Record
from mithaq.messages import say


def write_text(
    extraction: Extraction,
    lang: str = "en",
    explain: bool = False,
    names: Mapping[str, str] | None = None,
) -> str:
    """Return what was found in a document, in sentences; with `explain`, each rule and place.

    `names` are those of the lexicon; a topic or measure without one is told by its code.
    """
    lines = [say("extract.heading", lang, name=extraction.document.name)]
    lines.append(_published(extraction, lang))
    if not extraction.records:
        lines.append(say("extract.nothing", lang))
    for record in extraction.records:
        lines.append("")
        lines += _record(record, lang, explain, names or {})
    if extraction.other_partners:
        others = ", ".join(extraction.other_partners)
        lines += ["", say("extract.others", lang, states=others)]
    return "\n".join(lines) + "\n"


def _published(extraction: Extraction, lang: str) -> str:
    if extraction.published is None:
        return say("extract.undated", lang)
    key = "extract.published" if extraction.certainty == "certain" else "extract.published-perhaps"
    return say(key, lang, date=extraction.published)


def _record(record: Record, lang: str, explain: bool, names: Mapping[str, str]) -> Iterator[str]:
    kind = say(f"extract.kind.{record.kind}", lang)
    yield say("extract.record", lang, kind=kind, partner=state_name(record.partner, lang))
    if record.title is not None:
        yield say("extract.called", lang, words=record.title.exact)
    if not record.events:
        yield "  - " + say("extract.no-act", lang)
    for act in record.events:
        yield "  - " + act_sentence(act, lang)
        yield from _words(act.quote, lang, explain)
    for role, items in (("topic", record.topics), ("measure", record.measures)):
        if not items:
            continue
        yield say(f"extract.{role}s", lang)
        for item in items:
            yield f"  - {concept_name(role, item.concept, lang, names)}"
            yield from _words(item.quote, lang, explain)
    for person in record.people:
        role = say(f"extract.role.{person.role}", lang)
        yield "  - " + say("extract.person", lang, name=person.name, role=role, side=person.side)


def _words(quote: Quote, lang: str, explain: bool) -> Iterator[str]:
    yield "      " + say("extract.words", lang, words=" ".join(quote.exact.split()))
    if explain:
        place = say("extract.place", lang, start=quote.start, end=quote.end, rule=quote.rule)
        yield "      " + place


def act_sentence(act: ActFound, lang: str) -> str:
    """Return a stage with its modality and date in words."""
    stage = say(f"extract.stage.{act.stage}", lang)
    modality = say(f"extract.modality.{act.modality}", lang)
    if act.date:
        return say("extract.act-dated", lang, stage=stage, modality=modality, date=act.date)
    if act.date_as_written:
        return say(
            "extract.act-as-written", lang, stage=stage, modality=modality, date=act.date_as_written
        )
    return say("extract.act", lang, stage=stage, modality=modality)


def state_name(code: str, lang: str) -> str:
    """Return the name of a partner for a reader, or its code where the catalogue has none."""
    try:
        return say(f"extract.state.{code}", lang)
    except KeyError:
        return code


def concept_name(role: str, concept: str, lang: str, names: Mapping[str, str]) -> str:
    """Return the label of a topic or measure for a reader, or its code where there is none."""
    return names.get(f"{role}:{concept}@{lang}", concept)
