"""Who, where and how often: counts over the filtered rows."""

import pandas as pd

from lib import countries
from lib.query import sql
from lib.query.filters import UNKNOWN, Filters

STATUSES = ("completed", "ongoing", "planned", "invited", "cancelled")

_BY_STATUS = ", ".join(f"count(*) FILTER (v.status = '{status}')::BIGINT AS {status}" for status in STATUSES)
_PERIODS = ("day", "week", "month", "quarter", "year")


def visit_ranking(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Host countries by visits received: `host_country, name, visits, made` (completed or ongoing)`,
    visitors, first, last, completed, ongoing, planned, invited, cancelled`, most visited first."""
    return _visits_by("host_country", store, filters)


def travel_ranking(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Visitor countries by visits made abroad: `visitor_country, name` and the columns of `visit_ranking`,
    with `hosts` (countries gone to) beside `visitors`; `unknown` where the country is not stated."""
    return _visits_by("visitor_country", store, filters)


def _visits_by(column: str, store: sql.Store, filters: Filters) -> pd.DataFrame:
    where, bound = sql.visits(filters)
    frame = store.frame(
        f"""
        SELECT coalesce(v.{column}, '{UNKNOWN}') AS {column}, count(*)::BIGINT AS visits,
               count(*) FILTER (v.status IN ('completed', 'ongoing'))::BIGINT AS made,
               count(DISTINCT {sql.slug("v.visitor")})::BIGINT AS visitors,
               count(DISTINCT v.host_country)::BIGINT AS hosts,
               min(v.start_date) AS first, max(v.end_date) AS last, {_BY_STATUS}
        FROM visits v WHERE {where} GROUP BY 1 ORDER BY made DESC, visits DESC, 1
        """,
        bound,
    )
    frame.insert(1, "name", frame[column].map(countries.name).astype("str"))
    return frame


def mention_ranking(
    store: sql.Store,
    filters: Filters,
    kind: str | None = "country",
    limit: int | None = 20,
    forms: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Who is mentioned most: `entity_id, entity, kind, mentions, articles, share` (of the filtered
    articles, 0 to 1). `kind` None is every kind; `forms` (name, demonym, metonym) narrows countries."""
    where, bound = sql.articles(filters)
    narrowed, certain = sql.all_of(sql.certain(filters, "m"))
    bound = {**bound, **certain}
    if kind is not None:
        narrowed, bound = f"{narrowed} AND m.kind = $kind", {**bound, "kind": kind}
    if forms:
        narrowed += " AND list_contains($forms, m.form)"
        bound = {**bound, "forms": list(forms)}
    if limit is not None:
        bound = {**bound, "limit": limit}
    return store.frame(
        f"""
        WITH chosen AS (SELECT a.article_id FROM articles a WHERE {where})
        SELECT m.entity_id, any_value(m.entity) AS entity, m.kind, count(*)::BIGINT AS mentions,
               count(DISTINCT m.article_id)::BIGINT AS articles,
               count(DISTINCT m.article_id) / (SELECT count(*) FROM chosen) AS share
        FROM mentions m JOIN chosen USING (article_id) WHERE {narrowed}
        GROUP BY m.entity_id, m.kind ORDER BY mentions DESC, articles DESC, m.entity_id
        {"LIMIT $limit" if limit is not None else ""}
        """,
        bound,
    )


def mention_timeline(
    store: sql.Store,
    filters: Filters,
    kind: str | None = "country",
    entities: tuple[str, ...] = (),
    by: str = "month",
    measure: str = "count",
    limit: int = 6,
    forms: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Mentions over time: `period` (its first day)`, entity_id, entity, mentions, articles, published`
    (all articles of the period)`, value`, without gaps from the first to the last period.

    `value` is the mentions (`measure="count"`) or the share of the period's articles, 0 to 1
    (`"share"`, missing where none appeared). `entities` are ids, else the `limit` most mentioned; `forms`
    as in `mention_ranking`.
    Articles without a date have no place here.
    """
    if by not in _PERIODS or measure not in ("count", "share"):
        raise ValueError(f"by is one of {', '.join(_PERIODS)}; measure is count or share")
    wanted = entities or tuple(mention_ranking(store, filters, kind, limit, forms)["entity_id"])
    where, bound = sql.articles(filters)
    narrowed, certain = sql.all_of(
        sql.certain(filters, "m"), ("list_contains($entities, m.entity_id)", {"entities": list(wanted)})
    )
    bound = {**bound, **certain}
    if kind is not None:
        narrowed, bound = f"{narrowed} AND m.kind = $kind", {**bound, "kind": kind}
    if forms:
        narrowed, bound = f"{narrowed} AND list_contains($forms, m.form)", {**bound, "forms": list(forms)}
    value = (
        "coalesce(n.mentions, 0)::DOUBLE"
        if measure == "count"
        else ("CASE WHEN published > 0 THEN coalesce(n.articles, 0) / published END")
    )
    return store.frame(
        f"""
        WITH chosen AS (
            SELECT a.article_id, date_trunc('{by}', a.published)::DATE AS period
            FROM articles a WHERE {where} AND a.published IS NOT NULL),
        periods AS (
            SELECT unnest(generate_series(min(period)::TIMESTAMP, max(period)::TIMESTAMP,
                          INTERVAL 1 {by}))::DATE AS period FROM chosen),
        totals AS (
            SELECT period, count(article_id)::BIGINT AS published
            FROM periods LEFT JOIN chosen USING (period) GROUP BY period),
        n AS (
            SELECT period, m.entity_id, any_value(m.entity) AS entity, count(*)::BIGINT AS mentions,
                   count(DISTINCT m.article_id)::BIGINT AS articles
            FROM mentions m JOIN chosen USING (article_id) WHERE {narrowed} GROUP BY 1, 2),
        named AS (SELECT entity_id, any_value(entity) AS entity, sum(mentions) AS total FROM n GROUP BY 1)
        SELECT period, entity_id, named.entity, coalesce(n.mentions, 0) AS mentions,
               coalesce(n.articles, 0) AS articles, published, {value} AS value
        FROM totals CROSS JOIN named LEFT JOIN n USING (period, entity_id)
        ORDER BY total DESC, entity_id, period
        """,
        bound,
    )


def trade_units(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """The units figures come in: `unit, figures`, most used first."""
    where, bound = sql.trade_figures(filters)
    return store.frame(
        f"""
        SELECT t.unit, count(*)::BIGINT AS figures
        FROM trade_figures t JOIN articles a USING (article_id) WHERE {where}
        GROUP BY t.unit ORDER BY figures DESC, t.unit
        """,
        bound,
    )


def trade_series(
    store: sql.Store, filters: Filters, unit: str = "USD", flows: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Figures in one unit, ready to draw: the columns of `trade_figures`, `pair` ("Russia → Cuba"; for
    two-way trade "Cuba–Russia") and `day`, the middle of the stated period, else the day of publication."""
    where, bound = sql.trade_figures(filters)
    where, bound = f"{where} AND t.unit = $unit", {**bound, "unit": unit}
    if flows:
        where, bound = f"{where} AND list_contains($flows, t.flow)", {**bound, "flows": list(flows)}
    frame = store.frame(
        f"""
        SELECT t.*, a.source, a.title, a.published,
               CASE WHEN t.period_start IS NULL THEN a.published
                    ELSE t.period_start
                         + ((coalesce(t.period_end, t.period_start) - t.period_start) // 2)::INT
               END AS day
        FROM trade_figures t JOIN articles a USING (article_id) WHERE {where}
        ORDER BY t.flow, day, t.amount, t.article_id, t.start_char
        """,
        bound,
    )
    pairs = [
        pair(flow, reporter, partner)
        for flow, reporter, partner in zip(frame["flow"], frame["reporter"], frame["partner"], strict=True)
    ]
    frame.insert(0, "pair", pd.Series(pairs, index=frame.index, dtype="str"))
    return frame


def pair(flow: str, reporter: str | None, partner: str | None) -> str:
    """The two parties of a figure as people read them; turnover has no direction.

    >>> pair("export", "RUS", "MEX").endswith(" → Mexico")
    True
    >>> pair("trade", "PER", "CUB"), pair("trade", "CUB", "PER")
    ('Cuba–Peru', 'Cuba–Peru')
    """
    names = [countries.name(reporter), countries.name(partner)]
    if flow == "trade":
        stated = sorted(name for name in names if name != countries.NOT_STATED)
        return "–".join(stated) if len(stated) == 2 else ", ".join([*stated, "other side not stated"])
    if flow == "import":
        return f"{names[0]} ← {names[1]}"
    return f"{names[0]} → {names[1]}"
