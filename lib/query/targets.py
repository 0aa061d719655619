"""What was aimed at, forecast or pledged, against what was said to have come of it."""

from collections.abc import Hashable, Mapping
from datetime import timedelta
from typing import Any

import pandas as pd

from lib import format
from lib.query import sql
from lib.query.claims import MIDDLE, MOST, SETTLED, TELLERS, apart, claims, named, places, settled
from lib.query.filters import Filters

OUTCOMES = ("met", "missed", "open", "not reported")
"""`open`: its period is not over, or it has none; `not reported`: it is over, and no article says what came of it"""

YEARLY = ("trade", "export")
"""flows that news states by the year: an aim without a period means the level of one"""
YEAR = (360, 370)
"""days from the first to the last of a year, whatever month it begins in"""
COMPARED = 20_000
"""actual figures looked at, the latest"""

Row = Mapping[Hashable, Any]


def trade_targets(
    store: sql.Store, filters: Filters, unit: str = "USD", convert: bool = False, most: int = MOST
) -> pd.DataFrame:
    """Targets with their outcome, those compared with something first, then those most told.

    A target a row, however many articles repeat it: the columns of a claim (see `rival_claims`)`, outcome` (one of
    OUTCOMES)`, actual` (what is compared)`, actual_start, actual_end` (its period)`, reached` (actual by target) and
    `actual_told_in` (keys of its figures). With `convert` both are in `unit`, and what has no rate has no outcome.

    A target with a period is met or missed by the actual claim on that period (missed once told after its end);
    without one, by the sum of those within it that do not overlap, which may meet it but not miss it, since parts may
    be untold; in yearly flows also by a year before that reached as much. Else it is open until its period ends before
    the latest article, and shows the latest year known. A target without a period can be met by a year that ends after
    it was told, never missed.
    Of rival claims on what came of it the one counts that `trade_totals` would add.
    """
    told, bound = claims(filters, unit, convert, "target", undated=True)
    frame = sql.frame(
        store,
        f"""
        WITH {told},
        chosen AS (
            SELECT * FROM claims
            ORDER BY articles DESC, published DESC NULLS LAST, amount DESC, claim LIMIT $most)
        SELECT * EXCLUDE (claim, question), (SELECT max(published) FROM headlines) AS as_of
        FROM chosen JOIN ({TELLERS}) USING (claim)
        ORDER BY articles DESC, published DESC NULLS LAST, amount DESC, kind, giver, taker
        """,
        {**bound, "most": most},
    )
    targets = named(frame, unit, convert)
    size = "value" if convert else "amount"
    actual = _actual(store, filters, unit, convert, targets).groupby(["kind", "giver", "taker"])
    outcomes = []
    for target in targets.to_dict("records"):
        of = (target["kind"], target["giver"], target["taker"])
        known = actual.get_group(of).to_dict("records") if of in actual.groups else []
        outcomes.append(_outcome(target, known, size))
    found = pd.DataFrame(outcomes, targets.index, columns=_FOUND)
    found = found.astype({"actual": "float64", "reached": "float64"})
    for column in ("actual_start", "actual_end"):
        found[column] = pd.to_datetime(found[column])
    found = pd.concat([targets.drop(columns="as_of"), found], axis=1)
    return found.sort_values("reached", key=lambda cells: cells.isna(), kind="stable", ignore_index=True)


_FOUND = ("outcome", "actual", "actual_start", "actual_end", "reached", "actual_told_in")


def _actual(
    store: sql.Store, filters: Filters, unit: str, convert: bool, targets: pd.DataFrame
) -> pd.DataFrame:
    """The actual claims on the flows that targets are about, one for each period."""
    told, bound = claims(filters, unit, convert, "actual")
    flows = targets[["kind", "giver", "taker"]].drop_duplicates()
    frame = sql.frame(
        store,
        f"""
        WITH {told},
        about AS (SELECT unnest($kinds) AS kind, unnest($givers) AS giver, unnest($takers) AS taker),
        known AS (SELECT *, {MIDDLE} FROM claims SEMI JOIN about USING (kind, giver, taker)),
        chosen AS (
            SELECT *, {SETTLED} AS place FROM known QUALIFY place <= $places
            ORDER BY period_end DESC, period_start DESC, claim LIMIT {COMPARED})
        SELECT * EXCLUDE (claim, question, middle, place) FROM chosen JOIN ({TELLERS}) USING (claim)
        ORDER BY period_end DESC, period_start DESC, kind, giver, taker, place
        """,
        {
            **bound,
            "unit": unit,
            "places": places(convert),
            **{f"{name}s": flows[name].tolist() for name in flows},
        },
    )
    return settled(named(frame, unit, convert), "value" if convert else "amount")


def _outcome(target: Row, known: list[dict[Hashable, Any]], size: str) -> tuple[Any, ...]:
    """What became of a target, given the actual figures on its flow, latest first: the columns `_FOUND`."""
    aim = target[size]
    if format.missing(aim):
        return (None,) * len(_FOUND)
    start, end = target["period_start"], target["period_end"]
    years = [row for row in known if _is_year(row)]
    if format.missing(start):
        if target["kind"] not in YEARLY:
            return ("open", *_compared(aim, [], size))
        after = [row for row in years if not row["period_end"] <= target["published"]]
        met = next((row for row in reversed(after) if row[size] >= aim), None)
        return ("met", *_compared(aim, [met], size)) if met else ("open", *_compared(aim, years[:1], size))
    exact = [row for row in known if (row["period_start"], row["period_end"]) == (start, end)]
    if exact and (exact[0][size] >= aim or not exact[0]["published"] <= end):
        return ("met" if exact[0][size] >= aim else "missed", *_compared(aim, exact, size))
    within = apart([row for row in known if start <= row["period_start"] and row["period_end"] <= end])
    if sum(row[size] for row in within) >= aim:
        return ("met", *_compared(aim, within, size))
    yearly = target["kind"] in YEARLY and _is_year(target)
    if yearly:
        before = [row for row in years if target["published"] <= row["period_end"] < start]
        if met := next((row for row in reversed(before) if row[size] >= aim), None):
            return ("met", *_compared(aim, [met], size))
    over = not format.missing(target["as_of"]) and end < target["as_of"]
    latest = within or [row for row in years if yearly and row["period_end"] < start][:1]
    return ("not reported" if over else "open", *_compared(aim, latest, size))


def _is_year(row: Row) -> bool:
    least, most = (timedelta(days=days) for days in YEAR)
    return bool(least <= row["period_end"] - row["period_start"] <= most)


def _compared(aim: float, rows: list[dict[Hashable, Any]], size: str) -> tuple[Any, ...]:
    """The figures that a target is compared with, added up."""
    if not rows:
        return None, None, None, None, ""
    actual = sum(row[size] for row in rows)
    first, last = min(row["period_start"] for row in rows), max(row["period_end"] for row in rows)
    return actual, first, last, actual / aim, " ".join(row["told_in"].split(" ")[0] for row in rows)
