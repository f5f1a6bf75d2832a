"""What a text speaks of at a place: the partner and the record in focus, and what opens one."""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context
from mithaq.extract.discourse.drafts import TOLD_AGAIN, Draft, KindWord
from mithaq.extract.discourse.naming import Naming
from mithaq.extract.discourse.subjects import Subjects
from mithaq.extract.discourse.theme import Theme
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import DENIED, OCCURRED
from mithaq.extract.parties import Segment
from mithaq.extract.words.morphology import ARABIC

_SPOKEN_BEFORE, _BESIDE = 40, 1
_BILLED = ("approval-government", "approval-parliament", "ratification")
_ORIGIN = 6
#: Acts that tell of a text by themselves, even where it is only called a text.
_OPENING_STAGES = (
    "signature",
    "initialling",
    "negotiation",
    "approval-government",
    "approval-parliament",
    "ratification",
    "entry-into-force",
)
_MATTER = 8


class Focus:
    """The records opened so far and the one last spoken of; changes as the text is read.

    `aside` says that the text has turned to an instrument that is out of scope; `distance` counts
    sentences since the partner was last spoken of; `others_pairs` are states named as pairs
    without the home state; `acts` are the acts recorded, in order;
    `next_end` is where the following sentence ends; `sole` is the only partner of the article;
    `listing` says that texts are counted off.
    """

    def __init__(self, context: Context) -> None:
        self._c, self._naming = context, Naming(context)
        self.theme = Theme(context)
        self.subjects = Subjects(context)
        self.drafts: list[Draft] = []
        self.draft: Draft | None = None
        self.partner = ""
        self.aside = False
        self.others_pairs: frozenset[str] = frozenset()
        self.distance = 99
        self.next_end = 0
        self.acts: list[tuple[str, Draft]] = []
        self.sole = ""
        self.listing = False

    @property
    def current(self) -> Draft | None:
        """The record spoken of, if the text has not turned aside from it."""
        return None if self.aside else self.draft

    @property
    def recent(self) -> list[Draft]:
        """The records that may still be spoken of: those further back are of another article."""
        return self.drafts[-TOLD_AGAIN:]

    def leave(self) -> None:
        """Speak of nobody in particular."""
        self.draft, self.partner, self.aside = None, "", False

    def turn(self, partner: str) -> None:
        """Speak of a partner; of its latest record where it is another one than before."""
        if partner != self.partner:
            found = [d for d in self.recent if d.partner == partner]
            self.draft, self.aside = (found[-1] if found else None), False
        self.partner = partner

    def add(self, draft: Draft) -> Draft:
        """Open a record and speak of it."""
        self.drafts.append(draft)
        self.draft, self.aside = draft, False
        return draft

    def resolve(
        self, instrument: Instrument, partner: str, part: Segment, acts: list[Act]
    ) -> Draft | None:
        """Return the record an instrument's name stands for; None for one that is out."""
        world = instrument.world or self.subjects.of_others(instrument)
        if world and not instrument.secure:
            return None
        if world and not (part.partners and self._c.names_home(part.first, part.last)):
            return None
        if instrument.bill:
            return None
        known = [d for d in self.recent if d.partner == partner and d.kinds]
        passing = partner in self.others_pairs and not known and instrument.known
        if passing and not self._naming.with_partner(instrument, partner):
            return None
        if not instrument.kind:
            return self._unnamed(instrument, partner, part, acts)
        if instrument.known and not instrument.other:
            same = [d for d in known if any(self._naming.same_noun(k, instrument) for k in d.kinds)]
            if same:
                again = next((d for d in same if d is self.draft), same[-1])
                again.named_so |= instrument.secure
                again.secure |= self.subjects.tells_security(instrument, again)
                self.draft, self.aside = again, False
                return again
            known = [d for d in known if not self._naming.mere_drill(d, instrument)]
            told = instrument.secure and not self._naming.bare(instrument)
            if known and not told and not instrument.civil:
                return self._named_again(instrument, known)
            if self.aside and not instrument.secure:
                return None
        if self._founds(instrument, partner):
            return self._named_again(instrument, [d for d in [self.draft] if d is not None])
        if instrument.civil and not instrument.secure:
            self.aside = True
            return None
        if instrument.kind == "programme" and not self._names_programme(instrument, acts):
            return self.draft if not self.aside else None
        if self._same_drill(instrument, part) and self.draft is not None:
            return self.draft
        draft = self._open(instrument, partner, part)
        denied = any(a.instrument == instrument and a.modality == DENIED for a in acts)
        draft.secure = draft.secure or (
            denied and (self.distance <= 1 and self.theme.told_before(part))
        )
        return draft

    def _named_again(self, instrument: Instrument, known: list[Draft]) -> Draft:
        """Return the record that another noun names again, which it may name for the first time."""
        draft = self.draft if self.draft is not None and self.draft in known else known[-1]
        if draft.kind == "unspecified":
            draft.kinds.append(
                KindWord(
                    instrument.kind, instrument.concept, instrument.first, instrument.last, False
                )
            )
        return draft

    def _founds(self, instrument: Instrument, partner: str) -> bool:
        """Say whether a text is what the practice in focus rests on: "set up by the memorandum"."""
        spoken_of = self.current
        if spoken_of is None or spoken_of.partner != partner or spoken_of.kinds:
            return False
        if spoken_of.sort != "unspecified" or not instrument.known or not spoken_of.events:
            return False
        if instrument.kind == "unspecified" and all(e.rule == "letters" for e in spoken_of.events):
            return True  # letters are exchanged: "the arrangement takes effect"
        return self._c.words.any(instrument.first - _ORIGIN, instrument.first, "origin")

    def _same_drill(self, instrument: Instrument, part: Segment) -> bool:
        """Say whether a sentence calls its exercise by a second noun: "exercise X, manoeuvres"."""
        words, spoken_of = self._c.words, self.current
        if spoken_of is None or not words.any(instrument.first, instrument.last, "drill"):
            return False
        named = [k for k in spoken_of.kinds if part.first <= k.first < instrument.first]
        return any(words.any(k.first, k.last, "drill") for k in named)

    def _unnamed(
        self, instrument: Instrument, partner: str, part: Segment, acts: list[Act]
    ) -> Draft | None:
        """Return the record that "the text" stands for; one signed without a name opens one."""
        sister = self._c.words.any(instrument.first - 1, instrument.first, "sister")
        told = any(a.instrument == instrument for a in acts)
        if sister and told and self.draft is not None and self.draft.secure:
            return self.add(Draft(partner, "unspecified", instrument.first, True))
        fresh = self._is_fresh(instrument, acts) or self._is_on_another(instrument, acts)
        if fresh or self._none_signed(instrument, acts):
            return self.add(Draft(partner, "unspecified", instrument.first, True))
        if self.aside:
            return self._noted(instrument, partner)
        if self.draft is not None:
            return self.draft
        signed = any(a.instrument == instrument and a.stage in _OPENING_STAGES for a in acts)
        before = max(0, part.first - _SPOKEN_BEFORE) if self.distance <= 1 else part.first
        secure = instrument.secure or self._c.words.any(before, part.last, "security-word")
        secure = secure or bool(self._c.mentions.role("topic").inside(before, part.last))
        secure = secure or self.theme.holds(part, partner == self.sole)
        if not signed or not secure or instrument.civil or self.subjects.of_a_law(instrument):
            return None
        return self.add(Draft(partner, "unspecified", instrument.first, True))

    def _is_on_another(self, instrument: Instrument, acts: list[Act]) -> bool:
        """Say whether "the text on X" is on another matter than the record in focus."""
        c, at = self._c, instrument.last
        spoken_of = self.draft
        if spoken_of is None or not instrument.secure or instrument.civil or instrument.many:
            return False
        if not c.words.any(at, at + 1, "concerning"):
            return False
        if not any(a.instrument == instrument and a.stage in _OPENING_STAGES for a in acts):
            return False
        named = {
            c.coarse(m)
            for role in ("topic", "measure")
            for m in c.mentions.role(role).inside(at, at + _MATTER)
        }
        held = {item.code for item in spoken_of.topics + spoken_of.measures}
        return bool(named) and bool(held) and not named & held

    def _none_signed(self, instrument: Instrument, acts: list[Act]) -> bool:
        """Say whether "no text was signed" tells of another text than the signed one in focus."""
        if self.draft is None or not self.draft.secure:
            return False
        if not self._c.words.any(instrument.first - 1, instrument.first, "negation"):
            return False
        told = {e.stage for e in self.draft.events if e.modality == OCCURRED}
        stages = {a.stage for a in acts if a.instrument == instrument and a.modality == DENIED}
        return bool(stages & told & set(_OPENING_STAGES))

    def _noted(self, instrument: Instrument, partner: str) -> Draft | None:
        """Return the record that a noun such as "minutes" opened, where the text turned aside."""
        forms = self._c.tokens.forms
        noun = set(forms[instrument.first])
        for draft in reversed(self.recent):
            if draft.partner == partner and not draft.kinds and noun & set(forms[draft.at]):
                self.draft, self.aside = draft, False
                return draft
        return None

    def _is_fresh(self, instrument: Instrument, acts: list[Act]) -> bool:
        """Say whether an Arabic "a text against smuggling" is worked on beside the one in focus."""
        c, at = self._c, instrument.first
        if self.draft is None or not self.draft.kinds or not c.tokens.marks[at] & ARABIC:
            return False
        if instrument.known or instrument.civil or not c.words.any(at, at + 1, "text-noun"):
            return False
        made = ("negotiation", "signature", "initialling")
        told = any(a.instrument == instrument and a.stage in made for a in acts)
        other = instrument.other and not c.words.any(at, at + 1, "draft-noun")
        return told and (other or instrument.secure)

    def _names_programme(self, instrument: Instrument, acts: list[Act]) -> bool:
        """Say whether a plan or exercise is what is spoken of, not a word in passing."""
        if self._c.words.any(instrument.first - 1, instrument.first, "be"):
            return False  # "est programmé", no programme
        if self.listing and not instrument.known:
            return True
        provided_for = self.draft is not None and bool(self.draft.kinds)
        if not provided_for and self._c.words.any(instrument.last, instrument.last + 1, "baptised"):
            return True
        if not provided_for and not instrument.known:
            return not self._naming.decided_on(instrument, acts)
        return any(
            a.instrument == instrument
            or (a.stage == "implementation" and a.first <= instrument.first < a.last)
            for a in acts
        )

    def _open(self, instrument: Instrument, partner: str, part: Segment) -> Draft:
        draft = Draft(partner, instrument.kind, instrument.first, instrument.secure)
        draft.hedged, draft.named_so = self._naming.hedged(instrument, part), instrument.secure
        passing = partner in self.others_pairs
        if not draft.secure and not instrument.civil and not passing:
            beside = self.draft is not None and self.draft.partner == partner
            beside = beside and self.draft is not None and self.draft.secure
            draft.secure = self._c.words.any(part.first, part.last, "security-word") or (
                beside
                and self.distance <= _BESIDE
                and not self._c.words.any(part.first, part.last, "civil-word")
            )
            draft.civil = self.subjects.civil(instrument)
            draft.secure |= self.theme.holds(part, partner == self.sole)
            draft.secure |= self.theme.fights(instrument)
        draft.kinds.append(
            KindWord(instrument.kind, instrument.concept, instrument.first, instrument.last, False)
        )
        return self.add(draft)

    def of_bill(self, partner: str) -> Draft | None:
        """Return the record that "the bill" is for: the one in focus, or the last approved."""
        approved = [d for stage, d in self.acts if stage in _BILLED and d.partner == partner]
        spoken_of = self.current
        if spoken_of is None or not approved or any(d is spoken_of for d in approved):
            return spoken_of
        if spoken_of.events and approved[-1] in self.recent:
            self.draft = approved[-1]
        return self.draft

    def practice(self, sort: str, partner: str, at: int) -> Draft:
        for draft in self.recent:
            if draft.partner == partner and draft.sort == sort and not draft.kinds:
                return draft
        return self.add(Draft(partner, sort, at))
