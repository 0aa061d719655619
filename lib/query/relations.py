"""Who meets whom: visits between countries, both ways, and countries or periods side by side."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from lib import countries
from lib.query import sql
from lib.query.filters import Filters
from lib.query.rankings import BETWEEN

Period = tuple[date, date]
"""first and last day"""

GROUPS = {"host": ("host_country",), "pair": ("visitor_country", "host_country")}
"""what a change between two periods is counted by, as columns"""

_MADE = "v.status IN ('completed', 'ongoing')"
_AHEAD = "v.status IN ('planned', 'invited')"


class Meetings(NamedTuple):
    """How many countries meet. A pair counts once, whoever visits; only visits made are looked at."""

    countries: int
    pairs: int
    mutual: int
    """pairs that visited each other"""
    made: int
    """visits made between them"""
    unstated: int
    """visits made by visitors whose country is not stated, which have no pair"""
    routes: int
    """the rows of `visit_pairs`: each way counts, and so do visits not made"""


def visit_pairs(store: sql.Store, filters: Filters, limit: int | None = None) -> pd.DataFrame:
    """Who visits whom: `visitor_country, host_country, visits, made` (completed or ongoing)`, ahead` (planned or
    invited)`, first, last, first_precision, last_precision, returned, balance`, most visits first.

    `returned` counts visits made the other way by anyone: the same filters, but for people and countries;
    `balance` is made less returned. Visits whose visitor's country is not stated have no pair.
    """
    pairs, bound = _pairs(filters)
    return sql.frame(store, f"{pairs} FROM pairs ORDER BY {_MOST} {_limited(limit)}", bound)


def exchanges(
    store: sql.Store, filters: Filters, among: int | None = None, limit: int | None = None
) -> pd.DataFrame:
    """The pairs of `visit_pairs`, each once, led by who visits more: its columns and `total`, made and returned.

    With `among`, only pairs of the so many countries that make and receive most visits.
    """
    pairs, bound = _pairs(filters)
    chosen = "visitor_country IN (FROM busiest) AND host_country IN (FROM busiest)" if among else "TRUE"
    return sql.frame(
        store,
        f"""
        {pairs},
        busiest AS (
            SELECT country FROM (
                SELECT visitor_country AS country, made, visits FROM pairs UNION ALL
                SELECT host_country, made, visits FROM pairs)
            GROUP BY country ORDER BY sum(made) DESC, sum(visits) DESC, country LIMIT {int(among or 0)})
        SELECT *, made + returned AS total FROM pairs WHERE {chosen}
        QUALIFY row_number() OVER (
            PARTITION BY least(visitor_country, host_country), greatest(visitor_country, host_country)
            ORDER BY {_MOST}) = 1
        ORDER BY total DESC, visits DESC, visitor_country, host_country {_limited(limit)}
        """,
        bound,
    )


def visit_matrix(store: sql.Store, filters: Filters, most: int = 12) -> pd.DataFrame:
    """The rows of `visit_pairs` between the countries that make most visits and those that receive most, so many
    of each, with `gone` and `received`: all visits (made, if any is) of the visitor's country and to the host."""
    pairs, bound = _pairs(filters)
    return sql.frame(
        store,
        f"""
        {pairs},
        counted AS (SELECT *, if(sum(made) OVER () > 0, made, visits) AS n FROM pairs),
        totals AS (
            SELECT *, sum(n) OVER (PARTITION BY visitor_country)::BIGINT AS gone,
                   sum(n) OVER (PARTITION BY host_country)::BIGINT AS received
            FROM counted),
        ranked AS (
            SELECT *, dense_rank() OVER (ORDER BY gone DESC, visitor_country) AS line,
                   dense_rank() OVER (ORDER BY received DESC, host_country) AS place
            FROM totals WHERE n > 0)
        SELECT * EXCLUDE (n, line, place) FROM ranked
        WHERE line <= {int(most)} AND place <= {int(most)} ORDER BY line, place
        """,
        bound,
    )


