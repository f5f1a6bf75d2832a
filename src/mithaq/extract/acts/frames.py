"""Acts known by who does them and to what, whichever verb tells them.

A gazette that carries a text publishes it; a chamber that counts votes on one has voted on it; a
council of ministers decides on one, unless its verb says otherwise.
"""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.acts.upon import done_upon
from mithaq.extract.context import Context
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import DENIED, OCCURRED, PLANNED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import FUTURE
from mithaq.extract.words.tokens import STRONG

_REACH = 24
_VERB, _BESIDE, _SITTING, _OPENING = 4, 5, 30, 3
_BODIES = ("gazette", "joint-body", "counterpart", "under")
#: The rules of acts that only describe the text of another one.
DESCRIBING = ("signature-participle", "signature-verb", "dated-entry")
#: Verbs by which a body that has a text before it does not decide on it.
UNDECIDED = (
    "un-decided",
    "deliberate",
    "discuss",
    "go",
    "refer",
    "postpone",
    "said",
    "offer",
    "sign",
    "hold",
)


class Frames:
    """Reads acts from a body and a text in one sentence part where no trigger told them."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._named = {name: len(context.mentions.group(name)) > 0 for name in _BODIES}

    def acts(self, told: list[Act], first: int, last: int, start: int, end: int) -> list[Act]:
        """Return the acts that stand between words `first` and `last` beside those `told`."""
        texts = [i for i in self._c.instruments.inside(first, last) if i.kind or i.known]
        found: list[Act] = []
        named = self._named
        if named["gazette"] and not any(a.stage == "publication" for a in told):
            found += self._published(texts, first, last, start, end)
        if texts and all(a.rule in DESCRIBING for a in told):
            voted = self._voted(texts, first, last, start, end)
            found += voted or self._decided(texts, first, last, start, end)
        sat = named["joint-body"] and not any(a.stage == "implementation" for a in told)
        if sat:
            found += self._sat(first, last, start, end)
        if named["under"] and texts and all(a.rule in DESCRIBING for a in told + found):
            found += done_upon(self._c, texts, first, last, start, end)
        if named["counterpart"] and not (told or found or any(i.kind for i in texts)):
            found += self._met(first, last, start, end)
        return found

    def _published(
        self, texts: list[Instrument], first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Read a gazette that carries a text, whatever the verb: "le BO en reproduit le texte"."""
        c = self._c
        for gazette in c.mentions.group("gazette").inside(first, last):
            low, high = max(first, gazette.first - _BESIDE), min(last, gazette.last + _BESIDE)
            beside = c.words.any(first, gazette.first, "publish")
            beside = beside or c.words.any(gazette.last, last, "publish")
            if beside or c.words.any(first, last, "from-day"):
                continue
            if c.words.any(low, high, "until"):
                continue
            about = self._nearest(texts, gazette)
            pronoun = c.mentions.group("object-pronoun").inside(gazette.last, min(high, last - 1))
            if about is None and not pronoun:
                continue
            modality = self._modality(gazette, high, start, end)
            if modality:
                at, stop = gazette.first, gazette.last
                return [Act("publication", modality, at, stop, "gazette", about, True)]
        return []

    def _voted(
        self, texts: list[Instrument], first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Read a vote that is told by its count alone: "par 84 voix contre 12"."""
        c = self._c
        chambers = c.mentions.group("chamber").inside(max(0, first - _SITTING), last)
        for ballot in c.mentions.group("ballot").inside(first, last):
            about = self._nearest(texts, ballot)
            modality = c.modality.read(ballot.first, ballot.last, start, end)
            if chambers and about is not None and modality:
                at, stop, rule = ballot.first, ballot.last, "approval-by-actor"
                return [Act("approval-parliament", modality, at, stop, rule, about, False)]
        return []

    def _decided(
        self, texts: list[Instrument], first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Read what a council has done with a text, by a verb that does not say otherwise."""
        c = self._c
        councils = c.mentions.group("council").inside(first, last)
        if not councils:
            return []
        for have in c.mentions.group("have").inside(first, last):
            if have.lang != "fr" or c.words.any(have.first, have.last + _VERB, *UNDECIDED):
                continue
            about, near = self._nearest(texts, have), self._close(councils[0], have)
            if about is None or not near:
                continue
            modality = c.modality.read(have.last, have.last + 1, start, end)
            if modality in (OCCURRED, DENIED):
                at, stop, rule = have.first, have.last + 1, "approval-by-actor"
                return [Act("approval-government", modality, at, stop, rule, about, False)]
        return []

    def _sat(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read a joint body and, however far behind it, the verb that tells of its sitting."""
        c = self._c
        for verb in c.mentions.group("sits").inside(first, last):
            bodies = c.mentions.group("joint-body").inside(first, verb.first)
            if not bodies or not self._close(bodies[-1], verb):
                continue
            modality = c.modality.read(verb.first, verb.last, start, end)
            if modality:
                at, stop = bodies[-1].first, verb.last
                return [Act("implementation", modality, at, stop, "practice", None, True)]
        bodies = c.mentions.group("joint-body").inside(first, last)
        for sitting in c.mentions.group("sitting").inside(first, min(last, first + _OPENING)):
            if bodies and sitting.last <= bodies[0].first and self._close(bodies[0], sitting):
                at, stop, rule = sitting.first, bodies[0].last, "practice"
                return [Act("implementation", OCCURRED, at, stop, rule, None, True)]
        return []

    def _met(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read two officials side by side, whatever verb tells of what they spoke."""
        c = self._c
        for other in c.mentions.group("counterpart").inside(first, last):
            before = c.mentions.group("office-minister").inside(first, other.first)
            verbs = c.words.any(other.last, min(last, other.last + _REACH), "have")
            if not before or not verbs or c.words.any(first, last, "sign", "said"):
                continue
            modality = c.modality.read(other.first, other.last, start, end)
            if modality in (OCCURRED, PLANNED):
                at, stop = other.first, other.last
                return [Act("dialogue", modality, at, stop, "talks", None, True)]
        return []

    def _nearest(self, texts: list[Instrument], at: Mention) -> Instrument | None:
        """Return the text nearest to a mention with no strong break between them."""
        near = [i for i in texts if self._close(i, at)]
        return min(near, key=lambda i: max(i.first - at.last, at.first - i.last), default=None)

    def _close(self, one: Instrument | Mention, other: Mention) -> bool:
        low, high = sorted((one.first, other.first))
        seps = self._c.tokens.seps
        return high - low <= _REACH and all(seps[w] < STRONG for w in range(low + 1, high + 1))

    def _modality(self, at: Mention, high: int, start: int, end: int) -> str | None:
        """Return the modality of what a body does, from the words before and just after it."""
        c, after = self._c, range(at.last, high)
        negations = c.words.of("negation") - c.words.of("not-negation")
        if any(w in negations for w in after):
            return DENIED
        if c.words.any(at.last, high, "future") or any(c.tokens.marks[w] & FUTURE for w in after):
            return PLANNED
        return c.modality.read(at.first, at.last, start, end)
