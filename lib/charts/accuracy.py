"""How well each table is read, by whether rules could be made for the articles."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.charts.escape import escape
from lib.charts.picture import Picture, empty, framed
from lib.charts.theme import THEMES
from lib.charts.visits import label_width
from lib.format import count, listed, missing

HEIGHT = 480
ROWS = 12
"""lines: three tables, each with its heading and three bars"""
TITLE = "Accuracy by table, as F1"


def accuracy_bars(figures: pd.DataFrame, *, source: str = "", theme: str = "light") -> Picture:
    """F1 as bars, a panel for each table: rows `table, use, articles, f1, target`, of each table three at most.

    `target` may be missing; else a stroke marks it.
    """
    if figures.empty:
        return empty("No accuracy figure matches", TITLE, HEIGHT, theme, figures)
    look = THEMES[theme]
    colours = (look.accent, look.hosts[1], look.hosts[0])
    figure, ticks, place = go.Figure(), {}, 0
    for table, rows in list(figures.groupby("table", sort=False))[: ROWS // 4]:
        figure.add_annotation(
            text=f"<b>{escape(str(table), 44)}</b>", xref="paper", x=0, xanchor="left", y=place + 0.15,
            yanchor="middle", showarrow=False, font={"size": 14, "color": look.ink},
        )  # fmt: skip
        for colour, row in zip(colours, rows.to_dict("records"), strict=False):
            place += 1
            ticks[place] = f"{escape(row['use'], 20)}, {row['articles']:,}"
            figure.add_trace(_bar(row, place, colour))
            figure.add_annotation(
                text=f"{row['f1']:.2f}", x=1, y=place, xanchor="left", xshift=6, showarrow=False,
                font={"size": 12, "color": look.ink},
            )  # fmt: skip
            if not missing(row["target"]):
                x = row["target"]
                stroke = {"color": look.selection, "width": 2}
                figure.add_shape(type="line", x0=x, x1=x, y0=place - 0.42, y1=place + 0.42, line=stroke)
        place += 1
    subtitle = "1 is perfect; stroke: target; after the name: articles"
    framed(figure, look, TITLE, subtitle, source, HEIGHT, l=label_width(list(ticks.values())), r=40)
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(
        range=[ROWS - 0.5, -0.5], tickvals=list(ticks), ticktext=list(ticks.values()), showgrid=False,
        ticklabelstandoff=6, tickfont={"color": look.ink, "size": 12},
    )  # fmt: skip
    first = figures.drop_duplicates("use")["use"].iloc[0]
    named = [
        f"{row['table']} {row['f1']:.2f}"
        for row in figures[figures["use"] == first].head(3).to_dict("records")
    ]
    return Picture(figure, f"Bar chart. {TITLE}: {first}, {listed(named, most=3)}.", figures, TITLE)


def _bar(row: Mapping[Hashable, Any], place: int, colour: str) -> go.Bar:
    target = "no target" if missing(row["target"]) else f"target {row['target']:.2f}"
    words = f"<b>{escape(row['table'])}</b><br>{escape(row['use'])}: F1 {row['f1']:.3f}, {target}"
    return go.Bar(
        x=[row["f1"]], y=[place], orientation="h", width=0.56, showlegend=False, marker={"color": colour},
        hovertext=f"{words}<br>{count(row['articles'], 'article')}", hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
