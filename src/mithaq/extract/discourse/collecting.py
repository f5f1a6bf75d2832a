"""Topics and measures of a sentence part, each given to the record spoken of at its place."""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context
from mithaq.extract.discourse.drafts import Draft, Item
from mithaq.extract.discourse.focus import Focus
from mithaq.extract.instruments import Instrument
from mithaq.extract.parties import Segment
from mithaq.extract.words.mentions import Mention, place
from mithaq.extract.words.morphology import AND
from mithaq.extract.words.tokens import COMMA, STRONG

_SOON = 2
_LEFT_OUT = 8
_OBJECT = 3
_OCCASION = 6


class Collector:
    """Gives what a part is about to its records."""

    def __init__(self, context: Context, focus: Focus) -> None:
        self._c, self._focus = context, focus
        self._sure = context.lexicon.codes.get("sure-measure", frozenset())
        self._objects = context.lexicon.codes.get("object-measure", frozenset())
        self._leaves_out = bool(context.words.of("left-out"))
        self._waiting: list[tuple[str, Item]] = []
        self._of = ""
        self._age = 0

    def collect(
        self,
        part: Segment,
        acts: list[Act],
        resolved: dict[Instrument, Draft | None],
        used: list[Draft],
    ) -> None:
        """Give each topic and measure of the part to the record spoken of at that place."""
        self._hand_over(used)
        mentions = self._c.mentions
        found = mentions.role("topic").inside(part.first, part.last)
        topical = bool(found)
        found += mentions.role("measure").inside(part.first, part.last)
        if not found:
            return
        civil = not topical and self._of_other_sector(part)
        anchors = sorted(
            ((i.first, d) for i, d in resolved.items() if i.kind), key=lambda anchor: anchor[0]
        )
        for mention in sorted(found, key=place):
            draft = self._owner(mention, anchors, used)
            code = self._c.coarse(mention)
            if self._left_out(mention, part):
                continue
            if not code or (code != "information-exchange" and self._elsewhere(mention)):
                continue
            if civil and code not in self._sure:
                continue
            if mention.role == "measure" and self._spoken_for(mention, acts):
                continue
            if code == "investigation-support" and self._only_sought(mention, found):
                continue
            if code == "investigation-support" and self._is_object(mention, found):
                continue
            if code == "joint-operations" and self._posted(mention, found):
                continue
            if code == "liaison-officers" and self._guarding(mention, found):
                continue
            if draft is None:
                self._wait(mention, code)
                continue
            if mention.role == "topic" and not draft.secure and self._weak(mention):
                continue
            item = Item(code, mention.name, mention.first, mention.last, f"named-{mention.role}")
            draft.add_item(draft.topics if mention.role == "topic" else draft.measures, item)
            if not draft.secure and (mention.role == "topic" or code in self._sure):
                named = [i for i, d in resolved.items() if d is draft]
                draft.secure = self._focus.subjects.speaks_of(mention, draft, part, named)

    def _wait(self, mention: Mention, code: str) -> None:
        """Keep what is told of a partner before the record that it belongs to is named."""
        if self._focus.aside or self._focus.drafts:
            return
        item = Item(code, mention.name, mention.first, mention.last, f"named-{mention.role}")
        self._waiting.append((mention.role, item))
        self._of, self._age = self._focus.partner, 0

    def _hand_over(self, used: list[Draft]) -> None:
        """Give what waits to the first record of its partner, if that is told soon."""
        if not self._waiting:
            return
        self._age += 1
        if self._age > _SOON or self._focus.partner != self._of:
            self._waiting = []
        elif used and used[0].secure:
            for role, item in self._waiting:
                items = used[0].topics if role == "topic" else used[0].measures
                used[0].add_item(items, item)
            self._waiting = []

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
        for at, draft in anchors:
            if at == mention.last and self._c.tokens.seps[at] == 0 and draft is not None:
                return draft
        before = [d for at, d in anchors if at <= mention.first]
        if before:
            return before[-1]
        after = [d for _, d in anchors if d is not None]
        if after and (self._focus.draft is None or used):
            return after[0]
        if used:
            return used[-1]
        return self._focus.current

    def _elsewhere(self, mention: Mention) -> bool:
        """Say whether the words around speak of what terrorists do, not of what the sides do."""
        around = range(mention.first - 2, mention.last + 2)
        threats = self._c.words.of("third-party-threat")
        return any(word in threats and word not in mention.used for word in around)

    def _left_out(self, mention: Mention, part: Segment) -> bool:
        """Say whether the text says that it leaves this out: "contains nothing on extradition"."""
        words, first = self._c.words, max(part.first, mention.first - _LEFT_OUT)
        if not self._leaves_out or not words.any(first, mention.first, "left-out"):
            return False
        said = max(w for w in range(first, mention.first) if words.any(w, w + 1, "left-out"))
        turned = words.any(said + 1, mention.first, "turn-word")
        seps = self._c.tokens.seps
        return not turned and all(seps[w] < STRONG for w in range(said + 1, mention.first + 1))

    def _of_other_sector(self, part: Segment) -> bool:
        """Say whether a part speaks of farming, sports or trade, and of nothing of security."""
        words = self._c.words
        return words.any(part.first, part.last, "civil-word") and not words.any(
            part.first, part.last, "security-word", "police", "force-unit", "trainee", "ar-staff"
        )

    def _posted(self, mention: Mention, found: list[Mention]) -> bool:
        """Say whether officers are sent to stay, not to act: "second a police attaché"."""
        return not self._at_event(mention) and self._beside(mention, found, "liaison-officers")

    def _guarding(self, mention: Mention, found: list[Mention]) -> bool:
        """Say whether officers are sent to act, not to stay: "send officers to guard the cup"."""
        guards = [other for other in found if self._at_event(other)]
        return self._beside(mention, guards, "joint-operations")

    def _at_event(self, mention: Mention) -> bool:
        """Say whether a measure is told of a match, a cup or games, in its words or soon after."""
        return self._c.words.any(mention.first, mention.last + _OCCASION, "event")

    def _beside(self, mention: Mention, found: list[Mention], code: str) -> bool:
        """Say whether another measure is told with some of the same words."""
        return any(
            self._c.coarse(other) == code
            and other.first < mention.last
            and mention.first < other.last
            for other in found
        )

    def _is_object(self, mention: Mention, found: list[Mention]) -> bool:
        """Say whether words tell what a training or equipment is for, which is no measure."""
        seps, at = self._c.tokens.seps, mention.first
        joined = self._c.words.any(at - _OBJECT, at, "conjunction")
        if joined or self._c.tokens.marks[at] & AND:
            return False
        return any(
            0 <= mention.first - other.last <= _OBJECT
            and all(seps[word] < COMMA for word in range(other.last, mention.first + 1))
            for other in found
            if self._c.coarse(other) in self._objects
        )

    def _only_sought(self, mention: Mention, found: list[Mention]) -> bool:
        """Say whether words only name the people who are sought, where these are handed over."""
        sought = self._c.words.of("wanted", "article")
        if not sought.issuperset(mention.used):
            return False
        return any(self._c.coarse(other) == "extradition" for other in found)
