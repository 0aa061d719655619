"""Rates of a period: the bank's own figures, and no rate where it gives none."""

import subprocess
import sys
from datetime import date

import pytest

from lib.rates import GAP, quoted_until, rate


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number, 12, 31)


@pytest.mark.parametrize(
    ("currency", "into", "number", "published"),
    [
        # The bank's own yearly means, in units to the euro (data.ecb.europa.eu, EXR.A…SP00.A).
        ("EUR", "USD", 2003, 1.1312),
        ("EUR", "USD", 2022, 1.0530),
        ("EUR", "RUB", 2021, 87.1527),
        ("EUR", "GBP", 2020, 0.88970),
    ],
)
def test_a_years_rate_is_the_mean_that_the_bank_publishes(
    currency: str, into: str, number: int, published: float
) -> None:
    found = rate(currency, into, *year(number))
    assert found is not None
    assert found.value == pytest.approx(published, rel=1e-4)
    assert found.first.year == found.last.year == number


def test_a_day_has_its_own_rate_and_a_day_of_rest_that_before() -> None:
    first = rate("EUR", "USD", date(1999, 1, 4), date(1999, 1, 4))
    assert first is not None and first == (1.1789, date(1999, 1, 4), date(1999, 1, 4))
    friday = rate("EUR", "USD", date(2024, 3, 1), date(2024, 3, 1))
    assert friday and rate("EUR", "USD", date(2024, 3, 3), date(2024, 3, 3)) == friday


def test_there_and_back_is_nearly_the_same() -> None:
    there, back = rate("JPY", "USD", *year(2023)), rate("USD", "JPY", *year(2023))
    assert there and back and there.value * back.value == pytest.approx(1, rel=0.01)


@pytest.mark.parametrize(
    ("currency", "into", "start", "end"),
    [
        ("USD", "EUR", *year(1998)),  # before the euro
        ("USD", "EUR", date(1998, 7, 1), date(1999, 6, 30)),  # half before it
        ("ARS", "USD", *year(2020)),  # never quoted
        ("VES", "USD", *year(2020)),
        ("IRR", "EUR", *year(2020)),
        ("DEM", "EUR", *year(2000)),  # went into the euro
        ("RUB", "USD", *year(2022)),  # quoted until 1 March
        ("RUB", "EUR", *year(2023)),
        ("ISK", "EUR", date(2007, 1, 1), date(2018, 12, 31)),  # not quoted for nine years within
        ("BRL", "USD", *year(2007)),  # quoted from 2008
        ("USD", "EUR", *year(2199)),  # to come
        ("USD", "EUR", date(2020, 2, 1), date(2020, 1, 1)),
        ("USD", "USD", *year(2020)),  # nothing to change
        ("%", "USD", *year(2020)),
        ("x'; --", "", *year(2020)),
    ],
)
def test_no_rate_is_given_where_there_is_none(currency: str, into: str, start: date, end: date) -> None:
    assert rate(currency, into, start, end) is None


def test_the_last_fixing_is_the_end() -> None:
    last = quoted_until()
    assert last >= date(2026, 10, 30)
    assert rate("USD", "EUR", last, last)
    assert rate("USD", "EUR", date.fromordinal(last.toordinal() + GAP + 1), date(2199, 1, 1)) is None


def test_the_rates_are_read_when_they_are_first_asked_for() -> None:
    asked = "import sys, lib.rates; assert 'currency_converter' not in sys.modules"
    subprocess.run([sys.executable, "-c", asked], check=True)
