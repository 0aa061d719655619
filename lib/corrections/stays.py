"""Days, months, years and ranges of them as one writes them by hand: `2020-02-05..2020-02-08`, `2020-02`, `2020`."""

import calendar
import re
from datetime import date
from typing import NamedTuple


class Stay(NamedTuple):
    """First and last day, and how precisely they are known: `day`, `month`, `year`; all None: unknown."""

    first: date | None = None
    last: date | None = None
    precision: str | None = None


def stay(text: str) -> Stay:
    """Days as written; ValueError, which says how to write them, for anything else.

    >>> stay("2020-02")
    Stay(first=datetime.date(2020, 2, 1), last=datetime.date(2020, 2, 29), precision='month')
    >>> stay("2016..2018").last, stay("")
    (datetime.date(2018, 12, 31), Stay(first=None, last=None, precision=None))
    >>> stay("2020-02-08..2020-02-05")
    Traceback (most recent call last):
        ...
    ValueError: “2020-02-08..2020-02-05” ends before it begins
    """
    if not text.strip():
        return Stay()
    begin, dots, end = text.strip().partition("..")
    first = _bounds(begin, text) if begin.strip() else None
    last = _bounds(end, text) if end.strip() else None if dots else first
    known = [bounds for bounds in (first, last) if bounds]
    if not known:
        raise ValueError(_refusal(text))
    found = Stay(
        first.first if first else None,
        last.last if last else None,
        min((bounds.precision for bounds in known), key=str),
    )
    if found.first and found.last and found.last < found.first:
        raise ValueError(f"“{text}” ends before it begins")
    return found


def written(first: date | None, last: date | None, precision: str | None = None) -> str:
    """Days as `stay` reads them; without a precision as short as they are whole months or years.

    >>> written(date(2020, 2, 1), date(2020, 2, 29), "month"), written(date(2020, 2, 5), date(2020, 2, 5), "day")
    ('2020-02', '2020-02-05')
    >>> written(date(2016, 1, 1), date(2018, 12, 31)), written(None, None)
    ('2016..2018', '')
    """
    for size in [precision] if precision == "day" else ["year", "month", "day"]:
        letters = {"year": 4, "month": 7}.get(size or "", 10)
        begin, end = (day.isoformat()[:letters] if day else "" for day in (first, last))
        text = begin if begin == end else f"{begin}..{end}"
        if stay(text)[:2] == (first, last) and precision in (None, size):
            return text
    begin, end = (day.isoformat() if day else "" for day in (first, last))
    return begin if begin == end else f"{begin}..{end}"


def _bounds(text: str, whole: str) -> Stay:
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text.strip())
    if not parts:
        raise ValueError(_refusal(whole))
    year, month, day = (int(part) if part else None for part in parts.groups())
    try:
        if year and month and day:
            return Stay(date(year, month, day), date(year, month, day), "day")
        if year and month:
            return Stay(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")
        return Stay(date(year or 0, 1, 1), date(year or 0, 12, 31), "year")
    except ValueError:
        raise ValueError(_refusal(whole)) from None


def _refusal(text: str) -> str:
    return f"“{text}” is no date; write 2020-02-05, 2020-02-05..2020-02-08, 2020-02 or 2020"
