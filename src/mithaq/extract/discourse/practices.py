"""Acts that need no instrument: drills and aid, exchanges of letters, talks, offers of a group."""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context, Sentence
from mithaq.extract.discourse.drafts import Draft
from mithaq.extract.discourse.focus import Focus
from mithaq.extract.discourse.timing import Timing
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import DENIED, OCCURRED, PLANNED, PROPOSED
from mithaq.extract.parties import Segment
from mithaq.extract.words.morphology import ARABIC, CAPITAL, FUTURE, INFINITIVE, PAST, PRESENT
from mithaq.extract.words.tokens import STRONG

_AUXILIARY = 3

_BESIDE, _POINTING, _OWN_MEETING = 12, 2, 5
_HEADS = 4
_BODY_BEFORE = 80


class Practices:
    """Says which record an act without an instrument belongs to, opening one where it must."""

    def __init__(self, context: Context, focus: Focus, timing: Timing) -> None:
        self._c, self._focus, self._timing = context, focus, timing
        self._sure = context.lexicon.codes.get("sure-measure", frozenset())

    def practised(
        self, act: Act, partner: str, part: Segment, sentence: Sentence, spoken_of: Draft | None
    ) -> Draft | None:
        """Return the record of something done: `spoken_of`, or one of its own."""
        c, words = self._c, self._c.words
        if self._is_general(act):
            return None
        if spoken_of is not None and all(e.modality == DENIED for e in spoken_of.events):
            spoken_of = spoken_of if not spoken_of.events else None
        topical = bool(c.mentions.role("topic").inside(part.first, part.last)) or words.any(
            part.first, part.last, "security-word"
        )
        sure = c.mentions.role("measure").inside(part.first, part.last)
        topical = topical or any(c.coarse(m) in self._sure for m in sure)
        topical = topical or words.any(part.first, part.last, "force-unit", "police")
        going_on = spoken_of is not None and spoken_of.secure
        if not (topical or going_on) or act.modality not in (OCCURRED, PLANNED, DENIED):
            return None
        if self._is_content(act, part, sentence):
            return None
        course = words.any(act.first, act.last, "training-course", "diploma", "graduate")
        course = course and (spoken_of is None or not spoken_of.kinds)
        drilled = words.any(act.first, act.last, "drill", "programme-noun")
        if course or drilled or self._trained_together(act):
            draft = self._focus.practice("programme", partner, act.first)
            draft.secure = True
            return draft
        if spoken_of is not None and spoken_of.partner == partner:
            sat = words.any(act.first, act.last, "joint-body")
            drill = sat and any(words.any(k.first, k.last, "drill") for k in spoken_of.kinds)
            dated = bool(self._timing.of(act, part, sentence, [act]))
            if not drill and not (dated and self._stands_alone(act, part, spoken_of)):
                return spoken_of
        elif not part.partners and (self._focus.aside or not self._beside(partner, part)):
            return None
        draft = self._focus.practice("unspecified", partner, act.first)
        draft.secure = True
        return draft

    def _trained_together(self, act: Act) -> bool:
        """Say whether what is done is an exercise that no noun names: "they train together"."""
        measures = self._c.mentions.role("measure").inside(act.first, act.last)
        return any(
            self._c.coarse(m) == "joint-exercises" and m.last - m.first > 1 for m in measures
        )

    def _stands_alone(self, act: Act, part: Segment, text: Draft) -> bool:
        """Say whether a paragraph turns from a text to what is done besides, naming the sides anew.

        What is done under the text, in its joint body, or told next to it is the text's own.
        """
        c, words = self._c, self._c.words
        if not text.kinds or not (part.partners or part.home):
            return False
        told = max([text.at, *(e.first for e in text.events), *(k.first for k in text.kinds)])
        line = c.line_of(act.first)
        if line is None or line.first <= told:
            return False
        if any(e.stage == "implementation" and e.modality == OCCURRED for e in text.events):
            return False
        start = self._paragraph(act.first)
        if words.any(start, part.last, "under", "joint-body", "the-body", "joint-ref"):
            return False
        return not any(i.known for i in c.instruments.inside(start, part.last))

    def _paragraph(self, word: int) -> int:
        """Return where the paragraph of a word begins, with the question that it answers."""
        tokens, lines = self._c.tokens, self._c.lines_until(word)
        asked = len(lines) > 1 and tokens.text[lines[-2].start : lines[-2].end].rstrip()[-1] in "?؟"
        return lines[-2].first if asked else lines[-1].first

    def _beside(self, partner: str, part: Segment) -> bool:
        """Say whether a partner is where something is done, or was named just before, a heading."""
        placed = any(r.code == partner for r in self._c.refs.inside(part.first, part.last))
        return placed or (self._focus.partner == partner and self._focus.distance <= 1)

    def _is_general(self, act: Act) -> bool:
        """Say whether "the committee" that meets is a general joint commission named before.

        Nor is "it" a committee where none was named.
        """
        words = self._c.words
        if words.any(act.first, act.last, "joint-body"):
            return False
        if words.any(act.first, act.first + 1, "joint-ref"):
            running = self._focus.current
            if running is not None and running.sort == "programme" and not running.kinds:
                return False
            joint = words.any(act.first, act.last, "joint-word") and words.any(
                act.first, act.last, "the-body"
            )
            if joint and running is not None and running.kinds and running.secure:
                return bool(self._c.mentions.group("general-commission").inside(0, act.first))
            return not words.any(act.first - _BODY_BEFORE, act.first, "joint-body")
        if not words.any(act.first, act.last, "the-body", "nth"):
            return False
        return bool(self._c.mentions.group("general-commission").inside(0, act.first))

    def _is_content(self, act: Act, part: Segment, sentence: Sentence) -> bool:
        """Say whether a practice is only what the text provides for, not something done."""
        c = self._c
        marks = c.tokens.marks[act.first]
        if act.modality == DENIED and marks & ARABIC:
            return False
        if c.words.any(act.first, act.last, "info-basis"):
            return not part.partners
        dated = bool(self._timing.of(act, part, sentence, [act]))
        before = range(max(part.first, act.first - 12), act.first)
        if dated and c.words.any(act.first, act.last, "nth"):
            return False
        if self._permitted(act.first - _AUXILIARY, act.last):
            return True
        provided = c.words.any(before.start, before.stop, "provision-verb")
        to_do = marks & INFINITIVE and c.words.any(act.first - 1, act.first, "to", "to-do")
        if provided and (to_do or not dated):
            return True
        if c.words.any(act.first + 1, act.first + 2, "provided-for"):
            return True
        nominal = c.words.any(act.first, act.first + 1, "practice-noun")
        if nominal and c.words.any(max(part.first, act.first - 4), act.first, "concerning"):
            return True
        if c.words.any(max(part.first, act.first - 5), act.first, "relative"):
            return True
        if act.modality == PLANNED:
            planned = c.words.any(before.start, act.last, "planned")
            return not dated and not planned and not c.words.any(act.first, act.last, "nth")
        if nominal and self._focus.draft is not None and self._focus.draft.sort == "dialogue":
            return True
        tenses = [c.tokens.marks[w] for w in range(act.first, act.last)]
        sits = c.words.any(act.first, act.last, "joint-body") and marks & ARABIC
        if sits and not dated and any(t & PRESENT for t in tenses):
            return not any(t & (PAST | FUTURE) for t in tenses)
        opens = bool(marks & PAST and marks & ARABIC) and act.first - part.first <= 1
        finite = (opens or not nominal) and not marks & INFINITIVE
        carried = c.words.any(before.start, before.stop, "support-past", "be", "have")
        return not (finite or carried or dated)

    def _permitted(self, first: int, last: int) -> bool:
        """Say whether something is only allowed: "may", but not the month of May."""
        allowing = self._c.words.of("permission")
        return any(
            w in allowing and not self._c.tokens.marks[w] & CAPITAL for w in range(first, last)
        )

    def lettered(self, act: Act, partner: str, part: Segment) -> Draft:
        """An exchange of letters is an instrument without a name of its own."""
        draft = Draft(partner, "unspecified", act.first)
        draft.secure = self._c.words.any(part.first, part.last, "security-word")
        return self._focus.add(draft)

    def mark_alike(self, texts: dict[Instrument, Draft | None], part: Segment) -> None:
        """Mark as secure the records of texts that are told to be like one before."""
        for text, draft in texts.items():
            if draft is not None and not draft.secure:
                draft.secure = self._alike(text, part)

    def _alike(self, text: Instrument, part: Segment) -> bool:
        """Say whether a text is told to be like one on security before: "un accord analogue"."""
        near = range(max(part.first, text.first - _POINTING), min(part.last, text.last + _BESIDE))
        if text.civil or not self._c.words.any(near.start, near.stop, "same-kind"):
            return False
        return any(d.secure for d in self._focus.recent)

    def negotiated(self, act: Act, partner: str, part: Segment) -> Draft | None:
        """Negotiations of the two sides on a matter of security, their text not being named."""
        c = self._c
        topics = c.mentions.role("topic").inside(part.first, part.last)
        civil = c.words.any(part.first, part.last, "civil-word")
        if not part.partners or not self._both_sides(part, act.first) or civil or not topics:
            return None
        draft = self._focus.practice("unspecified", partner, act.first)
        draft.secure = True
        return draft

    def _both_sides(self, part: Segment, at: int) -> bool:
        """Say whether a part has both sides meet; the home side may go unsaid before "with"."""
        words = self._c.words
        met = words.any(part.first, part.first + 2, "with-state") and self._c.home
        met = met or (self._c.home and self._home_office(part, at))
        return part.home or met or words.any(part.first, part.last, "both")

    def _home_office(self, part: Segment, at: int) -> bool:
        """Say whether it is the home side's minister who meets: an office without its state."""
        c = self._c
        offices = [
            m
            for name in ("office-minister", "office-head")
            for m in c.mentions.group(name).inside(part.first, at)
        ]
        named = c.refs.inside(part.first, at)
        return bool(offices) and all(r.place for r in named)

    def only_about_a_text(self, talks: Act, acts: list[Act]) -> bool:
        """Say whether talks are told for the text that they are to bring: "talks to draft …"."""
        ahead = [
            a for a in acts if talks.first <= a.first < talks.last + _BESIDE and a is not talks
        ]
        seps = self._c.tokens.seps
        return any(
            a.instrument is not None
            and all(seps[w] < STRONG for w in range(talks.last, a.first + 1))
            and a.stage in ("negotiation", "signature", "initialling")
            and (a.stage == "negotiation" or a.modality in (PLANNED, PROPOSED))
            for a in ahead
        )

    def _named_before(self, act: Act) -> bool:
        """Say whether the group offered was spoken of before, or a text is: "such a group"."""
        c, end = self._c, act.last + _BESIDE
        groups = c.mentions.group("such-group").inside(act.first, end)
        if any(c.words.any(m.first - _POINTING, m.last, "this") for m in groups):
            return True
        return c.words.any(act.first, end, "this") and bool(c.instruments.inside(act.first, end))

    def _goes_on(self, act: Act, part: Segment) -> bool:
        """Say whether a round of a dialogue is counted: "the third round of the dialogue"."""
        words = self._c.words
        if not words.any(part.first, part.last, "nth"):
            return False
        return words.any(act.first, act.last + _OWN_MEETING, "both", "joint-word")

    def talks(self, act: Act, partner: str, part: Segment, sentence: Sentence) -> Draft | None:
        """Talks count where both sides meet over a matter of security (rule 8)."""
        c = self._c
        if act.rule == "offer-of-group":
            spoken_of = self._focus.draft
            again = self._named_before(act)
            held = spoken_of is not None and spoken_of.sort == "dialogue"
            again = again or not (held or (spoken_of is not None and spoken_of.kinds))
            if spoken_of is not None and spoken_of.secure and again:
                return spoken_of
            draft = self._focus.practice("unspecified", partner, act.first)
            draft.secure = draft.secure or (spoken_of is not None and spoken_of.secure)
            return draft
        offices = c.words.any(
            part.first, part.last, "office-minister", "office-head", "counterpart"
        )
        named = self._focus.partner == partner and self._focus.distance <= 1
        named = named and act.modality == OCCURRED and not c.tokens.marks[act.first] & ARABIC
        both = c.words.any(part.first, act.first, "both")
        known = part.partners or (part.home and (offices or named or both))
        known = known and self._both_sides(part, act.first)
        if not known and not (named and self._goes_on(act, part)):
            return None
        if c.words.any(act.first - 2, act.last + _AUXILIARY, "multilateral"):
            return None
        if c.words.any(act.first - _OWN_MEETING, act.first, "council"):
            return None
        if c.interview and any(act.first == line.first for line in c.lines[:_HEADS]):
            return None
        end = self._focus.next_end
        topical = bool(c.mentions.role("topic").inside(part.first, end))
        if not topical and not c.words.any(part.first, end, "security-word"):
            return None
        later = not c.words.any(part.first, part.last, "security-word")
        later = later and not c.mentions.role("topic").inside(part.first, part.last)
        if later and c.words.any(part.first, part.last, "civil-word"):
            return None
        beside = range(act.first, min(part.last, act.last + _BESIDE))
        arabic = c.tokens.marks[act.first] & ARABIC
        sport = arabic and c.words.any(beside.start, beside.stop, "civil-word")
        if sport and not c.words.any(beside.start, beside.stop, "security-word"):
            return None
        dates = {date for date, _ in self._timing.of(act, part, sentence, [act])}
        for stage, signed in self._focus.acts[-3:]:
            if stage not in ("signature", "initialling") or signed.partner != partner:
                continue
            if dates <= {e.date for e in signed.events if e.stage == stage}:
                return None
        if any(
            m.name == "implementation" and c.words.any(m.first, m.last, "carry-out")
            for m in c.mentions.role("stage").inside(act.first, end)
        ):
            return None
        spoken_of = self._focus.current
        pointed = c.words.any(act.first - _AUXILIARY, act.last, "of-that")
        if pointed and spoken_of is not None and spoken_of.secure:
            return spoken_of
        sort = "unspecified" if act.modality == PROPOSED else "dialogue"
        draft = self._focus.practice(sort, partner, act.first)
        draft.secure = True
        return draft
