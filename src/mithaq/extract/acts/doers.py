"""Acts of English sentences known by who does them and to what, whichever verb tells them.

A cabinet or a house that does something to a text approves it, unless its verb says otherwise;
experts who work at a text negotiate it; a joint body with a day of its own meets then. A sentence
may also do no more than say that a side or a chamber did, or will do, what was told just before.
"""

from __future__ import annotations

from mithaq.extract.acts.deciding import Deciding
from mithaq.extract.acts.frames import DESCRIBING, UNDECIDED
from mithaq.extract.acts.linking import Act
from mithaq.extract.acts.pointing import finite_verb
from mithaq.extract.context import Context
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import OCCURRED, PLANNED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.tokens import STRONG

_SUBJECT, _VERB, _OBJECT = 8, 7, 18
_NEAR = 12
_SITS = 14
_FAR = 26
_AGAIN = 6
_BESIDE = 4
_DESCRIBING = (*DESCRIBING, "binds")
_UNDECIDED = (*UNDECIDED, "take-up", "negotiate")
_LED_IN = ("location", "to", "at", "by-agent", "with", "go", "concerning", "after-act")
_FORCES = ("force-unit", "police", "service", "joint-op", "liaison")
_SIDED = (*_FORCES[:3], "academy", "school", "trainee", "gear", "posted-officer")
_OF = 3
_DONE = ("approval-government", "approval-parliament", "ratification")


