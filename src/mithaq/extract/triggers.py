"""From a phrase that may signal a stage to an act: stage, modality and the instrument it is about.

Every rule has a name; the names are explained in docs/extraction.md.
"""

from __future__ import annotations

from typing import NamedTuple

from mithaq.extract.context import Context
from mithaq.extract.instruments import Instrument
from mithaq.extract.match import Mention
from mithaq.extract.modality import DENIED, OCCURRED, PLANNED, PROPOSED
from mithaq.extract.morphology import AND, ARABIC, ATTACHED, INFINITIVE, PARTICIPLE, PAST, PRESENT
from mithaq.extract.tokens import COMMA, STRONG

_FAR, _NEAR = 32, 12
#: No sentence of prose holds more; a page that repeats one word must not cost its square.
_MOST_TRIGGERS = 64
_ORDER = (
    "initialling",
    "entry-into-force",
    "publication",
    "amendment",
    "termination",
    "ratification",
    "approval-parliament",
    "approval-government",
    "negotiation",
    "signature",
    "implementation",
    "in-force",
    "dialogue",
)
_RANK = {stage: rank for rank, stage in enumerate(_ORDER)}


class Act(NamedTuple):
    """A trigger that stands, by word numbers, with the instrument it speaks of, if any."""

    stage: str
    modality: str
    first: int
    last: int
    rule: str
    instrument: Instrument | None
    back: bool


