"""When and where: the date and the place that belong to an act."""

from __future__ import annotations

from datetime import timedelta

from mithaq.extract.acts.entries import Entries, to_come
from mithaq.extract.acts.linking import Act
from mithaq.extract.acts.stories import come_about, is_over, is_since
from mithaq.extract.context import Context, Sentence
from mithaq.extract.dates.chains import DateMention, has_year
from mithaq.extract.discourse.occasions import Dated, Occasions
from mithaq.extract.modality import DENIED, OCCURRED, PLANNED
from mithaq.extract.parties import Segment
from mithaq.extract.words.morphology import AND, ARABIC, FUTURE, PAST, PRESENT
from mithaq.extract.words.tokens import COMMA, JOINED, STRONG

_TOO_FAR = 34
_CROSSING = 14
_CLAUSE = 5
_BREAK = 12
_BEFORE = 5
_COARSE = 3
_COMMA = 2
_SAID = 2
_OPENING = 4
_DEADLINE = 15
_DAY = 10
_TOGETHER = frozenset({"amendment", "signature", "initialling"})
_DENIED_NEAR = 6
_MONTH = len("2024-09")
_YEAR, _NEW, _SOON_AFTER = 366, 60, 12
_FRAME = 2
#: Words that look like verbs in the present and are none, "entre", or tell no act.
_NO_VERBS = ("talks", "drill", "training-course", "session", "be", "have", "between")
_VERB_NEAR = 3
_AHEAD = 8
_SIGNING = frozenset({"signature", "initialling"})
#: Stages that the year in a text's name may be that of.
_OF_YEAR = frozenset({"signature", "in-force", "approval-government", "negotiation"})
_YEAR_ONLY, _NAME = 4, 3
_FEW = 4


