"""Arabic acts whose verb opens the sentence and whose complement closes it, the text between.

"The agreement between … on … entered, on 3 May, into force", "the government sent the bill on …
to the chamber": no phrase or pattern reaches from the one to the other.
"""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import DENIED, PLANNED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import ARABIC, ATTACHED, PAST
from mithaq.extract.words.tokens import STRONG

_REACH, _TO = 44, 4
_COMPLEMENTS = ("force", "toward", "issue", "deliver-person")


class Distant:
    """Finds the verb that a complement far from it belongs to."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._named = context.mentions.groups.intersection(_COMPLEMENTS)

    def acts(self, told: list[Act], first: int, last: int, start: int, end: int) -> list[Act]:
        """Return the acts between words `first` and `last` that none of those `told` covers."""
        found: list[Act] = []
        named = self._named
        if not named:
            return found
        stages = {a.stage for a in told}
        if "force" in named and "entry-into-force" not in stages:
            found += self._entered(first, last, start, end)
        if "toward" in named and "approval-parliament" not in stages:
            found += self._sent("chamber", "approval-parliament", first, last, start, end)
        if "toward" in named and "approval-government" not in stages:
            found += self._sent("council", "approval-government", first, last, start, end)
        if "issue" in named and "signature" not in stages:
            found += self._issued(first, last, start, end)
        if "deliver-person" in named and "implementation" not in stages:
            found += self._delivered(first, last, start, end)
        return found

    def _entered(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read a text that enters, many words later, into force."""
        for force in self._c.mentions.group("force").inside(first, last):
            verb, text = self._verb("enter", force, first)
            if verb is None or text is None:
                continue
            modality = self._c.modality.read(verb.first, verb.last, start, end)
            if modality:
                at, stop, rule = force.first, force.last, "into-force"
                return [Act("entry-into-force", modality, at, stop, rule, text, True)]
        return []

    def _sent(
        self, body: str, stage: str, first: int, last: int, start: int, end: int
    ) -> list[Act]:
        """Read a bill that is sent, many words later, to a chamber or a council."""
        c = self._c
        for decider in c.mentions.group(body).inside(first, last):
            if not c.words.any(decider.first - _TO, decider.first, "toward"):
                continue
            verb, text = self._verb("send", decider, first)
            if verb is None or text is None:
                continue
            modality = c.modality.read(verb.first, verb.last, start, end)
            if modality:
                sent = DENIED if modality == DENIED else PLANNED
                at, stop, rule = verb.first, verb.last, "to-parliament"
                return [Act(stage, sent, at, stop, rule, text, False)]
        return []

    def _issued(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read a declaration that those named at length between issue."""
        c = self._c
        for text in c.instruments.inside(first, last):
            if text.kind != "declaration" or text.known or not c.tokens.marks[text.first] & ARABIC:
                continue
            verbs = c.mentions.group("issue").inside(max(first, text.first - _REACH), text.first)
            told = [v for v in verbs if c.tokens.marks[v.first] & PAST]
            modality = c.modality.read(told[0].first, told[0].last, start, end) if told else None
            if modality:
                at, stop = text.first, text.last
                return [Act("signature", modality, at, stop, "signature-verb", text, False)]
        return []

    def _delivered(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read a person who is handed over, wherever the verb stands in the sentence."""
        c = self._c
        for verb in c.mentions.group("deliver-person").inside(first, last):
            marks = c.tokens.marks[verb.first]
            if not marks & PAST or marks & ATTACHED:
                continue
            persons = c.mentions.group("wanted-person").inside(verb.last, verb.last + _REACH)
            modality = c.modality.read(verb.first, verb.last, start, end)
            if persons and persons[0].first < last and modality:
                at, stop = verb.first, verb.last
                return [Act("implementation", modality, at, stop, "practice", None, True)]
        return []

    def _verb(
        self, group: str, complement: Mention, first: int
    ) -> tuple[Mention | None, Instrument | None]:
        """Return the last Arabic verb of a group before a complement, and the text between."""
        c, at = self._c, complement.first
        if not c.tokens.marks[at] & ARABIC:
            return None, None
        verbs = c.mentions.group(group).inside(max(first, at - _REACH), at)
        for verb in reversed(verbs):
            texts = c.instruments.inside(verb.last, at)
            named = [i for i in texts if i.kind] or [i for i in texts if i.known]
            whole = all(c.tokens.seps[w] < STRONG for w in range(verb.last, at + 1))
            if named and whole:
                return verb, named[0]
        return None, None
