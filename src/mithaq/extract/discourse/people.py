"""Officials in office whom the article names beside a record: signers, ministers, heads."""

from __future__ import annotations

from bisect import bisect_right

from mithaq.extract.context import Context
from mithaq.extract.discourse.drafts import Draft, Person
from mithaq.extract.words.morphology import AND, ARABIC, CAPITAL
from mithaq.extract.words.tokens import COMMA, STRONG

_OFFICES = (
    ("office-spokesperson", "spokesperson"),
    ("office-minister", "minister"),
    ("office-head", "head-of-service"),
)
_TITLE_WORDS = 16
_NAME_WORDS = 7


class PeopleReader:
    """Finds the holders of offices near the acts of a record; says nothing of anyone else."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._spans = [(s.first, s.last) for s in context.sentences]

    def people(self, draft: Draft, home: str) -> list[Person]:
        """Return the officials of the sentences in which the record's acts are told."""
        told = {self._sentence(e.first): e.stage for e in draft.events}
        found: list[Person] = []
        for (first, last), stage in sorted(told.items()):
            for group, role in _OFFICES:
                for office in self._c.mentions.group(group).inside(first, last):
                    name = self._name(office.last, last)
                    if name is None:
                        continue
                    signs = stage in ("signature", "initialling") and role != "spokesperson"
                    side = self._side(office.first, name[0], draft.partner, home)
                    if side:
                        found.append(
                            Person(
                                self._c.tokens.surface(*name),
                                "signatory" if signs else role,
                                side,
                                *name,
                            )
                        )
        return _once(found)

    def _sentence(self, word: int) -> tuple[int, int]:
        at = bisect_right(self._spans, (word, word)) - 1
        for first, last in self._spans[max(at, 0) : at + 2]:
            if first <= word < last:
                return first, last
        return word, word

    def _name(self, at: int, last: int) -> tuple[int, int] | None:
        """Return the words of the name that ends an office's title, after its comma or at once."""
        tokens = self._c.tokens
        for word in range(at, min(last, at + _TITLE_WORDS)):
            if tokens.seps[word] >= STRONG:
                return None
            if self._could_be_name(word) and (
                tokens.seps[word] == COMMA or not tokens.marks[word] & ARABIC
            ):
                end = word + 1
                while (
                    end < last
                    and end - word < _NAME_WORDS
                    and tokens.seps[end] == 0
                    and self._could_be_name(end)
                ):
                    end += 1
                return (word, end) if end - word >= 2 else None
        return None

    def _could_be_name(self, word: int) -> bool:
        tokens = self._c.tokens
        honorific = self._c.words.any(word, word + 1, "honorific")
        if not tokens.marks[word] & ARABIC and not tokens.marks[word] & CAPITAL:
            return False
        if tokens.marks[word] & AND:
            return False
        if self._c.refs.inside(word, word + 1):
            return False
        return honorific or not self._common(tokens.forms[word])

    def _common(self, forms: tuple[str, ...]) -> bool:
        """Say whether a word does a job in sentences by itself, and so is no name."""
        return not self._c.lexicon.working_words.isdisjoint(forms)

    def _side(self, first: int, last: int, partner: str, home: str) -> str:
        """Return the state named in the title, else none."""
        inside = self._c.refs
        for ref in inside.inside(first, last) + inside.inside(max(0, first - 3), first):
            if ref.code in (partner, home) and not ref.place:
                return ref.code
        if self._c.words.any(first, last, "both"):
            return partner
        return ""


def _once(found: list[Person]) -> list[Person]:
    seen: dict[str, Person] = {}
    for person in found:
        seen.setdefault(person.name, person)
    return list(seen.values())
