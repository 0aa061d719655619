"""What is said of a visit's reports, of tours and of what is to come, in plain words."""

from datetime import date
from typing import Any

import pandas as pd

from lib import countries
from lib.format import MONTHS, NOT_STATED, count, day, listed, period
from lib.query import Days, Disagreement, History, Slippage, TourExtent


def tours(extent: TourExtent, latest_first: pd.DataFrame) -> str:
    """How many tours there are, by how many visitors, and which is the latest."""
    if latest_first.empty:
        return "0 tours: no visitor here went on from one country to the next within 4 days."
    latest = latest_first.iloc[0]
    said = f"{count(extent.visitors, 'official')} made {count(extent.tours, 'tour')}"
    said += f" of {'up to ' if extent.tours > 1 else ''}{count(extent.most_legs, 'stop')}"
    when = period(latest["start_date"], latest["end_date"], "day")
    through = listed([countries.name(code) for code in latest["hosts"].split(", ")], 5)
    return f"{said}. The latest: {latest['visitor']}, {when}, to {through}."


def coming(visits: int, since: date) -> str:
    """How many visits are still to come, seen from which day.

    >>> coming(1, date(2025, 7, 9)), coming(0, date(2025, 7, 9))
    ('1 visit is planned, under way or invited for 9 Jul 2025 or later.', 'No visit is known for 9 Jul 2025 or later.')
    """
    if not visits:
        return f"No visit is known for {day(since)} or later."
    verb = "is" if visits == 1 else "are"
    return f"{count(visits, 'visit')} {verb} planned, under way or invited for {day(since)} or later."


def month(value: date) -> str:
    """A month with its year.

    >>> month(date(2025, 7, 9))
    'Jul 2025'
    """
    return f"{MONTHS[value.month]} {value.year}"


def reported(history: History) -> str:
    """How many articles tell of the one visit, from how many sources, and from when to when."""
    said = f"{count(history.articles, 'article')}, 1 visit"
    if history.sources:
        said += f"; {count(history.sources, 'source')}"
    printed = history.reports["published"].dropna()
    if len(printed):
        first, last = day(printed.min()), day(printed.max())
        said += f"; reported on {first}" if first == last else f"; first reported on {first}, last on {last}"
    return f"{said}."


def slipped(slippage: Slippage) -> str:
    """Announced against actual days, in one sentence.

    >>> a, b = Days(date(2020, 2, 5), date(2020, 2, 5), "day"), Days(date(2020, 2, 7), date(2020, 2, 8), "day")
    >>> slipped(Slippage(a, b, True))
    'Announced for 5 Feb 2020, took place 7–8 Feb 2020: 2 days later.'
    >>> slipped(Slippage(b, a, False)), slipped(Slippage(a, a, True))[-15:]
    ('Announced for 7–8 Feb 2020, now planned for 5 Feb 2020: 2 days earlier.', ': as announced.')
    """
    announced, actual, days = slippage.announced, slippage.actual, slippage.days
    if days:
        outcome = f"{count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
    elif announced == actual:
        outcome = "as announced"
    elif actual.start <= announced.start and announced.end <= actual.end:
        outcome = "the days announced are among them"
    else:
        outcome = "within what was announced"
    took = "took place" if slippage.made else "now planned for"
    return f"Announced for {_days(announced)}, {took} {_days(actual)}: {outcome}."


def disagreed(disagreement: Disagreement) -> str:
    """What reports say differently, and who says what."""
    said = [
        f"{_days(one.value) if isinstance(one.value, Days) else one.value} ({listed(map(_by, one.by), 2)})"
        for one in disagreement.said
    ]
    return f"Reports disagree on the {disagreement.about}: {'; '.join(said[:6])}."


def _days(days: Days) -> str:
    return period(days.start, days.end, days.precision)


def _by(report: tuple[str | None, date | None]) -> str:
    source, published = report
    named = source or "source not stated"
    return named if published is None else f"{named}, {day(published)}"


def then(row: dict[str, Any]) -> str:
    """The days and the city that one report gives."""
    days = period(row["start_date"], row["end_date"], row["date_precision"])
    city = row["city"] if isinstance(row["city"], str) else ""
    given = "days not stated" if days == NOT_STATED else days
    return f"{given}, {city}" if city else f"{given}, city not stated"
