"""Reading sentence after sentence: which state and which record each statement belongs to.

The reader keeps what is in focus: the partner and the record last spoken of. A sentence that names
a partner sets the focus; one that names none is about what is in focus only where it says so (the
agreement, this text, the two countries, "it provides") or follows at once in the same paragraph.
"""

from __future__ import annotations

from mithaq.extract.context import Context, Sentence
from mithaq.extract.drafts import Draft, Event, Item, KindWord
from mithaq.extract.instruments import Instrument
from mithaq.extract.linking import Act
from mithaq.extract.match import Mention
from mithaq.extract.modality import OCCURRED, PLANNED
from mithaq.extract.morphology import INFINITIVE
from mithaq.extract.parties import Segment, segments
from mithaq.extract.timing import Timing
from mithaq.extract.triggers import TriggerReader

_MANY_STATES = 3
_SURE_MEASURES = frozenset(
    {
        "extradition",
        "joint-exercises",
        "joint-operations",
        "liaison-officers",
        "investigation-support",
    }
)


class Reader:
    """Reads one text into drafts of records."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._triggers = TriggerReader(context)
        self._timing = Timing(context)
        self._scope = context.lexicon.codes.get("scope", frozenset())
        self._home = context.home
        self.drafts: list[Draft] = []
        self._focus: Draft | None = None
        self._partner = ""
        self._aside = False
        self._strangers: frozenset[str] = frozenset()
        self._others_pairs: frozenset[str] = frozenset()
        self._line = -1
        self._next_end = 0
        self._distance = 99
        self._last_acts: list[tuple[str, Draft]] = []
        self._sole = self._sole_partner()

    def read(self) -> list[Draft]:
        """Return the drafts of all records, in the order in which the text opens them."""
        if not any(r.code in self._scope for r in self._c.refs):
            return []
        one_sided = self._sole and len(self._c.mentions.group("both"))
        if not self._home and not one_sided:
            return []
        sentences = self._c.sentences
        for number, sentence in enumerate(sentences):
            following = sentences[min(number + 1, len(sentences) - 1)]
            self._next_end = following.last
            parts = segments(
                self._c.tokens, self._c.mentions, self._c.refs, sentence.first, sentence.last
            )
            for part in parts:
                self._part(part, sentence)
            self._distance += 1
        return self.drafts

    def _sole_partner(self) -> str:
        """Return the only partner the article names, if it names no other state at all."""
        inside = [r for r in self._c.article_refs if not r.home]
        codes = {r.code for r in inside if not r.place} or {r.code for r in inside}
        return next(iter(codes)) if len(codes) == 1 and codes <= self._scope else ""

    def _part(self, part: Segment, sentence: Sentence) -> None:
        acts = self._triggers.acts(part.first, part.last, sentence.first, sentence.last)
        instruments = self._c.instruments.inside(part.first, part.last)
        active, many = bool(acts) or bool(instruments), any(i.many for i in instruments)
        partners = self._partners(part, sentence, active, many)
        for partner in partners:
            self._about(partner, part, sentence, acts, instruments)

    def _partners(self, part: Segment, sentence: Sentence, active: bool, many: bool) -> list[str]:
        """Return the partners that a sentence part speaks of; none where it is about others."""
        if part.partners:
            inside = [p for p in part.partners if p in self._scope]
            multilateral = len(part.partners) > _MANY_STATES
            if part.foreign:
                self._strangers = frozenset(part.partners)
                self._others_pairs |= self._strangers
            elif part.home:
                self._strangers = frozenset()
            elif set(part.partners) & self._strangers:
                return []
            if part.foreign or multilateral or not inside:
                if active or part.foreign:
                    self._leave()
                return []
            several = len(part.partners) > 1
            if several and not (part.home and many) and not self._same_focus(inside):
                self._leave()
                return []
            return inside
        if self._partner and self._continues(part, sentence, active):
            return [self._partner]
        if self._sole and active and not part.foreign:
            return [self._sole]
        return []

    def _same_focus(self, partners: list[str]) -> bool:
        return self._partner in partners

    def _leave(self) -> None:
        self._focus, self._partner, self._aside = None, "", False

    def _continues(self, part: Segment, sentence: Sentence, active: bool) -> bool:
        """Say whether a part that names no partner goes on about what is in focus."""
        c, words = self._c, self._c.words
        near = any(i.known and not i.world for i in c.instruments.inside(part.first, part.last))
        if near or words.any(part.first, part.last, "both"):
            return True
        opening = min(part.last, part.first + 5)
        if words.any(part.first, opening, "provision-verb") and self._distance <= 1:
            return True
        if words.any(part.first, min(part.last, part.first + 4), "ordinal-ref", "joint-ref"):
            return self._distance <= 2
        if sentence.line != self._line or self._distance > 1:
            return False
        return active or not part.home

    def _about(
        self,
        partner: str,
        part: Segment,
        sentence: Sentence,
        acts: list[Act],
        instruments: list[Instrument],
    ) -> None:
        if partner != self._partner:
            self._focus, self._aside = self._latest(partner), False
        self._partner = partner
        resolved: dict[Instrument, Draft | None] = {}
        for instrument in instruments:
            resolved[instrument] = self._resolve(instrument, partner, part, acts)
        used: list[Draft] = []
        for act in acts:
            draft = self._draft_of(act, resolved, partner, part, sentence)
            if draft is not None:
                self._record(draft, act, part, sentence, acts)
                used.append(draft)
        self._collect(part, acts, resolved, used)
        self._line, self._distance = sentence.line, 0

    def _latest(self, partner: str) -> Draft | None:
        found = [d for d in self.drafts if d.partner == partner]
        return found[-1] if found else None

    def _resolve(
        self, instrument: Instrument, partner: str, part: Segment, acts: list[Act]
    ) -> Draft | None:
        """Return the record an instrument's name stands for; None for one that is out."""
        if instrument.world and not instrument.secure:
            return None
        if instrument.world and not part.partners:
            return None
        if instrument.bill:
            return None
        known = [d for d in self.drafts if d.partner == partner and d.kinds]
        if partner in self._others_pairs and not known and instrument.known:
            return None
        if not instrument.kind:
            return self._focus if not self._aside else None
        if instrument.known and not instrument.other:
            same = [d for d in known if any(k.kind == instrument.kind for k in d.kinds)]
            if same:
                self._focus, self._aside = same[-1], False
                return same[-1]
            if known and not instrument.secure:
                return self._focus if self._focus in known else known[-1]
            if self._aside and not instrument.secure:
                return None
        if instrument.civil and not instrument.secure:
            self._aside = True
            return None
        if instrument.kind == "programme" and not self._names_programme(instrument, acts):
            return self._focus if not self._aside else None
        return self._open(instrument, partner, part)

    def _names_programme(self, instrument: Instrument, acts: list[Act]) -> bool:
        """Say whether a plan or exercise is what an act is about, not a word in passing."""
        return any(
            a.instrument == instrument
            or (a.stage == "implementation" and a.first <= instrument.first < a.last)
            for a in acts
        )

    def _open(self, instrument: Instrument, partner: str, part: Segment) -> Draft:
        draft = Draft(partner, instrument.kind, instrument.first, instrument.secure)
        passing = partner in self._others_pairs
        if not draft.secure and not instrument.civil and not passing:
            beside = self._focus is not None and self._focus.partner == partner
            beside = beside and self._focus is not None and self._focus.secure
            draft.secure = self._c.words.any(part.first, part.last, "security-word") or (
                beside and self._distance <= 1
            )
        draft.kinds.append(
            KindWord(instrument.kind, instrument.concept, instrument.first, instrument.last, False)
        )
        self.drafts.append(draft)
        self._focus, self._aside = draft, False
        return draft

    def _practice(self, sort: str, partner: str, at: int) -> Draft:
        for draft in self.drafts:
            if draft.partner == partner and draft.sort == sort and not draft.kinds:
                return draft
        draft = Draft(partner, sort, at)
        self.drafts.append(draft)
        self._focus, self._aside = draft, False
        return draft

    def _draft_of(
        self,
        act: Act,
        resolved: dict[Instrument, Draft | None],
        partner: str,
        part: Segment,
        sentence: Sentence,
    ) -> Draft | None:
        if act.stage == "dialogue":
            return self._talks(act, partner, part, sentence)
        if act.rule == "practice":
            return self._practised(act, partner, part, sentence)
        if act.rule == "letters":
            return self._lettered(act, partner, part)
        if act.instrument is not None and not act.instrument.bill:
            found = resolved.get(act.instrument)
            if found is None and act.instrument not in resolved:
                found = self._focus
            return found
        return None if self._aside else self._focus

    def _practised(self, act: Act, partner: str, part: Segment, sentence: Sentence) -> Draft | None:
        c, words = self._c, self._c.words
        topical = bool(c.mentions.role("topic").inside(part.first, part.last)) or words.any(
            part.first, part.last, "security-word"
        )
        sure = c.mentions.role("measure").inside(part.first, part.last)
        topical = topical or any(c.coarse(m) in _SURE_MEASURES for m in sure)
        going_on = self._focus is not None and self._focus.secure and not self._aside
        if not (topical or going_on) or act.modality not in (OCCURRED, PLANNED):
            return None
        if self._is_content(act, part, sentence):
            return None
        if words.any(act.first, act.last, "drill", "programme-noun"):
            draft = self._practice("programme", partner, act.first)
            draft.secure = True
            return draft
        if self._focus is not None and self._focus.partner == partner and not self._aside:
            return self._focus
        if not part.partners:
            return None
        draft = self._practice("unspecified", partner, act.first)
        draft.secure = True
        return draft

    def _is_content(self, act: Act, part: Segment, sentence: Sentence) -> bool:
        """Say whether a practice is only what the text provides for, not something done."""
        c = self._c
        marks = c.tokens.marks[act.first]
        dated = bool(self._timing.of(act, part, sentence, [act]))
        before = range(max(part.first, act.first - 12), act.first)
        if c.words.any(before.start, before.stop, "provision-verb") and not dated:
            return True
        if c.words.any(max(part.first, act.first - 5), act.first, "relative"):
            return True
        if act.modality == PLANNED:
            return not dated and not c.words.any(before.start, act.last, "planned")
        nominal = c.words.any(act.first, act.first + 1, "practice-noun")
        if nominal and self._focus is not None and self._focus.sort == "dialogue":
            return True
        finite = not nominal and not marks & INFINITIVE
        carried = c.words.any(before.start, before.stop, "support-past", "be", "have")
        return not (finite or carried or dated)

    def _lettered(self, act: Act, partner: str, part: Segment) -> Draft:
        """An exchange of letters is an instrument without a name of its own."""
        draft = Draft(partner, "unspecified", act.first)
        draft.secure = self._c.words.any(part.first, part.last, "security-word")
        self.drafts.append(draft)
        self._focus, self._aside = draft, False
        return draft

    def _talks(self, act: Act, partner: str, part: Segment, sentence: Sentence) -> Draft | None:
        """Talks count where both sides meet over a matter of security (rule 8)."""
        c = self._c
        if act.rule == "offer-of-group":
            if self._focus is not None and self._focus.secure:
                return self._focus
            return self._practice("unspecified", partner, act.first)
        if not (part.home or c.words.any(part.first, part.last, "both")) or not part.partners:
            return None
        end = self._next_end
        topical = bool(c.mentions.role("topic").inside(act.first, end))
        if not topical and not c.words.any(act.first, end, "security-word"):
            return None
        dates = {date for date, _ in self._timing.of(act, part, sentence, [act])}
        for stage, signed in self._last_acts[-3:]:
            if stage not in ("signature", "initialling") or signed.partner != partner:
                continue
            if dates <= {e.date for e in signed.events}:
                return None
        if any(
            m.name == "implementation" and c.words.any(m.first, m.last, "carry-out")
            for m in c.mentions.role("stage").inside(act.first, end)
        ):
            return None
        draft = self._practice("dialogue", partner, act.first)
        draft.secure = True
        return draft

    def _record(
        self, draft: Draft, act: Act, part: Segment, sentence: Sentence, acts: list[Act]
    ) -> None:
        stage, modality = act.stage, act.modality
        if stage == "in-force" and draft.kind == "programme":
            stage = "implementation"
        elif stage == "in-force" and act.rule == "binds" and self._has_act(draft, act, acts):
            return
        if stage == "negotiation" and self._signed(draft):
            return
        if stage == "signature" and act.instrument is not None:
            self._signing_kind(draft, act.instrument)
        dated = self._timing.of(act, part, sentence, acts)
        if not dated:
            dated = [(None, None)]
        place = self._timing.place(act, part)
        for value, words in dated:
            if modality == OCCURRED and words is not None and self._ahead(words[0]):
                modality = PLANNED
            draft.add_event(
                Event(stage, stage, modality, act.first, act.last, act.rule, value, words, place)
            )
        self._last_acts.append((stage, draft))
        self._focus = draft

    def _ahead(self, word: int) -> bool:
        """Say whether the date at a word points to the future by its own words."""
        return any(d.ahead for d in self._c.dates.inside(word, word + 1))

    def _has_act(self, draft: Draft, act: Act, acts: list[Act]) -> bool:
        if any(e.stage != "in-force" and e.modality == OCCURRED for e in draft.events):
            return True
        return any(
            a.stage in ("signature", "entry-into-force", "approval-government")
            and a.instrument == act.instrument
            for a in acts
        )

    def _signed(self, draft: Draft) -> bool:
        return any(e.stage == "signature" and e.modality == OCCURRED for e in draft.events)

    def _signing_kind(self, draft: Draft, instrument: Instrument) -> None:
        for number, word in enumerate(draft.kinds):
            if word.kind == instrument.kind:
                draft.kinds[number] = word._replace(signing=True)
                return
        if instrument.kind:
            draft.kinds.append(
                KindWord(
                    instrument.kind, instrument.concept, instrument.first, instrument.last, True
                )
            )

    def _collect(
        self,
        part: Segment,
        acts: list[Act],
        resolved: dict[Instrument, Draft | None],
        used: list[Draft],
    ) -> None:
        """Give each topic and measure of the part to the record spoken of at that place."""
        anchors = sorted(
            ((i.first, d) for i, d in resolved.items() if i.kind), key=lambda anchor: anchor[0]
        )
        mentions = self._c.mentions
        found = mentions.role("topic").inside(part.first, part.last)
        found += mentions.role("measure").inside(part.first, part.last)
        for mention in sorted(found, key=lambda m: (m.first, m.last)):
            draft = self._owner(mention, anchors, used)
            code = self._c.coarse(mention)
            if draft is None or not code or self._elsewhere(mention):
                continue
            if mention.role == "measure" and self._spoken_for(mention, acts):
                continue
            if mention.role == "topic" and not draft.secure and self._weak(mention):
                continue
            item = Item(code, mention.name, mention.first, mention.last, f"named-{mention.role}")
            draft.add_item(draft.topics if mention.role == "topic" else draft.measures, item)
            if mention.role == "topic" or code in _SURE_MEASURES:
                draft.secure = True

    def _weak(self, mention: Mention) -> bool:
        """Say whether a topic is one word that trade and culture use as well: ports, nuclear."""
        return all(self._c.words.any(w, w + 1, "weak-topic") for w in mention.used)

    def _spoken_for(self, mention: Mention, acts: list[Act]) -> bool:
        """Say whether a measure's words tell an act, or judicial help in civil matters."""
        c = self._c
        for act in acts:
            if (
                act.stage == "ratification"
                and act.first < mention.last
                and mention.first < act.last
            ):
                return True
        after = range(mention.last, min(len(c.tokens), mention.last + 6))
        civil = c.words.any(after.start, after.stop, "civil-word")
        return (
            civil
            and mention.name == "mutual-legal-assistance"
            and not c.words.any(mention.first, after.stop, "criminal")
        )

    def _owner(
        self, mention: Mention, anchors: list[tuple[int, Draft | None]], used: list[Draft]
    ) -> Draft | None:
        before = [d for at, d in anchors if at <= mention.first]
        if before:
            return before[-1]
        after = [d for _, d in anchors if d is not None]
        if after and (self._focus is None or used):
            return after[0]
        if used:
            return used[-1]
        return None if self._aside else self._focus

    def _elsewhere(self, mention: Mention) -> bool:
        """Say whether the words speak of what terrorists do, not of what the sides do."""
        return self._c.words.any(max(0, mention.first - 2), mention.last + 2, "third-party-threat")
