"""What came in since a moment: by when articles were added to the library, not by when they were published."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from lib.query import sql
from lib.query.filters import Filters
from lib.query.trade import pair
from lib.store.merge import STATUS

NEW = "SELECT n.article FROM additions n WHERE n.added > $since"

_IN_TIME = "8 * coalesce(epoch(a.published) // 86400, -1e6) + list_position($order, r.status)"
"""as visits are merged: of two reports the later printed, of one day's the later in this order, is the latest word"""

_ORDER = sorted(STATUS, key=STATUS.__getitem__)

_TOLD = f"""
    touched AS MATERIALIZED (SELECT DISTINCT r.visit FROM reports r WHERE r.article IN ({NEW})),
    known AS (
        SELECT r.visit, arg_max(r.status, {_IN_TIME}) AS before
        FROM reports r JOIN additions n USING (article) JOIN headlines a USING (article)
        WHERE (n.added > $since) IS NOT TRUE AND r.visit IN (SELECT visit FROM touched)
        GROUP BY r.visit),
    told AS MATERIALIZED (SELECT touched.visit, known.before FROM touched LEFT JOIN known USING (visit))
"""
"""Visits that new articles tell of; `before` is their status in the articles known until then, null without any."""


@dataclass(frozen=True, slots=True)
class News:
    """How much came in since a moment."""

    articles: int
    visits: int
    """of which no article told before"""
    changed: int
    """visits told of before whose status is another now"""
    figures: int

    @property
    def any(self) -> bool:
        """Whether anything came in."""
        return bool(self.articles or self.visits or self.changed or self.figures)


def news(store: sql.Store, filters: Filters, since: datetime) -> News:
    """How much of what passes the filters came in after a moment (UTC)."""
    article, bound = sql.articles(filters)
    visit, more = sql.visits(filters)
    figure, further = sql.trade_figures(filters)
    row = sql.frame(
        store,
        f"""
        WITH {_TOLD}
        SELECT (SELECT count(*) FROM headlines a WHERE a.article IN ({NEW}) AND {article}) AS articles,
               (SELECT count(*) FROM travels v JOIN told USING (visit)
                WHERE told.before IS NULL AND {visit}) AS visits,
               (SELECT count(*) FROM travels v JOIN told USING (visit)
                WHERE told.before <> v.status AND {visit}) AS changed,
               (SELECT count(*) FROM figures t WHERE t.article IN ({NEW}) AND {figure}) AS figures
        """,
        {**bound, **more, **further, "since": since, "order": _ORDER},
    ).iloc[0]
    return News(*(int(row[name]) for name in ("articles", "visits", "changed", "figures")))


def newest(store: sql.Store) -> datetime | None:
    """When the latest article was added (UTC); None where the library is empty or does not know."""
    added = store.frame("SELECT max(added) AS added FROM additions", {})["added"][0]
    return None if pd.isna(added) else pd.Timestamp(added).to_pydatetime()


def new_articles(
    store: sql.Store, filters: Filters, since: datetime, limit: int | None = None
) -> pd.DataFrame:
    """Articles added after a moment: `article_id, published, title, source, url, language, added`, latest first."""
    where, bound = sql.articles(filters)
    return sql.frame(
        store,
        f"""
        SELECT a.article_id, a.published, a.title, a.source, a.url, a.language, n.added
        FROM headlines a JOIN additions n USING (article) WHERE n.added > $since AND {where}
        ORDER BY n.added DESC, a.published DESC NULLS LAST, a.title, a.article_id {_limited(limit)}
        """,
        {**bound, "since": since},
    )


def new_visits(store: sql.Store, filters: Filters, since: datetime, limit: int | None = None) -> pd.DataFrame:
    """Visits of which every article was added after a moment: the columns of `visits`, latest first."""
    return _visits(store, filters, since, "told.before IS NULL", limit)


def changed_visits(
    store: sql.Store, filters: Filters, since: datetime, limit: int | None = None
) -> pd.DataFrame:
    """Visits told of before a moment that have another status since: the columns of `visits`, and `before`."""
    return _visits(store, filters, since, "told.before <> v.status", limit)


def _visits(
    store: sql.Store, filters: Filters, since: datetime, condition: str, limit: int | None
) -> pd.DataFrame:
    where, bound = sql.visits(filters)
    return sql.frame(
        store,
        f"""
        WITH {_TOLD}
        SELECT v.* EXCLUDE (visit, visitor_slug), told.before
        FROM travels v JOIN told USING (visit) WHERE {condition} AND {where}
        ORDER BY coalesce(v.start_date, v.first_reported) DESC NULLS LAST, v.visit_id
        {_limited(limit)}
        """,
        {**bound, "since": since, "order": _ORDER},
    )


def new_figures(
    store: sql.Store, filters: Filters, since: datetime, limit: int | None = None
) -> pd.DataFrame:
    """Trade figures of articles added after a moment: the columns of `trade_figures` but the sentence, and `pair`."""
    where, bound = sql.trade_figures(filters)
    frame = sql.frame(
        store,
        f"""
        SELECT t.* EXCLUDE (article, claimant, language, copy)
        FROM figures t JOIN additions n USING (article) WHERE n.added > $since AND {where}
        ORDER BY n.added DESC, t.published DESC NULLS LAST, t.article_id, t.start_char, t.amount {_limited(limit)}
        """,
        {**bound, "since": since},
    )
    named = [pair(*row) for row in frame[["flow", "reporter", "partner"]].itertuples(index=False, name=None)]
    return frame.assign(pair=pd.Series(named, index=frame.index, dtype="str"))


def _limited(limit: int | None) -> str:
    return "" if limit is None else f"LIMIT {int(limit)}"
