"""Arithmetic of days, weeks, months and years."""

import calendar
from datetime import date
from typing import NamedTuple

MONTH_DAYS_FIRST = frozenset({"en", None})
"""languages whose 06/02/2020 puts the month first"""


class Span(NamedTuple):
    start: date
    end: date
    precision: str


def _possible(of_year: int) -> int:
    """A year of the calendar."""
    return min(max(of_year, 1), 9999)


def day(of_year: int, number: int, of_month: int) -> Span | None:
    """The day `of_month` of month `number`, or None when there is no such day.

    >>> day(2020, 2, 30) is None
    True
    """
    try:
        found = date(of_year, number, of_month)
    except ValueError:
        return None
    return Span(found, found, "day")


def days(first: Span | None, last: Span | None) -> Span | None:
    """From one day to another, None when out of order."""
    if first is None or last is None or last.end < first.start:
        return None
    return Span(first.start, last.end, "day")


def month(of_year: int, number: int) -> Span:
    """The days of a month.

    >>> month(2020, 2).end
    datetime.date(2020, 2, 29)
    """
    of_year = _possible(of_year)
    last = calendar.monthrange(of_year, number)[1]
    return Span(date(of_year, number, 1), date(of_year, number, last), "month")


def year(number: int) -> Span:
    """The days of a year."""
    number = _possible(number)
    return Span(date(number, 1, 1), date(number, 12, 31), "year")


def months_after(origin: date, count: int) -> date:
    """The first day of the month `count` months after that of `origin`; kept within the calendar.

    >>> months_after(date(2020, 11, 30), 3)
    datetime.date(2021, 2, 1)
    """
    index = min(max(origin.year * 12 + origin.month - 1 + count, 12), 9999 * 12 + 11)
    return date(index // 12, index % 12 + 1, 1)


def _plus(origin: date, count: int) -> date:
    """Some days later, kept within the calendar."""
    return date.fromordinal(min(max(origin.toordinal() + count, 1), date.max.toordinal()))


def shifted(origin: date, unit: str, count: int) -> Span:
    """`count` units from `origin`: a day for days and weeks, else the whole month or year.

    >>> shifted(date(2020, 2, 6), "week", -2).start, shifted(date(2020, 2, 6), "month", -3).start
    (datetime.date(2020, 1, 23), datetime.date(2019, 11, 1))
    """
    if unit == "year":
        return year(origin.year + count)
    if unit == "month":
        first = months_after(origin, count)
        return month(first.year, first.month)
    found = _plus(origin, count * (1 if unit == "day" else 7))
    return Span(found, found, "day")


def unit_around(unit: str, origin: date, step: int) -> Span:
    """The day, week, weekend, month or year of `origin`, or the one `step` further; weeks begin on Monday.

    >>> unit_around("week", date(2020, 2, 6), -1)[:2]
    (datetime.date(2020, 1, 27), datetime.date(2020, 2, 2))
    """
    if unit in ("day", "month", "year"):
        return shifted(origin, unit, step)
    monday = _plus(origin, 7 * step - origin.weekday())
    return Span(_plus(monday, 5 if unit == "weekend" else 0), _plus(monday, 6), "day")


def on_weekday(weekday: int, origin: date, towards: int) -> Span:
    """The first such weekday from `origin` on, or, with `towards` not positive, the latest up to it.

    >>> on_weekday(3, date(2020, 2, 6), -1).start, on_weekday(2, date(2020, 2, 6), 1).start
    (datetime.date(2020, 2, 6), datetime.date(2020, 2, 12))
    """
    ahead = (weekday - origin.weekday()) % 7
    return shifted(origin, "day", ahead if towards > 0 or not ahead else ahead - 7)


def year_of(number: int, origin: date, towards: int, on_day: int | None = None) -> int:
    """The year of month `number` (or of a day in it) seen from `origin`, back, ahead, or whichever is nearer.

    >>> year_of(11, date(2020, 2, 6), -1), year_of(11, date(2020, 2, 6), 1), year_of(1, date(2020, 12, 6), 0)
    (2019, 2020, 2021)
    """
    target, now = (number, on_day or 0), (origin.month, origin.day if on_day else 0)
    if towards:
        return origin.year + (target < now if towards > 0 else -(target > now))
    gap = (number - origin.month) * 30 + (on_day - origin.day if on_day else 0)
    return origin.year + (gap < -182) - (gap > 182)


def numeric(surface: str, day_first: bool) -> Span | None:
    """The day of a date such as 06/02/2020, its parts in the order that makes a day.

    >>> numeric("06/02/2020", True).start, numeric("06/02/2020", False).start, numeric("31/31/2020", True)
    (datetime.date(2020, 2, 6), datetime.date(2020, 6, 2), None)
    """
    first, second, of_year = (int(part) for part in surface.replace(".", "/").split("/"))
    of_year += 0 if of_year > 99 else (1900 if of_year > 60 else 2000)
    orders = (
        [(second, first), (first, second)]
        if day_first or "." in surface
        else [(first, second), (second, first)]
    )
    return next((found for number, of_month in orders if (found := day(of_year, number, of_month))), None)
