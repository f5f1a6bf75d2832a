"""The rules for carrying out: drills, courses, aid, committees that meet, persons handed over."""

from __future__ import annotations

from mithaq.extract.acts.approvals import ApprovalRules
from mithaq.extract.acts.linking import FAR, NEAR, Act
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import DENIED, OCCURRED, PLANNED, PROPOSED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import (
    ARABIC,
    AT,
    DEFINITE,
    FOR,
    FUTURE,
    INFINITIVE,
    PARTICIPLE,
    PAST,
    PRESENT,
)
from mithaq.extract.words.tokens import COMMA

_CLOSE = 6
_HELD = 14
_NO_LEADS = ("des", "Des")
#: The Arabic letter that makes an aim of a verbal noun: "to secure".
_TO = "ل"


class CarryingRules(ApprovalRules):
    """From a phrase that may signal that something is carried out to the act, or to None."""

    def _implementation(
        self, mention: Mention, modality: str, first: int, last: int, all_: list[Mention]
    ) -> Act | None:
        del all_
        c, at = self._c, mention.first
        marks = c.tokens.marks[at]
        if mention.lang == "fr" and self._ended_or_a_body(mention):
            return None
        inner = self._inner(mention)
        about = inner[-1] if inner and inner[-1].kind else None
        if c.words.any(at, mention.last, "dead-letter"):
            about = about or self._before(at, first, FAR)
            return Act("implementation", DENIED, at, mention.last, "carried-out", about, True)
        if modality == PROPOSED and about is None:
            return None
        if modality == OCCURRED and c.words.any(at, at + 1, "next") and mention.lang == "fr":
            modality = PLANNED
        if modality == OCCURRED and self._drill_to_come(mention, last):
            modality = PLANNED
        if modality == OCCURRED and self._provided_drill(mention, about, first, last):
            return None
        if c.words.any(at, at + 1, "secure") and (
            (marks & ARABIC and (marks & (FOR | AT) or c.tokens.surface(at, at + 1)[0] in _TO))
            or c.words.any(at, at + 1, "security-word")
        ):
            return None
        lawful = marks & PRESENT and not marks & (PAST | FUTURE)
        if lawful and marks & ARABIC and c.words.any(at, mention.last + 3, "each-side"):
            return None
        if c.words.any(at, at + 1, "deliver-person") and lawful:
            return None
        if self._provided_body(mention):
            return None
        rule = "carried-out" if about else "practice"
        if c.words.any(at, at + 1, "under"):
            since = [d for d in c.dates.inside(mention.last, last) if d.since]
            if not since:
                return None
        if c.words.any(mention.first, mention.last, "called-off"):
            modality = DENIED
        sat = c.words.any(mention.first, mention.last, "joint-body", "drill")
        joint = c.words.any(mention.first, mention.last, "joint-word")
        sat = sat or (joint and c.words.any(mention.first, mention.last, "the-body"))
        if modality == DENIED and about is None and not sat:
            return None
        return Act("implementation", modality, mention.first, mention.last, rule, about, True)

    def _ended_or_a_body(self, mention: Mention) -> bool:
        """Say whether a French phrase ends something, or lies in the name of a joint body."""
        c, at = self._c, mention.first
        if c.words.any(at, mention.last, "terminate"):
            return True
        return c.words.any(at, at + 1, "joint-body") and c.words.any(at, at + 1, "carry-out")

    def _provided_drill(
        self, mention: Mention, about: Instrument | None, first: int, last: int
    ) -> bool:
        """Say whether an Arabic noun or English gerund names drills that a text provides for."""
        c, at = self._c, mention.first
        if about is None or about.kind != "programme":
            return False
        gerund = mention.lang == "en" and c.tokens.marks[at] & (PAST | PARTICIPLE) == PARTICIPLE
        noun = gerund or (
            bool(c.tokens.marks[at] & ARABIC) and c.words.any(at, at + 1, "practice-noun")
        )
        provided = c.words.any(max(first, at - NEAR), at, "provision-verb")
        return noun and provided and not c.dates.inside(first, last)

    def _provided_body(self, mention: Mention) -> bool:
        """Say whether a participle only tells how often a body meets: "a committee, convened"."""
        c, end = self._c, mention.last - 1
        if mention.lang != "fr" or not c.words.any(mention.first, end, "joint-body"):
            return False
        described = c.tokens.marks[end] & PARTICIPLE and c.tokens.seps[end] == COMMA
        return bool(described) and not c.dates.inside(mention.last, mention.last + _CLOSE)

    def _drill_to_come(self, mention: Mention, last: int) -> bool:
        """Say whether a drill that a participle describes is told by a verb in the future."""
        c, end = self._c, mention.last - 1
        described = c.tokens.marks[end] & PARTICIPLE and not c.tokens.marks[end] & ARABIC
        if not described or c.words.any(end - 2, end, "be", "have"):
            return False
        later = range(mention.last, min(last, mention.last + NEAR))
        return c.words.any(mention.first, mention.first + 1, "drill") and (
            c.words.any(later.start, later.stop, "future")
            or any(c.tokens.marks[w] & FUTURE for w in later)
        )

    def _to_be_held(self, mention: Mention, start: int) -> bool:
        """Say whether an Arabic noun is what a verb in the future, far before it, holds."""
        c, at = self._c, mention.first
        marks = c.tokens.marks
        if not marks[at] & ARABIC or marks[at] & (PAST | PRESENT | FUTURE):
            return False
        verbs = [m.first for m in c.mentions.group("hold").inside(max(start, at - _HELD), at)]
        return bool(verbs) and bool(marks[verbs[-1]] & FUTURE)

    def _hands_over(self, mention: Mention) -> bool:
        """Say whether instruments or things are exchanged, "l'échange de données", not views."""
        c, at = self._c, mention.first
        if not c.words.any(at, mention.last, "exchange"):
            return False
        if mention.lang == "fr" and mention.last - at == 1 and c.words.any(at - 1, at, "article"):
            return True
        low, high = mention.first - _CLOSE, mention.last + _CLOSE
        beside = self._c.mentions.role("stage").inside(low, high)
        return any(m.name == "ratification" for m in beside)

    def _came_to(self, at: int, first: int) -> bool:
        """Say whether talks are what someone came for: "a fait le voyage pour parler"."""
        c, low = self._c, max(first, at - NEAR)
        marks = c.tokens.marks[at]
        if not marks & INFINITIVE or marks & ARABIC or not c.words.any(at - 1, at, "to"):
            return False
        return c.words.any(low, at - 1, "came") and not c.words.any(low, at, "future", "soon")

    def _follows(self, at: int) -> bool:
        """Say whether "after" or the like leads talks in; folded, "dès" looks like "des"."""
        c = self._c
        near = [w for w in (at - 2, at - 1) if c.words.any(w, w + 1, "after-act")]
        return any(c.tokens.surface(w, w + 1) not in _NO_LEADS for w in near)

    def _named(self, about: Instrument | None) -> Instrument | None:
        """Return what "the text of a convention" stands for: the convention."""
        if about is None or about.kind:
            return about
        after = self._c.instruments.inside(about.last, about.last + 4)
        return next((i for i in after if i.kind), about)

    def _in_past(self, at: int) -> bool:
        """Say whether a word is a verb in the past; an Arabic noun with its article is none."""
        marks = self._c.tokens.marks[at]
        return bool(marks & PAST) and not marks & DEFINITE
