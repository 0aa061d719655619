"""Who travelled when: a row for each visitor, a bar for each visit."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib import countries
from lib.charts.escape import escape
from lib.charts.picture import Picture, empty, framed
from lib.charts.theme import SYMBOLS, THEMES
from lib.charts.visits import label_width
from lib.format import count, day, listed, missing, period

ROW, LEAST = 27, 8
"""pixels of a row, and the rows that there is room for at least"""
AROUND = 150
"""pixels for title and legend"""


def traveller_timeline(visits: pd.DataFrame, *, source: str = "", theme: str = "light") -> Picture:
    """The visits of those who travel most (`traveller_visits`): a mark at the first day, a bar to the last."""
    title = "Who travelled when"
    visitors = visits[["visitor", "visitor_country", "travels"]].drop_duplicates()
    height = AROUND + ROW * max(len(visitors), LEAST)
    if visits.empty:
        return empty("No dated visits match", title, height, theme, visits)
    look = THEMES[theme]
    keys = list(visitors[["visitor", "visitor_country"]].itertuples(index=False, name=None))
    places = {_key(*key): n for n, key in enumerate(keys)}
    heights = [places[_key(*key)] for key in zip(visits["visitor"], visits["visitor_country"], strict=True)]
    placed = visits.assign(place=heights)
    figure = go.Figure()
    for status in SYMBOLS:
        rows = placed[placed["status"] == status]
        if rows.empty:
            continue
        texts = [_hover(row) for row in rows.to_dict("records")]
        ends = zip(rows["start_date"], rows["end_date"] + pd.Timedelta(days=1), strict=True)
        colour = look.statuses[status]
        figure.add_trace(
            go.Scatter(
                x=[day for first, last in ends for day in (first, last, None)],
                y=[place for place in rows["place"] for _ in range(3)],
                mode="lines", line={"width": 7, "color": colour}, opacity=0.6, hoverinfo="skip", showlegend=False,
            )
        )  # fmt: skip
        figure.add_trace(
            go.Scatter(
                x=rows["start_date"], y=rows["place"], mode="markers", name=status,
                customdata=rows["visit_id"], cliponaxis=False,
                text=texts, hovertemplate="%{text}<extra></extra>",
                marker={"symbol": SYMBOLS[status], "size": 9, "color": colour, "line": {"width": 1.5, "color": colour}},
            )
        )  # fmt: skip
    names = [escape(name, 22) for name, _ in keys]
    shown = f"{count(len(keys), 'visitor')} with most visits, the most travelled first"
    framed(figure, look, title, shown, source, height, l=label_width(names), r=14, b=92)
    figure.update_layout(
        legend={"yref": "container", "y": 24 / height, "yanchor": "bottom", "xref": "container", "x": 0,
                "traceorder": "normal"},
    )  # fmt: skip
    figure.update_yaxes(
        range=[max(len(keys), LEAST) - 0.5, -0.5], tickvals=list(places.values()), ticktext=names,
        tickfont={"color": look.ink, "size": 12}, ticklabelstandoff=6,
    )  # fmt: skip
    first, last = visits["start_date"].min(), visits["end_date"].max()
    pad = max(pd.Timedelta(days=3), (last - first) * 0.02)
    figure.update_xaxes(
        range=[first - pad, last + pad], nticks=5, tickangle=0, tickformat="%b<br>%Y", showgrid=False
    )
    most = listed([f"{name} {n}" for (name, _), n in zip(keys, visitors["travels"], strict=True)], most=5)
    alt = (
        f"{title}: {count(len(visits), 'visit')} from {day(first)} to {day(last)}; visits by person: {most}."
    )
    return Picture(figure, alt, visits, title)


def _key(visitor: str, country: object) -> tuple[str, str]:
    """A visitor's row; a missing country is equal to itself here."""
    return visitor, "" if missing(country) else str(country)


def _hover(row: dict[Hashable, Any]) -> str:
    where = countries.name(row["host_country"])
    city = "" if missing(row["city"]) else f", {escape(row['city'])}"
    days = period(row["start_date"], row["end_date"], row["date_precision"])
    return f"<b>{escape(row['visitor'])}</b> in {escape(where)}{city}<br>{days}, {row['status']}"
