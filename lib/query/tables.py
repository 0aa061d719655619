"""The six tables, filtered: the columns of `lib.records`, and the article's source, title and date."""

import pandas as pd

from lib.query import sql
from lib.query.filters import Filters

ARTICLE = "a.source, a.title, a.published"


def articles(store: sql.Store, filters: Filters, limit: int | None = None) -> pd.DataFrame:
    """Articles without their text, newest first, at most `limit`, with what was read from each:
    `visits`, `trade_figures`, `mentions` (rows), and `duplicate_of`, the article that it copies, if any."""
    where, bound = sql.articles(filters)
    certain, least = sql.all_of(sql.certain(filters, "rows"))
    counted = f"WHERE {certain} AND rows.article IN (SELECT article FROM chosen) GROUP BY ALL"
    return sql.frame(
        store,
        f"""
        WITH chosen AS MATERIALIZED (
            SELECT a.* FROM headlines a WHERE {where} ORDER BY {_NEWEST_TITLES} {_limited(limit)}),
        r AS (SELECT article, count(*) AS visits FROM reports rows {counted}),
        t AS (SELECT article, count(*) AS trade_figures FROM figures rows {counted}),
        m AS (SELECT article, count(*) AS mentions FROM named rows {counted})
        SELECT a.* EXCLUDE (article, word_count), coalesce(visits, 0) AS visits,
               coalesce(trade_figures, 0) AS trade_figures, coalesce(mentions, 0) AS mentions
        FROM chosen a
        LEFT JOIN r USING (article) LEFT JOIN t USING (article) LEFT JOIN m USING (article)
        ORDER BY {_NEWEST_TITLES}
        """,
        {**bound, **least},
    )


_NEWEST_TITLES = "a.published DESC NULLS LAST, a.title, a.article_id"


def _limited(limit: int | None) -> str:
    return "" if limit is None else f"LIMIT {int(limit)}"


def latest_mentions(
    store: sql.Store,
    filters: Filters,
    kind: str | None = None,
    entities: tuple[str, ...] = (),
    forms: tuple[str, ...] = (),
    limit: int | None = None,
) -> pd.DataFrame:
    """The mentions of the newest articles, without their sentences: `article_id, start_char, end_char, surface,
    kind, form, entity_id, entity, confidence, source, title, published`; see `mentions`."""
    where, bound = sql.mentions(filters)
    wanted = [
        ("n.kind = $kind", kind),
        ("list_contains($entities, n.entity_id)", entities),
        ("list_contains($forms, n.form)", forms),
    ]
    named, narrowed = sql.all_of(
        *((text, {text.split("$")[1].split(",")[0]: value}) for text, value in wanted if value)
    )
    return sql.frame(
        store,
        f"""
        WITH found AS (
            SELECT m.article, m.start_char, m.end_char, m.confidence, m.name
            FROM named m WHERE m.name IN (SELECT n.name FROM names n WHERE {named}) AND {where}
            ORDER BY m.published DESC NULLS LAST, m.article, m.start_char {_limited(limit)})
        SELECT a.article_id, m.start_char, m.end_char, n.surface, n.kind, n.form, n.entity_id, n.entity, m.confidence,
               {ARTICLE}
        FROM found m JOIN headlines a USING (article) JOIN names n USING (name)
        ORDER BY a.published DESC NULLS LAST, a.article_id, m.start_char
        """,
        {**bound, **narrowed},
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
    where, bound = sql.all_of(sql.articles(filters), sql.certain(filters, "m"))
    if kinds:
        where, bound = f"{where} AND list_contains($kinds, m.kind)", {**bound, "kinds": list(kinds)}
    if entities:
        where += " AND list_contains($entities, m.entity_id)"
        bound = {**bound, "entities": list(entities)}
    if forms:
        where, bound = f"{where} AND list_contains($forms, m.form)", {**bound, "forms": list(forms)}
    if limit is not None:
        bound = {**bound, "limit": limit}
    return sql.frame(
        store,
        f"""
        SELECT m.*, {ARTICLE} FROM mentions m JOIN headlines a USING (article_id) WHERE {where}
        ORDER BY a.published DESC NULLS LAST, m.article_id, m.start_char
        {"LIMIT $limit" if limit is not None else ""}
        """,
        bound,
    )


def visits(store: sql.Store, filters: Filters, limit: int | None = None) -> pd.DataFrame:
    """Visits, latest first, at most `limit`; an undated one stands at the day it was first reported.

    `n_articles` and `n_sources` count an article and its copies once, unless copies are asked for."""
    where, bound = sql.visits(filters)
    once = "" if filters.copies else "REPLACE (articles_once AS n_articles, sources_once AS n_sources)"
    return sql.frame(
        store,
        f"""
        SELECT v.* EXCLUDE (visit, visitor_slug, articles_once, sources_once) {once} FROM travels v WHERE {where}
        ORDER BY coalesce(v.start_date, v.first_reported) DESC NULLS LAST, v.visitor, v.leg, v.visit_id
        {_limited(limit)}
        """,
        bound,
    )


def visit_reports(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Reports of visits, newest article first."""
    where, bound = sql.visit_reports(filters)
    return sql.frame(
        store,
        f"""
        SELECT r.* EXCLUDE (visitor_slug), {ARTICLE}
        FROM (SELECT *, slug(visitor) AS visitor_slug FROM visit_reports) r JOIN headlines a USING (article_id)
        WHERE {where}
        ORDER BY a.published DESC NULLS LAST, r.article_id, r.start_char
        """,
        bound,
    )


def trade_figures(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Trade figures, newest article first."""
    where, bound = sql.trade_figures(filters)
    return sql.frame(
        store,
        f"""
        SELECT t.* EXCLUDE (claimant, article, language, copy)
        FROM (
            SELECT f.*, slug(f.claimed_by) AS claimant, a.article, {ARTICLE}, a.language,
                   a.duplicate_of IS NOT NULL AS copy
            FROM trade_figures f JOIN headlines a USING (article_id)) t
        WHERE {where}
        ORDER BY t.published DESC NULLS LAST, t.article_id, t.start_char, t.amount
        """,
        bound,
    )


def problems(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """Documents or parts that could not be read, latest first."""
    where, bound = sql.problems(filters)
    return sql.frame(
        store, f"SELECT p.* FROM problems p WHERE {where} ORDER BY p.seen_at DESC, p.path", bound
    )
