"""Reading sentence after sentence: which state and which record each statement belongs to.

The reader keeps what is in focus: the partner and the record last spoken of. A sentence that names
a partner sets the focus; one that names none is about what is in focus only where it says so (the
agreement, this text, the two countries, "it provides") or follows at once in the same paragraph.
"""

from __future__ import annotations

from mithaq.extract.acts.entries import to_come
from mithaq.extract.acts.linking import Act
from mithaq.extract.acts.triggers import TriggerReader
from mithaq.extract.context import Context, Sentence
from mithaq.extract.discourse.backdating import as_signed_before, backdate
from mithaq.extract.discourse.collecting import Collector
from mithaq.extract.discourse.drafts import Draft, Event, KindWord
from mithaq.extract.discourse.focus import Focus
from mithaq.extract.discourse.leading import Joining, main_partner, sole_partner
from mithaq.extract.discourse.listing import Lists
from mithaq.extract.discourse.practices import Practices
from mithaq.extract.discourse.timing import Timing
from mithaq.extract.discourse.unsaid import (
    by_place,
    by_subject,
    continues,
    made_at,
    tells_more,
    told_of_text,
)
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import OCCURRED, PLANNED
from mithaq.extract.page.furniture import Line
from mithaq.extract.parties import Segment, segments
from mithaq.extract.words.tokens import COMMA

_MANY_STATES = 3
_TITLE, _WITH = 4, 4
#: So many topics make a record in an article that opens with something else.
_TOLD = 2


