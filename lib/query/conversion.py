"""Amounts of money in one currency, each at the rate of its own time."""

from datetime import date
from typing import Any

import pandas as pd

from lib import format
from lib.query import sql
from lib.rates import Rate, rate


def measured(unit: str, convert: bool) -> sql.Clause:
    """Which figures: those in a unit or, to be converted into it, in any currency."""
    if convert:
        return "NOT list_contains($measures, t.unit)", {"measures": list(format.MEASURES)}
    return "t.unit = $unit", {"unit": unit}


def converted(frame: pd.DataFrame, into: str) -> pd.DataFrame:
    """Figures with what they are worth in a currency: `value`, and `rate, rate_first, rate_last`, the mean of the
    fixings of which days.

    The rate is that of the stated period, else of the day of publication; without a rate there is no value. An amount
    that is in the currency already has the rate 1, of no day.
    """
    rows = zip(frame["unit"], frame["period_start"], frame["period_end"], frame["published"], strict=True)
    found = [_rate(unit, into, start, end, published) for unit, start, end, published in rows]
    rates = pd.Series([float("nan") if r is None else r.value for r in found], frame.index, dtype="float64")
    rates = rates.where(frame["unit"] != into, 1.0)
    return frame.assign(
        value=frame["amount"] * rates,
        rate=rates,
        rate_first=_days([r and r.first for r in found], frame.index),
        rate_last=_days([r and r.last for r in found], frame.index),
    )


def _rate(unit: str, into: str, start: Any, end: Any, published: Any) -> Rate | None:
    if format.missing(start):
        start = end = published
    if format.missing(start):
        return None
    return rate(unit, into, _day(start), _day(start if format.missing(end) else end))


def _day(value: Any) -> date:
    return date(value.year, value.month, value.day)


def _days(days: list[date | None], index: pd.Index) -> pd.Series:
    return pd.Series(pd.to_datetime(pd.Series(days, dtype="object")).to_numpy(), index)
