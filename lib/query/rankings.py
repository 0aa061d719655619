"""Who, where and how often: counts over the filtered rows."""

from typing import NamedTuple

import pandas as pd

from lib import countries
from lib.query import sql
from lib.query.filters import UNKNOWN, Filters
from lib.query.measures import articles, names, value

STATUSES = ("completed", "ongoing", "planned", "invited", "cancelled")

BETWEEN = """min(v.start_date) AS first, max(v.end_date) AS last,
    arg_min(v.date_precision, v.start_date) AS first_precision,
    arg_max(v.date_precision, v.end_date) AS last_precision"""
"""The first and last day of some visits, and how exactly they are known."""

_BY_STATUS = ", ".join(f"count(*) FILTER (v.status = '{status}')::BIGINT AS {status}" for status in STATUSES)
_PERIODS = ("day", "week", "month", "quarter", "year")


class Named(NamedTuple):
    """How many entities are mentioned, and how often all of them."""

    entities: int
    mentions: int


def visit_ranking(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Host countries by visits received: `host_country, name, visits, made` (completed or ongoing)`,
    visitors, first, last, first_precision, last_precision, completed, ongoing, planned, invited, cancelled`, most
    visited first."""
    return _visits_by("host_country", store, filters)


def travel_ranking(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Visitor countries by visits made abroad: `visitor_country, name` and the columns of `visit_ranking`,
    with `hosts` (countries gone to) beside `visitors`; `unknown` where the country is not stated."""
    return _visits_by("visitor_country", store, filters)


def _visits_by(column: str, store: sql.Store, filters: Filters) -> pd.DataFrame:
    where, bound = sql.visits(filters)
    frame = sql.frame(
        store,
        f"""
        SELECT coalesce(v.{column}, '{UNKNOWN}') AS {column}, count(*)::BIGINT AS visits,
               count(*) FILTER (v.status IN ('completed', 'ongoing'))::BIGINT AS made,
               count(DISTINCT v.visitor_slug)::BIGINT AS visitors,
               count(DISTINCT v.host_country)::BIGINT AS hosts,
               {BETWEEN}, {_BY_STATUS}
        FROM travels v WHERE {where} GROUP BY 1 ORDER BY made DESC, visits DESC, 1
        """,
        bound,
    )
    frame.insert(1, "name", frame[column].map(countries.name).astype("str"))
    return frame


def visit_days(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Visits by day of arrival: `start_date, date_precision, status, visits` (how many)."""
    where, bound = sql.visits(filters)
    return sql.frame(
        store,
        f"""
        SELECT v.start_date, v.date_precision, v.status, count(*)::BIGINT AS visits
        FROM travels v WHERE {where} GROUP BY ALL ORDER BY ALL
        """,
        bound,
    )


def mention_ranking(
    store: sql.Store,
    filters: Filters,
    kind: str | None = "country",
    limit: int | None = 20,
    forms: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Who is mentioned most: `entity_id, entity, kind, mentions, articles, share` (of the filtered
    articles, 0 to 1)`, rate` (mentions per thousand words of theirs). `kind` None is every kind; `forms` (name,
    demonym or metonym) narrows countries."""
    chosen, among = sql.articles(filters)
    where, bound = sql.mentions(filters)
    named, narrowed = names(kind, forms)
    bound = {**among, **bound, **narrowed}
    if limit is not None:
        bound = {**bound, "limit": limit}
    return sql.frame(
        store,
        f"""
        WITH counted AS (
            SELECT m.name, count(*) AS mentions, {articles(forms)} AS articles
            FROM named m WHERE m.name IN (SELECT n.name FROM names n WHERE {named}) AND {where} GROUP BY m.name)
        SELECT n.entity_id, any_value(n.entity) AS entity, n.kind, sum(mentions)::BIGINT AS mentions,
               sum(articles)::BIGINT AS articles, sum(articles) / any_value(published) AS share,
               1000 * sum(mentions) / nullif(any_value(words), 0) AS rate
        FROM counted JOIN names n USING (name), (
            SELECT count(*) AS published, sum(a.word_count) AS words FROM headlines a WHERE {chosen})
        GROUP BY n.entity_id, n.kind ORDER BY mentions DESC, articles DESC, n.entity_id
        {"LIMIT $limit" if limit is not None else ""}
        """,
        bound,
    )


def mention_extent(
    store: sql.Store, filters: Filters, kind: str | None = "country", forms: tuple[str, ...] = ()
) -> Named:
    """How many entities `mention_ranking` ranks without a limit, and their mentions."""
    where, bound = sql.mentions(filters)
    named, narrowed = names(kind, forms)
    frame = sql.frame(
        store,
        f"""
        WITH counted AS (
            SELECT m.name, count(*) AS mentions FROM named m
            WHERE {where} AND m.name IN (SELECT n.name FROM names n WHERE {named}) GROUP BY m.name)
        SELECT count(DISTINCT (n.kind, n.entity_id)) AS entities, coalesce(sum(mentions), 0)::BIGINT AS mentions
        FROM counted JOIN names n USING (name)
        """,
        {**bound, **narrowed},
    )
    return Named(*(int(frame[name][0]) for name in Named._fields))


def mention_timeline(
    store: sql.Store,
    filters: Filters,
    kind: str | None = "country",
    entities: tuple[str, ...] = (),
    by: str = "month",
    measure: str = "count",
    limit: int = 6,
    forms: tuple[str, ...] = (),
    average: int = 1,
) -> pd.DataFrame:
    """Mentions over time: `period` (its first day)`, entity_id, entity, mentions, articles, published`
    (all articles of the period)`, words` (in them)`, value`, without gaps from the first to the last period.

    `value` is the mentions (`measure="count"`), the share of the period's articles, 0 to 1 (`"share"`), or the mentions
    per thousand of its words (`"rate"`); missing where no article appeared. With `average` it is that of so many
    periods taken together, the period the last of them, and missing until there are as many. `entities` are
    ids, else the `limit` most mentioned; `forms` as in `mention_ranking`.
    Articles without a date have no place here.
    """
    if by not in _PERIODS or average < 1:
        raise ValueError(f"by is one of {', '.join(_PERIODS)}; average is of one period or more")
    wanted = entities or tuple(mention_ranking(store, filters, kind, limit, forms)["entity_id"])
    chosen, among = sql.articles(filters)
    where, bound = sql.mentions(filters)
    named, narrowed = names(kind, forms)
    bound = {**among, **bound, **narrowed, "entities": list(wanted)}
    return sql.frame(
        store,
        f"""
        WITH counted AS (
            SELECT date_trunc('{by}', a.published)::DATE AS period, count(*) AS published, sum(a.word_count) AS words
            FROM headlines a WHERE {chosen} AND a.published IS NOT NULL GROUP BY 1),
        periods AS (
            SELECT unnest(generate_series(min(period)::TIMESTAMP, max(period)::TIMESTAMP,
                          INTERVAL 1 {by}))::DATE AS period FROM counted),
        totals AS (
            SELECT period, coalesce(counted.published, 0)::BIGINT AS published,
                   coalesce(counted.words, 0)::BIGINT AS words
            FROM periods LEFT JOIN counted USING (period)),
        n AS (
            SELECT period, entity_id, any_value(entity) AS entity, sum(mentions)::BIGINT AS mentions,
                   sum(articles)::BIGINT AS articles
            FROM (
                SELECT date_trunc('{by}', m.published)::DATE AS period, m.name, count(*) AS mentions,
                       {articles(forms)} AS articles
                FROM named m
                WHERE {where} AND m.published IS NOT NULL AND m.name IN (
                    SELECT n.name FROM names n WHERE {named} AND list_contains($entities, n.entity_id))
                GROUP BY 1, 2
            ) JOIN names USING (name) GROUP BY 1, 2),
        named AS (SELECT entity_id, any_value(entity) AS entity, sum(mentions) AS total FROM n GROUP BY 1),
        told AS (
            SELECT period, entity_id, named.entity, coalesce(n.mentions, 0) AS mentions,
                   coalesce(n.articles, 0) AS articles, published, words, total
            FROM totals CROSS JOIN named LEFT JOIN n USING (period, entity_id))
        SELECT * EXCLUDE (total),
               CASE WHEN count(*) OVER taken = {int(average)} THEN {value(measure, "taken")} END AS value
        FROM told
        WINDOW taken AS (PARTITION BY entity_id ORDER BY period ROWS {int(average) - 1} PRECEDING)
        ORDER BY total DESC, entity_id, period
        """,
        bound,
    )
