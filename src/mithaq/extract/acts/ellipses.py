"""Acts told by a verb that only stands for the one before: "it was not", "Delhi did so in May".

A text that "was to be signed in May" and "was not" was not signed in May: the plan is denied where
it stands, with its day. One that "will be in September" has the same act once more, as planned.
"""

from __future__ import annotations

from mithaq.extract.acts.linking import FAR, Act
from mithaq.extract.acts.stages import StageRules
from mithaq.extract.context import Context
from mithaq.extract.modality import DENIED, OCCURRED, PLANNED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import INFINITIVE, PARTICIPLE
from mithaq.extract.words.tokens import COMMA

#: Groups of words that stand for a verb, with what they say of it.
_STANDING = {"so-undone": DENIED, "so-to-be": PLANNED, "so-done": OCCURRED}
_VERB = "so-verb"
_STAGES = frozenset(
    {
        "signature",
        "initialling",
        "approval-government",
        "approval-parliament",
        "ratification",
        "publication",
        "entry-into-force",
        "termination",
    }
)
_BACK, _SHORTEST = 4, 5
_INFINITIVES = ("er", "ir", "re")
_PRONOUN = ("l", "L")
_PRONOUNS = frozenset({*_PRONOUN, "le", "Le", "en", "c", "C", "qui"})


class EllipsisRules(StageRules):
    """Reads acts whose verb the text leaves out; remembers the acts of the part before."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stand_ins = [
            (mention, modality)
            for group, modality in _STANDING.items()
            for mention in context.mentions.group(group)
            if self._has_pronoun(mention)
        ]
        for verb in context.mentions.group(_VERB):
            modality = self._left_out(verb)
            if modality:
                self._stand_ins.append((verb, modality))
        self._before_part: list[Act] = []

    def _with_stand_ins(self, acts: list[Act], first: int, last: int) -> list[Act]:
        """Return the acts of a part with those that a verb standing for theirs tells."""
        found = acts
        for mention, modality in self._stand_ins:
            if first <= mention.first < last:
                found = self._again(found, mention, modality)
        if found:
            self._before_part = found
        return found

    def _again(self, acts: list[Act], mention: Mention, modality: str) -> list[Act]:
        near = [a for a in acts if a.stage in _STAGES and 0 <= mention.first - a.last <= FAR]
        told = near or [a for a in self._before_part if a.stage in _STAGES]
        if not told or mention.first - told[-1].last > FAR:
            return acts
        act = told[-1]
        if near and modality == DENIED and act.modality == PLANNED:
            return [a if a != act else act._replace(modality=DENIED) for a in acts]
        if not near and modality == OCCURRED and act.modality == OCCURRED:
            return acts
        again = act._replace(first=mention.first, last=mention.last, modality=modality, back=True)
        kept = [a for a in acts if not mention.first <= a.first < mention.last]
        return [*kept, again._replace(rule="followed-suit")]

    def _has_pronoun(self, mention: Mention) -> bool:
        """Say whether a phrase has its pronoun, which is looked for like an article: "le sera"."""
        surface = self._c.tokens.surface
        words = range(mention.first, mention.last)
        return not _PRONOUNS.isdisjoint(surface(w, w + 1) for w in words)

    def _left_out(self, verb: Mention) -> str:
        """Return what "l'a été" or "ne l'a pas fait" says of an act; empty before a participle."""
        tokens, words, at = self._c.tokens, self._c.words, verb.first
        haves = words.of("have")
        have = next((w for w in range(at - 1, max(0, at - _BACK - 1), -1) if w in haves), 0)
        if not have or tokens.surface(have - 1, have) not in _PRONOUN:
            return ""
        goes_on = verb.last < len(tokens) and tokens.seps[verb.last] < COMMA
        marks = tokens.marks[verb.last] if goes_on else 0
        after = tokens.surface(verb.last, verb.last + 1) if goes_on else ""
        whole = len(after) >= _SHORTEST and after.endswith(_INFINITIVES)
        if whole or marks & (INFINITIVE | PARTICIPLE):
            return ""
        return DENIED if words.any(have, at, "negation") else OCCURRED
