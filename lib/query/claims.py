"""Figures as claims: who says how much, on one flow between two countries in one period.

A question is a flow from one country to another in a stated period, actual or aimed at. One side's exports are the
other's imports, so both answer one question; turnover has no direction. A claim is one answer to it: an amount, however
many articles repeat it. Only figures that name both sides and a period answer a question: two without a period may
speak of different years, and are never set against each other.
"""

from collections.abc import Hashable
from typing import Any, NamedTuple

import pandas as pd

from lib.query import sql
from lib.query.conversion import converted
from lib.query.filters import Filters
from lib.query.trade import figures, pair

QUESTION = "kind, giver, taker, period_start, period_end, status"
"""what claims answer: `kind` is the flow, imports being the exports of the other side; goods or money go from
`giver` to `taker`"""

MOST = 100
"""questions answered at most"""
SIDE_BY_SIDE = 8
"""claims shown of a question: those most told, besides the least and the most"""

PERIODS = 60
"""periods looked at of each pair and flow, the longest"""

STOCKS = ("debt",)
"""flows of which a figure says how much there is at a time: those of two times have no sum"""
PACES = ("bbl/d",)
"""units of a figure that says how fast goods flow: those of two times have no sum"""


def claims(filters: Filters, unit: str, convert: bool, status: str = "", undated: bool = False) -> sql.Clause:
    """The common tables `told` (figures with their question) and `claims` (each amount once), and what they bind.

    `status` keeps actual figures or targets only; `undated` also those without a period. The columns `question` and
    `claim` are numbers that stand for them.
    """
    clauses: list[sql.Clause] = [
        figures(filters, unit, (), convert),
        ("t.reporter IS NOT NULL AND t.partner IS NOT NULL AND t.reporter <> t.partner AND t.amount > 0", {}),
        ("", {}) if undated else ("t.period_start IS NOT NULL", {}),
        ("t.status = $status", {"status": status}) if status else ("", {}),
    ]
    where, bound = sql.all_of(*clauses)
    swapped = "t.flow = 'import' OR (t.flow = 'trade' AND t.partner < t.reporter)"
    text = f"""
        sided AS (
            SELECT t.* EXCLUDE (period_end), coalesce(t.period_end, t.period_start) AS period_end,
                   CASE WHEN t.flow = 'import' THEN 'export' ELSE t.flow END AS kind,
                   CASE WHEN {swapped} THEN t.partner ELSE t.reporter END AS giver,
                   CASE WHEN {swapped} THEN t.reporter ELSE t.partner END AS taker
            FROM figures t WHERE {where}),
        told AS (SELECT *, hash({QUESTION}) AS question, hash({QUESTION}, amount, unit) AS claim FROM sided),
        claims AS (
            SELECT claim, {", ".join(f"any_value({name}) AS {name}" for name in _OF_CLAIM)},
                   count(DISTINCT article)::BIGINT AS articles, min(published) AS published
            FROM told GROUP BY claim)"""
    return text, bound


_OF_CLAIM = ("question", *QUESTION.split(", "), "amount", "unit")
_FIRST = "(coalesce(published, DATE '9999-12-31'), article_id, start_char)"
_OPENED = ("article_id", "start_char", "flow", "reporter", "partner")


def _listed(column: str) -> str:
    return (
        f"array_to_string(list(DISTINCT {column} ORDER BY {column}) FILTER ({column} IS NOT NULL)[:4], ', ')"
    )


TELLERS = f"""
        SELECT claim, {_listed("claimed_by")} AS claimed_by, {_listed("source")} AS source,
               max(confidence) AS confidence, {", ".join(f"arg_min({name}, {_FIRST}) AS {name}" for name in _OPENED)},
               array_to_string(list(article_id || '.' || start_char ORDER BY {_FIRST})[:12], ' ') AS told_in
        FROM told SEMI JOIN chosen USING (claim) GROUP BY claim"""
"""who make the claims of a table `chosen`, and where"""

CONTESTED = """
        sayings AS (
            SELECT DISTINCT question, said FROM (
                SELECT question, list_sort(list(DISTINCT claim)) AS said
                FROM told GROUP BY question, article, claimant)),
        agreed AS (
            SELECT question, coalesce(list_has_all(said, lag(said) OVER (
                       PARTITION BY question ORDER BY len(said), said)), true) AS agrees
            FROM sayings),
        contested AS (SELECT question FROM agreed GROUP BY question HAVING NOT bool_and(agrees))"""
