"""Shares, volumes and the periods of statistics. Published on 2020-11-06."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.parse.quantities import find_periods, find_quantities

PUBLISHED = date(2020, 11, 6)

QUANTITIES = [
    # text, language, [(amount, unit)], why
    ("9.3 percent", None, [(9.3, "%")], "one word"),
    ("9.3 per cent", None, [(9.3, "%")], "two words"),
    ("71 %", None, [(71, "%")], "a space before the sign"),
    ("87%", None, [(87, "%")], "attached"),
    ("74,5 %", None, [(74.5, "%")], "decimal comma"),
    ("ten percent", None, [(10, "%")], "number word"),
    ("a 10-percent rise", None, [(10, "%")], "hyphen"),
    ("fell -5%", None, [(-5, "%")], "minus sign"),
    ("60 por ciento", "es", [(60, "%")], "Spanish"),
    ("60 por cento", "pt", [(60, "%")], "Portuguese"),
    ("12 pour cent", "fr", [(12, "%")], "French"),
    ("12 Prozent", "de", [(12, "%")], "German"),
    ("21 процент", "ru", [(21, "%")], "Russian singular"),
    ("25 процентов", "ru", [(25, "%")], "Russian plural"),
    ("between 5 and 10 percent", None, [(5, "%"), (10, "%")], "a range is two"),
    ("5-10%", None, [(5, "%"), (10, "%")], "a range is two"),
    ("257,200 tonnes", None, [(257200, "t")], "grouped"),
    ("1.5 million tons", None, [(1.5e6, "t")], "magnitude"),
    ("a million tonnes", None, [(1e6, "t")], "article"),
    ("25,000 t of wheat", None, [(25000, "t")], "letter behind a large number"),
    ("3 million metric tons", None, [(3e6, "t")], "metric"),
    ("3 mt", None, [(3e6, "t")], "megatonnes"),
    ("3 million mt", None, [(3e6, "t")], "million metric tons, not mega-megatonnes"),
    ("5 to 6 million tonnes", None, [(5e6, "t"), (6e6, "t")], "a range shares its magnitude"),
    ("500.000 toneladas", "es", [(500000, "t")], "Spanish"),
    ("1,5 млн тонн", "ru", [(1.5e6, "t")], "Russian"),
    ("50 тыс. тонн", "ru", [(50000, "t")], "Russian thousand with its stop"),
    ("1.53 million barrels of gasoline", None, [(1.53e6, "bbl")], "barrels"),
    ("half a million barrels", None, [(5e5, "bbl")], "half"),
    ("2 millones de barriles", "es", [(2e6, "bbl")], "Spanish"),
    ("10 баррелей", "ru", [(10, "bbl")], "Russian"),
    ("300,000 barrels per day", None, [(300000, "bbl/d")], "a rate"),
    ("300,000 barrels of Venezuelan crude a day", None, [(300000, "bbl/d")], "goods before the rate"),
    ("500.000 barriles diarios", "es", [(500000, "bbl/d")], "Spanish rate"),
    ("1.2 million bpd", None, [(1.2e6, "bbl/d")], "abbreviation"),
    ("1.2 mb/d", None, [(1.2e6, "bbl/d")], "million barrels"),
    ("38 billion cubic metres", None, [(3.8e10, "m3")], "gas"),
    ("38 bcm", None, [(3.8e10, "m3")], "abbreviated"),
    ("38 млрд кубометров", "ru", [(3.8e10, "m3")], "Russian gas"),
]

NO_QUANTITIES = [
    ("3 percentage points", "points are no share"),
    ("10 percent points", "points are no share"),
    ("1,000 cubic feet", "another unit"),
    ("tons of money", "no number"),
    ("many barrels a day", "no number"),
    ("T 34 and 5 t-shirts", "a tank, a shirt"),
    ("in 2016", "a year"),
    ("", "nothing"),
]

PERIODS = [
    # text, language, (first day, last day), why
    ("in 2022", None, ("2022-01-01", "2022-12-31"), "a year"),
    ("by 2030", None, ("2030-01-01", "2030-12-31"), "a target year"),
    ("last year", None, ("2019-01-01", "2019-12-31"), "a year"),
    ("in December 2023", None, ("2023-12-01", "2023-12-31"), "a month"),
    ("last month", None, ("2020-10-01", "2020-10-31"), "a month"),
    ("between 2016 and 2018", None, ("2016-01-01", "2018-12-31"), "years"),
    ("Jan–Sept 2023", None, ("2023-01-01", "2023-09-30"), "months"),
    ("from January to September", None, ("2020-01-01", "2020-09-30"), "months of this year"),
    ("the first half of 2018", None, ("2018-01-01", "2018-06-30"), "half"),
    ("2019 first half", None, ("2019-01-01", "2019-06-30"), "year before"),
    ("the second half", None, ("2020-07-01", "2020-12-31"), "the latest begun"),
    ("the first quarter", None, ("2020-01-01", "2020-03-31"), "the latest begun"),
    ("the third quarter of last year", None, ("2019-07-01", "2019-09-30"), "quarter of a year near"),
    ("last year's third quarter", None, ("2019-07-01", "2019-09-30"), "possessive"),
    ("first nine months of the year", None, ("2020-01-01", "2020-09-30"), "months so far"),
    ("first 10 months of 2019", None, ("2019-01-01", "2019-10-31"), "months of a year"),
    ("the twelve months to March 2025", None, ("2024-04-01", "2025-03-31"), "months up to one"),
    ("12 months ended June 30, 2020", None, ("2019-07-01", "2020-06-30"), "months up to a day"),
    ("Q3 2021", None, ("2021-07-01", "2021-09-30"), "code"),
    ("H1 2020", None, ("2020-01-01", "2020-06-30"), "code"),
    ("3Q20", None, ("2020-07-01", "2020-09-30"), "code with the number first"),
    ("fiscal year 2022-23", None, ("2022-04-01", "2023-03-31"), "April to March"),
    ("the 2022-23 financial year", None, ("2022-04-01", "2023-03-31"), "April to March"),
    ("FY23", None, ("2022-04-01", "2023-03-31"), "April to March"),
    ("U.S. fiscal 2019", None, ("2018-10-01", "2019-09-30"), "October to September"),
    ("so far this year", None, ("2020-01-01", "2020-11-06"), "up to publication"),
    ("el primer semestre de 2021", "es", ("2021-01-01", "2021-06-30"), "Spanish half"),
    ("los primeros nueve meses de 2021", "es", ("2021-01-01", "2021-09-30"), "Spanish months"),
    ("no primeiro trimestre de 2021", "pt", ("2021-01-01", "2021-03-31"), "Portuguese quarter"),
    ("au premier semestre 2021", "fr", ("2021-01-01", "2021-06-30"), "French half"),
    ("im ersten Halbjahr 2021", "de", ("2021-01-01", "2021-06-30"), "German half"),
    ("в первом полугодии 2021 года", "ru", ("2021-01-01", "2021-06-30"), "Russian half"),
    ("за девять месяцев 2021 года", "ru", ("2021-01-01", "2021-09-30"), "Russian months"),
]

NO_PERIODS = [
    ("since 2014", "no end"),
    ("over the past five years", "a duration"),
    ("on 5 May 2020", "a day"),
    ("half of the oil", "no part of a year"),
    ("quarter to six", "a time"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("text", "language", "expected", "why"), QUANTITIES)
def test_quantities_are_found(text, language, expected, why):
    found = [(q.amount, q.unit) for q in find_quantities(text, language)]
    assert found == [(pytest.approx(amount), unit) for amount, unit in expected], why


@pytest.mark.parametrize(("text", "why"), NO_QUANTITIES)
def test_other_numbers_are_refused(text, why):
    assert list(find_quantities(text)) == [], why


@pytest.mark.parametrize(("text", "language", "expected", "why"), PERIODS)
def test_periods_are_found(text, language, expected, why):
    found = [(str(p.start_date), str(p.end_date)) for p in find_periods(text, PUBLISHED, language)]
    assert found == [expected], why


@pytest.mark.parametrize(("text", "why"), NO_PERIODS)
def test_what_is_no_period_is_refused(text, why):
    assert list(find_periods(text, PUBLISHED)) == [], why


def test_without_publication_a_period_needs_its_year():
    assert list(find_periods("the first half, last year, Q3, so far this year", None)) == []


def test_that_year_is_the_year_met():
    found = [str(p.start_date) for p in find_periods("In 2014 he sold more; that year", PUBLISHED)]
    assert found == ["2014-01-01", "2014-01-01"]


PIECES = st.sampled_from(
    [
        "1",
        "3",
        "12",
        "2020",
        "2022-23",
        "Q3",
        "H5",
        "FY23",
        "first",
        "last",
        "half",
        "quarter",
        "months",
        "of",
        "the",
        "to",
        "ended",
        "June",
        "million",
        "percent",
        "%",
        "tonnes",
        "mt",
        "t",
        "barrels",
        "a",
        "day",
        "bcm",
        "-",
        ",",
        "since",
        "fiscal",
        "U.S.",
        "year",
        "nine",
        "5",
        "\xa0",
        "\xad",
    ]
)


@settings(deadline=None)  # the first call loads the tables
@given(
    st.lists(PIECES, max_size=14).map(" ".join),
    st.sampled_from([None, date.min, PUBLISHED, date.max]),
    st.sampled_from([None, "en", "es", "ru"]),
)
def test_any_text_gives_spans_inside_it(text, published, language):
    for quantity in find_quantities(text, language):
        assert 0 <= quantity.start_char < quantity.end_char <= len(text)
        assert quantity.unit in {"%", "t", "bbl", "bbl/d", "m3"}
    for period in find_periods(text, published, language):
        assert 0 <= period.start_char < period.end_char <= len(text)
        assert period.start_date <= period.end_date
