"""Dates in running text. Published on Thursday 2020-02-06 unless a row says otherwise."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.parse.dates import find_dates

PUBLISHED = date(2020, 2, 6)

# text, language, [(first day, last day or "" for the same, precision)], why
ABSOLUTE = [
    ("Feb. 6, 2020", None, [("2020-02-06", "", "day")], "American order"),
    ("6 February 2020", None, [("2020-02-06", "", "day")], "British order"),
    ("Jul. 4, 2022", None, [("2022-07-04", "", "day")], "abbreviated month"),
    ("the 5th of May 2020", None, [("2020-05-05", "", "day")], "ordinal"),
    ("2020-02-06", None, [("2020-02-06", "", "day")], "ISO"),
    ("06/02/2020", "es", [("2020-02-06", "", "day")], "day first in Spanish"),
    ("06/02/2020", "en", [("2020-06-02", "", "day")], "month first in English"),
    ("16/02/2020", "en", [("2020-02-16", "", "day")], "no sixteenth month"),
    ("06.02.2020", "de", [("2020-02-06", "", "day")], "points put the day first"),
    ("6 de febrero de 2022", "es", [("2022-02-06", "", "day")], "Spanish"),
    ("5 de maio de 2021", "pt", [("2021-05-05", "", "day")], "Portuguese"),
    ("1er mars 2021", "fr", [("2021-03-01", "", "day")], "French first"),
    ("am 3. Februar 2018", "de", [("2018-02-03", "", "day")], "German ordinal point"),
    ("5 marzo 2021", "it", [("2021-03-05", "", "day")], "Italian"),
    ("21 февраля 2024 года", "ru", [("2024-02-21", "", "day")], "Russian genitive"),
    ("Thursday, Feb. 6, 2020", None, [("2020-02-06", "", "day")], "the weekday belongs to it"),
    ("November 2018", None, [("2018-11-01", "2018-11-30", "month")], "month and year"),
    ("noviembre de 2018", "es", [("2018-11-01", "2018-11-30", "month")], "with a preposition between"),
    ("February 2020", None, [("2020-02-01", "2020-02-29", "month")], "leap year"),
    ("in 2016", None, [("2016-01-01", "2016-12-31", "year")], "year"),
    ("since 1928", None, [("1928-01-01", "1928-12-31", "year")], "year"),
    ("(2016)", None, [("2016-01-01", "2016-12-31", "year")], "year in brackets"),
    ("the 2016 vote", None, [("2016-01-01", "2016-12-31", "year")], "year before a noun"),
    ("at the end of 2021", None, [("2021-01-01", "2021-12-31", "year")], "a part of a year is the year"),
    ("late March 2021", None, [("2021-03-01", "2021-03-31", "month")], "a part of a month is the month"),
    ("nineteen ninety-six", None, [("1996-01-01", "1996-12-31", "year")], "a year in words"),
    ("between 2016 and 2018", None, [("2016-01-01", "2018-12-31", "year")], "range of years"),
    ("from 2016 to 2018", None, [("2016-01-01", "2018-12-31", "year")], "range of years"),
    ("2016-18", None, [("2016-01-01", "2018-12-31", "year")], "short second year"),
    ("24 to 27 March 2022", None, [("2022-03-24", "2022-03-27", "day")], "days of one month"),
    ("March 5-7, 2021", None, [("2021-03-05", "2021-03-07", "day")], "days of one month, month first"),
    ("5 and 6 February 2020", None, [("2020-02-05", "2020-02-06", "day")], "two days are one span"),
    ("30 November to 2 December 2019", None, [("2019-11-30", "2019-12-02", "day")], "across months"),
    ("30 December to 2 January 2020", None, [("2019-12-30", "2020-01-02", "day")], "across years"),
    ("с 3 по 5 февраля 2022 года", "ru", [("2022-02-03", "2022-02-05", "day")], "Russian range"),
    ("de enero a septiembre de 2021", "es", [("2021-01-01", "2021-09-30", "month")], "range of months"),
    ("Jan–Sept 2023", None, [("2023-01-01", "2023-09-30", "month")], "range of months"),
    ("6\u00a0February\u202f2020", None, [("2020-02-06", "", "day")], "no-break spaces"),
    ("Feb\u00adruary 6, 2020", None, [("2020-02-06", "", "day")], "soft hyphen"),
]

RELATIVE = [
    ("6 Feb", None, [("2020-02-06", "", "day")], "the nearest year"),
    ("Dec. 15", None, [("2019-12-15", "", "day")], "the nearest year is the last"),
    ("MOSCOW, Feb 6 (Reuters)", None, [("2020-02-06", "", "day")], "a dateline"),
    ("on 2 and 3 July", None, [("2020-07-02", "2020-07-03", "day")], "two days"),
    ("February 21 and 22", None, [("2020-02-21", "2020-02-22", "day")], "two days"),
    ("from 24 to 27 March", None, [("2020-03-24", "2020-03-27", "day")], "range"),
    ("Nov. 17 to 21", None, [("2019-11-17", "2019-11-21", "day")], "range, month first"),
    ("19–21 Feb", None, [("2020-02-19", "2020-02-21", "day")], "dash"),
    ("June 9 to 14", None, [("2020-06-09", "2020-06-14", "day")], "range"),
    ("30 November and 1 December", None, [("2019-11-30", "2019-12-01", "day")], "consecutive days"),
    ("on Feb. 6 and March 3", None, [("2020-02-06", "", "day"), ("2020-03-03", "", "day")], "two dates"),
    ("March 5-April 2", None, [("2020-03-05", "2020-04-02", "day")], "across months"),
    ("He arrived on Tuesday.", None, [("2020-02-04", "", "day")], "past verb: the latest"),
    ("He will arrive on Tuesday.", None, [("2020-02-11", "", "day")], "future verb: the first"),
    ("He arrived on Thursday.", None, [("2020-02-06", "", "day")], "the day itself counts"),
    ("this Thursday", None, [("2020-02-06", "", "day")], "in an article of that Thursday"),
    ("last Thursday", None, [("2020-01-30", "", "day")], "not today"),
    ("next Thursday", None, [("2020-02-13", "", "day")], "not today"),
    ("Friday last week", None, [("2020-01-31", "", "day")], "of the week before"),
    ("Wednesday evening", None, [("2020-02-05", "", "day")], "part of a day"),
    ("Monday night", None, [("2020-02-03", "", "day")], "part of a day"),
    ("from Monday to Wednesday", None, [("2020-02-03", "2020-02-05", "day")], "range of weekdays"),
    ("today", None, [("2020-02-06", "", "day")], "today"),
    ("yesterday", None, [("2020-02-05", "", "day")], "yesterday"),
    ("tomorrow", None, [("2020-02-07", "", "day")], "tomorrow"),
    ("tonight", None, [("2020-02-06", "", "day")], "tonight"),
    ("last night", None, [("2020-02-05", "", "day")], "the evening before"),
    ("this week", None, [("2020-02-03", "2020-02-09", "day")], "Monday to Sunday"),
    ("last week", None, [("2020-01-27", "2020-02-02", "day")], "the week before"),
    ("this weekend", None, [("2020-02-08", "2020-02-09", "day")], "Saturday and Sunday"),
    ("last month", None, [("2020-01-01", "2020-01-31", "month")], "calendar month"),
    ("earlier this month", None, [("2020-02-01", "2020-02-29", "month")], "a part of it is the month"),
    ("next year", None, [("2021-01-01", "2021-12-31", "year")], "calendar year"),
    ("the end of the year", None, [("2020-01-01", "2020-12-31", "year")], "the current year"),
    ("next May", None, [("2020-05-01", "2020-05-31", "month")], "the first May after"),
    ("last June", None, [("2019-06-01", "2019-06-30", "month")], "the June before"),
    ("He came in November.", None, [("2019-11-01", "2019-11-30", "month")], "past verb"),
    ("He will come in November.", None, [("2020-11-01", "2020-11-30", "month")], "future verb"),
    ("by May", None, [("2020-05-01", "2020-05-31", "month")], "a deadline lies ahead"),
    ("June last year", None, [("2019-06-01", "2019-06-30", "month")], "month of a year near"),
    ("two weeks ago", None, [("2020-01-23", "", "day")], "to the day"),
    ("three months ago", None, [("2019-11-01", "2019-11-30", "month")], "to the month"),
    ("They will meet in three days.", None, [("2020-02-09", "", "day")], "ahead of a future verb"),
    ("a year earlier", None, [("2019-01-01", "2019-12-31", "year")], "from publication when no date was met"),
    ("New Year's Day", None, [("2020-01-01", "", "day")], "holiday"),
    (
        "On Feb. 3 he came. Two days later he left.",
        None,
        [("2020-02-03", "", "day"), ("2020-02-05", "", "day")],
        "met",
    ),
    (
        "On Feb. 3 he came. The next day he left.",
        None,
        [("2020-02-03", "", "day"), ("2020-02-04", "", "day")],
        "met",
    ),
    (
        "In 2014; in November of that year",
        None,
        [("2014-01-01", "2014-12-31", "year"), ("2014-11-01", "2014-11-30", "month")],
        "met",
    ),
    (
        "In 2014; the same year",
        None,
        [("2014-01-01", "2014-12-31", "year"), ("2014-01-01", "2014-12-31", "year")],
        "met",
    ),
    ("llegó el jueves", "es", [("2020-02-06", "", "day")], "Spanish weekday"),
    ("el jueves pasado", "es", [("2020-01-30", "", "day")], "adjective behind"),
    ("el próximo lunes", "es", [("2020-02-10", "", "day")], "adjective before"),
    ("domingo 9", "es", [("2020-02-09", "", "day")], "weekday and day agree"),
    ("hace dos semanas", "es", [("2020-01-23", "", "day")], "distance before"),
    ("el año pasado", "es", [("2019-01-01", "2019-12-31", "year")], "Spanish year"),
    ("a finales de marzo", "es", [("2020-03-01", "2020-03-31", "month")], "part of a month"),
    ("del 3 al 5 de febrero", "es", [("2020-02-03", "2020-02-05", "day")], "Spanish range"),
    ("entre el 3 y el 5 de marzo", "es", [("2020-03-03", "2020-03-05", "day")], "articles between"),
    ("na terça-feira", "pt", [("2020-02-04", "", "day")], "Portuguese weekday"),
    ("na quarta", "pt", [("2020-02-05", "", "day")], "short weekday behind a preposition"),
    ("quinta-feira (6)", "pt", [("2020-02-06", "", "day")], "day in brackets"),
    ("na próxima semana", "pt", [("2020-02-10", "2020-02-16", "day")], "Portuguese week"),
    ("le 3 février", "fr", [("2020-02-03", "", "day")], "French day"),
    ("le jeudi", "fr", [("2020-02-06", "", "day")], "French weekday"),
    ("la semaine dernière", "fr", [("2020-01-27", "2020-02-02", "day")], "French week"),
    ("il y a deux semaines", "fr", [("2020-01-23", "", "day")], "French distance"),
    ("am Donnerstag", "de", [("2020-02-06", "", "day")], "German weekday"),
    ("vom 3. bis 5. Februar", "de", [("2020-02-03", "2020-02-05", "day")], "German range"),
    ("nächstes Jahr", "de", [("2021-01-01", "2021-12-31", "year")], "German year"),
    ("lunedì 3 febbraio", "it", [("2020-02-03", "", "day")], "Italian weekday and day"),
    ("due giorni fa", "it", [("2020-02-04", "", "day")], "Italian distance"),
    ("в среду", "ru", [("2020-02-05", "", "day")], "Russian weekday"),
    ("в прошлом году", "ru", [("2019-01-01", "2019-12-31", "year")], "Russian year"),
    ("в феврале", "ru", [("2020-02-01", "2020-02-29", "month")], "Russian month"),
    ("два дня назад", "ru", [("2020-02-04", "", "day")], "Russian distance"),
]

REFUSED = [
    ("the 1990s", "a decade"),
    ("May said, Theresa May", "a name"),
    ("they may march", "verbs"),
    ("April Glaspie and June Jones", "names"),
    ("2000 people died", "a count"),
    ("for $2016 or 2016%", "money, a share"),
    ("2,016 tons", "a number"),
    ("page 2012, Resolution 2231", "numbers of things"),
    ("31/31/2020", "no such day"),
    ("for two days, over five years", "durations"),
    ("the past five years", "a duration"),
    ("now and recently", "no date"),
    ("Boeing 747 at 10:30", "a number, a time"),
    ("segunda vez", "an ordinal"),
    ("", "nothing"),
]


def read(text, published=PUBLISHED, language=None, tense=None):
    return [
        (str(d.start_date), "" if d.start_date == d.end_date else str(d.end_date), d.precision)
        for d in find_dates(text, published, language, tense)
    ]


@pytest.mark.parametrize(("text", "language", "expected", "why"), ABSOLUTE)
def test_dates_with_a_year_need_no_publication(text, language, expected, why):
    assert read(text, None, language) == expected, why
    assert read(text, PUBLISHED, language) == expected, why


@pytest.mark.parametrize(("text", "language", "expected", "why"), RELATIVE)
def test_relative_dates_resolve_against_publication(text, language, expected, why):
    assert read(text, PUBLISHED, language) == expected, why


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_other_things_are_refused(text, why):
    assert read(text) == [], why


@pytest.mark.parametrize(
    "text", ["on Tuesday", "last month", "in May", "6 Feb", "two weeks ago", "yesterday", "that year"]
)
def test_without_publication_nothing_relative_is_found(text):
    assert read(text, None) == []


@pytest.mark.parametrize(
    ("text", "tense", "day"),
    [
        ("on Friday", "past", "2020-01-31"),
        ("on Friday", "future", "2020-02-07"),
        ("on Thursday", "past", "2020-02-06"),
        ("on Thursday", "future", "2020-02-06"),
        ("on March 5", "past", "2019-03-05"),
        ("on March 5", "future", "2020-03-05"),
        ("in May", "past", "2019-05-01"),
        ("in May", "future", "2020-05-01"),
    ],
)
def test_the_tense_given_decides(text, tense, day):
    assert [first for first, _, _ in read(text, tense=tense)] == [day]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("He came on Thursday, Feb. 6, 2020, and left.", ["Thursday, Feb. 6, 2020"]),
        ("Published 6\u00a0Feb\u00adruary 2020.", ["6\u00a0Feb\u00adruary 2020"]),
        ("On Monday's call, in 2016.", ["Monday's", "2016"]),
    ],
)
def test_spans_hold_what_was_read(text, surfaces):
    assert [text[d.start_char : d.end_char] for d in find_dates(text, PUBLISHED)] == surfaces


def test_a_date_met_before_the_text_can_be_given():
    found = list(find_dates("in November of that year", PUBLISHED, anchor=date(2018, 6, 1)))
    assert [str(d.start_date) for d in found] == ["2018-11-01"]


PIECES = st.sampled_from(
    [
        "1",
        "2",
        "31",
        "06",
        "2016",
        "'98",
        "May",
        "march",
        "Feb.",
        "Monday",
        "domingo",
        "el",
        "de",
        "of",
        "to",
        "and",
        "-",
        "–",
        ",",
        "(",
        ")",
        ".",
        "the",
        "last",
        "next",
        "this",
        "two",
        "weeks",
        "year",
        "years",
        "month",
        "ago",
        "later",
        "earlier",
        "that",
        "same",
        "yesterday",
        "in",
        "from",
        "between",
        "end",
        "late",
        "will",
        "said",
        "\xa0",
        "\xad",
        "%",
        "/",
        "2020-02-31",
        "9999",
        "0",
    ]
)


@settings(deadline=None)  # the first call loads the tables
@given(
    st.lists(PIECES, max_size=14).map(" ".join),
    st.sampled_from([None, date.min, PUBLISHED, date.max]),
    st.sampled_from([None, "en", "es", "pt", "fr", "de", "it", "ru", "xx"]),
)
def test_any_text_gives_ordered_spans_inside_it(text, published, language):
    previous = 0
    for found in find_dates(text, published, language):
        assert previous <= found.start_char < found.end_char <= len(text)
        assert found.start_date <= found.end_date
        assert found.precision in ("day", "month", "year")
        previous = found.end_char


@settings(deadline=None)  # the first call loads the tables
@given(st.text(max_size=80))
def test_no_text_raises(text):
    assert all(d.end_char <= len(text) for d in find_dates(text, PUBLISHED))