"""the questions on which two tellers differ, each saying something that the other does not"""


class Asked(NamedTuple):
    """How many questions figures answer, how many of these are contested, and how many figures state no period."""

    questions: int
    contested: int
    undated: int


def claim_extent(store: sql.Store, filters: Filters, unit: str = "USD", convert: bool = False) -> Asked:
    """How much there is of what `rival_claims` gives the first of."""
    told, bound = claims(filters, unit, convert)
    where, _ = figures(filters, unit, (), convert)
    frame = sql.frame(
        store,
        f"""
        WITH {told},
        {CONTESTED}
        SELECT (SELECT count(DISTINCT question) FROM told) AS questions,
               (SELECT count(*) FROM contested) AS contested,
               (SELECT count(*) FROM figures t WHERE {where} AND t.period_start IS NULL) AS undated
        """,
        bound,
    )
    return Asked(*(int(frame[name][0]) for name in Asked._fields))


def rival_claims(
    store: sql.Store, filters: Filters, unit: str = "USD", convert: bool = False, most: int = MOST
) -> pd.DataFrame:
    """Questions that are answered differently, with their claims side by side.

    A claim a row: `kind, giver, taker, period_start, period_end, status` (the question)`, question` (its number)`,
    pair, amount, unit, claimed_by, source` (all who say so)`, articles` (how many)`, published, article_id, start_char`
    (of the first)`, flow, reporter, partner` (as the first puts it)`, told_in` (keys of at most 12)`, confidence,
    claims` (how many answers the question has)`, spread` (the largest by the smallest)`. With `convert` claims in every
    currency answer the same question, and have the columns of `converted`; `spread` is of the values then.

    Amounts that one teller states together (a range, parts of a package) are no rivals: of two tellers each must say
    something that the other does not. The `most` told questions come first, of these the widest apart.
    """
    told, bound = claims(filters, unit, convert)
    frame = sql.frame(
        store,
        f"""
        WITH {told},
        {CONTESTED},
        questions AS (
            SELECT question, count(*)::BIGINT AS claims, sum(articles) AS tellings, max(amount) / min(amount) AS width
            FROM claims SEMI JOIN contested USING (question) GROUP BY question
            ORDER BY tellings DESC, width DESC, question LIMIT $most),
        chosen AS (
            SELECT c.*, q.claims, q.tellings FROM claims c JOIN questions q USING (question)
            QUALIFY row_number() OVER (PARTITION BY question ORDER BY articles DESC, published, amount) <= $side
                OR amount = min(amount) OVER (PARTITION BY question, unit)
                OR amount = max(amount) OVER (PARTITION BY question, unit))
        SELECT * EXCLUDE (claim, question) FROM chosen JOIN ({TELLERS}) USING (claim)
        """,
        {**bound, "most": most, "side": SIDE_BY_SIDE},
    )
    frame = named(frame, unit, convert)
    sizes = frame.groupby(QUESTION.split(", "))["value" if convert else "amount"]
    # A question of which one answer at most has a value cannot be told apart.
    spread = (sizes.transform("max") / sizes.transform("min")).where(sizes.transform("count") > 1)
    frame = frame.assign(spread=spread).sort_values(
        ["tellings", "spread", *QUESTION.split(", "), "value" if convert else "amount"],
        ascending=[False, False, *[True] * 6, False],
        ignore_index=True,
    )
    question = frame.groupby(QUESTION.split(", "), sort=False).ngroup() + 1
    return frame.drop(columns="tellings").assign(question=question)


def named(frame: pd.DataFrame, unit: str, convert: bool) -> pd.DataFrame:
    """Claims with their two sides in words in front, and what they are worth if they are to be converted."""
    sides = zip(frame["kind"], frame["giver"], frame["taker"], strict=True)
    frame.insert(0, "pair", pd.Series([pair(*side) for side in sides], frame.index, dtype="str"))
    return converted(frame, unit) if convert else frame