class TriggerReader:
    """Reads the acts of one sentence part."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._groups = {
            name: frozenset((m.first, m.last) for m in context.mentions.group(name))
            for name in ("signing", "signed", "talks", "approval", "sign", "joint-body", "letters")
        }

        self._signings = frozenset(first for first, _ in self._groups["signing"])

    def acts(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Return the acts told between words `first` and `last` of the sentence `start`-`end`."""
        stages = [m for m in self._c.mentions.role("stage").inside(first, last) if m.last <= last]
        kept = _without_rivals(stages[:_MOST_TRIGGERS])
        found = []
        for mention in kept:
            act = self._act(mention, first, last, start, end, kept)
            if act is not None:
                found.append(act)
        found += self._coordinated(found, last)
        found += self._offers(found, first, last, start)
        return found + self._further_chambers(found, last)

    def _coordinated(self, acts: list[Act], last: int) -> list[Act]:
        """Read the second object of one verb: "signed a declaration … and a road map"."""
        c = self._c
        found = []
        for act in acts:
            if act.stage not in ("signature", "initialling") or act.back or act.instrument is None:
                continue
            later = [a.first for a in acts if a.first > act.instrument.last] + [last]
            for other in c.instruments.inside(act.instrument.last + 1, min(later)):
                if not other.kind:
                    continue
                joined = c.words.any(other.first - 2, other.first, "conjunction") or bool(
                    c.tokens.marks[other.first] & AND
                )
                if joined and not other.known:
                    found.append(act._replace(instrument=other))
        return found

    def _offers(self, acts: list[Act], first: int, last: int, start: int) -> list[Act]:
        """Read a proposal of a working group, however far apart its words stand."""
        c = self._c
        if any(a.stage in ("signature", "dialogue") for a in acts):
            return []
        verbs = c.mentions.group("offer").inside(start, last)
        for group in c.mentions.group("such-group").inside(first, last):
            for verb in verbs:
                if 0 <= group.first - verb.last <= _NEAR * 2:
                    return [
                        Act(
                            "dialogue",
                            PROPOSED,
                            verb.first,
                            verb.last,
                            "offer-of-group",
                            None,
                            True,
                        )
                    ]
        return []

    def _further_chambers(self, acts: list[Act], last: int) -> list[Act]:
        """Read "the Senate voted …, followed by the House on …": one verb, a second chamber."""
        c = self._c
        found = []
        for act in acts:
            if act.stage != "approval-parliament":
                continue
            later = [a.first for a in acts if a.first > act.last] + [last]
            for chamber in c.mentions.group("chamber").inside(act.last + 5, min(later)):
                breaks = any(c.tokens.seps[w] >= COMMA for w in range(act.last, chamber.first + 1))
                dated = bool(c.dates.inside(chamber.last, chamber.last + 6))
                if breaks and dated:
                    found.append(
                        act._replace(first=chamber.first, last=chamber.last, rule="further-chamber")
                    )
        return found

    def _act(
        self, mention: Mention, first: int, last: int, start: int, end: int, all_: list[Mention]
    ) -> Act | None:
        c = self._c
        stage = c.lexicon.coarse.get(f"stage:{mention.name}", mention.name)
        method = getattr(self, "_" + stage.replace("-", "_"), None)
        if method is None:
            return None
        if c.words.any(max(start, mention.first - 4), min(end, mention.last + 10), "unless"):
            if stage in ("termination", "in-force", "amendment"):
                return None
        if c.words.any(start, mention.first, "retracted"):
            return None
        modality = c.modality.read(mention.first, mention.last, start, end)
        if modality is None:
            return None
        found: Act | None = method(mention, modality, first, last, all_)
        return found

    def _after(self, at: int, last: int, reach: int, all_: list[Mention]) -> Instrument | None:
        c = self._c
        verbs = [m.first for m in all_ if m.first >= at and self._finite(m)]
        stop = min([last, at + reach, *verbs[:1]])
        found = c.instruments.inside(at, stop)
        for one in found:
            if not one.bill:
                return one
        return found[0] if found else None

    def _before(self, at: int, first: int, reach: int) -> Instrument | None:
        found = [i for i in self._c.instruments.inside(max(first, at - reach), at) if i.last <= at]
        for one in reversed(found):
            if not one.bill:
                return one
        return found[-1] if found else None

    def _inner(self, mention: Mention) -> list[Instrument]:
        """Return the instruments that the trigger itself names."""
        inside = self._c.instruments.inside(mention.first, mention.last)
        return [i for i in inside if i.last <= mention.last]

    def _finite(self, mention: Mention) -> bool:
        """Say whether a trigger is a verb in the past or present, not a noun or participle."""
        marks = self._c.tokens.marks[mention.first]
        return bool(marks & (PAST | PRESENT)) and not marks & INFINITIVE

    def _passive(self, mention: Mention) -> bool:
        """Say whether the thing done comes before the trigger: a participle without "have"."""
        tokens, words = self._c.tokens, self._c.words
        at = mention.first
        if (at, mention.last) in self._groups["signed"] and tokens.marks[at] & ARABIC:
            return True
        if tokens.marks[at] & ARABIC or not tokens.marks[at] & PARTICIPLE:
            return False
        if words.any(max(0, at - 3), at, "be"):
            return True
        return not words.any(max(0, at - 4), at, "have") and not self._english_past(mention)

    def _english_past(self, mention: Mention) -> bool:
        """Say whether an English -ed form is the verb: an object follows, no break comes before."""
        tokens = self._c.tokens
        at = mention.first
        if not tokens.marks[at] & PAST or tokens.seps[at] >= COMMA:
            return False
        near = self._c.instruments.inside(mention.last, mention.last + 7)
        before = self._c.instruments.inside(max(0, at - 6), at)
        return bool(near) and not any(0 <= at - i.last <= 1 for i in before)

    def _object(
        self, mention: Mention, first: int, last: int, all_: list[Mention], reach: int = _FAR
    ) -> tuple[Instrument | None, bool]:
        inner = self._inner(mention)
        if inner:
            return inner[-1], False
        if self._passive(mention):
            before = self._before(mention.first, first, _FAR)
            if before is not None:
                return before, True
        after = self._after(mention.last, last, reach, all_)
        if after is not None:
            return after, False
        return self._before(mention.first, first, _FAR), True

    def _signature(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        c = self._c
        tokens = c.tokens
        if (mention.first, mention.last) in self._groups["letters"]:
            return Act("signature", modality, mention.first, mention.last, "letters", None, True)
        noun = mention.first in self._signings
        about, back = self._object(mention, first, last, all_)
        pronoun = bool(tokens.marks[mention.first] & ATTACHED)
        if about is None and not pronoun and not noun and not self._passive(mention):
            return None
        if about is not None and not back and about.first - mention.last > _NEAR:
            if not tokens.marks[mention.first] & (ARABIC | PAST | INFINITIVE | PARTICIPLE):
                return None
        modality = self._noun_modality(mention, modality, first) if noun else modality
        if not modality:
            return None
        rule = "signature-noun" if noun else "signature-verb"
        if self._passive(mention) and not noun:
            rule = "signature-participle"
        bare = about is not None and about.known and modality == OCCURRED
        if rule == "signature-participle" and bare and not self._dated(mention, last):
            return None
        return Act("signature", modality, mention.first, mention.last, rule, about, back)

    def _dated(self, mention: Mention, last: int) -> bool:
        """Say whether a date or a place follows soon: a bare "signed" is no event (rule 7)."""
        low, high = mention.first - 4, min(last, mention.last + 10)
        dated = bool(self._c.dates.inside(low, high))
        return dated or any(r.place for r in self._c.refs.inside(low, high))

    def _noun_modality(self, mention: Mention, modality: str, first: int) -> str:
        """A noun of signing tells an act only where a verb or a date carries it."""
        if modality != OCCURRED:
            return modality
        words, at = self._c.words, mention.first
        if words.any(max(first, at - 10), at, "purpose"):
            return PLANNED
        if words.any(max(first, at - 10), at, "support-past") or at - first <= 1:
            return OCCURRED
        low = 0 if words.any(max(first, at - 8), at, "after-act") else -_NEAR
        near = self._c.dates.inside(mention.last + low, mention.last + 11)
        return OCCURRED if near else ""

    def _initialling(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        about, back = self._object(mention, first, last, all_)
        return Act("initialling", modality, mention.first, mention.last, "initialling", about, back)

    def _approval_government(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        """Who approves decides the stage: a government, a chamber, or the crown."""
        c = self._c
        if c.words.any(max(first, mention.first - 5), mention.first, "bill") and not self._finite(
            mention
        ):
            return None
        if self._inside_bill(mention, first):
            return None
        actor = self._actor(mention, first, last)
        marks = c.tokens.marks[mention.first]
        noun = (mention.first, mention.last) in self._groups["approval"]
        noun = noun and not marks & (PAST | PARTICIPLE)
        about, back = self._object(mention, first, last, all_)
        generic = about is None and not self._object_follows(mention, last)
        if actor == "" and (noun or about is None):
            return None
        if noun and modality == OCCURRED:
            modality = self._noun_modality(mention, modality, first)
            if not modality:
                return None
        if actor == "":
            arabic = c.tokens.marks[mention.first] & ARABIC
            unnamed = about is not None and c.words.any(about.first - 2, about.first, "some")
            if not arabic or about is None or unnamed:
                return None
            actor = "approval-government" if len(c.mentions.group("council")) else "ratification"
        if generic and not c.tokens.marks[mention.first] & ATTACHED and actor == "ratification":
            return None
        return Act(actor, modality, mention.first, mention.last, "approval-by-actor", about, back)

    def _inside_bill(self, mention: Mention, first: int) -> bool:
        """Say whether the trigger only explains a bill: "a bill approving the agreement"."""
        bills = [
            m.last
            for m in self._c.mentions.group("bill").inside(first, mention.first)
            if 0 <= mention.first - m.last <= 6
        ]
        before = [
            m
            for m in self._c.mentions.role("stage").inside(first, mention.first)
            if m.name.startswith(("approval", "ratification"))
        ]
        return bool(bills) and bool(before)

    def _object_follows(self, mention: Mention, last: int) -> bool:
        near = min(last, mention.last + _NEAR)
        return bool(self._c.mentions.group("generic-instrument").inside(mention.last, near))

    def _actor(self, mention: Mention, first: int, last: int) -> str:
        """Return the stage that the nearest approving body makes of an approval."""
        c = self._c
        best, nearest = "", 99
        for group, stage in (
            ("council", "approval-government"),
            ("government", "approval-government"),
            ("chamber", "approval-parliament"),
            ("crown", "ratification"),
        ):
            for m in c.mentions.group(group).inside(first, last):
                distance = (
                    m.first - mention.last if m.first >= mention.last else mention.first - m.last
                )
                crossed = m.first >= mention.last and any(
                    c.tokens.seps[w] >= STRONG for w in range(mention.last, m.first + 1)
                )
                if 0 <= distance < min(nearest, 26) and not crossed:
                    best, nearest = stage, distance
        return best

    def _approval_parliament(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        about, back = self._object(mention, first, last, all_)
        return Act(
            "approval-parliament",
            modality,
            mention.first,
            mention.last,
            "to-parliament",
            about,
            back,
        )

    def _ratification(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        about, back = self._object(mention, first, last, all_)
        if self._inside_bill(mention, first):
            return None
        actor = self._actor(mention, first, last)
        stage = "ratification"
        tokens = self._c.tokens
        if actor == "approval-parliament" and not tokens.marks[mention.first] & ARABIC:
            stage = "ratification"
        noun = not tokens.marks[mention.first] & (PAST | PRESENT | PARTICIPLE | INFINITIVE)
        if noun and modality == OCCURRED:
            modality = self._noun_modality(mention, modality, first)
            if not modality:
                return None
        return Act(stage, modality, mention.first, mention.last, "ratification", about, back)

    def _publication(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        about, back = self._object(mention, first, last, all_)
        return Act("publication", modality, mention.first, mention.last, "gazette", about, back)

    def _entry_into_force(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        c = self._c
        waits = c.words.any(mention.last, min(last, mention.last + 10), "lawmaking-path")
        if waits and modality in (OCCURRED, DENIED):
            marks = c.tokens.marks[mention.first]
            if modality == DENIED or marks & PRESENT or not self._finite(mention):
                modality = PLANNED
        inner = [
            i
            for i in c.instruments.inside(mention.first + 1, mention.last)
            if i.last <= mention.last
        ]
        if inner:
            return Act(
                "entry-into-force",
                modality,
                mention.first,
                mention.last,
                "into-force",
                inner[0],
                True,
            )
        before = self._before(mention.first, first, _FAR)
        after = self._after(mention.last, last, 8, all_)
        about = before or after
        return Act(
            "entry-into-force", modality, mention.first, mention.last, "into-force", about, True
        )

    def _in_force(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        if modality != OCCURRED:
            return None
        c = self._c
        inner = self._inner(mention)
        about = inner[0] if inner else None
        if about is None:
            about = self._after(mention.last, last, 5, all_) or self._before(
                mention.first, first, 6
            )
        if about is None or about.bill:
            return None
        remains = c.words.any(max(first, mention.first - 6), mention.last, "remain")
        rule = "remains-in-force" if remains else "binds"
        if c.words.any(mention.first, mention.last, "under"):
            if about.known or not about.secure:
                return None
            rule = "under-instrument"
        return Act("in-force", OCCURRED, mention.first, mention.last, rule, about, True)

    def _implementation(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        inner = self._inner(mention)
        about = inner[-1] if inner and inner[-1].kind else None
        if modality == PROPOSED and about is None:
            return None
        rule = "carried-out" if about else "practice"
        if (modality == DENIED) and about is None:
            return None
        return Act("implementation", modality, mention.first, mention.last, rule, about, True)

    def _amendment(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        about, back = self._object(mention, first, last, all_)
        if about is None:
            return None
        return Act("amendment", modality, mention.first, mention.last, "amendment", about, back)

    def _termination(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        about, back = self._object(mention, first, last, all_)
        if modality in (PROPOSED, DENIED) or (about is None and not self._finite(mention)):
            return None
        return Act("termination", modality, mention.first, mention.last, "termination", about, back)

    def _negotiation(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        inner = self._inner(mention)
        about = inner[-1] if inner else self._after(mention.last, last, _NEAR, all_) or self._before(
            mention.first, first, _NEAR
        )
        agreed = not self._c.words.any(mention.first, mention.last, "negotiate")
        if agreed and self._c.words.any(mention.last, mention.last + 3, "carry-out"):
            return None
        if agreed and (about is None or not about.kind) and mention.last - mention.first > 1:
            if not self._inner(mention):
                return None
        if modality == PLANNED and self._c.words.any(
            max(first, mention.first - 4), mention.last, "under-way"
        ):
            modality = OCCURRED
        return Act("negotiation", modality, mention.first, mention.last, "negotiation", about, True)

    def _dialogue(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        if modality == DENIED:
            return None
        rule = "talks"
        if self._c.words.any(mention.first, mention.first + 1, "offer") and self._c.words.any(
            mention.first, mention.last, "such-group"
        ):
            modality, rule = PROPOSED, "offer-of-group"
        return Act("dialogue", modality, mention.first, mention.last, rule, None, True)


def _without_rivals(stages: list[Mention]) -> list[Mention]:
    """Keep, of triggers that share words, the one of the more telling stage."""
    kept: list[Mention] = []
    for mention in sorted(stages, key=lambda m: (_RANK.get(m.name, 99), -len(m.used), m.first)):
        words = set(mention.used)
        if not any(words & set(other.used) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.first)