class Timing:
    """Ties dates and places to acts within a sentence."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self.occasions = Occasions(context)
        self.entries = Entries(context)

    def of(self, act: Act, part: Segment, sentence: Sentence, acts: list[Act]) -> list[Dated]:
        """Return the dates of an act with their words; empty where none is told.

        Each date goes to the act it is nearest to, counting breaks between them as distance.
        """
        if act.stage == "publication" and act.modality == OCCURRED and self.occasions.issue[0]:
            return [self.occasions.issue]
        low = sentence.first if part.first == sentence.first else part.first
        dates = [d for d in self._c.dates.inside(low, part.last) if d.last <= part.last]
        mine: list[tuple[int, DateMention]] = []
        for date in dates:
            cost = self._cost(act, date, acts, part.first)
            if not self._may_be_of(act, date):
                continue
            far = cost > _DENIED_NEAR and self.entries.head(act.first) != date
            if act.modality == DENIED and (far or self._of_denial(date)):
                continue
            if act.modality == PLANNED and is_over(self._c, date):
                continue
            if cost > _TOO_FAR or self._is_others(date, cost, act, acts, dates, part.first):
                continue
            mine.append((cost, date))
        if not mine:
            shared = self._shared(act, dates, acts, part.first)
            heading = None if shared else self.occasions.heading(act, sentence)
            if heading is None:
                return shared
            return [(self._value(act, heading), (heading.first, heading.last))]
        valued = [pair for pair in mine if pair[1].value is not None]
        if valued and mine[0][1].first - sentence.first <= _OPENING:
            mine = valued  # a dateline without its year
        best = min(mine, key=lambda pair: (pair[0], pair[1].first))[1]
        chosen = [best] + [d for _, d in mine if d != best and self._goes_with(best, d)]
        exact = {d.value for d in chosen if d.value}
        chosen = [
            d
            for d in chosen
            if not any(d.value and v != d.value and v.startswith(d.value) for v in exact)
        ]
        chosen.sort(key=lambda d: d.first)
        self.occasions.given.update(d.first for d in chosen)
        return [(self._value(act, d), (d.first, d.last)) for d in chosen]

    def _may_be_of(self, act: Act, date: DateMention) -> bool:
        """Say whether a date may be that of an act by its own words, wherever the two stand."""
        if act.stage == "in-force" and not is_since(self._c, date):
            return False
        if act.stage not in _OF_YEAR and self._of_text(date) and not self._amends(act, date):
            return False
        sent = act.rule == "to-parliament" and self._of_sending(act, date)
        return not sent or to_come(self._c, date.value) or self._goes(act)

    def _goes(self, act: Act) -> bool:
        """Say whether an Arabic text is still to be sent to the chamber: "it goes there on"."""
        marks = self._c.tokens.marks[act.first]
        return marks & (ARABIC | PRESENT | PAST) == ARABIC | PRESENT

    def _lasts_since(self, act: Act, date: DateMention) -> bool:
        """Say whether a date tells since when the text of an act binds."""
        low = min(act.first, date.first)
        return is_since(self._c, date) or self._c.words.any(low, date.last, "since", "ago")

    def _is_others(
        self,
        date: DateMention,
        cost: int,
        act: Act,
        acts: list[Act],
        dates: list[DateMention],
        start: int,
    ) -> bool:
        """Say whether a date is nearer to another act, which has none that is nearer still."""
        for other in acts:
            if self._same_talks(act, other) or self._is_means(other):
                continue
            if other.stage == "in-force" and not self._lasts_since(other, date):
                continue
            theirs = self._cost(other, date, acts, start) if other != act else cost
            if theirs >= cost:
                continue
            own = [d for d in dates if d != date and self._cost(other, d, acts, start) < theirs]
            if not any(self._cost(act, d, acts, start) > cost for d in own):
                return True
        return False

    def _amends(self, act: Act, date: DateMention) -> bool:
        """Say whether a date is that of the text that amends: "a protocol of 2016 amended it"."""
        passive = self._c.words.any(act.first - 2, act.first, "be")
        by = self._c.words.any(date.first - _NAME - 1, date.first, "by-agent")
        by = by or 0 <= date.first - act.last <= _SAID
        if act.stage == "amendment" and by and date.first >= act.first:
            return True
        return act.stage == "amendment" and date.last <= act.first and not passive

    def _same_talks(self, act: Act, other: Act) -> bool:
        """Say whether two acts are words for the same talks: "the dialogue held its session"."""
        return act.stage == other.stage == "dialogue" and act.modality == other.modality

    def _is_means(self, act: Act) -> bool:
        """Say whether talks are only how something is done: "by video conference"."""
        words = self._c.words
        return act.rule == "talks" and words.any(act.first - 1, act.first, "by-means")

    def as_scheduled(self, act: Act, part: Segment) -> Act:
        """Return an act as planned where its verb stands in the present: "talks open in June".

        The day after it has no year, and the last one of that name is long past.
        """
        act = self.entries.told(act, part.first, part.last)
        if act.modality == PLANNED and come_about(self._c, act, part.first, part.last):
            return act._replace(modality=OCCURRED)
        if act.modality == PLANNED and act.stage == "implementation":
            begun = [d for d in self._c.dates.inside(act.first, part.last) if is_since(self._c, d)]
            if any(d.value and not to_come(self._c, d.value) for d in begun[:1]):
                return act._replace(modality=OCCURRED)
        dates = self._c.dates.inside(act.first, min(part.last, act.last + _SOON_AFTER))
        if act.modality != OCCURRED or not dates or not self._recent_year(dates[0]):
            return act
        if is_since(self._c, dates[0]):
            return act
        between = [self._c.tokens.marks[w] for w in range(act.first, dates[0].first)]
        if between and between[0] & (ARABIC | PRESENT | PAST) == ARABIC | PRESENT:
            told = self._c.words.any(act.first - 2, act.first, "be", "past-negation", "then-did")
            return act if told else act._replace(modality=PLANNED)
        if any(m & (PAST | ARABIC) for m in between):
            return act
        nouns = self._c.words.of(*_NO_VERBS)
        present = any(m & PRESENT and act.first + n not in nouns for n, m in enumerate(between))
        return act._replace(modality=PLANNED) if present else act

    def _recent_year(self, date: DateMention) -> bool:
        """Say whether a date without a year was read as one of the last twelve months, not new."""
        published, value = self._c.published.earliest, date.value
        if (
            published is None
            or value is None
            or len(value) < _MONTH
            or has_year(self._c.tokens, date)
        ):
            return False
        if date.ahead or self._c.words.any(date.first, date.last, "last", "ago", "last-month"):
            return False
        line = self._c.line_of(date.first)
        if line is not None and any(
            has_year(self._c.tokens, d) for d in self._c.dates.inside(line.first, date.first)
        ):
            return False  # an entry of a chronology
        old, new = (
            (published - timedelta(days=days)).isoformat()[: len(value)] for days in (_YEAR, _NEW)
        )
        return old <= value < new

    def _of_sending(self, act: Act, date: DateMention) -> bool:
        """Say whether a date is that on which a text was sent to a chamber, not that of a vote."""
        if act.modality != PLANNED or date.ahead:
            return False
        low, high = min(act.first, date.first), max(act.last, date.first)
        marks = self._c.tokens.marks
        soon = any(marks[w] & FUTURE and not marks[w] & ARABIC for w in range(low, high))
        soon = soon or self._c.words.any(max(0, low - _SAID), high, "will-decide", "soon", "future")
        return not (soon and (date.first >= act.first or date.later is not None))

    def _of_denial(self, date: DateMention) -> bool:
        """Say whether a date tells when something was denied: "démenti vendredi la conclusion"."""
        near = self._c.words
        return near.any(max(0, date.first - 2), date.first, "deny")

    def _shared(
        self, act: Act, dates: list[DateMention], acts: list[Act], start: int
    ) -> list[Dated]:
        """An act that no break parts from a dated one happened then: "amended by a text signed"."""
        seps = self._c.tokens.seps
        for other in acts:
            low, high = sorted((act.first, other.first))
            if {act.stage, other.stage} - _TOGETHER:
                continue
            if other.first == act.first or any(seps[w] >= COMMA for w in range(low + 1, high + 1)):
                continue
            near = [d for d in dates if self._cost(other, d, acts, start) <= _CROSSING]
            if len(near) == 1 and other.modality == act.modality:
                return [(self._value(act, near[0]), (near[0].first, near[0].last))]
        return []

    def _value(self, act: Act, date: DateMention) -> str | None:
        """Return what a date means: a planned day without a year is the next, not the last one."""
        later = act.modality == PLANNED and date.later is not None
        if later and not self._was_to(act) and not self._of_agreeing(act, date):
            return date.later
        return date.value

    def _was_to(self, act: Act) -> bool:
        """Say whether a plan is told as one of the past: "it was to be signed in May"."""
        return self._c.words.any(max(0, act.first - _FEW), act.first, "was-to")

    def _of_agreeing(self, act: Act, date: DateMention) -> bool:
        """Say whether a date tells when a plan was made: "agreed on Tuesday to post an officer"."""
        if date.first >= act.last or self._c.words.any(date.first - _AHEAD, date.first, "future"):
            return False
        end = date.first if date.last > act.first else act.first
        apart = date.last < end and self._c.tokens.seps[date.last] >= COMMA
        leads = self._c.words.any(date.last, min(end, date.last + _VERB_NEAR), "to", "to-do")
        if leads and not apart:
            return True
        marks = self._c.tokens.marks[max(0, date.first - _VERB_NEAR) : end]
        return any(m & PAST and not m & (FUTURE | PRESENT) for m in marks)

    def _goes_with(self, one: DateMention, other: DateMention) -> bool:
        """Say whether an act has two dates, or one told twice: "ten years earlier, in May 1983"."""
        near = 0 <= other.first - one.last <= 2
        return self._joined(one, other) or (
            near and bool(one.value) and (other.value or "").startswith(one.value or "")
        )

    def _joined(self, one: DateMention, other: DateMention) -> bool:
        """Say whether two dates stand side by side, as in "in 2018 and 2022"."""
        first, second = sorted((one, other), key=lambda d: d.first)
        if any(self._c.tokens.seps[w] >= COMMA for w in range(first.last, second.first + 1)):
            return False
        between = range(first.last, second.first)
        linked = not between or self._c.words.any(first.last, second.first, "conjunction")
        return len(between) <= 1 and (linked or bool(self._c.tokens.marks[second.first] & AND))

    def _cost(self, act: Act, date: DateMention, acts: list[Act], start: int) -> int:
        seps = self._c.tokens.seps
        if date.first >= act.last:
            low, high, cost = act.last, date.first, date.first - act.last
        elif date.last <= act.first:
            low, high, cost = date.last, act.first, act.first - date.last + _BEFORE
        else:
            return 0
        if date.value is not None and len(date.value) < _DAY:
            cost += _COARSE
        comma = _COMMA if date.first >= act.last or date.first - start <= _OPENING else 2 * _COMMA
        breaks = seps[low : high + 1]
        commas = breaks.count(COMMA)
        cost += comma * commas + _BREAK * (len(breaks) - commas - breaks.count(JOINED))
        if date.last <= act.first and date.first - start <= _FRAME:
            cost = min(cost, _CROSSING)
        if act.last < date.first and self._c.words.any(date.first - _SAID, date.first, "told-on"):
            cost += _TOO_FAR
        if act.stage not in _SIGNING and self._c.words.any(act.last, date.first, "signed"):
            cost += _CROSSING
        if act.modality == OCCURRED and self._c.words.any(act.last, date.first, "will-word"):
            cost += _CROSSING
        deadlines = self._c.words.of("deadline")
        near = range(max(low, date.first - 3), date.first)
        if act.modality == OCCURRED and not deadlines.isdisjoint(near):
            cost += _DEADLINE
        for other in acts:
            between = low <= other.first < high and other.first != act.first
            if other is not act and between and not self._same_talks(act, other):
                cost += _CROSSING
        starts = self._c.words.of("clause-start")
        cost += _CLAUSE * len(starts.intersection(range(low, high)))
        return cost

    def _of_text(self, date: DateMention) -> bool:
        """Say whether a date belongs to a text's name: "the convention of 1997"."""
        if date.since or not date.value:
            return False
        words = self._c.words
        year = len(date.value) == _YEAR_ONLY and words.any(date.first - 1, date.first, "year")
        if not year and not words.any(date.first - 1, date.first, "of-text"):
            return False
        if words.any(date.first - _NAME - 1, date.first, "this"):
            return False
        texts = self._c.instruments.inside(date.first - _NAME, date.first - 1)
        return any(i.last >= date.first - 2 and i.kind != "programme" for i in texts)

    def place(self, act: Act, part: Segment) -> tuple[int, int] | None:
        """Return the words of the place of an act: a city near it in the same clause."""
        if act.modality != OCCURRED and act.modality != PLANNED:
            return None
        found = [
            r
            for r in self._c.refs.inside(part.first, part.last)
            if r.place and self._near(act, r.first)
        ]
        if not found:
            return None
        best = min(found, key=lambda r: abs(r.first - act.last))
        return best.first, best.last

    def _near(self, act: Act, at: int) -> bool:
        low, high = (act.last, at) if at >= act.last else (at, act.first)
        breaks = sum(self._c.tokens.seps[w] >= STRONG for w in range(low, high))
        return high - low <= 14 and not breaks