class Reader:
    """Reads one text into drafts of records."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._triggers = TriggerReader(context)
        self._timing = Timing(context)
        self._focus = Focus(context)
        self._practices = Practices(context, self._focus, self._timing)
        self._collector = Collector(context, self._focus)
        self._lists = Lists(context, self._timing)
        self._elsewhere = False
        self._turned: Line | None = None
        self._scope = context.lexicon.codes.get("scope", frozenset())
        self._home = context.home
        self._sole = self._focus.sole = sole_partner(context, self._scope)
        self._main = main_partner(context, self._scope)

    def read(self) -> list[Draft]:
        """Return the drafts of all records, in the order in which the text opens them."""
        if not any(r.code in self._scope for r in self._c.refs):
            return []
        groups = [self._c.mentions.group(g) for g in ("both", "chamber", "council")]
        one_sided = (self._sole or self._main) and any(len(group) for group in groups)
        if not self._home and not one_sided:
            return []
        sentences = self._c.sentences
        for number, sentence in enumerate(sentences):
            following = sentences[min(number + 1, len(sentences) - 1)]
            self._focus.next_end = following.last
            self._lists.step(sentence)
            self._timing.occasions.note(sentence)
            parts = segments(
                self._c.tokens, self._c.mentions, self._c.refs, sentence.first, sentence.last
            )
            for whole in parts:
                for part in self._lists.items(whole):
                    self._part(part, sentence)
            self._focus.distance += 1
        joining, pairs = Joining(self._c, self._scope), self._focus.others_pairs
        kept = [d for d in self._focus.drafts if joining.keeps(d.partner, pairs)]
        if self._focus.theme.civil:
            kept = [d for d in kept if d.named_so or len({t.first for t in d.topics}) >= _TOLD]
        return kept

    def _part(self, part: Segment, sentence: Sentence) -> None:
        acts = self._triggers.acts(part.first, part.last, sentence.first, sentence.last)
        instruments = self._c.instruments.inside(part.first, part.last)
        active, many = bool(acts) or bool(instruments), any(i.many for i in instruments)
        acted = any(a.instrument is not None and a.instrument.kind for a in acts)
        partners = self._partners(part, active, many, acted)
        acts = self._lists.without_bills(acts)
        if not acts:
            backdate(self._c, part, self._focus.acts, self._focus.distance)
        together = self._lists.together(part)
        for draft in together:
            for act in acts:
                self._record(draft, act, part, sentence, acts)
        if together:
            return
        for partner in partners:
            self._about(partner, part, sentence, acts, instruments)
        self._lists.head(acts, part, sentence, self._focus.draft)

    def _partners(self, part: Segment, active: bool, many: bool, acted: bool) -> list[str]:
        """Return the partners that a sentence part speaks of; none where it is about others."""
        if part.partners:
            inside = [p for p in part.partners if p in self._scope]
            multilateral = len(part.partners) > _MANY_STATES
            if part.home or (self._elsewhere and told_of_text(self._c, part)):
                self._elsewhere = not inside
            elif self._elsewhere and not part.foreign and not self._ours(inside, part):
                return []
            if part.foreign:
                self._focus.others_pairs |= frozenset(part.partners)
            if part.foreign or multilateral or not inside:
                if active or part.foreign:
                    self._focus.leave()
                return []
            several = len(part.partners) > 1
            each = part.home and (many or (acted and len(inside) == len(part.partners)))
            if several and not each and self._focus.partner not in inside:
                self._focus.leave()
                return []
            if inside != [self._focus.partner]:
                self._turned = self._c.line_of(part.first)
            return inside
        made = made_at(self._c, part, self._scope)
        self._elsewhere = self._elsewhere and not made
        named = by_place(self._c, part, self._scope) or made or self._by_text(part)
        if named:
            return [named]
        listed = self._lists.open and active
        if self._focus.partner and (listed or continues(self._c, self._focus, part, active)):
            return [self._focus.partner]
        if self._c.words.any(part.first, part.last, "multilateral"):
            return []
        going_on = active or tells_more(self._c, self._focus, part)
        if self._sole and not part.foreign and going_on:
            return [self._sole]
        if self._main and going_on and self._focus.partner in ("", self._main):
            return [self._main]
        return []

    def _ours(self, inside: list[str], part: Segment) -> bool:
        """Say whether partners named alone are the home state's own after it was paired elsewhere.

        In an article on Morocco and Spain, "a Belgian official attended" tells of no cooperation
        with Belgium; "with the Belgian minister" does.
        """
        if {self._sole, self._main} & set(inside):
            return True
        c = self._c
        refs = c.refs.inside(part.first, part.last)
        near = (c.mentions.group("with-state").inside(r.first - _WITH, r.first) for r in refs)
        return any(near)

    def _by_text(self, part: Segment) -> str:
        """Return the partner whose text is named again where the one in focus has none such."""
        found = self._c.instruments.inside(part.first, part.last)
        again = {i.kind for i in found if i.known and not i.secure and not i.civil}
        told = [d for d in self._focus.recent if any(k.kind in again for k in d.kinds)]
        if not self._focus.partner:
            return by_subject(self._c, self._focus, part)
        if self._c.line_of(part.first) == self._turned:
            return ""  # a paragraph that has turned to a partner speaks of its text
        if any(d.partner == self._focus.partner for d in told):
            return ""
        return told[-1].partner if told else ""

    def _about(
        self,
        partner: str,
        part: Segment,
        sentence: Sentence,
        acts: list[Act],
        instruments: list[Instrument],
    ) -> None:
        self._focus.turn(partner)
        item = self._lists.item(partner, part)
        if item is not None:
            self._lists.give([self._focus.add(item)])
        before, self._focus.listing = self._focus.current, self._lists.open
        resolved: dict[Instrument, Draft | None] = {}
        for instrument in instruments:
            resolved[instrument] = self._focus.resolve(instrument, partner, part, acts)
        self._practices.mark_alike(resolved, part)
        for instrument, found in resolved.items():
            if found is None and not instrument.kind and not instrument.bill:
                resolved[instrument] = self._focus.current
        used: list[Draft] = []
        for act in acts:
            if act.stage == "dialogue" and self._practices.only_about_a_text(act, acts):
                continue
            if act.rule == "practice" and self._told_before(act, acts):
                draft = self._practices.practised(act, partner, part, sentence, before)
            else:
                draft = self._draft_of(act, resolved, partner, part, sentence)
            if draft is not None:
                self._record(draft, act, part, sentence, acts)
                used.append(draft)
        for instrument, found in resolved.items():
            if found is None and used and instrument.kind == "programme" and not instrument.civil:
                resolved[instrument] = used[0]
        self._collector.collect(part, acts, resolved, used)
        listed = [d for i, d in resolved.items() if d is not None and i.kind]
        if listed and self._lists.open and self._lists.first_only(part):
            listed = listed[:1]
            self._focus.draft = listed[0]
        self._lists.give(listed)
        self._focus.distance = 0

    def _told_before(self, act: Act, acts: list[Act]) -> bool:
        """Say whether an act is told before its sentence turns to a text that has its own act."""
        later = [a.instrument for a in acts if a.first > act.last and a.instrument is not None]
        if not later or not later[0].kind or later[0].known or later[0].first < act.last:
            return False
        if self._c.words.any(later[0].first - _TITLE, later[0].first, "under"):
            return False
        tokens, between = self._c.tokens, range(act.last, later[0].first + 1)
        return any(tokens.seps[word] >= COMMA for word in between)

    def _draft_of(
        self,
        act: Act,
        resolved: dict[Instrument, Draft | None],
        partner: str,
        part: Segment,
        sentence: Sentence,
    ) -> Draft | None:
        if act.stage == "dialogue":
            return self._practices.talks(act, partner, part, sentence)
        if act.rule == "practice":
            spoken_of = self._focus.current
            return self._practices.practised(act, partner, part, sentence, spoken_of)
        if act.rule == "letters":
            own = [d for i, d in resolved.items() if i.first < act.last and act.first < i.last]
            return next(iter(own), None) or self._practices.lettered(act, partner, part)
        if act.instrument is not None and act.instrument.bill:
            return self._focus.of_bill(partner)
        if act.instrument is not None:
            found = resolved.get(act.instrument)
            if found is None and act.instrument not in resolved:
                found = self._focus.draft
            return found
        if act.stage == "negotiation" and self._focus.current is None:
            return self._practices.negotiated(act, partner, part)
        return self._focus.current

    def _record(
        self, draft: Draft, act: Act, part: Segment, sentence: Sentence, acts: list[Act]
    ) -> None:
        act = self._timing.as_scheduled(act, part)
        stage, modality = act.stage, act.modality
        if stage == "in-force" and act.rule == "binds" and self._has_act(draft, act, acts):
            known_since = self._timing.of(act, part, sentence, acts)
            if not known_since:
                return
        if stage == "in-force" and draft.kind == "programme":
            stage = "implementation"
        if stage == "negotiation" and self._signed(draft):
            return
        if stage == "signature" and act.instrument is not None:
            self._signing_kind(draft, act.instrument)
        dated = self._timing.of(act, part, sentence, acts)
        if not dated:
            dated = [self._timing.occasions.of(act, part)]
        place = self._timing.place(act, part)
        if stage == "signature":
            dated = [as_signed_before(self._c, self._focus.acts, *day) for day in dated]
        for value, words in dated:
            if modality == OCCURRED and self._ahead(stage, value, words):
                modality = PLANNED
            draft.add_event(
                Event(stage, stage, modality, act.first, act.last, act.rule, value, words, place)
            )
        self._focus.acts.append((stage, draft))
        self._focus.draft = draft

    def _ahead(self, stage: str, value: str | None, words: tuple[int, int] | None) -> bool:
        """Say whether a date points to the future by its own words, or lies after publication."""
        if words is None:
            return False
        late = stage != "in-force" and to_come(self._c, value)
        return late or any(d.ahead for d in self._c.dates.inside(words[0], words[0] + 1))

    def _has_act(self, draft: Draft, act: Act, acts: list[Act]) -> bool:
        held = ("in-force", "implementation", "dialogue")
        if any(e.stage not in held and e.modality == OCCURRED for e in draft.events):
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