def meetings(store: sql.Store, filters: Filters) -> Meetings:
    """How many countries and pairs the visits made join, and how many pairs both ways."""
    pairs, bound = _pairs(filters)
    where, _ = sql.visits(filters)
    frame = sql.frame(
        store,
        f"""
        {pairs},
        met AS (
            SELECT least(visitor_country, host_country) AS one, greatest(visitor_country, host_country) AS other,
                   max(returned) > 0 AND max(made) > 0 AS mutual, sum(made) AS made
            FROM pairs WHERE made > 0 GROUP BY 1, 2)
        SELECT (SELECT count(DISTINCT country) FROM (SELECT one AS country FROM met UNION ALL SELECT other FROM met))
                   AS countries,
               count(*) AS pairs, count(*) FILTER (mutual) AS mutual, coalesce(sum(made), 0)::BIGINT AS made,
               (SELECT count(*) FROM travels v WHERE {where} AND {_MADE} AND v.visitor_country IS NULL) AS unstated,
               (SELECT count(*) FROM pairs) AS routes
        FROM met
        """,
        bound,
    )
    return Meetings(*(int(frame[name][0]) for name in Meetings._fields))


_MOST = "made DESC, visits DESC, visitor_country, host_country"


def _limited(limit: int | None) -> str:
    return "" if limit is None else f"LIMIT {int(limit)}"


def _pairs(filters: Filters) -> sql.Clause:
    """The beginning of a query: `pairs`, as `visit_pairs` gives them."""
    where, bound = sql.visits(filters)
    # The same values under the same names: what is bound for one clause serves the other.
    anyone, _ = sql.visits(replace(filters, visitor_countries=(), host_countries=(), people=()))
    abroad = "v.visitor_country <> v.host_country"
    return (
        f"""
        WITH back AS (
            SELECT v.host_country AS visitor_country, v.visitor_country AS host_country, count(*) AS returned
            FROM travels v WHERE {anyone} AND {_MADE} AND {abroad} GROUP BY 1, 2),
        there AS (
            SELECT v.visitor_country, v.host_country, count(*)::BIGINT AS visits,
                   count(*) FILTER ({_MADE})::BIGINT AS made, count(*) FILTER ({_AHEAD})::BIGINT AS ahead,
                   {BETWEEN}
            FROM travels v WHERE {where} AND {abroad} GROUP BY 1, 2),
        pairs AS (
            SELECT there.*, coalesce(returned, 0)::BIGINT AS returned, made - coalesce(returned, 0)::BIGINT AS balance
            FROM there LEFT JOIN back USING (visitor_country, host_country))""",
        bound,
    )


def country_figures(store: sql.Store, filters: Filters, chosen: tuple[str, ...]) -> pd.DataFrame:
    """Countries side by side, a row each in the order given: `country, made, hosts, ahead, received, guests`
    (countries that visited)`, expected` (visits to come)`, trade_figures` (as a party)`, mentions, articles`
    (that mention it).

    Made is what goes to the hosts that the filters choose, received what comes from the visitors they choose.
    """
    rows = [_figures(store, filters, country) for country in chosen]
    return pd.concat(rows, ignore_index=True)


def _figures(store: sql.Store, filters: Filters, country: str) -> pd.DataFrame:
    going, bound = sql.visits(replace(filters, visitor_countries=(), people=()))
    coming, more = sql.visits(replace(filters, host_countries=()))
    trading, further = sql.trade_figures(replace(filters, visitor_countries=(), host_countries=()))
    naming, named = sql.mentions(filters)
    return sql.frame(
        store,
        f"""
        SELECT $country AS country, * FROM (
            SELECT count(*) FILTER ({_MADE}) AS made, count(DISTINCT v.host_country) FILTER ({_MADE}) AS hosts,
                   count(*) FILTER ({_AHEAD}) AS ahead
            FROM travels v WHERE {going} AND v.visitor_country = $country AND v.host_country <> $country), (
            SELECT count(*) FILTER ({_MADE}) AS received,
                   count(DISTINCT v.visitor_country) FILTER ({_MADE}) AS guests,
                   count(*) FILTER ({_AHEAD}) AS expected
            FROM travels v WHERE {coming} AND v.host_country = $country
                AND v.visitor_country IS DISTINCT FROM $country), (
            SELECT count(*) AS trade_figures FROM figures t
            WHERE {trading} AND (t.reporter = $country OR t.partner = $country)), (
            SELECT count(*) AS mentions, count(DISTINCT m.article) AS articles FROM named m
            WHERE m.name IN (SELECT n.name FROM names n WHERE n.kind = 'country' AND n.entity_id = $country)
                AND {naming})
        """,
        {**bound, **more, **further, **named, "country": country},
    )


