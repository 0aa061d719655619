"""What there is to choose from, and what the choice amounts to."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from lib import countries
from lib.query import sql
from lib.query.filters import UNKNOWN, Filters
from lib.query.rankings import STATUSES

_CHOICES = {
    "visitor_countries": ("travels v", sql.visits, "v.visitor_country"),
    "host_countries": ("travels v", sql.visits, "v.host_country"),
    "people": ("travels v", sql.visits, "v.visitor_slug"),
    "statuses": ("travels v", sql.visits, "v.status"),
    "sources": ("headlines a", sql.articles, "a.source"),
    "languages": ("headlines a", sql.articles, "a.language"),
}

OFFERED = 300
"""choices of one filter: more than anyone looks through, and still quick to send"""


def choices(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """What each sidebar filter offers: `filter` (field of Filters)`, value, label, rows`, most rows first.

    `rows` are visits (articles for sources and languages) that the choice would leave, the other filters
    as they stand. What is chosen now is always offered, with 0 rows if need be; of the rest, the 300 with most.
    """
    parts: list[str] = []
    bound: dict[str, Any] = {}
    for field, (table, where_of, column) in _CHOICES.items():
        where, values = where_of(_without(filters, field))
        bound |= values
        label = "any_value(v.visitor)" if field == "people" else "NULL::VARCHAR"
        parts.append(
            f"(SELECT '{field}' AS filter, coalesce({column}, '{UNKNOWN}') AS value, {label} AS label,"
            f" count(*)::BIGINT AS rows FROM {table} WHERE {where} GROUP BY 2 ORDER BY rows DESC, value"
            f" LIMIT {OFFERED})"
        )
    counts = sql.frame(store, f"{' UNION ALL '.join(parts)} ORDER BY rows DESC, value", bound)
    return pd.concat(
        [_offered(counts[counts["filter"] == field], filters, field) for field in _CHOICES], ignore_index=True
    )


def _offered(frame: pd.DataFrame, filters: Filters, field: str) -> pd.DataFrame:
    offered = list(frame[["value", "label", "rows"]].itertuples(index=False, name=None))
    known = {value for value, _, _ in offered} | {label for _, label, _ in offered}
    offered += [(value, value, 0) for value in getattr(filters, field) if value not in known]
    if field == "statuses":
        offered.sort(key=lambda choice: STATUSES.index(choice[0]) if choice[0] in STATUSES else len(STATUSES))
    return pd.DataFrame(
        {
            "filter": pd.Series([field] * len(offered), dtype="str"),
            "value": pd.Series([value for value, _, _ in offered], dtype="str"),
            "label": pd.Series([_label(field, value, label) for value, label, _ in offered], dtype="str"),
            "rows": pd.Series([rows for _, _, rows in offered], dtype="int64"),
        }
    )


def absent(store: sql.Store, filters: Filters) -> list[tuple[str, str]]:
    """The chosen values that no row of the library has, whatever the other filters: (field of Filters, value)."""
    found = []
    for field, (table, _, column) in _CHOICES.items():
        held = f"SELECT {column} FROM {table}"
        if field == "people":
            held += " UNION ALL SELECT n.entity_slug FROM names n UNION ALL SELECT n.id_slug FROM names n"
        given = [value for value in getattr(filters, field) if value != UNKNOWN]
        if not given:
            continue
        slug = "slug(chosen.value)" if field == "people" else "chosen.value"
        frame = store.frame(
            f"SELECT chosen.value FROM unnest($given) AS chosen(value) WHERE {slug} NOT IN"
            f" (SELECT value FROM ({held}) AS held(value) WHERE value IS NOT NULL)",
            {"given": given},
        )
        found += [(field, value) for value in frame["value"]]
    return found


def _without(filters: Filters, field: str) -> Filters:
    cleared: dict[str, Any] = {field: ()}
    return dataclasses.replace(filters, **cleared)


def _label(field: str, value: str, label: object) -> str:
    if value == UNKNOWN:
        return countries.NOT_STATED
    if field.endswith("countries"):
        return countries.name(value)
    if field == "languages":
        return language(value)
    return label if isinstance(label, str) else value


def language(code: str) -> str:
    """The English name of an ISO 639-1 language; the code itself when there is none.

    >>> language("es"), language("xx")
    ('Spanish', 'xx')
    """
    import pycountry  # its language table takes 40 ms to load

    found = pycountry.languages.get(alpha_2=code)
    return found.name.split(" (")[0] if found else code


@dataclass(frozen=True, slots=True)
class Summary:
    """What the filtered rows amount to. Dates are None when nothing is dated."""

    articles: int
    sources: int
    first_published: date | None
    last_published: date | None
    visits: int
    made: int
    """completed or ongoing"""
    ahead: int
    """planned or invited"""
    visitors: int
    visitor_countries: int
    host_countries: int
    hosts_visited: int
    """hosts of visits made"""
    first_visit: date | None
    last_visit: date | None
    """of visits made"""
    trade_figures: int
    mentions: int
    problems: int


def summary(store: sql.Store, filters: Filters) -> Summary:
    """The key figures of the filtered rows."""
    article, bound = sql.articles(filters)
    mention, named = sql.mentions(filters)
    visit, more = sql.visits(filters)
    figure, further = sql.trade_figures(filters)
    problem, last = sql.problems(filters)
    made = "FILTER (v.status IN ('completed', 'ongoing'))"
    frame = sql.frame(
        store,
        f"""
        SELECT * FROM (
        SELECT count(*) AS articles, count(DISTINCT a.source) AS sources,
               min(a.published) AS first_published, max(a.published) AS last_published,
               (SELECT count(*) FROM named m WHERE {mention}) AS mentions
        FROM headlines a WHERE {article}), (
        SELECT count(*) AS visits, count(*) {made} AS made,
               count(*) FILTER (v.status IN ('planned', 'invited')) AS ahead,
               count(DISTINCT v.visitor_slug) AS visitors,
               count(DISTINCT v.visitor_country) AS visitor_countries,
               count(DISTINCT v.host_country) AS host_countries,
               count(DISTINCT v.host_country) {made} AS hosts_visited,
               min(v.start_date) {made} AS first_visit, max(v.end_date) {made} AS last_visit
        FROM travels v WHERE {visit}), (
        SELECT count(*) AS trade_figures
        FROM figures t WHERE {figure}), (
        SELECT count(*) AS problems FROM problems p WHERE {problem})
        """,
        {**bound, **named, **more, **further, **last},
    )
    row = frame.iloc[0]
    figures: dict[str, Any] = {
        field.name: int(row[field.name]) if field.type is int else _day(row[field.name])
        for field in dataclasses.fields(Summary)
    }
    return Summary(**figures)


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[call-overload,arg-type]
