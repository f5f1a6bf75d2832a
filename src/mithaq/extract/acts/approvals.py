"""The rules for approval and ratification: who decides makes the stage.

A government, a chamber or the crown approves; both sides together adopt, which is signing.
"""

from __future__ import annotations

from mithaq.extract.acts.entries import to_come
from mithaq.extract.acts.linking import FAR, NEAR, Act, Linker
from mithaq.extract.acts.pointing import of_money
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import DENIED, OCCURRED, PLANNED, PROPOSED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import (
    ARABIC,
    ATTACHED,
    FUTURE,
    INFINITIVE,
    NUMBER,
    PARTICIPLE,
    PAST,
    PRESENT,
)
from mithaq.extract.words.tokens import COMMA

_CLOSE = 6
_UPON = ("ى", "ي")
_RATIFIED = 9
_APPROVED_NEAR = 3
_STILL_TO_VOTE = ("go", "refer", "will-decide", "on-agenda", "planned")


class ApprovalRules(Linker):
    """From a phrase that may signal approval or ratification to the act, or to None."""

    def _only_approved(self, mention: Mention, all_: list[Mention]) -> bool:
        """Say whether a signing is what was approved, not done: "approval to the signing of"."""
        return any(
            m.name.startswith("approval")
            and m.first <= mention.first
            and mention.first - m.last <= _APPROVED_NEAR
            for m in all_
        )

    def _approval_government(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        """Who approves decides the stage: a government, a chamber, or the crown."""
        c = self._c
        counted = c.words.any(mention.first, mention.first + 1, "unanimous")
        modality = OCCURRED if counted and modality == PROPOSED else modality
        billed = c.words.any(max(first, mention.first - 5), mention.first, "bill")
        if billed and not counted and not self._finite(mention):
            return None
        if (self._inside_bill(mention, first) and not counted) or self._provides(mention):
            return None
        if self._counts_votes(mention) and not counted:
            return None
        if c.words.any(mention.first, mention.first + 1, "passing-on") or of_money(c, mention):
            return None
        if c.words.any(mention.first, mention.last + 2, "mandate"):
            about, back = self._object(mention, first, last, all_)
            at, stop = mention.first, mention.last
            return Act("signature", PLANNED, at, stop, "signature-verb", about, back)
        if modality == OCCURRED and c.words.any(mention.first, mention.last, *_STILL_TO_VOTE[2:4]):
            modality = PLANNED
        actor = self._actor(mention, first, last) or self._bare_body(mention, first, last)
        if actor == "" and c.words.any(mention.first, mention.first + 1, "agree-on"):
            return None
        if c.words.any(mention.first, mention.last, "reject"):
            modality = DENIED
        if modality == OCCURRED and c.words.any(mention.first, mention.last, "on-agenda"):
            modality = PLANNED
        marks = c.tokens.marks[mention.first]
        days = c.dates.inside(first, last)
        ahead = modality == PLANNED or any(d.ahead or to_come(c, d.value) for d in days)
        ahead = ahead or c.words.any(mention.last, mention.last + _APPROVED_NEAR, "next")
        ahead = ahead or self._is_before_chamber(mention, actor)
        modality = self._if_deliberated(mention, modality) if ahead else modality
        if not ahead and c.words.any(mention.first, mention.last, "deliberate"):
            return None
        noun = (mention.first, mention.last) in self._groups["approval"]
        noun = noun and not marks & (PAST | PARTICIPLE) and not self._approved_it(mention)
        about, back = self._object(mention, first, last, all_)
        if about is not None and back and self._of_else(mention, last):
            return None
        generic = about is None and not self._object_follows(mention, last)
        dated = bool(c.dates.inside(mention.last, mention.last + _CLOSE))
        if actor == "" and (about or dated) and self._by_both(mention, first):
            rule = "adopted-by-both"
            return Act("signature", modality, mention.first, mention.last, rule, about, back)
        if actor == "" and dated and self._issued_together(mention, about, back):
            at, stop = mention.first, mention.last
            return Act("signature", modality, at, stop, "adopted-by-both", about, True)
        if c.words.any(mention.first, mention.last, "take-up") and modality != PLANNED:
            return None
        if about is None and self._something_else(mention):
            return None
        pointed = about.known if about is not None else self._pronoun(mention)
        opens = noun and self._opens(mention.first, first)
        subject = c.mentions.group("joint-ref").inside(mention.first - 1, mention.first)
        opens = opens or (not marks & ARABIC and (mention.first - first <= 1 or bool(subject)))
        if actor == "" and (opens or (pointed and not noun)):
            actor = self._actor_before(first)
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
            actor = self._actor_unnamed(mention)
            if not actor:
                return None
        if generic and not c.tokens.marks[mention.first] & ATTACHED and actor == "ratification":
            return None
        return Act(actor, modality, mention.first, mention.last, "approval-by-actor", about, back)

    def _issued_together(self, mention: Mention, about: Instrument | None, back: bool) -> bool:
        """Say whether a plan or declaration is "adopted in Rabat on …" by nobody named."""
        if about is None or about.kind not in ("programme", "declaration") or not back:
            return False
        placed = self._c.refs.inside(mention.last, mention.last + _CLOSE)
        return self._passive(mention) and any(ref.place for ref in placed)

    def _is_before_chamber(self, mention: Mention, actor: str) -> bool:
        """Say whether an Arabic verb in the present tells what a chamber is at."""
        marks = self._c.tokens.marks[mention.first]
        return bool(marks & PRESENT and marks & ARABIC) and actor == "approval-parliament"

    def _if_deliberated(self, mention: Mention, modality: str) -> str:
        """Return that an Arabic text on an agenda is still to be approved."""
        c, arabic = self._c, self._c.tokens.marks[mention.first] & ARABIC
        agenda = c.words.any(mention.first, mention.last, "deliberate")
        return PLANNED if arabic and agenda and modality == OCCURRED else modality

    def _actor_unnamed(self, mention: Mention) -> str:
        """Return what an approval is that names no body: a government's where the text has one."""
        c = self._c
        if len(c.mentions.group("council")):
            return "approval-government"
        if c.words.any(mention.first, mention.last, "endorse"):
            return "ratification"
        voted = self._finite(mention) and len(c.mentions.group("chamber"))
        return "approval-parliament" if voted else ""

    def _approved_it(self, mention: Mention) -> bool:
        """Say whether the letters of an Arabic noun are written as a verb with its object."""
        surface = self._c.tokens.surface(mention.first, mention.last).lstrip("وف")
        return surface.startswith("أ") and surface.endswith(("ه", "ها"))

    def _of_else(self, mention: Mention, last: int) -> bool:
        """Say whether an Arabic verb has an object of its own that is no text: "على مرسوم"."""
        c, at = self._c, mention.last
        if at + 1 >= last or not c.tokens.marks[mention.first] & ARABIC:
            return False
        upon = c.words.any(at, at + 1, "upon") and c.tokens.surface(at, at + 1).endswith(_UPON)
        return upon and not c.words.any(at + 1, at + 2, "this")

    def _counts_votes(self, mention: Mention) -> bool:
        """Say whether an Arabic noun counts votes, "17 صوتا", and only looks like a verb."""
        c, at = self._c, mention.first
        counted = at > 0 and c.tokens.seps[at] < COMMA and c.tokens.marks[at - 1] & NUMBER
        return bool(counted) and c.words.any(at, at + 1, "vote-noun")

    def _bare_body(self, mention: Mention, first: int, last: int) -> str:
        """Return the stage that "the council" or "the committee" makes, from the one named last."""
        beside = range(max(first, mention.first - _CLOSE), min(last, mention.last + _CLOSE))
        if not self._c.words.any(beside.start, beside.stop, "bare-body"):
            return ""
        return self._actor_before(beside.start, anywhere=True)

    def _something_else(self, mention: Mention) -> bool:
        """Say whether a French verb has another object than a text: "voted the budget"."""
        c, at = self._c, mention.last
        if mention.lang != "fr" or not c.words.any(mention.first - 2, mention.first, "have"):
            return False
        parted = c.tokens.seps[at : at + 1] != [0] or self._object_pronoun(mention)
        day = c.dates.inside(at, at + 2)
        return not parted and not day and c.words.any(at, at + 1, "one", "object-article")

    def _pronoun(self, mention: Mention) -> bool:
        """Say whether a pronoun stands for what is approved: "ministers adopted it"."""
        near = range(max(0, mention.first - 3), mention.last + 2)
        return self._c.words.any(near.start, near.stop, "joint-ref")

    def _provides(self, mention: Mention) -> bool:
        """Say whether a text is what allows something: "the agreement, which authorises …"."""
        c = self._c
        present = c.tokens.marks[mention.first] & PRESENT and c.tokens.marks[mention.first] & ARABIC
        which = c.words.any(mention.first - 1, mention.first, "relative")
        return (
            bool(present) and which and bool(c.instruments.inside(mention.first - 3, mention.first))
        )

    def _by_both(self, mention: Mention, first: int) -> bool:
        """Say whether the two sides together adopt a text: they make it theirs, as by signing."""
        c = self._c
        before = c.words.any(max(first, mention.first - NEAR), mention.first, "both")
        if c.words.any(mention.first - 1, mention.first, "both"):
            return True
        have = c.words.any(max(first, mention.first - 3), mention.first, "have")
        after = c.words.any(mention.last, mention.last + 4, "both")
        if after and c.tokens.marks[mention.first] & ARABIC and self._finite(mention):
            return True
        return before and (have or self._finite(mention)) and not self._passive(mention)

    def _approval_parliament(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        about, back = self._object(mention, first, last, all_)
        awaited = self._c.words.any(mention.first, mention.last, "vote-in")
        written = self._c.tokens.surface(mention.first, mention.first + 1)
        if written.endswith("ant") and self._c.tokens.marks[mention.first] & PARTICIPLE:
            return None  # "présentant le rapport de la commission"
        sent = self._c.words.any(mention.first, mention.last, *_STILL_TO_VOTE)
        if modality == OCCURRED and (awaited or sent):
            modality = PLANNED
        return Act(
            "approval-parliament",
            modality,
            mention.first,
            mention.last,
            "approval-by-actor" if awaited else "to-parliament",
            about,
            back,
        )

    def _ratification(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        about, back = self._object(mention, first, last, all_)
        if about is not None and not about.kind:
            ratified = self._c.instruments.inside(about.last, min(last, about.last + _RATIFIED))
            about = next((i for i in ratified if i.kind), about)
        if self._inside_bill(mention, first) or self._names_bill(mention, first):
            return None
        if self._only_approved(mention, all_):
            return None
        noun = not self._c.tokens.marks[mention.first] & (PAST | PRESENT | PARTICIPLE | INFINITIVE)
        noun = noun and not self._c.words.any(mention.first - 2, mention.first, "have")
        if noun and modality == OCCURRED and self._awaited(mention, first):
            modality = PLANNED
        swapped = self._c.words.any(mention.last, min(last, mention.last + FAR), "swapped")
        if noun and modality == OCCURRED and not swapped:
            modality = self._noun_modality(mention, modality, first)
            if not modality:
                return None
        at, end = mention.first, mention.last
        return Act("ratification", modality, at, end, "ratification", about, back)

    def _awaited(self, mention: Mention, first: int) -> bool:
        """Say whether an Arabic noun names what something is still to come after."""
        c, marks = self._c, self._c.tokens.marks
        at = mention.first
        after = c.words.any(max(first, at - 3), at, "after-act", "deadline")
        if not after or not marks[at] & ARABIC:
            return False
        before = [marks[w] for w in range(max(first, at - NEAR), at)]
        return any(m & (PRESENT | FUTURE) for m in before) and not any(m & PAST for m in before)

    def _names_bill(self, mention: Mention, first: int) -> bool:
        """Say whether an English gerund only says what a bill is for: "the bill ratifying …"."""
        at = mention.first
        gerund = mention.lang == "en" and not self._finite(mention)
        gerund = gerund and bool(self._c.tokens.marks[at] & PARTICIPLE)
        return gerund and self._c.words.any(max(first, at - 3), at, "bill")
