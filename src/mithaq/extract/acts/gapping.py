"""Sentences whose second half has no verb: "Morocco ratified it in May, India in June"."""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context
from mithaq.extract.modality import OCCURRED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.tokens import COMMA

_REACH, _NEAR = 16, 2
_ONE_SIDED = ("approval-government", "approval-parliament", "publication", "ratification")


def of_other_side(context: Context, acts: list[Act], last: int) -> list[Act]:
    """Return the acts of a second state that has only its own date, after a comma or "and"."""
    c, found = context, []
    for act in acts:
        if act.stage not in _ONE_SIDED or act.modality != OCCURRED:
            continue
        for ref in c.refs.inside(act.last + 1, min(last, act.last + _REACH)):
            parted = c.tokens.seps[ref.first] == COMMA
            parted = parted or c.words.any(ref.first - 1, ref.first, "conjunction")
            days = c.dates.inside(ref.last, min(last, ref.last + _NEAR))
            dated = bool(c.dates.inside(act.last, ref.first)) or bool(
                c.dates.inside(max(0, act.first - _REACH), act.first)
            )
            between = any(act.last <= other.first < ref.last for other in acts if other != act)
            if parted and days and dated and not between:
                at, stop = ref.first, ref.last
                found.append(act._replace(first=at, last=stop, rule="followed-suit", back=True))
                break
    return found


def further_chambers(context: Context, acts: list[Act], last: int) -> list[Act]:
    """Read "the Senate voted …, followed by the House on …": one verb, a second chamber."""
    c = context
    found = []
    for act in acts:
        if act.stage != "approval-parliament":
            continue
        later = [a.first for a in acts if a.first > act.last] + [last]
        for chamber in c.mentions.group("chamber").inside(act.last + 5, min(later)):
            between = range(act.last, chamber.first + 1)
            breaks = any(c.tokens.seps[w] >= COMMA for w in between)
            breaks = breaks or _joined_agent(c, chamber)
            dated = bool(c.dates.inside(chamber.first - 5, chamber.last + 6))
            if breaks and dated:
                found.append(
                    act._replace(first=chamber.first, last=chamber.last, rule="further-chamber")
                )
    return found


def _joined_agent(context: Context, chamber: Mention) -> bool:
    """Say whether a chamber is one more agent: "par les députés et le 6 par les sénateurs"."""
    c, at = context, chamber.first
    agent = chamber.lang == "fr" and c.words.any(at - 2, at, "by-agent")
    return agent and c.words.any(at - 6, at - 1, "conjunction")
