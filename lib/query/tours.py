"""Tours, who travels when, what is to come, and how visits follow each other."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from lib import countries
from lib.query import sql
from lib.query.filters import Filters
from lib.query.routes import stop

TRAVELLERS, EACH = 20, 50
"""visitors in the timeline by visitor, and the latest visits of each"""

FRAMES = 48
"""steps of a playback"""

STEPS = {"week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25}
"""what a playback may step by, and its days"""

MONTHS = {"month": 1, "quarter": 3, "year": 12}

Stop = tuple[str, float | None, float | None]


class TourExtent(NamedTuple):
    """How many tours there are, by how many visitors, and the most legs that one has."""

    tours: int
    visitors: int
    most_legs: int


def _chosen(filters: Filters) -> sql.Clause:
    """The tours of which a leg passes the filters; they are told whole."""
    where, bound = sql.visits(filters)
    return f"SELECT DISTINCT v.tour_id FROM travels v WHERE v.tour_id IS NOT NULL AND {where}", bound


def tour_extent(store: sql.Store, filters: Filters) -> TourExtent:
    """How much there is of the tours that `tours` lists without a limit."""
    chosen, bound = _chosen(filters)
    frame = sql.frame(
        store,
        f"""
        WITH toured AS (
            SELECT tour_id, any_value(visitor_slug ORDER BY leg) AS visitor, count(*) AS legs
            FROM travels WHERE tour_id IN ({chosen}) GROUP BY tour_id)
        SELECT count(*) AS tours, count(DISTINCT visitor) AS visitors, coalesce(max(legs), 0) AS most_legs FROM toured
        """,
        bound,
    )
    return TourExtent(*(int(frame[name][0]) for name in TourExtent._fields))


def tours(store: sql.Store, filters: Filters, limit: int | None = None) -> pd.DataFrame:
    """Tours, latest first, at most `limit`: `tour_id, visitor, visitor_role, visitor_country, start_date, end_date,
    days, legs, ahead` (legs still planned)`, countries, hosts` (their codes in order)`, km`.

    A tour is whole, though the filters pass only one of its legs. Kilometres run along great circles from the home
    capital through every stop, not back; missing where a stop's place is not known.
    """
    chosen, bound = _chosen(filters)
    frame = sql.frame(
        store,
        f"""
        WITH latest AS (
            SELECT tour_id FROM travels WHERE tour_id IN ({chosen})
            GROUP BY tour_id ORDER BY min(start_date) DESC, tour_id {"" if limit is None else f"LIMIT {int(limit)}"})
        SELECT tour_id, arg_max(visitor, (length(visitor), visitor)) AS visitor,
               any_value(visitor_role ORDER BY leg) AS visitor_role,
               any_value(visitor_country ORDER BY leg) AS visitor_country,
               min(start_date) AS start_date, max(coalesce(end_date, start_date)) AS end_date,
               (max(coalesce(end_date, start_date)) - min(start_date) + 1)::BIGINT AS days, count(*) AS legs,
               count(*) FILTER (status = 'planned') AS ahead, count(DISTINCT host_country) AS countries,
               list(host_country ORDER BY leg, start_date) AS hosts,
               list(coalesce(city, '') ORDER BY leg, start_date) AS cities
        FROM travels WHERE tour_id IN (FROM latest)
        GROUP BY tour_id ORDER BY start_date DESC, tour_id
        """,
        bound,
    )
    lengths = [
        _length(row[0], zip(row[1], row[2], strict=True))
        for row in frame[["visitor_country", "hosts", "cities"]].itertuples(index=False, name=None)
    ]
    frame["km"] = pd.Series(lengths, index=frame.index, dtype="float64")
    frame["hosts"] = [", ".join(_once(hosts)) for hosts in frame["hosts"]]
    return frame.drop(columns="cities")


def _once(codes: Iterable[str]) -> Iterator[str]:
    """Codes without those that only repeat the one before.

    >>> list(_once(["CUB", "CUB", "MEX", "CUB"]))
    ['CUB', 'MEX', 'CUB']
    """
    before = None
    for code in codes:
        if code != before:
            yield code
        before = code


def _length(home: object, places: Iterable[tuple[object, str]]) -> float | None:
    stops = [stop(home, None, home=True), *(stop(host, city or None, home=False) for host, city in places)]
    lengths = [_between(*ends) for ends in pairwise(stops)]
    return None if None in lengths else sum(filter(None, lengths))


def _between(one: Stop, other: Stop) -> float | None:
    (_, lat, lon), (_, to_lat, to_lon) = one, other
    if lat is None or lon is None or to_lat is None or to_lon is None:
        return None
    return countries.kilometres((lat, lon), (to_lat, to_lon))


def tour(store: sql.Store, tour_id: str) -> pd.DataFrame:
    """The legs of one tour in order, whatever the filters: the columns of `visits`, `from_name, from_lat, from_lon,
    to_name, to_lat, to_lon` (degrees, missing where the place is not known) and `km` from the stop before, of the
    first leg from the home capital."""
    frame = sql.frame(
        store,
        """
        SELECT v.* EXCLUDE (visit, visitor_slug) FROM travels v WHERE v.tour_id = $tour
        ORDER BY v.leg, v.start_date, v.visit_id
        """,
        {"tour": tour_id},
    )
    places = list(zip(frame["host_country"], frame["city"], strict=True))
    home = [stop(frame["visitor_country"][0], None, home=True)] if len(frame) else []
    stops = [*home, *(stop(*place, home=False) for place in places)]
    for end, at in (("from", stops[:-1]), ("to", stops[1:])):
        frame[[f"{end}_name", f"{end}_lat", f"{end}_lon"]] = pd.DataFrame(
            at, index=frame.index, columns=["name", "latitude", "longitude"]
        )
    lengths = [_between(*ends) for ends in pairwise(stops)]
    return frame.assign(km=pd.Series(lengths, index=frame.index, dtype="float64"))


def traveller_visits(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """The latest visits of those who travel most, the most travelled first: `visitor, visitor_country, travels` (how
    many visits pass the filters)`, visit_id, host_country, city, start_date, end_date, date_precision, status`.

    Only visits known to the day or the month have a place in it.
    """
    where, bound = sql.visits(filters)
    return sql.frame(
        store,
        f"""
        WITH fit AS (
            SELECT v.visitor_slug, v.visitor, v.visitor_country, v.visit_id, v.host_country, v.city, v.start_date,
                   v.end_date, v.date_precision, v.status
            FROM travels v WHERE v.start_date IS NOT NULL AND v.date_precision <> 'year' AND {where}),
        often AS (
            SELECT visitor_slug, visitor_country, arg_max(visitor, (length(visitor), visitor)) AS visitor,
                   count(*) AS travels
            FROM fit GROUP BY visitor_slug, visitor_country
            ORDER BY travels DESC, max(start_date) DESC, visitor_slug, visitor_country LIMIT {TRAVELLERS})
        SELECT o.visitor, o.visitor_country, o.travels, f.visit_id, f.host_country, f.city, f.start_date,
               coalesce(f.end_date, f.start_date) AS end_date, f.date_precision, f.status
        FROM fit f JOIN often o ON f.visitor_slug = o.visitor_slug
            AND f.visitor_country IS NOT DISTINCT FROM o.visitor_country
        QUALIFY row_number() OVER (PARTITION BY f.visitor_slug, f.visitor_country
                                   ORDER BY f.start_date DESC, f.visit_id) <= {EACH}
        ORDER BY o.travels DESC, o.visitor, o.visitor_country, f.start_date, f.visit_id
        """,
        bound,
    )


_COMING = """v.status IN ('planned', 'ongoing', 'invited') AND v.start_date IS NOT NULL
             AND coalesce(v.end_date, v.start_date) >= $since"""


def coming(store: sql.Store, filters: Filters, since: date, limit: int | None = None) -> pd.DataFrame:
    """Visits planned, under way or invited for a day from `since` on, the next first, at most `limit`: the columns
    of `visits`."""
    where, bound = sql.visits(filters)
    return sql.frame(
        store,
        f"""
        SELECT v.* EXCLUDE (visit, visitor_slug) FROM travels v WHERE {_COMING} AND {where}
        ORDER BY v.start_date, v.end_date, v.visitor, v.visit_id {"" if limit is None else f"LIMIT {int(limit)}"}
        """,
        {**bound, "since": since},
    )


def coming_extent(store: sql.Store, filters: Filters, since: date) -> int:
    """How many visits `coming` lists without a limit."""
    where, bound = sql.visits(filters)
    frame = sql.frame(
        store,
        f"SELECT count(*) AS visits FROM travels v WHERE {_COMING} AND {where}",
        {**bound, "since": since},
    )
    return int(frame["visits"][0])


def playback(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Visits made or planned, by step of time and host: `period` (its first day)`, step` (week, month, quarter or
    year)`, host_country, visits, homes` (codes of the three countries that most came from).

    The step is the finest that plays in 48 steps or fewer; visits dated more coarsely than it are left out, and of
    too many years the last are kept.
    """
    where, bound = sql.visits(filters)
    made = f"v.status NOT IN ('invited', 'cancelled') AND v.start_date IS NOT NULL AND {where}"
    span = sql.frame(
        store,
        f"""
        SELECT date_diff('day', min(v.start_date), max(v.start_date)) AS days FROM travels v
        WHERE {made} AND v.date_precision <> 'year'
        """,
        bound,
    )["days"][0]
    step = step_for(0 if pd.isna(span) else int(span))
    coarser = {"week": ("year", "month"), "month": ("year",), "quarter": ("year",), "year": ()}[step]
    fine = "".join(f" AND v.date_precision <> '{precision}'" for precision in coarser)
    return sql.frame(
        store,
        f"""
        WITH fit AS (
            SELECT date_trunc('{step}', v.start_date)::DATE AS period, v.host_country, v.visitor_country, count(*) AS n
            FROM travels v WHERE {made}{fine} GROUP BY ALL),
        latest AS (SELECT max(period) AS period FROM fit)
        SELECT fit.period, '{step}' AS step, fit.host_country, sum(n)::BIGINT AS visits,
               list(fit.visitor_country ORDER BY n DESC, fit.visitor_country)[:3] AS homes
        FROM fit, latest WHERE fit.period > latest.period - INTERVAL {FRAMES} {step}
        GROUP BY fit.period, fit.host_country ORDER BY fit.period, visits DESC, fit.host_country
        """,
        bound,
    )


def step_for(days: int) -> str:
    """The finest step in which so many days play in 48 steps or fewer; a year, if none does.

    >>> [step_for(days) for days in (0, 100, 1000, 5000, 100_000)]
    ['week', 'week', 'month', 'year', 'year']
    """
    return next((step for step, length in STEPS.items() if days / length < FRAMES - 1), "year")


def steps(periods: Iterable[Any], step: str) -> list[date]:
    """Every step from the first to the last of some periods, those without a visit included.

    >>> steps([date(2020, 11, 1), date(2021, 1, 1)], "month")
    [datetime.date(2020, 11, 1), datetime.date(2020, 12, 1), datetime.date(2021, 1, 1)]
    >>> steps([], "year")
    []
    """
    found = sorted(periods)
    if not found:
        return []
    code = {"week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}[step]
    return [moment.date() for moment in pd.date_range(found[0], found[-1], freq=code)]