class Doers:
    """Reads acts from who stands beside what in one sentence part."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._deciding = Deciding(context)
        self._told: list[Act] = []
        self._reads = "en" in context.mentions.articles
        self._practised = context.lexicon.codes.get("practised-measure", frozenset())

    def acts(self, told: list[Act], first: int, last: int, start: int, end: int) -> list[Act]:
        """Return the acts between words `first` and `last` beside those `told`; note them all."""
        c = self._c
        if not self._reads:
            return []
        found: list[Act] = []
        if all(a.rule in _DESCRIBING for a in told):
            texts = [i for i in c.instruments.inside(first, last) if i.kind or i.known or i.bill]
            found = (
                self._decided(texts, first, last, start, end)
                or self._deciding.acts(texts, first, last, start, end)
                or self._worked(texts, first, last, start, end)
                or self._sat(first, last, start, end)
                or self._exists(texts, first, last)
                or self._sealed(texts, first, last, start, end)
            )
            both = c.names_both(first, last)
            if not found and (both or c.words.any(first, last, "both")):
                found = self._joined(first, last, start, end)
            if not found and both and all(i.kind == "programme" for i in texts):
                found = self._measure(first, last, start, end)
                found = found or self._in_touch(first, last, start, end)
            if not found and both:
                found = self._received(first, last, start, end)
            if not found and both and not any(i.kind for i in texts):
                found = self._encountered(first, last, start, end)
            found = found or self._again(first, last, start, end)
        elif all(a.stage == "dialogue" for a in told):
            texts = [i for i in c.instruments.inside(first, last) if i.kind]
            found = self._worked(texts, first, last, start, end)
            found = found or self._deciding.acts(texts, first, last, start, end)
        else:
            sat = [a.first for a in told if a.stage in ("implementation", "dialogue")]
            found = self._sat(first, min([last, *sat]), start, end)
        found = found + self._next_chamber(told + found, first, last)
        if told or found:
            self._told = told + found
        return found

    def _decided(
        self, texts: list[Instrument], first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Read what a cabinet or a house did with a text: "the Senate waved the treaty home"."""
        c = self._c
        for group, stage in (("council", _DONE[0]), ("house", _DONE[1])):
            for body in self._english(group, first, min(last, first + _SUBJECT)):
                about = next((i for i in texts if 0 < i.first - body.last <= _OBJECT), None)
                if about is None or self._led_in(body, first):
                    continue
                verb = finite_verb(c, body.last, min(about.first, body.last + _VERB))
                between = range(body.last, about.first)
                if verb < 0 or c.words.any(between.start, between.stop, *_UNDECIDED):
                    continue
                if any(c.tokens.seps[w] >= STRONG for w in between):
                    continue
                act = self._act(stage, verb, "approval-by-actor", about, start, end)
                if act is not None:
                    return [act]
        return []

    def _worked(
        self, texts: list[Instrument], first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Read experts who are at work on a text: "lawyers on both sides combed the treaty"."""
        c = self._c
        for experts in self._english("drafter", first, last):
            verb = finite_verb(c, experts.last, min(last, experts.last + _VERB))
            if verb < 0 or c.words.any(experts.last, verb + 1, "provision-verb", "said"):
                continue
            about = min(
                (i for i in texts if abs(i.first - verb) <= _OBJECT and not i.bill),
                key=lambda i: abs(i.first - verb),
                default=None,
            )
            if about is None:
                continue
            act = self._act("negotiation", verb, "negotiation", about, start, end)
            if act is not None:
                return [act]
        return []

    def _sat(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read a joint body that is told of with a day: it met then, or will meet."""
        c = self._c
        for body in self._english("joint-body", first, last):
            if c.words.any(body.first - _AGAIN, body.first, "set-up", "provision-verb", "offer"):
                continue
            near = min(last, body.last + _SITS)
            holds = [m.first for m in self._english("hold", body.last, body.last + _FAR)]
            made = c.words.any(body.last, near, "set-up") and not holds
            if made or not c.dates.inside(first, last):
                continue
            verb = finite_verb(c, body.last, near) if not holds else holds[0]
            act = self._act("implementation", verb, "practice", None, start, end)
            if 0 <= verb < last and act is not None:
                return [act._replace(first=body.first, last=verb + 1)]
        return []

    def _exists(self, texts: list[Instrument], first: int, last: int) -> list[Act]:
        """Read a text that has been there since a day: "a treaty has linked the two since 1993"."""
        c = self._c
        for have in self._english("have", first, last):
            since = [d for d in c.dates.inside(first, last) if d.since]
            about = next((i for i in texts if i.kind and not i.bill), None)
            negated = c.words.any(first, have.first + _OF, "negation")
            if since and about is not None and not negated:
                at, stop = min(have.first, about.first), max(have.last, about.last)
                return [Act("in-force", OCCURRED, at, stop, "binds", about, True)]
        return []

    def _sealed(
        self, texts: list[Instrument], first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Read a dated ceremony that a text is told of with: it was signed there."""
        c = self._c
        about = next((i for i in texts if i.kind and not i.bill and not i.many), None)
        if about is None or about.kind == "programme" or not c.dates.inside(first, last):
            return []
        for ceremony in self._english("ceremony", first, last):
            act = self._act("signature", ceremony.first, "signature-noun", about, start, end)
            if act is not None and act.modality in (OCCURRED, PLANNED):
                return [act]
        return []

    def _joined(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read forces of both sides who did something side by side: "troops … jumped together"."""
        c = self._c
        low, high = first, min(last, first + _SUBJECT)
        for force in [m for group in _FORCES for m in self._english(group, low, high)]:
            verb = finite_verb(c, force.last, min(last, force.last + _VERB))
            near = min(last, verb + _NEAR)
            if verb < 0 or c.words.any(force.last, verb - 1, "provision-verb", "said"):
                continue
            beside = self._english("together", force.last, near)
            alone = c.words.any(force.first, force.last, "joint-op", "liaison")
            act = self._act("implementation", verb, "practice", None, start, end)
            if act is not None and (beside or alone):
                return [act._replace(last=beside[0].last if beside else act.last)]
        return []

    def _measure(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read a measure that both sides are told to have taken: "Bahrain sent divers to learn"."""
        c = self._c
        if c.words.any(first, last, "provision-verb", "third-party-threat"):
            return []
        for measure in c.mentions.role("measure").inside(first, last):
            if measure.lang != "en" or c.coarse(measure) not in self._practised:
                continue
            verb = finite_verb(c, measure.first, min(last, measure.last + _BESIDE))
            verb = verb if verb >= 0 else finite_verb(c, max(first, measure.first - _VERB), last)
            act = self._act("implementation", verb, "practice", None, start, end)
            if act is not None:
                low, high = min(verb, measure.first), max(act.last, measure.last)
                return [act._replace(first=low, last=high)]
        return []

    def _in_touch(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read forces of one side that do something with those of the other side."""
        c = self._c
        if c.words.any(first, last, "un-deed", "multilateral", "provision-verb", "said"):
            return []
        sides: dict[bool, Mention] = {}
        for force in [m for group in _SIDED for m in self._english(group, first, last)]:
            for ref in c.refs.inside(max(first, force.first - _OF), min(last, force.last + _OF)):
                if sides.get(not ref.home) != force:
                    sides.setdefault(ref.home, force)
        if len(sides) < len((True, False)):
            return []
        low, high = sorted(m.first for m in sides.values())
        verb = finite_verb(c, first, last)
        act = self._act("implementation", verb, "practice", None, start, end)
        if act is None or low == high:
            return []
        return [act._replace(first=min(low, verb), last=max(act.last, high + 1))]

    def _again(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read "Morocco did so in May" and "the full house votes next week": the act just told."""
        c = self._c
        told = [a for a in self._told if a.stage in _DONE]
        if not told:
            return []
        act = told[-1]
        for likewise in self._english("followed-suit", first, last):
            modality = c.modality.read(likewise.first, likewise.last, start, end)
            if modality:
                at, stop = likewise.first, likewise.last
                return [act._replace(first=at, last=stop, modality=modality, rule="followed-suit")]
        return []

    def _received(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read a visitor in office whom the other side received, whatever stands between."""
        c = self._c
        if not c.words.any(first, last, "office-minister", "office-head"):
            return []
        for hosting in self._english("hosting", first, last):
            if c.words.any(hosting.last, hosting.last + _OF, "aid", "training-course", "drill"):
                continue
            at, stop = hosting.first, hosting.last
            modality = c.modality.read(at, stop, start, end)
            if modality in (OCCURRED, PLANNED):
                return [Act("dialogue", modality, at, stop, "talks", None, True)]
        return []

    def _encountered(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read people in office of both sides who came together, in whatever words."""
        c = self._c
        offices = c.words.any(first, last, "office-minister", "office-head", "counterpart")
        if not offices or c.words.any(first, last, "un-deed", "said"):
            return []
        for meeting in self._english("encounter", first, last):
            modality = c.modality.read(meeting.first, meeting.last, start, end)
            if modality in (OCCURRED, PLANNED):
                at, stop = meeting.first, meeting.last
                return [Act("dialogue", modality, at, stop, "talks", None, True)]
        return []

    def _next_chamber(self, told: list[Act], first: int, last: int) -> list[Act]:
        """Read a chamber whose turn comes after an approval: "the full house votes next week"."""
        c = self._c
        before = [a for a in (told or self._told) if a.stage in _DONE[:2]]
        if not before or (told and before[-1].stage == _DONE[1]):
            return []
        low = first if not told else before[-1].last
        for chamber in self._english("chamber", low, last if told else min(last, first + _AGAIN)):
            near = min(last, chamber.last + _NEAR)
            ahead = c.words.any(chamber.last, near, "future", "planned", "next")
            if not ahead or c.words.any(chamber.last, near, "said", "discuss", "hold"):
                continue
            at, stop, rule = chamber.first, near, "further-chamber"
            act = before[-1]._replace(stage=_DONE[1], first=at, last=stop)
            return [act._replace(modality=PLANNED, rule=rule, back=True)]
        return []

    def _act(
        self, stage: str, verb: int, rule: str, about: Instrument | None, start: int, end: int
    ) -> Act | None:
        """Return an act told by the verb at a word, None where it is only a condition."""
        modality = self._c.modality.read(verb, verb + 1, start, end) if verb >= 0 else None
        back = about is None or about.first < verb
        if about is None and self._c.words.any(verb - 1, verb, "be-now") and modality == OCCURRED:
            return None
        return Act(stage, modality, verb, verb + 1, rule, about, back) if modality else None

    def _english(self, group: str, first: int, last: int) -> list[Mention]:
        return [m for m in self._c.mentions.group(group).inside(first, last) if m.lang == "en"]

    def _led_in(self, body: Mention, first: int) -> bool:
        """Say whether a body is no subject: "in the House", "sent to the cabinet"."""
        return self._c.words.any(max(first, body.first - 2), body.first, *_LED_IN)
