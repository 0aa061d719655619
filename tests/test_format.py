"""Numbers, dates and money; the ordinary cases stand in the doctests of lib/format.py."""

import math
from datetime import date, datetime

import pandas as pd
import pytest

from lib import format as f


@pytest.mark.parametrize("nothing", [None, math.nan, pd.NA, pd.NaT])
def test_unknown_is_said(nothing: object) -> None:
    for write in (f.number, f.change, f.share, f.day, f.stated):
        assert write(nothing) == "not stated"  # type: ignore[arg-type,operator]
    assert f.money(nothing, "USD") == f.amount(nothing, "t") == f.exact(nothing, "EUR") == "not stated"  # type: ignore[arg-type]
    assert f.period(nothing, nothing) == "not stated"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1_000_000, "USD", "$1 m"),
        (999_999, "USD", "$999,999"),  # below a million every digit
        (1_234_567_890, "USD", "$1.235 bn"),  # four digits are enough beside a hover
        (2.5e12, "EUR", "€2.5 tn"),
        (0, "USD", "$0"),
        (-2e9, "XAF", "XAF −2 bn"),
        (0.5, "USD", "$0.5"),
        (1.5e6, "bbl/d", "1.5 m bbl/d"),
        (-0.4, "%", "−0.4 %"),
        (math.inf, "USD", "not stated"),
    ],
)
def test_amounts(value: float, unit: str, text: str) -> None:
    assert f.amount(value, unit) == text


@pytest.mark.parametrize(
    ("start", "end", "precision", "text"),
    [
        (date(2020, 2, 1), date(2020, 2, 29), "day", "1–29 Feb 2020"),  # a stay of a whole month, day by day
        (date(2020, 2, 1), date(2020, 2, 29), "month", "Feb 2020"),
        (date(2020, 1, 1), date(2020, 12, 31), "year", "2020"),
        (date(2020, 2, 6), None, None, "6 Feb 2020"),
        (None, date(2020, 2, 6), None, "6 Feb 2020"),
        (pd.Timestamp(2020, 2, 5), pd.Timestamp(2020, 2, 8), "day", "5–8 Feb 2020"),
        (datetime(2020, 2, 5), date(2020, 2, 5), None, "5 Feb 2020"),
        (date(2019, 12, 1), date(2020, 1, 31), None, "Dec 2019 – Jan 2020"),
    ],
)
def test_periods(start: date | None, end: date | None, precision: str | None, text: str) -> None:
    assert f.period(start, end, precision) == text
