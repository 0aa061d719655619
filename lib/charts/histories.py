"""The life of one visit: what was reported when, and for which days."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.charts.escape import escape
from lib.charts.picture import Picture, empty, framed
from lib.charts.theme import SYMBOLS, THEMES, Theme
from lib.format import count, day, missing, period, stated

HEIGHT = 230
LANES = {"Reported": 1.0, "Days given": 0.0}
STEP = 0.16
"""between marks of one day"""
STACK = 4
"""marks of one day that stand over each other; more would leave their lane"""


def visit_history(reports: pd.DataFrame, *, source: str = "", theme: str = "light") -> Picture:
    """The reports of a visit (`History.reports`) by day of publication, each with the mark of its status then; below,
    the days that they give for the visit, once for each status."""
    title = "What was reported when"
    dated = reports[reports["published"].notna()]
    if dated.empty:
        what = "No report here has a date" if len(reports) else "No reports match"
        return empty(what, title, HEIGHT, theme, reports)
    look = THEMES[theme]
    figure = go.Figure([*_reported(dated, look), *_days(reports, look)])
    framed(figure, look, title, "Day of publication, status then; below, the days given for the visit",
           source, HEIGHT, l=84, r=16, b=82)  # fmt: skip
    edges = pd.concat([dated["published"], reports["start_date"], reports["end_date"]]).dropna()
    pad = max(pd.Timedelta(days=1), (edges.max() - edges.min()) * 0.04)
    figure.update_xaxes(range=[edges.min() - pad, edges.max() + pad], nticks=6, tickformat="%-d %b<br>%Y")
    figure.update_yaxes(
        range=[-0.45, 1.75], tickvals=list(LANES.values()), ticktext=list(LANES), showgrid=False,
        tickfont={"color": look.ink, "size": 12},
    )  # fmt: skip
    figure.update_layout(
        legend={"yref": "container", "y": 22 / HEIGHT, "yanchor": "bottom", "xref": "container", "x": 0}
    )
    said = [f"{row['status']} on {day(row['published'])}" for row in _changes(dated)]
    alt = f"{title}: {count(len(reports), 'report')} of one visit; {', then '.join(said)}."
    return Picture(figure, alt, reports, title)


def _changes(dated: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """The reports that changed the status, the first one included; at most ten."""
    changed = dated[dated["status"] != dated["status"].shift()]
    return changed.head(10).to_dict("records")


def _reported(dated: pd.DataFrame, look: Theme) -> list[go.Scatter]:
    place = dated.groupby("published").cumcount().clip(upper=STACK)
    placed = dated.assign(height=LANES["Reported"] + place * STEP)
    return [
        go.Scatter(
            x=rows["published"], y=rows["height"], mode="markers", name=status, customdata=rows["article_id"],
            marker={"symbol": SYMBOLS[status], "size": 10, "color": look.statuses[status],
                    "line": {"width": 1.6, "color": look.statuses[status]}},
            text=[_hover(row) for row in rows.to_dict("records")], hovertemplate="%{text}<extra></extra>",
        )
        for status in SYMBOLS
        if len(rows := placed[placed["status"] == status])
    ]  # fmt: skip


def _hover(row: dict[Hashable, Any]) -> str:
    days = period(row["start_date"], row["end_date"], row["date_precision"])
    where = "" if missing(row["city"]) else f", {escape(row['city'])}"
    return (
        f"<b>{day(row['published'])}</b>: {row['status']}<br>"
        f"Days: {days}{where}<br>{escape(stated(row['source']))}"
    )


def _days(reports: pd.DataFrame, look: Theme) -> list[go.Scatter]:
    """One bar for each range of days that reports of one status give."""
    given = reports[reports["start_date"].notna()]
    ranges = given.drop_duplicates(["status", "start_date", "end_date"]).head(STACK + 1)
    traces = []
    for n, row in enumerate(ranges.to_dict("records")):
        first, last = (
            row["start_date"],
            row["end_date"] if not missing(row["end_date"]) else row["start_date"],
        )
        words = f"{period(first, last, row['date_precision'])}, {row['status']}"
        traces.append(
            go.Scatter(
                # A day lasts until the next one begins.
                x=[first, last + pd.Timedelta(days=1)], y=[LANES["Days given"] + n * STEP] * 2, mode="lines",
                line={"color": look.statuses[row["status"]], "width": 6}, showlegend=False,
                opacity=1 if row["status"] in ("completed", "ongoing") else 0.55,
                text=[words] * 2, hovertemplate="%{text}<extra></extra>",
            )
        )  # fmt: skip
    return traces
