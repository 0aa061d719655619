"""What was corrected by hand, and how a row is named in a correction."""

from typing import NamedTuple, TypeVar

import pandas as pd

from lib.corrections import Source, write_reports
from lib.query import sql
from lib.query.filters import Filters
from lib.records import TradeFigure, Visit
from lib.store.anchors import HEADLINE, name_figure, name_report

T = TypeVar("T")


def corrections(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """All corrections, latest first, whatever the filters: `id, made_at, who, why, action, tab, row, field, old, new,
    state` (applied, already so, overtaken, row gone, undone)`, note` (on the state)`, key` (of the row)."""
    return sql.frame(store, "FROM corrections ORDER BY made_at DESC, id", {})


def faults(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """The lines of the file of corrections that are none: `line, reason, remedy, text`."""
    return sql.frame(store, "FROM faults ORDER BY line", {})


def marked(store: sql.Store, filters: Filters) -> dict[str, frozenset[str]]:
    """The keys of corrected rows by table: a visit's id, a figure's `article_id.start_char`, an entity's name."""
    rows = sql.frame(store, "FROM marked", {})
    return {str(table): frozenset(keys) for table, keys in rows.groupby("tab")["key"]}


class ReportRow(NamedTuple):
    """A report of a visit, as a correction names it, and where it stands."""

    name: str
    article_id: str
    start_char: int


def reports_of(store: sql.Store, visit_id: str) -> list[ReportRow]:
    """The reports of a visit as corrections name them; none where there is no such visit."""
    known = sql.frame(store, "FROM report_names WHERE visit_id = $id ORDER BY name", {"id": visit_id})
    if len(known):
        return [
            ReportRow(str(r["name"]), r["article_id"], int(r["start_char"])) for r in known.to_dict("records")
        ]
    found = sql.frame(
        store,
        f"""
        SELECT r.article_id, r.visitor, r.host_country, r.start_date, r.start_char, a.mark
        FROM visit_reports r JOIN (SELECT article_id, {HEADLINE} AS mark FROM articles) a USING (article_id)
        WHERE r.visit_id = $id
        """,
        {"id": visit_id},
    )
    rows = [
        ReportRow(
            str(
                name_report(
                    Source(r["article_id"], r["mark"] or ""),
                    r["visitor"],
                    r["host_country"],
                    None if pd.isna(r["start_date"]) else pd.Timestamp(r["start_date"]).date(),
                    int(r["start_char"]),
                )
            ),
            r["article_id"],
            int(r["start_char"]),
        )
        for r in found.to_dict("records")
    ]
    return sorted(rows)


def visit_name(store: sql.Store, visit_id: str) -> str:
    """How a correction names a visit; empty where there is no such visit."""
    return write_reports(row.name for row in reports_of(store, visit_id))


def source_name(store: sql.Store, article_id: str) -> str:
    """How a correction names an article; empty where there is no such article."""
    query = f"SELECT article_id, {HEADLINE} AS mark FROM articles WHERE article_id = $id"
    found = sql.frame(store, query, {"id": article_id})
    return "" if found.empty else str(Source(article_id, found["mark"][0] or ""))


def visit_row(store: sql.Store, visit_id: str) -> Visit | None:
    """The visit with an id; None where there is none."""
    found = sql.frame(store, "FROM visits WHERE visit_id = $id", {"id": visit_id})
    return None if found.empty else _record(Visit, found)


def near_visits(store: sql.Store, visit: Visit, limit: int = 30) -> pd.DataFrame:
    """Visits between the same countries as one, nearest in time first: the columns of `visits`."""
    return sql.frame(
        store,
        f"""
        SELECT v.* EXCLUDE (visit, visitor_slug) FROM travels v
        WHERE v.host_country = $host AND v.visitor_country IS NOT DISTINCT FROM $country AND v.visit_id <> $id
        ORDER BY abs(date_diff('day', coalesce(v.start_date, v.first_reported), $day::DATE)) NULLS LAST, v.visit_id
        LIMIT {int(limit)}
        """,
        {
            "host": visit.host_country,
            "country": visit.visitor_country,
            "id": visit.visit_id,
            "day": visit.start_date or visit.first_reported,
        },
    )


def entity_country(store: sql.Store, kind: str, entity_id: str) -> str:
    """The country that mentions of an entity count towards, its alpha-3; empty where there is none."""
    found = sql.frame(
        store,
        "SELECT country FROM mentions WHERE kind = $kind AND entity_id = $id AND country IS NOT NULL LIMIT 1",
        {"kind": kind, "id": entity_id},
    )
    return "" if found.empty else str(found["country"][0])


def figure_row(store: sql.Store, article_id: str, start_char: int) -> tuple[TradeFigure, str] | None:
    """The figure that begins there, and how a correction names it; None where there is none."""
    place = {"id": article_id, "start": start_char}
    where = "WHERE article_id = $id AND start_char = $start"
    found = sql.frame(store, f"FROM trade_figures {where} ORDER BY end_char LIMIT 1", place)
    if found.empty:
        return None
    figure = _record(TradeFigure, found)
    known = sql.frame(
        store,
        f"SELECT name FROM figure_names {where} AND amount = $amount AND unit = $unit",
        {**place, "amount": figure.amount, "unit": figure.unit},
    )
    if len(known):
        return figure, str(known["name"][0])
    mark = Source.read(source_name(store, article_id)).headline
    return figure, str(name_figure(figure, mark))


def _record(record: type[T], found: pd.DataFrame) -> T:
    values = found.astype(object).where(found.notna(), None).to_dict("records")[0]
    return record(**{str(n): v.date() if isinstance(v, pd.Timestamp) else v for n, v in values.items()})
