"""The six tables, filtered: the columns of `lib.records`, and the article's source, title and date."""

import pandas as pd

from lib.query import sql
from lib.query.filters import Filters

ARTICLE = "a.source, a.title, a.published"


def articles(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Articles without their text, newest first, with what was read from each:
    `visits`, `trade_figures`, `mentions` (rows)."""
    where, bound = sql.articles(filters)
    certain, least = sql.all_of(sql.certain(filters, "rows"))
    return store.frame(
        f"""
        WITH chosen AS (SELECT a.* EXCLUDE (text) FROM articles a WHERE {where}),
        r AS (SELECT article_id, count(*) AS visits FROM visit_reports rows WHERE {certain} GROUP BY ALL),
        t AS (SELECT article_id, count(*) AS trade_figures FROM trade_figures rows WHERE {certain} GROUP BY ALL),
        m AS (SELECT article_id, count(*) AS mentions FROM mentions rows WHERE {certain} GROUP BY ALL)
        SELECT chosen.*, coalesce(visits, 0) AS visits, coalesce(trade_figures, 0) AS trade_figures,
               coalesce(mentions, 0) AS mentions
        FROM chosen
        LEFT JOIN r USING (article_id) LEFT JOIN t USING (article_id) LEFT JOIN m USING (article_id)
        ORDER BY published DESC NULLS LAST, title, article_id
        """,
        {**bound, **least},
    )


def mentions(
    store: sql.Store,
    filters: Filters,
    kinds: tuple[str, ...] = (),
    entities: tuple[str, ...] = (),
    limit: int | None = None,
    forms: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Mentions, newest article first; of these kinds, entity ids and forms only, if any; at most `limit`."""
    where, bound = sql.mentions(filters)
    if kinds:
        where, bound = f"{where} AND list_contains($kinds, m.kind)", {**bound, "kinds": list(kinds)}
    if entities:
        where += " AND list_contains($entities, m.entity_id)"
        bound = {**bound, "entities": list(entities)}
    if forms:
        where, bound = f"{where} AND list_contains($forms, m.form)", {**bound, "forms": list(forms)}
    if limit is not None:
        bound = {**bound, "limit": limit}
    return store.frame(
        f"""
        SELECT m.*, {ARTICLE} FROM mentions m JOIN articles a USING (article_id) WHERE {where}
        ORDER BY a.published DESC NULLS LAST, m.article_id, m.start_char
        {"LIMIT $limit" if limit is not None else ""}
        """,
        bound,
    )


def visits(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Visits, latest first; an undated one stands at the day it was first reported."""
    where, bound = sql.visits(filters)
    return store.frame(
        f"""
        SELECT v.* FROM visits v WHERE {where}
        ORDER BY coalesce(v.start_date, v.first_reported) DESC NULLS LAST, v.visitor, v.leg, v.visit_id
        """,
        bound,
    )


def visit_reports(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Reports of visits, newest article first."""
    where, bound = sql.visit_reports(filters)
    return store.frame(
        f"""
        SELECT r.*, {ARTICLE} FROM visit_reports r JOIN articles a USING (article_id) WHERE {where}
        ORDER BY a.published DESC NULLS LAST, r.article_id, r.start_char
        """,
        bound,
    )


def trade_figures(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Trade figures, newest article first."""
    where, bound = sql.trade_figures(filters)
    return store.frame(
        f"""
        SELECT t.*, {ARTICLE} FROM trade_figures t JOIN articles a USING (article_id) WHERE {where}
        ORDER BY a.published DESC NULLS LAST, t.article_id, t.start_char, t.amount
        """,
        bound,
    )


def problems(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Documents or parts that could not be read, latest first."""
    where, bound = sql.problems(filters)
    return store.frame(f"SELECT p.* FROM problems p WHERE {where} ORDER BY p.seen_at DESC, p.path", bound)
