"""One record a line, as JSON: the contract for other programs."""

from __future__ import annotations

import json

from mithaq.extract.values import ActFound, Extraction, ItemFound, PersonFound, Quote, Record

Json = dict[str, object]


def write_jsonl(extraction: Extraction) -> str:
    """Return a line per record; nothing for a document without one."""
    return "".join(
        json.dumps(record_as_json(record), ensure_ascii=False) + "\n"
        for record in extraction.records
    )


def record_as_json(record: Record) -> Json:
    """Return a record as plain JSON values."""
    return {
        "doc": record.doc,
        "partner": record.partner,
        "kind": record.kind,
        "title": record.title.exact if record.title else None,
        "events": [_act(act) for act in record.events],
        "topics": [_item(item) for item in record.topics],
        "measures": [_item(item) for item in record.measures],
        "people": [_person(person) for person in record.people],
        "confidence": record.confidence,
    }


def _quote(quote: Quote) -> Json:
    out: Json = {
        "start": quote.start,
        "end": quote.end,
        "exact": quote.exact,
        "rule": quote.rule,
    }
    if quote.spans:
        out["spans"] = [list(span) for span in quote.spans]
    return out


def _act(act: ActFound) -> Json:
    return {
        "stage": act.stage,
        "modality": act.modality,
        "date": act.date,
        "date_as_written": act.date_as_written,
        "place": act.place,
        **_quote(act.quote),
    }


def _item(item: ItemFound) -> Json:
    return {"code": item.code, **_quote(item.quote)}


def _person(person: PersonFound) -> Json:
    return {
        "name": person.name,
        "role": person.role,
        "side": person.side,
        "start": person.start,
        "end": person.end,
        "exact": person.exact,
    }
