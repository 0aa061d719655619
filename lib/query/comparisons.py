"""Who is named more and less than before, and by whom."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from lib.query import sql
from lib.query.filters import Filters
from lib.query.measures import articles, names, value

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Compared(NamedTuple):
    """Two stretches of time of equal length, one right after the other; all days inclusive."""

    start: date
    end: date
    before: date
    """the first day of the earlier one; its last is the day before `start`"""

    @property
    def before_end(self) -> date:
        """The last day of the earlier one."""
        return self.start - timedelta(days=1)


def compared(filters: Filters, first: date | None, last: date | None, by: str = "month") -> Compared | None:
    """What to compare with what, in news published from `first` to `last`; None when nothing is dated.

    The present is the period of the filters, if they say since when; else the last whole `by` (month, quarter, year),
    or where there is none yet, the one that has begun. Whole months are compared with as many months, other
    periods with as many days.

    >>> compared(Filters(), date(2020, 2, 6), date(2020, 5, 9))
    Compared(start=datetime.date(2020, 4, 1), end=datetime.date(2020, 4, 30), before=datetime.date(2020, 3, 1))
    >>> compared(Filters(), date(2020, 5, 6), date(2020, 5, 9), "year").start
    datetime.date(2020, 1, 1)
    >>> compared(Filters(start=date(2020, 5, 5)), date(2020, 2, 6), date(2020, 5, 9))[::2]
    (datetime.date(2020, 5, 5), datetime.date(2020, 4, 30))
    >>> compared(Filters(), None, None)
    """
    if first is None or last is None:
        return None
    if filters.start:
        start, end = filters.start, max(filters.start, filters.end or last)
    else:
        months = _MONTHS[by]
        start = date(last.year, (last.month - 1) // months * months + 1, 1)
        if _month_end(_later(start, months - 1)) > last and _later(start, -1) >= first.replace(day=1):
            start = _later(start, -months)
        end = _month_end(_later(start, months - 1))
    if start.day == 1 and end == _month_end(end):
        return Compared(
            start, end, _later(start, -(12 * (end.year - start.year) + end.month - start.month + 1))
        )
    return Compared(start, end, start - (end - start) - timedelta(days=1))


def _later(day: date, months: int) -> date:
    """The first of a month so many months on.

    >>> _later(date(2020, 1, 31), -1), _later(date(2020, 11, 1), 3)
    (datetime.date(2019, 12, 1), datetime.date(2021, 2, 1))
    """
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(max(year, 1), month + 1, 1)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def mention_changes(
    store: sql.Store,
    filters: Filters,
    periods: Compared,
    kind: str | None = "country",
    forms: tuple[str, ...] = (),
    measure: str = "count",
    limit: int | None = 20,
) -> pd.DataFrame:
    """Who is named more or less than before, the largest change first: `entity_id, entity, kind, mentions,
    mentions_before, articles, articles_before, value, value_before, difference, change` (of the value before,
    1 is twice as much; missing where there was none)`.

    Values are in `measure` as in `mention_timeline`; a period without articles has none, which counts as 0.
    """
    spanned = replace(filters, start=periods.before, end=periods.end)
    chosen, among = sql.articles(spanned)
    where, bound = sql.mentions(spanned)
    named, narrowed = names(kind, forms)
    bound = {**among, **bound, **narrowed, "turn": periods.start}
    return sql.frame(
        store,
        f"""
        WITH totals AS (
            SELECT a.published >= $turn AS now, count(*) AS published, sum(a.word_count) AS words
            FROM headlines a WHERE {chosen} GROUP BY 1),
        counted AS (
            SELECT m.published >= $turn AS now, m.name, count(*) AS mentions, {articles(forms)} AS articles
            FROM named m WHERE {where} AND m.name IN (SELECT n.name FROM names n WHERE {named}) GROUP BY 1, 2),
        summed AS (
            SELECT now, entity_id, any_value(entity) AS entity, kind, sum(mentions)::BIGINT AS mentions,
                   sum(articles)::BIGINT AS articles
            FROM counted JOIN names USING (name) GROUP BY now, entity_id, kind),
        told AS (SELECT *, {value(measure)} AS value FROM summed JOIN totals USING (now)),
        compared AS (
            SELECT entity_id, any_value(entity) AS entity, kind,
                   {", ".join(_now_and_before(name, kind) for name, kind in _COMPARED.items())}
            FROM told GROUP BY entity_id, kind)
        SELECT *, value - value_before AS difference, (value - value_before) / nullif(value_before, 0) AS change
        FROM compared ORDER BY abs(difference) DESC, value DESC, entity_id, kind
        {"" if limit is None else f"LIMIT {int(limit)}"}
        """,
        bound,
    )


_COMPARED = {"mentions": "BIGINT", "articles": "BIGINT", "value": "DOUBLE"}


def _now_and_before(name: str, kind: str) -> str:
    return (
        f"coalesce(sum({name}) FILTER (now), 0)::{kind} AS {name},"
        f" coalesce(sum({name}) FILTER (NOT now), 0)::{kind} AS {name}_before"
    )


def mention_sources(
    store: sql.Store,
    filters: Filters,
    entities: tuple[str, ...],
    kind: str | None = "country",
    forms: tuple[str, ...] = (),
    measure: str = "share",
    limit: int | None = 20,
) -> pd.DataFrame:
    """How often each source names some entities (ids): `source` (missing where not stated)`, entity_id, entity,
    mentions, articles, published` (all articles of the source)`, words` (in them)`, value` in `measure`.

    A row for each entity and source, 0 where it names it never; of the sources, the `limit` with most articles,
    in that order.
    """
    chosen, among = sql.articles(filters)
    where, bound = sql.mentions(filters)
    named, narrowed = names(kind, forms)
    bound = {**among, **bound, **narrowed, "entities": list(entities)}
    return sql.frame(
        store,
        f"""
        WITH sources AS (
            SELECT a.source, count(*)::BIGINT AS published, sum(a.word_count)::BIGINT AS words
            FROM headlines a WHERE {chosen} GROUP BY 1
            ORDER BY published DESC, a.source {"" if limit is None else f"LIMIT {int(limit)}"}),
        counted AS (
            SELECT m.name, h.source, count(*) AS mentions, {articles(forms)} AS articles
            FROM named m JOIN (SELECT article, source FROM headlines) h USING (article)
            WHERE {where} AND m.name IN (
                SELECT n.name FROM names n WHERE {named} AND list_contains($entities, n.entity_id))
            GROUP BY 1, 2),
        n AS (
            SELECT source, entity_id, sum(mentions)::BIGINT AS mentions, sum(articles)::BIGINT AS articles
            FROM counted JOIN names USING (name) GROUP BY 1, 2),
        asked AS (
            SELECT n.entity_id, any_value(n.entity) AS entity, list_position($entities, n.entity_id) AS place
            FROM names n WHERE {named} AND list_contains($entities, n.entity_id) GROUP BY n.entity_id),
        told AS (
            SELECT s.source, e.entity_id, e.entity, coalesce(n.mentions, 0) AS mentions,
                   coalesce(n.articles, 0) AS articles, s.published, s.words, e.place
            FROM sources s CROSS JOIN asked e
            LEFT JOIN n ON n.entity_id = e.entity_id AND n.source IS NOT DISTINCT FROM s.source)
        SELECT * EXCLUDE (place), {value(measure)} AS value FROM told ORDER BY published DESC, source, place
        """,
        bound,
    )
