"""What is being put together while a text is read: events, items and the record they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

#: Records further back are of another article in the same file.
TOLD_AGAIN = 100


class Event(NamedTuple):
    """One act at one stage, by word numbers; `date_words` are empty where no date is near."""

    stage: str
    concept: str
    modality: str
    first: int
    last: int
    rule: str
    date: str | None = None
    date_words: tuple[int, int] | None = None
    place: tuple[int, int] | None = None


class Item(NamedTuple):
    """One topic or measure, with the coarse code and the finest concept the words allow."""

    code: str
    concept: str
    first: int
    last: int
    rule: str


class Person(NamedTuple):
    """An official in office, as the text names and places them."""

    name: str
    role: str
    side: str
    first: int
    last: int


class KindWord(NamedTuple):
    """A word by which the text calls the instrument; `signing` where its signature is told."""

    kind: str
    concept: str
    first: int
    last: int
    signing: bool


@dataclass(slots=True)
class Draft:
    """A record in the making: one cooperation of the home state with one partner.

    It is `hedged` where it is first named in a condition, as wrongly reported, or as what is not,
    `civil` where its text is told to be about something that is no matter of security, and
    `named_so` where the text's own name says that it is on security.
    """

    partner: str
    sort: str
    at: int
    secure: bool = False
    hedged: bool = False
    civil: bool = False
    named_so: bool = False
    kinds: list[KindWord] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    topics: list[Item] = field(default_factory=list)
    measures: list[Item] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind by the sentence of the signing, else by the first word used (rule 13)."""
        named = [word for word in self.kinds if word.kind != "unspecified"] or self.kinds
        for word in named:
            if word.signing:
                return word.kind
        return named[0].kind if named else self.sort

    def add_event(self, event: Event) -> None:
        """Add an event; one of the same stage and modality without a date is the same one."""
        for number, known in enumerate(self.events):
            if known[:3:2] != event[:3:2]:
                continue
            if known.date == event.date or event.date is None:
                return
            if known.date is None:
                self.events[number] = event
                return
        self.events.append(event)

    def add_item(self, items: list[Item], item: Item) -> None:
        """Add a topic or measure once, the finest concept of a code first seen."""
        if all(known.code != item.code for known in items):
            items.append(item)

    def absorb(self, other: Draft) -> None:
        """Take over what another draft of the same cooperation holds."""
        self.secure = self.secure or other.secure
        self.kinds += other.kinds
        for event in other.events:
            self.add_event(event)
        for topic in other.topics:
            self.add_item(self.topics, topic)
        for measure in other.measures:
            self.add_item(self.measures, measure)
        self.people += [p for p in other.people if p.name not in {q.name for q in self.people}]
