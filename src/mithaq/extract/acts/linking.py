"""What an act is about and who does it: objects, bodies and support found near a trigger."""

from __future__ import annotations

from typing import NamedTuple

from mithaq.extract.context import Context
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import OCCURRED, PLANNED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import (
    ARABIC,
    ATTACHED,
    FOR,
    INFINITIVE,
    PARTICIPLE,
    PAST,
    PRESENT,
    VERB,
    VERBAL,
)
from mithaq.extract.words.tokens import COMMA, STRONG
from mithaq.textfold import fold

FAR, NEAR = 32, 12
_SPOKEN_OF, _CARRIED = 90, 16
_TITLED = 6
_HEADS, _TITLE = 3, 16
_VOWELS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0652"
_OPENERS = ":–—"
_PRONOUNS = ("ه", "ها", "هما")
_ACTOR, _SUBJECT, _OPENING, _AGENT = 26, 50, 3, 2


class Act(NamedTuple):
    """A trigger that stands, by word numbers, with the instrument it speaks of, if any."""

    stage: str
    modality: str
    first: int
    last: int
    rule: str
    instrument: Instrument | None
    back: bool


class Linker:
    """Answers questions about the surroundings of a trigger in one text."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._groups = {
            name: frozenset((m.first, m.last) for m in context.mentions.group(name))
            for name in ("signing", "signed", "talks", "approval", "sign", "joint-body", "letters")
        }
        self._signings = frozenset(first for first, _ in self._groups["signing"])

    def _after(self, at: int, last: int, reach: int, all_: list[Mention]) -> Instrument | None:
        c = self._c
        verbs = [m.first for m in all_ if m.first >= at and self._finite(m)]
        stop = min([last, at + reach, *verbs[:1]])
        found = c.instruments.inside(at, stop)
        for one, following in zip(found, [*found[1:], None], strict=False):
            among = following is not None and c.words.any(one.last, following.first, "including")
            if not one.bill and not (one.many and among):
                return one
        return found[0] if found else None

    def _before(self, at: int, first: int, reach: int) -> Instrument | None:
        found = [i for i in self._c.instruments.inside(max(first, at - reach), at) if i.last <= at]
        named = any(i.kind for i in found)
        told = [i for i in found if not i.bill and (i.kind or not (named and i.many))]
        return next(reversed(told or found), None)

    def _inner(self, mention: Mention) -> list[Instrument]:
        """Return the instruments that the trigger names; a name may go on after it."""
        return self._c.instruments.inside(mention.first, mention.last)

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
        if mention.lang == "en" and not tokens.marks[at] & PAST:
            return False  # a gerund: "amending the convention"
        if words.any(max(0, at - 3), at, "be"):
            return True
        return not words.any(max(0, at - 4), at, "have") and not self._english_past(mention)

    def _english_past(self, mention: Mention) -> bool:
        """Say whether an English -ed form is the verb: an object follows, no break comes before."""
        tokens = self._c.tokens
        at = mention.first
        if not tokens.marks[at] & PAST or tokens.seps[at] >= COMMA:
            return False
        if self._c.words.any(mention.last, mention.last + 1, "joint-ref"):
            return True
        near = self._c.instruments.inside(mention.last, mention.last + 7)
        before = self._c.instruments.inside(max(0, at - 6), at)
        return bool(near) and not any(0 <= at - i.last <= 1 for i in before)

    def _object(
        self, mention: Mention, first: int, last: int, all_: list[Mention], reach: int = FAR
    ) -> tuple[Instrument | None, bool]:
        inner = self._inner(mention)
        if inner:
            return inner[-1], False
        if self._passive(mention):
            before = self._before(mention.first, first, FAR)
            if before is not None:
                return before, True
        after = self._after(mention.last, last, reach, all_)
        told = self._relative_object(mention, first)
        if told is not None and (after is None or self._parted(mention.last, after.first)):
            return told, True
        pronoun = self._pointed(mention, first)
        if pronoun is not None:
            return pronoun, True
        if after is not None:
            return after, False
        return self._before(mention.first, first, FAR), True

    def _pointed(self, mention: Mention, first: int) -> Instrument | None:
        """Return what the pronoun at an Arabic verb stands for, "they signed it", by its gender."""
        c, at = self._c, mention.first
        marks = c.tokens.marks[at]
        if not marks & ARABIC or not marks & (PAST | PRESENT) or not self._attached(at):
            return None
        feminine = c.tokens.surface(at, at + 1).endswith("ها")
        before = c.instruments.inside(max(first, at - FAR), at)
        agreeing = [
            i
            for i in before
            if i.last <= at and not i.bill and not i.many and self._is_feminine(i) == feminine
        ]
        return agreeing[-1] if agreeing else None

    def _attached(self, at: int) -> bool:
        """Say whether a word has a pronoun attached, as an Arabic verb its object: "signed it"."""
        tokens = self._c.tokens
        written, marks = tokens.text[tokens.starts[at] : tokens.ends[at]], tokens.marks[at]
        if marks & ATTACHED or not written.endswith(_PRONOUNS):
            return bool(marks & ATTACHED)
        written = fold(written)
        stems = tuple(f.removeprefix(VERB) for f in tokens.forms[at] if f.startswith(VERB))
        return any(written.endswith(stem + end) for stem in stems for end in _PRONOUNS)

    def _is_feminine(self, text: Instrument) -> bool:
        surface = self._c.tokens.surface(text.first, text.first + 1)
        return surface.rstrip(_VOWELS).endswith(("ة", "ه"))

    def _object_pronoun(self, mention: Mention) -> bool:
        """Say whether a pronoun before the verb is its object: "l'ont signé", "y apposer"."""
        finite = self._c.tokens.marks[mention.first] & VERBAL
        return bool(finite) and mention.first in self._c.mentions.lasts("object-pronoun")

    def _relative_object(self, mention: Mention, first: int) -> Instrument | None:
        """Return the text that a clause is about: "a protocol that the ministers put …"."""
        c, at = self._c, mention.first
        if c.tokens.marks[at] & ARABIC:
            return None
        before = self._before(at, first, FAR)
        if before is None or not c.words.any(before.last, before.last + 8, "relative"):
            return None
        between = range(before.last + 1, at + 1)
        return None if any(c.tokens.seps[word] >= STRONG for word in between) else before

    def _parted(self, last: int, following: int) -> bool:
        """Say whether a comma, or more words than a title has, part a verb from a later noun."""
        seps = self._c.tokens.seps
        commas = any(seps[word] >= COMMA for word in range(last, following + 1))
        return commas or following - last > _TITLED

    def _object_follows(self, mention: Mention, last: int) -> bool:
        near = min(last, mention.last + NEAR)
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
                inside = mention.first <= m.first and m.last <= mention.last
                distance = max(m.first - mention.last, mention.first - m.last, 0 if inside else -99)
                crossed = m.first >= mention.last and any(
                    c.tokens.seps[w] >= STRONG for w in range(mention.last, m.first + 1)
                )
                if group == "chamber" and self._addressed(m, first):
                    continue
                sent_with = bool(c.tokens.marks[m.first] & FOR)
                before = c.words.any(m.first - 1, m.first, "upon", "bill", "toward")
                if group == "crown" and (sent_with or before):
                    continue
                if distance > 0 and c.words.any(m.first - 3, m.first, "by-agent"):
                    distance = min(distance, _AGENT)
                reach = _SUBJECT if m.first - first <= _OPENING else _ACTOR
                if 0 <= distance < min(nearest, reach) and not crossed:
                    best, nearest = stage, distance
        return best

    def _addressed(self, body: Mention, first: int) -> bool:
        """Say whether a chamber is only where a text is sent: "referred it to the Council"."""
        c = self._c
        sent = c.words.any(first, body.first, "refer")
        near = 2 if c.tokens.marks[body.first] & ARABIC else 1
        return sent and c.words.any(body.first - near, body.first, "location")

    def _actor_before(self, first: int, anywhere: bool = False) -> str:
        """Return what the approving body last named before word `first` makes of an approval."""
        low = 0 if anywhere else max(0, first - _SPOKEN_OF)
        bodies = {"council": "approval-government", "chamber": "approval-parliament"}
        if anywhere:
            bodies["government"] = bodies["council"]
        found = [
            (m.last, stage)
            for group, stage in bodies.items()
            for m in self._c.mentions.group(group).inside(low, first)
        ]
        sitting = "" if anywhere else self._sitting_body(first)
        line = self._c.line_of(first) if sitting else None
        if found and (line is None or max(found)[0] > line.first):
            return max(found)[1]
        return sitting

    def _sitting_body(self, before: int) -> str:
        """Return the stage of the chamber whose sitting the first lines of minutes tell of."""
        c = self._c
        heads = [x for x in c.lines[:_HEADS] if x.last - x.first <= _TITLE and x.first < before]
        named = any(c.words.any(x.first, x.last, "chamber") for x in heads)
        sits = any(c.words.any(x.first, x.last, "session") for x in heads)
        return "approval-parliament" if named and sits else ""

    def _inside_bill(self, mention: Mention, first: int) -> bool:
        """Say whether the trigger only explains a bill: "a bill approving the agreement"."""
        marks = self._c.tokens.marks[mention.first]
        gerund = marks & INFINITIVE or (marks & PARTICIPLE and not marks & PAST)
        if mention.lang == "en" and not gerund:
            return False
        bills = [
            m.last
            for group in ("bill", "crown")
            for m in self._c.mentions.group(group).inside(first, mention.first)
            if 0 <= mention.first - m.last <= 6
            and not (group == "crown" and self._c.words.any(m.first - 1, m.first, "toward"))
        ]
        before = [
            m
            for m in self._c.mentions.role("stage").inside(first, mention.first)
            if m.name.startswith(("approval", "ratification"))
        ]
        arabic = self._c.tokens.marks[mention.first] & ARABIC
        beside = any(
            mention.first - m.last <= 1
            for m in self._c.mentions.group("bill").inside(first, mention.first)
        )
        return (bool(bills) and bool(before)) or bool(arabic and beside)

    def _noun_modality(self, mention: Mention, modality: str, first: int) -> str:
        """A noun of signing tells an act only where a verb or a date carries it."""
        if modality != OCCURRED:
            return modality
        words, at = self._c.words, mention.first
        if words.any(max(first, at - 10), at, "purpose") or self._to_come(at, first):
            return PLANNED
        if words.any(at - 1, at, "provided-for") and words.any(first, at, "go", "future"):
            return PLANNED
        if words.any(max(first, at - 10), at, "support-past") or self._opens(at, first):
            return OCCURRED
        if words.any(mention.last, mention.last + _CARRIED, "took-place"):
            return OCCURRED
        if self._closing(at, first):
            return OCCURRED
        low = 0 if words.any(max(first, at - 8), at, "after-act") else -NEAR
        near = self._c.dates.inside(mention.last + low, mention.last + 11)
        return OCCURRED if near else ""

    def _opens(self, at: int, first: int) -> bool:
        """Say whether a noun opens a sentence, or what follows a dash or a colon in it."""
        tokens = self._c.tokens
        gap = tokens.text[tokens.ends[at - 1] : tokens.starts[at]] if at > first else ":"
        return any(sign in gap for sign in _OPENERS) or at - first <= 1

    def _to_come(self, at: int, first: int) -> bool:
        """Say whether an Arabic noun names what remains, or what something is for: "to sign"."""
        words, marks = self._c.words, self._c.tokens.marks[at]
        if words.any(max(first, at - 3), at, "remain"):
            return bool(marks & ARABIC)
        for_it = marks & FOR and marks & ARABIC
        return bool(for_it) and not words.any(max(first, at - NEAR), at, "chance", "support-past")

    def _closing(self, at: int, first: int) -> bool:
        """Say whether an Arabic noun tells with what something ended: "closed with a signing"."""
        marks = self._c.tokens.marks
        with_it = self._c.tokens.surface(at, at + 1).startswith("ب") and marks[at] & ARABIC
        told = any(marks[w] & PAST for w in range(max(first, at - NEAR), at))
        return bool(with_it) and told

    def _dated(self, mention: Mention, last: int, all_: list[Mention], start: int = 0) -> bool:
        """Say whether a date or a place follows soon: a bare "signed" is no event (rule 7).

        Nothing that follows another trigger counts, nor what follows one whose words stand around;
        nor what stands before word `start`.
        """
        ends = [m.last for m in all_ if m != mention and m.last > mention.last]
        low, high = max(start, mention.first - 4), min([last, mention.last + 10, *ends])
        high = self._own_words(mention, high)
        dated = bool(self._c.dates.inside(low, high))
        return dated or any(r.place for r in self._c.refs.inside(low, high))

    def _own_words(self, mention: Mention, high: int) -> int:
        """Return where what belongs to an Arabic participle ends: at a comma before a new verb."""
        c = self._c
        if not c.tokens.marks[mention.first] & ARABIC or not self._passive(mention):
            return high
        for word in range(mention.last, high):
            verb = c.tokens.marks[word] & (PAST | PRESENT) and not c.words.any(word, word + 1, "at")
            if c.tokens.seps[word] >= COMMA and verb and not c.dates.inside(word, word + 1):
                return word
        return high
