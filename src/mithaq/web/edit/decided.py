"""What was rejected, and taking a rejection back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from mithaq.errors import NotFound
from mithaq.names import OWN_PREFIXES, expand
from mithaq.review.decisions import Decision, Verdict
from mithaq.web.edit.visit import Visit
from mithaq.words import Name


@dataclass(frozen=True, slots=True)
class Rejected:
    """A rejection: its sign, what was rejected and in which source, and why."""

    sign: str
    source: Name
    partners: tuple[Name, ...]
    sort: Name
    says: tuple[Name | str, ...]
    reason: str
    day: str


@dataclass(frozen=True, slots=True)
class Rejections:
    """All rejections that are kept, the latest first."""

    rejected: tuple[Rejected, ...]


def sign(one: Decision) -> str:
    """Return what a decision is known by in a form: it is the same as long as what is decided."""
    return hashlib.sha256(json.dumps(one.key).encode()).hexdigest()[:24]


def rejections(found: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the rejections among decisions, the latest first."""
    kept = [one for one in found if one.verdict == Verdict.REJECTED.value]
    return tuple(sorted(kept, key=lambda one: (one.day, one.key), reverse=True))


def ask_rejections(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Show what was rejected."""
    del parts
    it = Rejections(tuple(_shown(visit, one) for one in rejections(visit.desk.decisions.values())))
    return visit.page("rejected", visit.say("edit.title_rejected"), it, back="back" in visit.query)


def take_back(visit: Visit, parts: Mapping[str, str]) -> Response:
    """Take a rejection back, so that its candidate is asked again; raises NotFound where it is not
    there any more.
    """
    del parts
    wanted = visit.one("sign")
    found = next((d for d in rejections(visit.desk.decisions.values()) if sign(d) == wanted), None)
    if found is None:
        raise NotFound("edit.no_rejection")
    visit.desk.take_back(found.key)
    article = visit.one("article")
    if article:
        return visit.see(f"/edit/article/{article}", {"back": "1"})
    return visit.see("/edit/rejected", {"back": "1"})


def _shown(visit: Visit, one: Decision) -> Rejected:
    states = (f"state:{code}" for code in one.partner.split())
    sort, *parts = one.says.split(" ")
    return Rejected(
        sign=sign(one),
        source=visit.lens.name(expand(one.source)),
        partners=tuple(visit.lens.name(expand(state)) for state in states),
        sort=visit.lens.name(expand(f"mq:{sort}")),
        says=tuple(_part(visit, part) for part in parts),
        reason=one.reason,
        day=one.day,
    )


def _part(visit: Visit, text: str) -> Name | str:
    """Return what a part of a decision names, or the part itself where it is a day or a number."""
    prefix, colon, _ = text.partition(":")
    return visit.lens.name(expand(text)) if colon and prefix in OWN_PREFIXES else text
