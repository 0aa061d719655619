"""A visit's life: what was reported of it, day by day, where plan and outcome differ, and where reports do."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from lib import countries
from lib.parse.folding import fold
from lib.query import sql
from lib.query.reading import evidence

MADE, AHEAD = ("completed", "ongoing"), ("planned", "invited")

Row = dict[Hashable, Any]


class Days(NamedTuple):
    """First and last day, and how precise they are: day, month or year."""

    start: date
    end: date
    precision: str | None


class Slippage(NamedTuple):
    """The days first announced, and those that the latest report gives."""

    announced: Days
    actual: Days
    made: bool
    """whether the visit took place; else these are the days that it is put off to"""

    @property
    def days(self) -> int | None:
        """How many days later it began, less than 0 when earlier; 0 where one range holds the other, since an
        article may name one day of several. None where either is not known to the day."""
        if (self.announced.precision, self.actual.precision) != ("day", "day"):
            return None
        if _holds(self.announced, self.actual) or _holds(self.actual, self.announced):
            return 0
        return (self.actual.start - self.announced.start).days


class Said(NamedTuple):
    """What some reports say, and which: each with its source (None: not stated) and its day."""

    value: Any
    """`Days`, else the word"""
    by: tuple[tuple[str | None, date | None], ...]


class Disagreement(NamedTuple):
    about: str
    """dates announced, dates, city, status"""
    said: tuple[Said, ...]
    """in order of publication"""


@dataclass(frozen=True, slots=True)
class History:
    """Every report of a visit in order of publication (the columns of `evidence`), and what they amount to."""

    reports: pd.DataFrame
    articles: int
    sources: int
    slippage: Slippage | None
    disagreements: tuple[Disagreement, ...]


def history(store: sql.Store, visit_id: str) -> History:
    """The life of a visit; without reports when the store does not hold it."""
    reports = evidence(store, "visits", [visit_id]).sort_values(
        ["published", "article_id", "start_char"], na_position="last", kind="stable", ignore_index=True
    )
    rows = reports.to_dict("records")
    return History(
        reports,
        reports["article_id"].nunique(),
        reports["source"].nunique(),
        slippage(rows),
        tuple(disagreements(rows)),
    )


def slippage(rows: list[Row]) -> Slippage | None:
    """Days first announced against the days last told, of reports in order of publication.

    None where no days were announced, where only the announcement gives any, or where the visit was called off.
    """
    stated = [(days, row["status"]) for row in rows if (days := days_of(row))]
    announced = next((n for n, (_, status) in enumerate(stated) if status in AHEAD), None)
    if announced is None or rows[-1]["status"] == "cancelled":
        return None
    after = stated[announced + 1 :]
    made = [days for days, status in after if status in MADE]
    later = made or [days for days, status in after if status in AHEAD and days.precision == "day"]
    if not later:
        return None
    finest = [days for days in later if days.precision == "day"] or later
    first, last = stated[announced][0], finest[-1]
    return Slippage(first, last, bool(made)) if made or first != last else None


def disagreements(rows: list[Row]) -> Iterator[Disagreement]:
    """Where reports of one visit contradict each other.

    Days contradict when both are known to the day and neither holds the other; what was announced is compared
    with announcements only, what took place with what took place. A status contradicts when it undoes a
    visit already told as made, or when one report calls off what another says took place.
    """
    for about, statuses in (("dates announced", AHEAD), ("dates", MADE)):
        told = [
            row for row in rows if row["status"] in statuses and (d := days_of(row)) and d.precision == "day"
        ]
        yield from _where(about, told, days_of, _other_days)
    yield from _where("city", [row for row in rows if isinstance(row["city"], str)], _city, _other_city)
    yield from _where("status", rows, lambda row: row["status"], _other_status)


def _where(
    about: str, rows: list[Row], value: Callable[[Row], Any], differ: Callable[[Row, Row], bool]
) -> Iterator[Disagreement]:
    if not any(differ(one, other) for one, other in combinations(_first_of_each(rows, value), 2)):
        return
    said: dict[Any, list[tuple[str | None, date | None]]] = {}
    for row in rows:
        source = row["source"] if isinstance(row["source"], str) else None
        said.setdefault(value(row), []).append((source, _day(row["published"])))
    yield Disagreement(about, tuple(Said(what, tuple(dict.fromkeys(by))) for what, by in said.items()))


def _first_of_each(rows: list[Row], value: Callable[[Row], Any]) -> list[Row]:
    """The first and the last report of each value: a thousand reports say few different things."""
    first: dict[Any, int] = {}
    last: dict[Any, int] = {}
    for n, row in enumerate(rows):
        first.setdefault(value(row), n)
        last[value(row)] = n
    return [rows[n] for n in sorted({*first.values(), *last.values()})]


def _other_days(one: Row, other: Row) -> bool:
    a, b = days_of(one), days_of(other)
    return a is not None and b is not None and not _holds(a, b) and not _holds(b, a)


def _holds(outer: Days, inner: Days) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _city(row: Row) -> str:
    return str(row["city"])


def _other_city(one: Row, other: Row) -> bool:
    """Whether two reports name different cities, not one in two spellings."""
    if fold(one["city"]) == fold(other["city"]):
        return False
    points = [countries.city(row["city"], row["host_country"]) for row in (one, other)]
    return points[0] is None or points[0] != points[1]


def _other_status(one: Row, other: Row) -> bool:
    """Whether a report, given in order of publication, contradicts one before it."""
    before, after = one["status"], other["status"]
    if {before, after} & set(MADE) and "cancelled" in (before, after):
        return True
    printed, later = _day(one["published"]), _day(other["published"])
    return before in MADE and after in AHEAD and bool(printed and later and printed < later)


def days_of(row: Row) -> Days | None:
    """The days that a report gives; None when it gives none.

    >>> days_of({"start_date": pd.Timestamp(2020, 2, 5), "end_date": None, "date_precision": "day"}).end
    datetime.date(2020, 2, 5)
    >>> days_of({"start_date": pd.NaT, "end_date": pd.NaT, "date_precision": None}) is None
    True
    """
    start, end = _day(row["start_date"]), _day(row["end_date"])
    if start is None:
        return None
    precision = row["date_precision"]
    return Days(start, end or start, precision if isinstance(precision, str) else None)


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()
