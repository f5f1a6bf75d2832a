"""The rules for each stage: what must stand around its words for them to tell an act.

Every rule has a name; the names are explained in docs/extraction.md.
"""

from __future__ import annotations

from mithaq.extract.acts.carrying import CarryingRules
from mithaq.extract.acts.linking import FAR, NEAR, Act
from mithaq.extract.acts.pointing import applied, has_ended_it, stands_for_text
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import DENIED, OCCURRED, PLANNED, PROPOSED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import (
    ARABIC,
    DEFINITE,
    INFINITIVE,
    PARTICIPLE,
    PAST,
    PRESENT,
)
from mithaq.extract.words.tokens import COMMA

_CLOSE = 6
_DRAFTED = 3


class StageRules(CarryingRules):
    """One method for each stage, from a phrase that may signal it to the act, or to None."""

    def _signature(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        c = self._c
        tokens = c.tokens
        if (mention.first, mention.last) in self._groups["letters"]:
            return Act("signature", modality, mention.first, mention.last, "letters", None, True)
        noun = mention.first in self._signings
        noun = noun and not self._has_done(mention.first)
        if self._passive(mention) and c.words.any(
            mention.first - 2, mention.first, "crown", "gazette"
        ):
            return None
        about, back = self._object(mention, first, last, all_)
        pronoun = about is None and self._attached(mention.first)
        pronoun = pronoun or self._object_pronoun(mention)
        told = c.words.any(
            mention.first - 2, mention.first, "relative", "helping-verb", "planned"
        ) and self._dated(mention, last, all_)
        told = told or self._of_it(mention)
        pronoun = pronoun or c.words.any(mention.last, mention.last + 1, "on-it")
        if about is None and not (pronoun or noun or told or self._passive(mention)):
            return None
        distant = about is not None and not back and about.first - mention.last > NEAR
        if distant and not tokens.marks[mention.first] & (ARABIC | PAST | INFINITIVE | PARTICIPLE):
            return None
        if noun and self._only_approved(mention, all_):
            return None
        if c.words.any(mention.first - NEAR, mention.first - 1, "agreed-to") and c.words.any(
            mention.first - 1, mention.first, "to"
        ):
            at = mention.first
            return Act("negotiation", OCCURRED, at, mention.last, "negotiation", about, back)
        modality = self._noun_modality(mention, modality, first) if noun else modality
        if not modality:
            return None
        rule = "signature-noun" if noun else "signature-verb"
        if self._passive(mention) and not noun:
            rule = "signature-participle"
        named = about is not None and (about.known or bool(tokens.marks[about.first] & ARABIC))
        bare = named and modality == OCCURRED
        low = about.first if about is not None and back else first
        if rule == "signature-participle" and bare and not self._dated(mention, last, all_, low):
            return None
        return Act("signature", modality, mention.first, mention.last, rule, about, back)

    def _has_done(self, at: int) -> bool:
        """Say whether "a" or "ont" stands before a word; folded, "à" looks like the verb."""
        c, haves = self._c, self._c.words.of("have")
        return any(w in haves and c.tokens.surface(w, w + 1) != "à" for w in (at - 2, at - 1))

    def _of_it(self, mention: Mention) -> bool:
        """Say whether an Arabic passive with a date or place tells of it: "that it was signed"."""
        c, at = self._c, mention.first
        near = range(mention.last, mention.last + _CLOSE)
        told = c.words.any(at - 1, at, "that-it") and c.tokens.marks[at] & PAST
        dated = c.dates.inside(near.start, near.stop) or any(
            r.place for r in c.refs.inside(near.start, near.start + 2)
        )
        return bool(told and dated)

    def _initialling(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        about, back = self._object(mention, first, last, all_)
        return Act("initialling", modality, mention.first, mention.last, "initialling", about, back)

    def _publication(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        if self._c.words.any(mention.first - 2, mention.first + 1, "from-day"):
            return None
        about, back = self._object(mention, first, last, all_)
        return Act("publication", modality, mention.first, mention.last, "gazette", about, back)

    def _entry_into_force(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        c = self._c
        if c.words.any(mention.last, min(last, mention.last + _CLOSE), "for-term"):
            return None
        if c.words.any(max(first, mention.first - 3), mention.last, "cease"):
            return self._termination(mention, modality, first, last, all_)
        waits = c.words.any(mention.last, min(last, mention.last + 10), "lawmaking-path")
        waits = waits and not (modality == OCCURRED and self._since(mention))
        if waits and modality in (OCCURRED, DENIED):
            marks = c.tokens.marks[mention.first]
            if modality == DENIED or marks & PRESENT or not self._finite(mention):
                modality = PLANNED
        soon = c.tokens.marks[mention.first] & (PRESENT | PAST) == PRESENT
        reach = mention.last + (_CLOSE if soon else 2)
        later = c.words.any(mention.last, min(last, reach), "after-act")
        if modality == OCCURRED and later and c.tokens.marks[mention.first] & ARABIC:
            modality = PLANNED if c.tokens.marks[mention.first] & PRESENT else OCCURRED
        if modality == DENIED and c.words.any(mention.first - _CLOSE, mention.first, "never-yet"):
            modality = PLANNED
        if modality == OCCURRED and mention.lang == "en" and self._bare(mention, first):
            modality = PLANNED
        near = max(first, mention.first - _CLOSE), min(last, mention.last + _CLOSE)
        awaited = mention.lang == "en" and c.words.any(mention.last, near[1], "once-word")
        if modality == OCCURRED and awaited and self._in_present(mention):
            modality = PLANNED
        if modality == OCCURRED and c.words.any(*near, "hinge"):
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
        if mention.lang == "en" and c.words.any(mention.first - 4, mention.first, "crown"):
            return None
        before = self._before(mention.first, first, FAR)
        after = self._after(mention.last, last, 8, all_)
        about = before or after
        if about is not None and about.kind == "programme":
            at, end = mention.first, mention.last
            return Act("implementation", modality, at, end, "carried-out", about, True)
        return Act(
            "entry-into-force", modality, mention.first, mention.last, "into-force", about, True
        )

    def _since(self, mention: Mention) -> bool:
        """Say whether an Arabic act is told as "not before" a date, which then is its own."""
        c, end = self._c, mention.last
        dated = bool(c.dates.inside(end, end + _CLOSE)) and c.words.any(end, end + 2, "except")
        return dated and bool(c.tokens.marks[mention.first] & ARABIC)

    def _in_present(self, mention: Mention) -> bool:
        """Say whether an English verb ends in the present's "s": "it takes effect once …"."""
        at, tokens = mention.first, self._c.tokens
        present = tokens.marks[at] & PRESENT and not tokens.marks[at] & PAST
        return bool(present) or tokens.surface(at, at + 1).endswith("s")

    def _bare(self, mention: Mention, first: int) -> bool:
        """Say whether an English verb stands bare: "they wish to see it enter into force"."""
        at = mention.first
        bare = bool(self._c.tokens.marks[at] & INFINITIVE)
        return bare and not self._c.words.any(max(first, at - 2), at, "did")

    def _in_force(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        c = self._c
        if c.words.any(max(first, mention.first - FAR), mention.first, "become"):
            return self._entry_into_force(mention, modality, first, last, all_)
        still = mention.lang == "fr" and c.words.any(mention.first - 3, mention.first, "never-yet")
        if still and modality == DENIED:
            return self._entry_into_force(mention, modality, first, last, all_)
        if modality != OCCURRED or c.words.any(mention.first, last, "in-the-works"):
            return None
        if c.words.any(mention.last, min(last, mention.last + _CLOSE), "for-term"):
            return None
        bound = mention.last - 1
        if c.tokens.marks[bound] & DEFINITE and c.words.any(bound, bound + 1, "bind"):
            return None
        inner = self._inner(mention)
        dated = bool(c.dates.inside(mention.last, mention.last + 3))
        reach = NEAR if dated else _CLOSE - 1
        about = inner[0] if inner else self._after(mention.last, last, reach, all_)
        if about is None and not c.words.any(mention.first, mention.last, "relation-verb"):
            apart = c.tokens.seps[mention.first] == COMMA
            apart = apart or c.words.any(mention.first - 2, mention.first, "relative")
            bound = mention.lang != "fr" or c.words.any(mention.first, mention.last, "bind")
            apart = apart or not bound
            apart = apart or c.words.any(mention.last, mention.last + 1, "still")
            about = self._before(mention.first, first, FAR if apart else _CLOSE)
        if about is None or about.bill:
            return None
        remains = c.words.any(max(first, mention.first - 6), mention.last, "remain")
        rule = "remains-in-force" if remains else "binds"
        if c.words.any(mention.first, mention.last, "under"):
            verb = applied(c, mention, about.last, first, last)
            done = c.modality.read(verb, verb + 1, first, last) if verb >= 0 else None
            if done in (OCCURRED, PLANNED):
                return Act("implementation", done, verb, verb + 1, "carried-out", about, True)
            if about.known or not about.secure:
                return None
            rule = "under-instrument"
        return Act("in-force", OCCURRED, mention.first, mention.last, rule, about, True)

    def _amendment(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        about, back = self._object(mention, first, last, all_)
        within = self._c.words.any(mention.first - 2, mention.first + 1, "into-it")
        within = within or self._c.words.any(mention.last, mention.last + 1, "joint-ref")
        within = within or stands_for_text(self._c, mention, first)
        wanted = modality in (PLANNED, PROPOSED) and self._attached(mention.first)
        if about is None and not (within or wanted or self._object_pronoun(mention)):
            return None
        if self._passive(mention) and not self._dated(mention, last, all_):
            be = self._c.words.any(max(first, mention.first - 3), mention.first, "be")
            if not be and not self._c.tokens.marks[mention.first] & ARABIC:
                return None
        drafted = range(max(first, mention.first - _CLOSE), mention.first)
        worked = ("negotiate", "at-work", "agree-on")
        if modality == OCCURRED and self._c.words.any(drafted.start, drafted.stop, *worked):
            modality = PLANNED
        return Act("amendment", modality, mention.first, mention.last, "amendment", about, back)

    def _termination(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        near = mention.last + _DRAFTED
        if self._c.words.any(mention.first, near, "drafting") and self._c.words.any(
            mention.first, mention.last, "complete"
        ):
            return self._negotiation(mention, modality, first, last, all_)
        about, back = self._object(mention, first, last, all_)
        if self._c.words.any(max(first, mention.first - FAR), mention.first, "negotiate", "talks"):
            return None
        going_on = modality == DENIED and self._c.words.any(mention.first, mention.last, "cease")
        if going_on and mention.lang == "fr":
            at, stop = mention.first, mention.last
            return Act("in-force", OCCURRED, at, stop, "remains-in-force", about, True)
        ended = self._c.words.any(mention.first, mention.first + 1, "complete")
        if ended and (about is None or back or self._parted(mention.first + 1, about.first)):
            return None
        told = self._finite(mention) or self._c.words.any(mention.first, mention.first + 1, "be")
        told = told or has_ended_it(self._c, mention)
        told = told or stands_for_text(self._c, mention, first)
        wished = modality == PROPOSED and (about is None or (back and not told))
        if wished or (about is None and not told):
            return None
        if modality == DENIED and about is None and not self._pronoun(mention):
            return None
        if about is not None and self._c.words.any(about.first, about.last, "drill"):
            over = self._c.words.any(mention.first, mention.last, "hold", "finish")
            held, told_so = "implementation", modality if over else DENIED
            return Act(held, told_so, mention.first, mention.last, "carried-out", about, back)
        return Act("termination", modality, mention.first, mention.last, "termination", about, back)

    def _negotiation(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        inner = self._inner(mention)
        about = (
            inner[-1]
            if inner
            else self._after(mention.last, last, NEAR, all_)
            or self._before(mention.first, first, NEAR)
        )
        about = self._named(about)
        if self._c.words.any(mention.first, mention.last, "drafter") and any(
            m.name == "initialling" for m in all_
        ):
            return None
        if about is not None and self._c.words.any(mention.first, about.first, "chamber"):
            return self._studied(mention, modality, about)
        if self._c.words.any(mention.first, mention.last, "proposed-text"):
            modality = PROPOSED
        agreed = not self._c.words.any(mention.first, mention.last, "negotiate", "drafting")
        if agreed and self._c.words.any(mention.last, mention.last + 3, "carry-out"):
            return None
        unnamed = about is None or not about.kind
        if agreed and unnamed and mention.last - mention.first > 1 and not inner:
            return None
        near, words = mention.first, self._c.words
        going_on = words.any(max(first, near - 4), mention.last, "under-way") or (
            words.any(near - 1, near, "be") and not words.any(near - 3, near, "future", "planned")
        )
        going_on = going_on or words.any(near, mention.last, "in-the-works")
        if modality == PLANNED and words.any(max(first, near - NEAR), near, "met-to"):
            modality = OCCURRED
        if modality == PLANNED and going_on and not self._in_past(near):
            modality = OCCURRED
        return Act("negotiation", modality, mention.first, mention.last, "negotiation", about, True)

    def _before_chamber(self, mention: Mention) -> Act | None:
        """Read an Arabic chamber that discusses, or will discuss, a bill: it has yet to vote."""
        c, at, marks = self._c, mention.first, self._c.tokens.marks[mention.first]
        soon = marks & ARABIC and marks & PRESENT and not marks & PAST
        if not soon or not c.words.any(at, mention.last + _CLOSE, "chamber"):
            return None
        bills = [i for i in c.instruments.inside(mention.last, mention.last + NEAR) if i.bill]
        if not bills:
            return None
        rule = "to-parliament"
        return Act("approval-parliament", PLANNED, at, mention.last, rule, bills[0], False)

    def _studied(self, mention: Mention, modality: str, about: Instrument) -> Act | None:
        """Read an Arabic verb of working on a text whose subject is a chamber: it will vote."""
        if modality == DENIED or not self._c.tokens.marks[mention.first] & ARABIC:
            return None
        at, end, rule = mention.first, mention.last, "to-parliament"
        return Act("approval-parliament", PLANNED, at, end, rule, about, False)

    def _dialogue(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        del last, all_
        if modality == DENIED:
            return None
        if modality == PLANNED and self._came_to(mention.first, first):
            modality = OCCURRED
        if self._hands_over(mention):
            return None
        voted = self._before_chamber(mention)
        if voted is not None:
            return voted
        rule = "talks"
        if self._c.words.any(mention.first - 1, mention.first, "whom"):
            return None
        if self._follows(mention.first):
            modality = OCCURRED
        if self._c.words.any(mention.first, mention.first + 1, "offer") and self._c.words.any(
            mention.first, mention.last, "such-group"
        ):
            modality, rule = PROPOSED, "offer-of-group"
        return Act("dialogue", modality, mention.first, mention.last, rule, None, True)
