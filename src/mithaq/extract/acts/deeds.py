"""French acts of practice, known by who stands where: no one verb tells them.

People in service of one side who are, on a day, with those of the other side carry something out;
a programme runs from the day it was launched to that on which it was stopped; a text that has been
there since a day binds.
"""

from __future__ import annotations

from mithaq.extract.acts.frames import DESCRIBING
from mithaq.extract.acts.linking import Act
from mithaq.extract.acts.stories import is_since
from mithaq.extract.context import Context
from mithaq.extract.instruments import Instrument
from mithaq.extract.modality import OCCURRED, PLANNED
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import FUTURE, INFINITIVE, PARTICIPLE, PAST, PRESENT
from mithaq.extract.words.tokens import STRONG

_VERB, _OWN, _RUN, _DATE = 14, 4, 12, 3
_LED_IN = ("location", "by-agent", "to", "at", "with", "concerning", "under", "after-act")
_UNTOLD = ("said", "offer", "provision-verb", "un-deed", "multilateral", "sign", "negotiate")
_UNBOUND = ("un-bound", "talks", "negotiate", "drafting", "said", "postpone", "go", "refer")
#: Verbs with the people whom they take along.
_SENDING = (
    ("post-people", ("staff", "headcount", "police")),
    ("host-people", ("staff", "headcount", "police")),
    ("provide", ("gear",)),
    ("hand-over-person", ("sought-person",)),
)
_LOOSE = ("programme", "dialogue")
_DESCRIBED = (*DESCRIBING, "binds", "under-instrument", "initialling")


