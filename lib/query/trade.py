"""What is said to be traded: figures as stated, in one unit or with every currency worth its own in one."""

from typing import NamedTuple

import pandas as pd

from lib import countries
from lib.query import sql
from lib.query.conversion import converted, measured
from lib.query.filters import Filters


class Extent(NamedTuple):
    """How much there is of the trade figures in one unit."""

    figures: int
    targets: int
    pairs: int


def trade_units(store: sql.Store, filters: Filters, growth: bool = True) -> pd.DataFrame:
    """The units figures come in: `unit, figures`, most used first; without per cent if `growth` is False."""
    where, bound = sql.all_of(sql.trade_figures(filters), ("", {}) if growth else ("t.unit <> '%'", {}))
    return sql.frame(
        store,
        f"""
        SELECT t.unit, count(*)::BIGINT AS figures
        FROM figures t WHERE {where}
        GROUP BY t.unit ORDER BY figures DESC, t.unit
        """,
        bound,
    )


def trade_series(
    store: sql.Store,
    filters: Filters,
    unit: str = "USD",
    flows: tuple[str, ...] = (),
    limit: int | None = None,
    convert: bool = False,
) -> pd.DataFrame:
    """Figures in one unit, at most `limit`: the columns of `trade_figures` but the sentence, `pair` ("Russia → Cuba";
    for two-way trade "Cuba–Russia") and `day`, the middle of the stated period, else the day of publication.

    With `convert`, figures in every currency, and what they are worth in `unit`: the columns of `converted`."""
    where, bound = figures(filters, unit, flows, convert)
    frame = sql.frame(
        store,
        f"""
        SELECT t.* EXCLUDE (article, claimant, language, copy), {_DAY} AS day
        FROM figures t WHERE {where}
        ORDER BY t.flow, day, t.amount, t.article_id, t.start_char {"" if limit is None else f"LIMIT {int(limit)}"}
        """,
        bound,
    )
    return converted(with_pairs(frame), unit) if convert else with_pairs(frame)


def trade_largest(
    store: sql.Store, filters: Filters, unit: str = "USD", most: int = 50, convert: bool = False
) -> pd.DataFrame:
    """The largest figures of each flow in one unit, each once: the columns of `trade_series`, and in `articles` how
    often it is told. With `convert`, the largest of each currency, if they have a value in `unit`."""
    where, bound = figures(filters, unit, (), convert)
    frame = sql.frame(
        store,
        f"""
        WITH least AS (
            SELECT flow, unit, list_min(max(amount, {int(most)})) AS amount
            FROM (SELECT DISTINCT t.flow, t.unit, abs(t.amount) AS amount FROM figures t WHERE {where})
            GROUP BY flow, unit),
        large AS MATERIALIZED (
            SELECT t.* FROM figures t JOIN least ON least.flow = t.flow AND least.unit = t.unit
            WHERE abs(t.amount) >= least.amount AND {where}),
        told AS (
            SELECT t.flow, t.reporter, t.partner, t.amount, t.unit, t.period_start, t.period_end, t.status,
                   count(*) AS articles, min((t.article_id, t.start_char)) AS first
            FROM large t
            GROUP BY t.flow, t.reporter, t.partner, t.amount, t.unit, t.period_start, t.period_end, t.status
            QUALIFY row_number() OVER (PARTITION BY t.flow, t.unit ORDER BY abs(t.amount) DESC, first) <= {int(most)}),
        first AS (
            SELECT t.* EXCLUDE (article, claimant, language, copy), {_DAY} AS day
            FROM large t
            WHERE t.article_id IN (SELECT first[1] FROM told))
        SELECT f.*, told.articles FROM told
        JOIN first f ON (f.article_id, f.start_char) = first AND f.flow = told.flow AND f.amount = told.amount
            AND f.unit = told.unit AND f.status = told.status AND f.reporter IS NOT DISTINCT FROM told.reporter
            AND f.partner IS NOT DISTINCT FROM told.partner
        ORDER BY f.flow, day, f.amount, f.article_id, f.start_char
        """,
        bound,
    )
    if not convert:
        return with_pairs(frame)
    valued = converted(with_pairs(frame), unit).dropna(subset=["value"])
    turn = valued["value"].abs().groupby(valued["flow"]).rank(method="first", ascending=False)
    return valued[turn <= most].reset_index(drop=True)


def trade_extent(store: sql.Store, filters: Filters, unit: str = "USD", convert: bool = False) -> Extent:
    """How many figures there are in one unit, or with `convert` in any currency, how many of them are targets, and
    for how many pairs of countries."""
    where, bound = figures(filters, unit, (), convert)
    frame = sql.frame(
        store,
        f"""
        SELECT count(*) AS figures, count(*) FILTER (t.status = 'target') AS targets, count(DISTINCT CASE t.flow
                   WHEN 'trade' THEN list_sort([t.reporter, t.partner], 'ASC', 'NULLS LAST')
                   WHEN 'import' THEN ['import', t.reporter, t.partner] ELSE ['', t.reporter, t.partner] END) AS pairs
        FROM figures t WHERE {where}
        """,
        bound,
    )
    return Extent(*(int(frame[name][0]) for name in Extent._fields))


_DAY = """CASE WHEN t.period_start IS NULL THEN t.published
               ELSE t.period_start + ((coalesce(t.period_end, t.period_start) - t.period_start) // 2)::INT END"""


def figures(filters: Filters, unit: str, flows: tuple[str, ...] = (), convert: bool = False) -> sql.Clause:
    """Which figures: those that fit, in a unit or, with `convert`, in any currency, of these flows if any."""
    clauses: list[sql.Clause] = [sql.trade_figures(filters), measured(unit, convert)]
    if flows:
        clauses.append(("list_contains($flows, t.flow)", {"flows": list(flows)}))
    return sql.all_of(*clauses)


def with_pairs(frame: pd.DataFrame) -> pd.DataFrame:
    """Figures with their two parties in words, in front."""
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