def partners(
    store: sql.Store, filters: Filters, chosen: tuple[str, str], limit: int | None = None
) -> pd.DataFrame:
    """With whom two countries exchange visits made: `partner, name, one_made, one_received, other_made,
    other_received, total`, most first."""
    where, bound = sql.visits(replace(filters, visitor_countries=(), host_countries=(), people=()))
    counted = ", ".join(
        f"count(*) FILTER (country = ${name} AND way = '{way}')::BIGINT AS {name}_{way}"
        for name in ("one", "other")
        for way in ("made", "received")
    )
    frame = sql.frame(
        store,
        f"""
        WITH met AS (
            SELECT v.visitor_country, v.host_country FROM travels v
            WHERE {where} AND {_MADE} AND v.visitor_country <> v.host_country),
        ways AS (
            SELECT visitor_country AS country, host_country AS partner, 'made' AS way FROM met UNION ALL
            SELECT host_country, visitor_country, 'received' FROM met)
        SELECT partner, {counted}, count(*)::BIGINT AS total FROM ways WHERE country IN ($one, $other)
        GROUP BY partner ORDER BY total DESC, partner {_limited(limit)}
        """,
        {**bound, "one": chosen[0], "other": chosen[1]},
    )
    frame.insert(1, "name", frame["partner"].map(countries.name).astype("str"))
    return frame


def visit_years(store: sql.Store, filters: Filters, chosen: tuple[str, ...]) -> pd.DataFrame:
    """Visits made by year of arrival, of some countries: `country, year, made, received`; those without a date are
    left out."""
    where, bound = sql.visits(replace(filters, visitor_countries=(), host_countries=(), people=()))
    return sql.frame(
        store,
        f"""
        WITH met AS (
            SELECT v.visitor_country, v.host_country, year(v.start_date)::BIGINT AS year FROM travels v
            WHERE {where} AND {_MADE} AND v.start_date IS NOT NULL
                AND v.visitor_country IS DISTINCT FROM v.host_country)
        SELECT country, year, sum(made)::BIGINT AS made, sum(received)::BIGINT AS received FROM (
            SELECT visitor_country AS country, year, 1 AS made, 0 AS received FROM met UNION ALL
            SELECT host_country, year, 0, 1 FROM met)
        WHERE list_contains($chosen, country) GROUP BY 1, 2 ORDER BY 1, 2
        """,
        {**bound, "chosen": list(chosen)},
    )


def visit_changes(
    store: sql.Store,
    filters: Filters,
    before: Period,
    after: Period,
    by: str = "host",
    limit: int | None = None,
) -> pd.DataFrame:
    """What rose and fell between two periods, which replace that of the filters: `host_country` (with `by="pair"`
    also `visitor_country`)`, before, after` (visits made)`, change`, the largest change first."""
    if by not in GROUPS:
        raise ValueError(f"by is one of {', '.join(GROUPS)}")
    columns = ", ".join(f"v.{column}" for column in GROUPS[by])
    (first, bound), (second, more) = _during(filters, before, "before"), _during(filters, after, "after")
    return sql.frame(
        store,
        f"""
        SELECT {columns}, count(*) FILTER ({first})::BIGINT AS before, count(*) FILTER ({second})::BIGINT AS after,
               after - before AS change
        FROM travels v
        WHERE {_MADE} AND v.visitor_country IS DISTINCT FROM v.host_country AND ({first} OR {second})
            {"AND v.visitor_country IS NOT NULL" if by == "pair" else ""}
        GROUP BY ALL ORDER BY abs(change) DESC, after DESC, ALL {_limited(limit)}
        """.replace(", ALL ", f", {columns} "),
        {**bound, **more},
    )


def _during(filters: Filters, period: Period, name: str) -> sql.Clause:
    """The filters within a period, whose days are bound under names of its own."""
    where, bound = sql.visits(replace(filters, start=period[0], end=period[1]))
    days = {f"{name}_{day}": bound.pop(day) for day in ("start", "end")}
    for day in ("start", "end"):
        where = where.replace(f"${day}", f"${name}_{day}")
    return where, {**bound, **days}