class Deeds:
    """Reads what was carried out in one French sentence part; nothing in other languages."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._reads = "fr" in context.mentions.articles
        self._staff = context.mentions.group("staff")

    def acts(self, told: list[Act], first: int, last: int, start: int, end: int) -> list[Act]:
        """Return the acts between words `first` and `last` beside those `told`."""
        c = self._c
        if not self._reads or not c.dates.inside(first, last):
            return []
        texts = c.instruments.inside(first, last)
        found = self._ran(texts, told, first, last)
        since = [] if found else self._since(texts, first, last)
        if since and all(a.first >= since[0].last for a in told):
            return since
        if found or any(a.rule not in _DESCRIBED for a in told):
            return found
        return (
            self._posted(first, last, start, end)
            or self._sent(first, last, start, end)
            or self._joined(first, last, start, end)
        )

    def _ran(self, texts: list[Instrument], told: list[Act], first: int, last: int) -> list[Act]:
        """Read a programme "lancé en 2005 et arrêté en 2019"."""
        c = self._c
        found = []
        taken = {a.stage for a in told}
        for group, stage in (("launched", "implementation"), ("ended", "termination")):
            for verb in c.mentions.group(group).inside(first, last) if texts else []:
                near = [i for i in texts if 0 <= verb.first - i.last <= _RUN]
                dated = c.dates.inside(verb.last, min(last, verb.last + _DATE))
                if not near or near[-1].kind != "programme" or not dated or stage in taken:
                    continue
                at, stop, text = verb.first, verb.last, near[-1]
                rule = "carried-out" if stage == "implementation" else stage
                found.append(Act(stage, OCCURRED, at, stop, rule, text, True))
                break
        return found

    def _since(self, texts: list[Instrument], first: int, last: int) -> list[Act]:
        """Read a text that has been there since a day: "l'accord qui nous unit depuis 2023"."""
        c = self._c
        about = next((i for i in texts if i.kind and not i.bill and not i.many), None)
        if about is None or about.kind in _LOOSE or about.civil:
            return []
        since = [d for d in c.dates.inside(first, last) if is_since(c, d)]
        low, high = sorted((about.first, since[0].first)) if since else (0, 0)
        if not since or any(c.tokens.seps[w] >= STRONG for w in range(low + 1, high + 1)):
            return []
        if c.words.any(first, since[0].last + _DATE, *_UNBOUND, "negation"):
            return []
        at, stop = min(about.first, since[0].first), max(about.last, since[0].last)
        return [Act("in-force", OCCURRED, at, stop, "binds", about, True)]

    def _led_in(self, people: Mention, first: int) -> bool:
        """Say whether people are no subject; "une dizaine de", "quatre de nos" count them."""
        c, low = self._c, max(first, people.first - 2)
        counting = range(max(first, low - 1), people.first)
        counted = any(c.mentions.role("count").inside(counting.start, counting.stop))
        counted = counted or c.words.any(counting.start, counting.stop, "collective")
        return not counted and c.words.any(low, people.first, *_LED_IN)

    def _posted(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read people of one side who are with the other: "sept enquêteurs … ont passé"."""
        c = self._c
        for people in self._staff.inside(first, last):
            if self._led_in(people, first):
                continue
            near = min(last, people.last + _VERB)
            verb = next(iter(c.mentions.group("serve-abroad").inside(people.last, near)), None)
            if verb is None or c.words.any(people.last, verb.last, *_UNTOLD):
                continue
            if any(c.tokens.seps[w] >= STRONG for w in range(people.last, verb.first + 1)):
                continue
            if not self._both(people, first, last):
                continue
            modality = self._modality(verb, start, end)
            if modality in (OCCURRED, PLANNED):
                at, stop = people.first, verb.last
                return [Act("implementation", modality, at, stop, "practice", None, True)]
        return []

    def _sent(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read people whom one side sends, trains or hands over to the other."""
        c = self._c
        refs = c.refs.inside(first, last)
        others = [r for r in refs if not r.home]
        if not others or (len(others) == len(refs) and not all(r.place for r in others)):
            return []
        trained = any(
            c.coarse(m) == "training" for m in c.mentions.role("measure").inside(first, last)
        )
        trained = trained or c.words.any(first, last, "course-word")
        for verbs, persons in _SENDING:
            if verbs == "host-people" and not trained:
                continue
            for verb in c.mentions.group(verbs).inside(first, last):
                low, high = max(first, verb.first - _VERB), min(last, verb.last + _VERB)
                passive = c.words.any(verb.first - _OWN, verb.first, "be")
                low, high = (low, verb.first) if passive else (verb.last, high)
                if not self._told(verb) or not c.words.any(low, high, *persons):
                    continue
                if c.words.any(low, high, *_UNTOLD):
                    continue
                modality = self._modality(verb, start, end)
                if modality in (OCCURRED, PLANNED):
                    at, stop = verb.first, verb.last
                    return [Act("implementation", modality, at, stop, "practice", None, True)]
        return []

    def _joined(self, first: int, last: int, start: int, end: int) -> list[Act]:
        """Read forces of both sides who do something side by side: "ont manœuvré de conserve"."""
        c = self._c
        if not c.names_both(first, last) or c.words.any(first, last, "civil-word"):
            return []
        for beside in c.mentions.group("side-by-side").inside(first, last):
            low = max(first, beside.first - _OWN)
            if c.words.any(low, beside.first, "by-agent", "under", *_UNTOLD):
                continue
            if not any(self._finite(w) for w in range(low, beside.first)):
                continue
            modality = self._modality(beside, start, end)
            drills = [i for i in c.instruments.inside(low, beside.last) if i.kind == "programme"]
            about, rule = (drills[0], "carried-out") if drills else (None, "practice")
            if modality in (OCCURRED, PLANNED):
                return [Act("implementation", modality, low, beside.last, rule, about, True)]
        return []

    def _finite(self, word: int) -> bool:
        """Say whether a word is a verb by its form, or stands after "a" or "ont"."""
        marks = self._c.tokens.marks[word]
        told = marks & (PAST | PRESENT | FUTURE) and not marks & INFINITIVE
        return bool(told) or self._c.words.any(word - 1, word, "have")

    def _told(self, verb: Mention) -> bool:
        """Say whether a verb tells what was or will be done, and is no infinitive or adjective."""
        marks = self._c.tokens.marks[verb.first]
        if marks & (PRESENT | FUTURE) and not marks & (PARTICIPLE | INFINITIVE):
            return True
        return self._c.words.any(verb.first - _OWN, verb.first, "have")

    def _modality(self, verb: Mention, start: int, end: int) -> str | None:
        """Return the modality of a verb, planned where its form is of the future."""
        marks = self._c.tokens.marks[verb.first : verb.last]
        modality = self._c.modality.read(verb.first, verb.last, start, end)
        ahead = any(m & FUTURE for m in marks)
        ahead = ahead or self._c.words.any(verb.first, verb.last, "future")
        ahead = ahead and modality == OCCURRED
        return PLANNED if ahead else modality

    def _both(self, people: Mention, first: int, last: int) -> bool:
        """Say whether people are told of with the other side, or are where it is."""
        c = self._c
        refs = c.refs.inside(first, last)
        homes, others = [r for r in refs if r.home], [r for r in refs if not r.home]
        if homes and others:
            return True
        if others and c.words.any(people.last, last, "fellow"):
            return True
        own = c.refs.inside(people.first, people.last + _OWN)
        return bool(others) and not own and all(r.place for r in others)
