"""What a currency was worth in another: the European Central Bank's reference rates, as a package brings them."""

import csv
import io
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple, cast
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray

GAP = 7
"""days that may pass between two fixings; Easter takes five"""


class Rate(NamedTuple):
    """What one unit of a currency was worth in another: `value`, the mean of the fixings from `first` to `last`."""

    value: float
    first: date
    last: date


class _Fixings(NamedTuple):
    days: NDArray[np.int64]
    """their ordinals, in order"""
    sums: NDArray[np.float64]
    """of the rates before each, and of all"""
    gaps: NDArray[np.int64]
    """how many fixings up to each come too long after the one before"""


@cache
def rate(currency: str, into: str, start: date, end: date) -> Rate | None:
    """The mean rate of a period, `end` inclusive; of a day without a fixing the last one before it.

    None where there is none: before 1999 or after the last fixing, for a currency that the bank does not quote,
    and for a period of which a part has no fixings, since half a year's mean is not the year's.

    >>> rate("USD", "EUR", date(2024, 1, 1), date(2024, 12, 31))
    Rate(value=0.924..., first=datetime.date(2024, 1, 2), last=datetime.date(2024, 12, 31))
    >>> rate("CNY", "USD", date(2020, 2, 9), date(2020, 2, 9)).last  # a Sunday
    datetime.date(2020, 2, 7)
    >>> rate("ARS", "USD", date(2024, 1, 1), date(2024, 12, 31)) is None
    True
    >>> rate("RUB", "USD", date(2022, 1, 1), date(2022, 12, 31)) is None  # quoted until March
    True
    """
    fixings = _fixings(currency, into)
    if fixings is None or end < start:
        return None
    days, first, last = fixings.days, start.toordinal(), end.toordinal()
    since, until = int(np.searchsorted(days, first)), int(np.searchsorted(days, last, side="right"))
    if since == until:  # none within
        if not until or last - days[until - 1] > GAP:
            return None
        since -= 1
    elif days[since] - first > GAP or last - days[until - 1] > GAP:
        return None
    if fixings.gaps[until - 1] > fixings.gaps[since]:
        return None
    mean = float(fixings.sums[until] - fixings.sums[since]) / (until - since)
    return Rate(mean, _day(days[since]), _day(days[until - 1]))


def quoted_until() -> date:
    """The day of the last fixing at hand: a later period has no rate."""
    fixings = _fixings("EUR", "USD")
    return date.min if fixings is None else _day(fixings.days[-1])


def _day(ordinal: np.int64) -> date:
    return date.min + timedelta(days=int(ordinal) - 1)


@cache
def _fixings(currency: str, into: str) -> _Fixings | None:
    """The rates of a pair of currencies over all days on which both were fixed; None when there is no such day."""
    days, per_euro = _table()
    if currency == into or currency not in per_euro or into not in per_euro:
        return None
    rates = per_euro[into] / per_euro[currency]
    fixed = ~np.isnan(rates)
    if not fixed.any():
        return None
    late = np.diff(days[fixed], prepend=days[fixed][0]) > GAP
    return _Fixings(days[fixed], np.concatenate([[0.0], np.cumsum(rates[fixed])]), np.cumsum(late))


@cache
def _table() -> tuple[NDArray[np.int64], dict[str, NDArray[np.float64]]]:
    """The days of all fixings as ordinals, and what each currency's euro cost on them, NaN where not fixed."""
    from currency_converter import CURRENCY_FILE  # with the table 80 ms, and only when a value is asked for

    with ZipFile(CURRENCY_FILE) as archive:
        text = archive.read(archive.namelist()[0]).decode("utf-8")
    header, *lines = csv.reader(io.StringIO(text))
    lines.sort()
    days = np.array([date.fromisoformat(line[0]).toordinal() for line in lines])
    columns = {
        code: np.array([_number(line[place]) for line in lines])
        for place, code in enumerate(header)
        if place and code
    }
    return days, cast("dict[str, NDArray[np.float64]]", {**columns, "EUR": np.ones(len(days))})


def _number(cell: str) -> float:
    return float("nan") if cell in ("", "N/A") else float(cell)
