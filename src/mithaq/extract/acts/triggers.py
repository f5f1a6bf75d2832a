"""From phrases that may signal stages to the acts of a sentence part, one of each that overlap."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.extract.acts.agents import Agents
from mithaq.extract.acts.answers import Answers
from mithaq.extract.acts.bodies import Bodies
from mithaq.extract.acts.deeds import Deeds
from mithaq.extract.acts.distant import Distant
from mithaq.extract.acts.doers import Doers
from mithaq.extract.acts.drafting import Drafting
from mithaq.extract.acts.ellipses import EllipsisRules
from mithaq.extract.acts.frames import Frames
from mithaq.extract.acts.gapping import further_chambers, of_other_side
from mithaq.extract.acts.linking import FAR, NEAR, Act
from mithaq.extract.acts.pointing import on_renewal, told_to_come, unconfirmed, yet_to
from mithaq.extract.acts.settling import settled
from mithaq.extract.context import Context
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import DENIED, OCCURRED, PLANNED, PROPOSED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import AND, ARABIC, NUMBER, PRESENT
from mithaq.extract.words.tokens import COMMA

#: No sentence of prose holds more; a page that repeats one word must not cost its square.
_MOST_TRIGGERS = 64
_OWN_DATE = 6
_OF_FEW = ("signature", "initialling")
#: Stages at which one verb takes several texts.
_OF_MANY = (*_OF_FEW, "approval-government", "approval-parliament")
_HELD_STAGES = ("dialogue", "implementation")
_OF_NOUNS = (*_HELD_STAGES, "negotiation")
_ENTRY = 3
_HELD = 20
_NOT, _INTENT = 3, 8
_SIGNS = ":–—"
_FEW = 3
_NOT_YET = ("publication", "ratification", "signature")


class TriggerReader(EllipsisRules):
    """Reads the acts of one sentence part."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._frames, self._distant = Frames(context), Distant(context)
        self._doers, self._agents = Doers(context), Agents(context)
        self._bodies, self._practised = Bodies(context), Deeds(context)
        self._drafting = Drafting(context)
        self._answers = Answers(context)
        self._stages, self._present = context.mentions.role("stage"), context.mentions.groups
        self._measures = context.mentions.role("measure")

    def acts(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Return the acts told between words `first` and `last` of the sentence `start`-`end`."""
        stages = [m for m in self._stages.inside(first, last) if m.last <= last]
        if not (stages or self._names(first, last)):
            found = self._answers.acts([], first, last) if self._answers.end == first else []
            return self._with_stand_ins(found, first, last)
        if self._asks(end):
            asked = [self._act(m, first, last, start, end, stages) for m in stages[:_FEW]]
            self._answers.ask([a for a in asked if a is not None], end)
            return self._with_stand_ins([], first, last)
        stages = [m for m in stages[:_MOST_TRIGGERS] if not self._between(m)]
        kept = _without_rivals(stages, self._c.lexicon.ranks)
        kept = self._with_nouns(kept, stages)
        found = []
        for mention in kept:
            act = self._act(mention, first, last, start, end, kept)
            act = act or self._instead(mention, stages, first, last, start, end, kept)
            if act is not None:
                found.append(act)
        found = settled(found)
        found += self._dated_entry(found, first, last, start)
        several = self._coordinated(found, last)
        told = {a.first for a in several}
        found = [a for a in found if a.first not in told or not _of_many(a)] + several
        if found:
            found += self._followers(found)
            found += of_other_side(self._c, found, last)
        if "drill" in self._present:
            found += self._drills(found, first, last, start, end)
        if "such-group" in self._present:
            found += self._offers(found, first, last, start)
        if self._answers.end == first:
            found += self._answers.acts(found, first, last)
        found += self._frames.acts(found, first, last, start, end)
        found += self._distant.acts(found, first, last, start, end)
        found += self._doers.acts(found, first, last, start, end)
        if self._agents.named:
            found += self._agents.acts(found, first, last, start, end)
        found += self._bodies.acts(found, first, last, start, end)
        found += self._drafting.acts(found, first, last, start, end)
        found += self._practised.acts(found, first, last, start, end)
        found += self._deeds(found, first, last, start, end)
        return self._with_stand_ins(found + further_chambers(self._c, found, last), first, last)

    def _with_nouns(self, kept: list[Mention], stages: list[Mention]) -> list[Mention]:
        """Add an Arabic noun of signing that only a verb with another object hides."""
        taken = {word for mention in kept for word in mention.used}
        found = []
        for lost in stages:
            at = next((w for w in lost.used[1:] if w in self._signings), lost.first)
            hidden = at not in taken and len(lost.used) > 1 and lost.name == "signature"
            hidden = hidden and not any(0 <= at - m.last < _ENTRY for m in kept)
            if hidden and at > lost.first and self._c.tokens.marks[at] & ARABIC:
                found.append(lost._replace(first=at, last=at + 1, used=(at,)))
                taken.add(at)
        return sorted([*kept, *found], key=lambda m: m.first) if found else kept

    def _names(self, first: int, last: int) -> bool:
        """Say whether a part names a text, a state, a day or a measure: else it tells no act."""
        c = self._c
        states = c.instruments.inside(first, last) or c.refs.inside(first, last)
        return bool(states or c.dates.inside(first, last) or self._measures.inside(first, last))

    def _instead(
        self,
        mention: Mention,
        stages: list[Mention],
        first: int,
        last: int,
        start: int,
        end: int,
        kept: list[Mention],
    ) -> Act | None:
        """Read, in the Arabic words of a trigger that tells nothing, another one they hold."""
        c = self._c
        if not c.tokens.marks[mention.first] & ARABIC:
            return None
        decided = c.words.any(first, last, "council", "chamber", "government")
        for other in stages:
            same = other.name == mention.name and other != mention
            talks = other.name == "dialogue" != mention.name and not decided
            if (same or talks) and set(other.used) & set(mention.used):
                act = self._act(other, first, last, start, end, kept)
                if act is not None:
                    return act
        return None

    def _asks(self, end: int) -> bool:
        """Say whether the sentence that ends before word `end` is a question: it tells nothing."""
        tokens = self._c.tokens
        after = tokens.starts[end] if end < len(tokens) else len(tokens.text)
        return any(mark in tokens.text[tokens.ends[end - 1] : after] for mark in "?؟")

    def _between(self, mention: Mention) -> bool:
        """Say whether a trigger takes the French "entre" (between) for a verb: its rest is far."""
        parted = mention.last - mention.first > len(mention.used)
        return parted and self._c.words.any(mention.first, mention.first + 1, "between")

    def _dated_entry(self, acts: list[Act], first: int, last: int, start: int) -> list[Act]:
        """Read an entry of a chronology, "2018: memorandum between …", which tells no verb."""
        c = self._c
        if acts or first != start:
            return []
        at = self._after_heading(start)
        named = c.instruments.inside(at, min(at + _ENTRY, last)) if at else []
        if not named or not named[0].kind or named[0].known:
            return []
        if named[0].kind == "programme":
            return []
        text = named[0]
        return [Act("signature", OCCURRED, text.first, text.last, "dated-entry", text, False)]

    def _after_heading(self, start: int) -> int:
        """Return the word after the date that heads an entry: "2018: …", "9 July 2005. …"; or 0."""
        c = self._c
        day = next(iter(c.dates.inside(start, start + 1)), None)
        if day is not None and day.last < len(c.tokens):
            gap = c.tokens.text[c.tokens.ends[day.last - 1] : c.tokens.starts[day.last]]
            return day.last if any(sign in gap for sign in _SIGNS) else 0
        if not start or not c.tokens.marks[start - 1] & NUMBER:
            return 0
        line = c.line_of(start)
        opening = c.dates.inside(line.first, line.first + 1) if line is not None else []
        return start if any(d.last == start for d in opening) else 0

    def _coordinated(self, acts: list[Act], last: int) -> list[Act]:
        """Read the second object of one verb: "signed a declaration … and a road map"."""
        c = self._c
        found = []
        for act in acts:
            if act.stage not in _OF_MANY or act.back or act.instrument is None:
                continue
            later = [a.first for a in acts if a.first > act.instrument.last] + [last]
            for other in c.instruments.inside(act.instrument.last + 1, min(later)):
                if not other.kind:
                    continue
                if self._joined(act, other) and not other.known:
                    own = c.dates.inside(other.last, min(other.last + _OWN_DATE, *later))
                    at = other if own else act
                    found.append(act._replace(instrument=other, first=at.first, last=at.last))
        return found

    def _joined(self, act: Act, other: Instrument) -> bool:
        """Say whether a text stands in a row with another: "an accord on X, a memorandum on Y"."""
        c, at = self._c, other.first
        near = c.words.any(at - 2, at, "conjunction") or bool(c.tokens.marks[at] & AND)
        if near and act.stage in _OF_FEW:
            return True
        if c.tokens.marks[at] & ARABIC or not other.other:
            return False
        row = any(c.tokens.seps[word] == COMMA for word in range(at - 2, at + 1))
        return row or c.words.any(at - 4, at, "conjunction")

    def _followers(self, acts: list[Act]) -> list[Act]:
        """Read "…; Morocco followed suit two years later": the same act of the other side."""
        found = []
        for mention in self._c.mentions.group("followed-suit"):
            before = [a for a in acts if a.last <= mention.first <= a.last + FAR]
            if before and before[-1].stage in (*_OF_MANY, "ratification"):
                act = before[-1]._replace(
                    first=mention.first, last=mention.last, rule="followed-suit"
                )
                if act.stage.startswith("approval"):
                    stage = self._actor(mention, max(0, mention.first - NEAR), mention.last)
                    act = act._replace(stage=stage or act.stage)
                found.append(act)
        return found

    def _drills(self, acts: list[Act], first: int, last: int, start: int, end: int) -> list[Act]:
        """Read an Arabic verb of holding far from the drill it is about: "closed the page of …"."""
        c = self._c
        if any(a.stage == "implementation" for a in acts):
            return []
        for drill in c.mentions.group("drill").inside(first, last):
            near = c.mentions.group("hold").inside(max(first, drill.first - _HELD), drill.first)
            verbs = [m for m in near if c.tokens.marks[m.first] & ARABIC and self._finite(m)]
            between = range(verbs[-1].first, drill.first) if verbs else range(0)
            if between and all(a.first not in between for a in acts):
                return self._held(verbs[-1], drill, start, end)
        return []

    def _held(self, verb: Mention, drill: Mention, start: int, end: int) -> list[Act]:
        modality = self._c.modality.read(verb.first, verb.last, start, end)
        if modality is None:
            return []
        return [Act("implementation", modality, verb.first, drill.last, "practice", None, True)]

    def _offers(self, acts: list[Act], first: int, last: int, start: int) -> list[Act]:
        """Read a proposal of a working group, however far apart its words stand."""
        c = self._c
        if any(a.stage in ("signature", "dialogue") for a in acts):
            return []
        for group in c.mentions.group("such-group").inside(first, last):
            for verb in c.mentions.group("offer").inside(start, last):
                if 0 <= group.first - verb.last <= NEAR * 2:
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

    def _deeds(self, acts: list[Act], first: int, last: int, start: int, end: int) -> list[Act]:
        """Read a dated measure that is done, where no act of a text is told: courses, drills."""
        c = self._c
        if acts or not c.dates.inside(first, last):
            return []
        deeds = c.lexicon.codes.get("deed-measure", frozenset())
        done = [m for m in self._measures.inside(first, last) if c.coarse(m) in deeds]
        done = [m for m in done if not c.tokens.marks[m.first] & ARABIC]
        if not done:
            return []
        french = done[0].lang == "fr"
        texts = [i for i in c.instruments.inside(first, last) if i.kind]
        if any(not french or i.kind != "programme" for i in texts):
            return []
        modality = c.modality.read(done[0].first, done[0].last, start, end)
        if modality is None:
            return []
        return [
            Act("implementation", modality, done[0].first, done[0].last, "practice", None, True)
        ]

    def _act(
        self, mention: Mention, first: int, last: int, start: int, end: int, all_: list[Mention]
    ) -> Act | None:
        c = self._c
        stage = c.lexicon.coarse.get(f"stage:{mention.name}", mention.name)
        method = getattr(self, "_" + stage.replace("-", "_"), None)
        if method is None:
            return None
        near = max(start, mention.first - 4), min(end, mention.last + 10)
        clause = stage in c.lexicon.codes.get("clause-stage", ()) and on_renewal(c, *near)
        if clause and not self._no_intent(mention.first, start):
            return None
        modality = c.modality.read(mention.first, mention.last, start, end)
        if modality != DENIED and self._retracted(mention.first, start):
            return None
        if modality == OCCURRED and unconfirmed(c, mention):
            return None
        if modality == OCCURRED and stage in _HELD_STAGES and self._to_be_held(mention, start):
            modality = PLANNED
        if modality == OCCURRED and told_to_come(c, mention, last, stage in _OF_NOUNS):
            modality = PLANNED
        if modality == PLANNED and stage in _NOT_YET and yet_to(c, mention):
            modality = DENIED
        if modality is not None and self._no_intent(mention.first, start):
            modality = DENIED
        if modality is None or self._excluded(stage, modality, mention):
            return None
        found: Act | None = method(mention, modality, first, last, all_)
        return found

    def _no_intent(self, at: int, start: int) -> bool:
        """Say whether an Arabic act is one that nobody intends: "neither side means to end it"."""
        c = self._c
        if not c.tokens.marks[at] & ARABIC:
            return False
        intent = [w for w in c.words.of("intend") if max(start, at - _INTENT) <= w < at]
        return any(c.words.any(w - 1, w, "negation", "past-negation") for w in intent)

    def _retracted(self, at: int, start: int) -> bool:
        """Say whether a paper takes back what stands at a word: "we wrote that …; in truth …"."""
        words = self._c.words
        right = [w for w in words.of("set-right") if start <= w < at]
        return words.any(max(right, default=start), at, "retracted")

    def _excluded(self, stage: str, modality: str, mention: Mention) -> bool:
        """Say whether a clause excludes an act, "it is amended only in writing" in Arabic."""
        marks = self._c.tokens.marks[mention.first]
        clause = stage in self._c.lexicon.codes.get("clause-stage", ())
        told = self._c.words.any(mention.first - _NOT, mention.first, "past-negation")
        present = marks & ARABIC and marks & PRESENT
        return clause and modality == DENIED and bool(present) and not told


def _of_many(act: Act) -> bool:
    """Say whether an act is of texts that are only counted: "three documents: a memorandum …"."""
    return act.instrument is not None and act.instrument.many


def _without_rivals(stages: list[Mention], ranks: Mapping[str, int]) -> list[Mention]:
    """Keep, of triggers that share words, the one of the more telling stage."""
    kept: list[Mention] = []
    for mention in sorted(stages, key=lambda m: (ranks.get(m.name, 99), -len(m.used), m.first)):
        words = set(mention.used)
        if not any(words & set(other.used) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.first)
