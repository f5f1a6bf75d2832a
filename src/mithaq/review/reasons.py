"""Why a candidate was matched as it was: sentences that can be said in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mithaq.messages import say
from mithaq.review.values import Cooperation, Statement
from mithaq.words import Name

Value = Name | str | int


@dataclass(frozen=True, slots=True)
class Reason:
    """The key of a message and the values it names; names are said in the reader's language."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, key: str, **values: Value) -> Reason:
        """Make a reason from its key and its values."""
        return cls(key, tuple(values.items()))

    def say(self, lang: str) -> str:
        """Return the sentence in the language `lang`."""
        spoken = {k: v.say(lang) if isinstance(v, Name) else v for k, v in self.values}
        return say(self.key, lang, **spoken)


class Way(Enum):
    """What a candidate statement is to what is known; the values are kept in the decisions."""

    KNOWN = "known"
    EVIDENCE = "evidence"
    STATEMENT = "statement"
    DISAGREEMENT = "disagreement"
    COOPERATION = "cooperation"


@dataclass(frozen=True, slots=True)
class CooperationMatch:
    """A known cooperation that a candidate may be, from 0 to 1, and why."""

    cooperation: Cooperation
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a candidate statement is, from 0 to 1 how surely, and why.

    `known` is the known statement that it repeats, supports or contradicts.
    """

    way: Way
    score: float
    reasons: tuple[Reason, ...]
    known: Statement | None = None
