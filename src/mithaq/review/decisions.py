"""The decisions of curators, kept beside the facts, so that nothing is asked twice.

One JSON object a line, keys and lines sorted, so that the file differs only by what was decided.
A decision is recognised by the words and by what they are said to say, whatever the file of the
text was called and however the candidate was named.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from mithaq.errors import InputError
from mithaq.files import read_text, replace_whole
from mithaq.names import shorten
from mithaq.review.candidates import Article
from mithaq.review.values import Cooperation, Statement

FILE_NAME = "decisions.jsonl"

Key = tuple[str, str, str, tuple[str, ...]]


class Verdict(Enum):
    """What was decided of a candidate; what is put off is asked again."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a candidate statement.

    `source`, `partner`, `says` and `evidence` tell which candidate; `way` what it was to what was
    known, `became` the statement it is now; a rejection has a `reason`. `day` is an ISO date.
    """

    source: str
    partner: str
    says: str
    evidence: tuple[str, ...]
    candidate: str
    verdict: str
    day: str
    way: str = ""
    became: str = ""
    reason: str = ""

    @property
    def key(self) -> Key:
        """What the decision is about."""
        return (self.source, self.partner, self.says, self.evidence)


def decision(
    article: Article,
    cooperation: Cooperation,
    statement: Statement,
    verdict: Verdict,
    day: date,
    *,
    way: str = "",
    became: str = "",
    reason: str = "",
) -> Decision:
    """Return the decision on a candidate; raises InputError for a rejection without a reason."""
    if verdict is Verdict.REJECTED and not reason.strip():
        raise InputError("review.no-reason", name=shorten(statement.node.value))
    source, partner, says, evidence = key_of(article, cooperation, statement)
    return Decision(
        source=source,
        partner=partner,
        says=says,
        evidence=evidence,
        candidate=shorten(statement.node.value),
        verdict=verdict.value,
        day=day.isoformat(),
        way=way,
        became=became,
        reason=reason.strip(),
    )


def key_of(article: Article, cooperation: Cooperation, statement: Statement) -> Key:
    """Return what a decision on a candidate is recognised by."""
    partners = sorted(shorten(p.value).partition(":")[2] for p in cooperation.partners)
    places = tuple(sorted(shorten(p.node.value) for p in statement.places))
    return (shorten(article.source.value), " ".join(partners), statement.says, places)


def read_decisions(path: Path) -> Mapping[Key, Decision]:
    """Return the decisions of a file; none where there is no file yet.

    Raises FileError for an unreadable file, InputError for a line that is not a decision.
    """
    if not path.exists() or not path.stat().st_size:
        return {}
    found = {}
    for number, line in enumerate(read_text(path).splitlines(), 1):
        try:
            fields = json.loads(line)
            made = Decision(**{**fields, "evidence": tuple(fields["evidence"])})
        except (ValueError, TypeError, KeyError):
            raise InputError("review.bad-decision", path=path, line=number) from None
        found[made.key] = made
    return found


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Replace a file of decisions in one step, in canonical form; later ones on a key win."""
    latest = {one.key: one for one in decisions}
    lines = [_line(latest[key]) for key in sorted(latest)]
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_whole(path, "".join(lines).encode())


def _line(one: Decision) -> str:
    fields = {name: value for name, value in asdict(one).items() if value}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True) + "\n"
