"""Acts of French sentences known by who does them and to what, whichever verb tells them.

A chamber or a government that does something to a text approves it, unless its verb says
otherwise; negotiators who work at a draft negotiate it; a chamber named with a verb to come, after
an approval, is the next to vote.
"""

from __future__ import annotations

from mithaq.extract.acts.frames import DESCRIBING, UNDECIDED
from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import DENIED, OCCURRED, PLANNED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import FUTURE, PARTICIPLE, PAST, PRESENT
from mithaq.extract.words.tokens import COMMA, STRONG

_VERB, _DONE, _OBJECT, _OPENING = 7, 4, 6, 10
_WORKED, _DRAFT, _AGAIN = 8, 14, 12
_SHORTEST = 4
_APPROVALS = ("approval-government", "approval-parliament")
_BODIES = (
    ("council", _APPROVALS[0]),
    ("government", _APPROVALS[0]),
    ("chamber", _APPROVALS[1]),
)
_NAMED = (*(group for group, _ in _BODIES), "drafter")
_LED_IN = ("location", "by-agent", "to", "at", "with", "go", "concerning", "after-act", "of-text")
_NO_WORK = ("provision-verb", "said", "sign", "under", "carry-out", "train-verb")
_ENDS = ("é", "ée", "és", "ées", "i", "ie", "is", "ies", "it", "ite", "u", "ue", "us", "ues")
_DESCRIBED = (*DESCRIBING, "binds")


class Agents:
    """Reads acts from who stands before what in one French sentence part.

    `named` are the groups of those who act that the text names; none in one that is not French.
    """

    def __init__(self, context: Context) -> None:
        self._c = context
        self._told: list[Act] = []
        french = "fr" in context.mentions.articles
        self.named = context.mentions.groups.intersection(_NAMED if french else ())

    def acts(self, told: list[Act], first: int, last: int, start: int, end: int) -> list[Act]:
        """Return the acts between words `first` and `last` beside those `told`; note them all."""
        found: list[Act] = []
        if all(a.rule in _DESCRIBED for a in told):
            texts = [i for i in self._c.instruments.inside(first, last) if not i.many]
            found = (
                self._decided(texts, first, last, start, end)
                or self._worked(texts, first, last, start, end)
                or self._next_chamber(first, last)
            )
        if told or found:
            self._told = told + found
        return found

    def _decided(
        self, texts: list[Instrument], first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Read what a body did with a text: "le Sénat a blanchi le traité"."""
        c = self._c
        for group, stage in _BODIES:
            if group not in self.named:
                continue
            for body in self._french(group, first, min(last, first + _OPENING)):
                if self._led_in(body, first):
                    continue
                verb = self._compound(body.last, min(last, body.last + _VERB))
                if verb < 0 or c.words.any(body.last, verb + 2, *UNDECIDED):
                    continue
                about = next((i for i in texts if 0 < i.first - verb <= _OBJECT), None)
                pronoun = c.words.any(max(body.last, verb - 3), verb, "object-pronoun")
                if about is None and not pronoun:
                    continue
                modality = c.modality.read(verb, verb + 1, start, end)
                if modality in (OCCURRED, DENIED):
                    return [Act(stage, modality, verb, verb + 1, "approval-by-actor", about, True)]
        return []

    def _worked(
        self, texts: list[Instrument], first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Read negotiators who are at work on a draft: "les experts ont bouclé le texte"."""
        c = self._c
        for experts in self._french("drafter", first, last):
            verb = self._verb(experts.last, min(last, experts.last + _WORKED))
            if verb < 0 or c.words.any(experts.last, verb + 1, *_NO_WORK):
                continue
            high = min(last, verb + _DRAFT)
            if not c.words.any(verb + 1, high, "draft-word"):
                continue
            near = [i for i in texts if verb - _WORKED <= i.first < high and not i.bill]
            about = next((i for i in near if i.kind), near[0] if near else None)
            modality = c.modality.read(verb, verb + 1, start, end)
            if about is not None and modality:
                return [Act("negotiation", modality, verb, verb + 1, "negotiation", about, True)]
        return []

    def _next_chamber(self, first: int, last: int) -> list[Act]:
        """Read a chamber whose turn comes after an approval: "reste le Sénat"."""
        c = self._c
        before = [a for a in self._told if a.stage in _APPROVALS and a.modality == OCCURRED]
        if not before or first - before[-1].last > _AGAIN * 4:
            return []
        for chamber in self._french("chamber", first, min(last, first + _AGAIN)):
            low, high = max(first, chamber.first - _VERB), min(last, chamber.last + _VERB)
            ahead = c.words.any(low, high, "future", "remain-to", "next")
            ahead = ahead or any(c.tokens.marks[w] & FUTURE for w in range(low, high))
            if not ahead or c.words.any(low, high, "said", "discuss", "hold", "negation"):
                continue
            act = before[-1]._replace(stage=_APPROVALS[1], first=chamber.first, last=high)
            return [act._replace(modality=PLANNED, rule="further-chamber", back=True)]
        return []

    def _compound(self, first: int, last: int) -> int:
        """Return the participle after "a" or "ont" that ends as one, or -1."""
        tokens, words = self._c.tokens, self._c.words
        haves = [w for w in range(first, last) if words.any(w, w + 1, "have")]
        if not haves or any(tokens.seps[w] >= STRONG for w in range(first, haves[0] + 1)):
            return -1
        for word in range(haves[0] + 1, min(last, haves[0] + _DONE)):
            if tokens.seps[word] >= COMMA:
                return -1
            written = tokens.surface(word, word + 1)
            if len(written) >= _SHORTEST and written.endswith(_ENDS):
                return word if not words.any(word, word + 1, "be", "negation", "also") else -1
        return -1

    def _verb(self, first: int, last: int) -> int:
        """Return the first verb: after "a" or "se sont", or one whose form tells."""
        tokens = self._c.tokens
        told = self._compound(first, last)
        if told >= 0:
            return told
        for word in range(first, last):
            if tokens.seps[word] >= STRONG:
                return -1
            marks = tokens.marks[word]
            if marks & (PAST | PRESENT | FUTURE) and not marks & PARTICIPLE:
                return word
        return -1

    def _french(self, group: str, first: int, last: int) -> list[Mention]:
        return [m for m in self._c.mentions.group(group).inside(first, last) if m.lang == "fr"]

    def _led_in(self, body: Mention, first: int) -> bool:
        """Say whether a body is no subject: "à la Chambre", "le président de la Chambre"."""
        return self._c.words.any(max(first, body.first - 2), body.first, *_LED_IN)