def trade_totals(
    store: sql.Store, filters: Filters, unit: str = "USD", convert: bool = False, most: int = MOST
) -> pd.DataFrame:
    """What flowed between two countries over all stated periods: `pair, kind, giver, taker, total, periods` (how many
    were added)`, period_start, period_end` (the first and last day of them)`, left_out` (claims not added)`, articles,
    article_id, start_char` (of the largest part)`, told_in` (keys of the parts), most articles first.

    No figure counts twice: of a question the claim that most articles make, else the one in the unit asked for, else
    the middle one; of periods that overlap the longest, so that no quarter is added to its year and no year to
    2016–2018. Flows stand apart (turnover holds exports and imports), and so do pairs (the European Union's trade holds
    Germany's). Targets, figures without a period, debts and daily volumes have no sum.
    """
    told, bound = claims(filters, unit, convert, "actual")
    frame = sql.frame(
        store,
        f"""
        WITH {told},
        summed AS (SELECT * FROM claims
                   WHERE NOT list_contains($stocks, kind) AND NOT list_contains($paces, unit)),
        pairs AS (
            SELECT kind, giver, taker, sum(articles) AS tellings, count(*)::BIGINT AS claims FROM summed GROUP BY ALL
            ORDER BY tellings DESC, kind, giver, taker LIMIT $most),
        longest AS (
            SELECT s.*, p.claims, p.tellings, {MIDDLE} FROM summed s JOIN pairs p USING (kind, giver, taker)
            QUALIFY dense_rank() OVER (PARTITION BY kind, giver, taker
                    ORDER BY period_end - period_start DESC, period_start) <= {PERIODS}),
        chosen AS (SELECT *, {SETTLED} AS place FROM longest QUALIFY place <= $places)
        SELECT * EXCLUDE (claim, middle, place) FROM chosen JOIN ({TELLERS}) USING (claim)
        ORDER BY tellings DESC, kind, giver, taker, period_end - period_start DESC, period_start, place
        """,
        {
            **bound,
            "unit": unit,
            "stocks": list(STOCKS),
            "paces": list(PACES),
            "most": most,
            "places": places(convert),
        },
    )
    size = "value" if convert else "amount"
    parts = settled(named(frame, unit, convert), size)
    rows = [_total(group, size, unit) for _, group in parts.groupby(["kind", "giver", "taker"], sort=False)]
    return pd.DataFrame(rows, columns=_TOTALS)


def places(convert: bool) -> int:
    """How many claims on a question are looked at when one has to count: the first may have no rate."""
    return 3 if convert else 1


def settled(frame: pd.DataFrame, size: str) -> pd.DataFrame:
    """Of claims in order of `SETTLED` the first of each question that has a size."""
    return frame.dropna(subset=[size]).drop_duplicates(QUESTION.split(", "))


def _total(parts: pd.DataFrame, size: str, unit: str) -> tuple[Any, ...]:
    """The row of `trade_totals` for the questions on one pair and flow, longest periods first."""
    added = apart(parts.to_dict("records"))
    largest = max(added, key=lambda part: part[size])
    return (
        *(largest[name] for name in ("pair", "kind", "giver", "taker")),
        sum(part[size] for part in added), unit, len(added),
        min(part["period_start"] for part in added), max(part["period_end"] for part in added),
        largest["claims"] - len(added), sum(part["articles"] for part in added),
        largest["article_id"], largest["start_char"],
        " ".join(part["told_in"].split(" ")[0] for part in sorted(added, key=lambda part: part["period_start"])),
    )  # fmt: skip


def apart(rows: list[dict[Hashable, Any]]) -> list[dict[Hashable, Any]]:
    """Rows with a period, longest first, without those that overlap one taken before.

    >>> year, summer = ({"period_start": a, "period_end": b} for a, b in ((1, 365), (152, 243)))
    >>> apart([summer, year]) == [year], apart([])
    (True, [])
    """
    taken: list[dict[Hashable, Any]] = []
    for row in sorted(rows, key=lambda row: row["period_end"] - row["period_start"], reverse=True):
        if all(row["period_end"] < t["period_start"] or row["period_start"] > t["period_end"] for t in taken):
            taken.append(row)
    return taken


_TOTALS = (
    "pair", "kind", "giver", "taker", "total", "unit", "periods", "period_start", "period_end", "left_out", "articles",
    "article_id", "start_char", "told_in",
)  # fmt: skip

MIDDLE = "quantile_disc(amount, 0.5) OVER (PARTITION BY question, unit) AS middle"
SETTLED = """row_number() OVER (
    PARTITION BY question ORDER BY articles DESC, unit <> $unit, abs(amount - middle), amount)"""
"""the place of a claim, with its `MIDDLE`, among those on its question: the first counts where one has to"""
