"""Calendar arithmetic for what reporters write: weekdays, months without a year, Hijri dates."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Published:
    """When a text was published: surely between two days, and how that is known.

    `certainty` is "certain", "inferred" or "unknown"; unknown has no days.
    """

    earliest: date | None = None
    latest: date | None = None
    certainty: str = "unknown"

    @property
    def iso(self) -> str | None:
        """The date at the precision that is sure, as YYYY, YYYY-MM or YYYY-MM-DD."""
        if self.earliest is None or self.latest is None:
            return None
        return common(self.earliest, self.latest)

    def resolve(self, rule: Callable[[date], str]) -> str | None:
        """Return what `rule` makes of the day of publication, if every possible day agrees."""
        if self.earliest is None or self.latest is None:
            return None
        first, last = rule(self.earliest), rule(self.latest)
        return first if first == last else None


def common(first: date, last: date) -> str | None:
    """Return the finest of day, month and year in which both days lie.

    >>> common(date(2014, 9, 29), date(2014, 10, 3)), common(date(2014, 9, 1), date(2014, 9, 3))
    ('2014', '2014-09')
    """
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first:%Y}" if first.year == last.year else None


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return an ISO date of the given precision, or None where the calendar has no such day.

    >>> iso(2014, 3, 12), iso(2014, 3), iso(2014), iso(2014, 2, 30)
    ('2014-03-12', '2014-03', '2014', None)
    """
    if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def weekday_before(day: date, weekday: int, same_day: bool) -> date:
    """Return the latest such weekday (1 Monday to 7 Sunday) before a day, or that day itself.

    >>> weekday_before(date(2014, 9, 14), 4, same_day=False)
    datetime.date(2014, 9, 11)
    """
    back = (day.isoweekday() - weekday) % 7
    return day - timedelta(days=back if back or same_day else 7)


def weekday_after(day: date, weekday: int, same_day: bool = False) -> date:
    """Return the first such weekday after a day, or that day itself."""
    ahead = (weekday - day.isoweekday()) % 7
    return day + timedelta(days=ahead if ahead or same_day else 7)


def latest_before(day: date, month: int, of_month: int | None) -> str | None:
    """Return the latest such month, or day of a month, that is not after `day`.

    >>> latest_before(date(2014, 9, 14), 6, None), latest_before(date(2014, 3, 1), 11, 25)
    ('2014-06', '2013-11-25')
    """
    if of_month is None:
        year = day.year if month <= day.month else day.year - 1
    else:
        year = day.year if (month, of_month) <= (day.month, day.day) else day.year - 1
    return iso(year, month, of_month)


def next_after(day: date, month: int, of_month: int | None) -> str | None:
    """Return the first such month, or day of a month, that is not before `day`."""
    if of_month is None:
        year = day.year if month >= day.month else day.year + 1
    else:
        year = day.year if (month, of_month) >= (day.month, day.day) else day.year + 1
    return iso(year, month, of_month)


def following(base: str, month: int, day: int | None, same: bool = False) -> str | None:
    """Return the first such month or day after `base`; `same`: the month itself counts too.

    >>> following("2019-05-03", 4, None), following("2019-05-03", 5, 9), following("2019", 3, 1)
    ('2020-04', '2019-05-09', '2019-03-01')
    """
    year = int(base[:4])
    if len(base) == len("2019"):
        return iso(year, month, day)
    told = (int(base[5:7]), int(base[8:10] or 0) if day else 0)
    passed = (month, day or 0) < told or (not same and (month, day or 0) == told)
    return iso(year + passed, month, day)


def few_before(day: date, least: int, most: int) -> str | None:
    """Return the finest unit that surely holds the days from `most` to `least` days back."""
    return common(day - timedelta(days=most), day - timedelta(days=least))


def season_of(day: date, season: int, ahead: bool = False) -> str | None:
    """Return the year of the last spring, summer or autumn (1 to 3) begun by `day`, or the next.

    A winter lies in two years.

    >>> season_of(date(2024, 2, 20), 3), season_of(date(2024, 2, 20), 3, ahead=True)
    ('2023', '2024')
    """
    if season > 3:
        return None
    begins = 3 * season
    if ahead:
        return iso(day.year + (day.month > begins + 2))
    return iso(day.year - (day.month < begins))


def last_day(month: str) -> date:
    """Return the last day of a month given as YYYY-MM."""
    year, number = int(month[:4]), int(month[5:7])
    return date(year, number, calendar.monthrange(year, number)[1])


def month_shift(day: date, months: int) -> str:
    """Return the month that lies so many months from that of `day`."""
    total = day.year * 12 + day.month - 1 + months
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def week_of(day: date, weeks: int) -> str | None:
    """Return the finest unit that surely holds the whole week so many weeks away."""
    monday = day - timedelta(days=day.isoweekday() - 1) + timedelta(weeks=weeks)
    return common(monday, monday + timedelta(days=6))


def shifted(value: str, days: int = 0, months: int = 0, years: int = 0) -> str | None:
    """Return an ISO date moved by days, months or years, no finer than the unit it moved by.

    >>> shifted("2014-03-12", days=-1), shifted("2014-03-12", years=2), shifted("2014", days=1)
    ('2014-03-11', '2016', None)
    """
    if years:
        return iso(int(value[:4]) + years)
    if months and len(value) >= 7:
        return month_shift(date(int(value[:4]), int(value[5:7]), 1), months)
    if days and len(value) == 10:
        return (date.fromisoformat(value) + timedelta(days=days)).isoformat()
    return None


def from_hijri(year: int, month: int, day: int | None) -> str | None:
    """Convert a Hijri date (Umm al-Qura calendar, 1343 to 1500) to what it surely means.

    A printed Hijri day may differ by a day from place to place; a month gives what its first and
    last day have in common.

    >>> from_hijri(1435, 5, 11), from_hijri(900, 1, 1)
    ('2014-03-12', None)
    """
    from hijridate import Hijri

    try:
        first = Hijri(year, month, day or 1)
        last = first if day else Hijri(year, month, first.month_length())
        return common(
            date(*first.to_gregorian().datetuple()), date(*last.to_gregorian().datetuple())
        )
    except (ValueError, OverflowError):
        return None
