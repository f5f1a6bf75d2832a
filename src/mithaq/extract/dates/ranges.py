"""Ranges and pairs of dates of two months: "from March to June", "3 May and 7 November 2019"."""

from __future__ import annotations

from mithaq.extract.dates.chains import DateMention
from mithaq.extract.dates.relative import RelativeDates
from mithaq.extract.words.tokens import STRONG

_LINKED = 2
_MONTH, _DAY = len("2024-09"), len("2024-09-01")


class RangedDates(RelativeDates):
    """Reads what two days or months have in common, or where a range of them begins."""

    def _with_ranges(self, found: list[DateMention]) -> list[DateMention]:
        """Join the two ends of a range, and give a day the year told with the one beside it."""
        out: list[DateMention] = []
        for one in found:
            before = out[-1] if out else None
            if (
                before is None
                or before.bare is None
                or before.turn
                or not self._beside_each(before, one)
            ):
                out.append(one)
                continue
            start = _with_year(before, one)
            if self._is_range(start, one):
                out[-1] = _joined(start, one)
            else:
                out[-1] = start
                out.append(one)
        return out

    def _beside_each(self, one: DateMention, other: DateMention) -> bool:
        """Say whether nothing but "to", "and" or a dash stands between two dates of a month."""
        between = range(one.last, other.first)
        if not other.value or len(other.value) < _MONTH or len(between) > _LINKED:
            return False
        if any(self._tokens.seps[w] >= STRONG for w in range(one.last, other.first + 1)):
            return False
        if not between:
            return self._dashed(other.first)
        words = (self._links(w) or self._single(w, "article") for w in between)
        return all(words) and any(self._links(w) for w in between)

    def _is_range(self, one: DateMention, other: DateMention) -> bool:
        between = range(one.last, other.first)
        if not between or any(self._single(w, "range-to") for w in between):
            return True
        if self._led(one.first):
            return True
        months = [int((d.value or "")[5:7] or 0) for d in (one, other)]
        whole = all(len(d.value or "") == _MONTH for d in (one, other))
        return whole and months[1] - months[0] == 1


def _with_year(one: DateMention, other: DateMention) -> DateMention:
    """Return a date with the year of the one after it, if that tells one."""
    if other.bare is not None or one.bare is None or other.value is None:
        return one
    month, day = one.bare
    year = int(other.value[:4])
    told = int(other.value[5:7]), int(other.value[8:10] or 0)
    year -= (month, day or 0) > told
    value = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
    return one._replace(value=value, later=None, bare=None)


def _joined(one: DateMention, other: DateMention) -> DateMention:
    """Return a range: the day it begins on, or the year that its months lie in."""
    if one.value is None or len(one.value) == _DAY:
        return one._replace(last=other.last)
    same = one.value[:4] == (other.value or "")[:4]
    later = one.later if (one.later or "")[:4] == (other.later or "")[:4] else None
    return one._replace(
        last=other.last, value=one.value[:4] if same else None, later=later and later[:4], bare=None
    )
