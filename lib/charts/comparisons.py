"""Who is mentioned more than before, and by which source."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.charts.escape import escape
from lib.charts.heat import heat_map
from lib.charts.mentions import TITLES
from lib.charts.picture import Picture, empty, framed
from lib.charts.theme import THEMES
from lib.charts.visits import label_width
from lib.format import change, count, listed, measured, moved, number

HEIGHT = 520
ROWS = 15


_CHANGING = {"count": "mentions", "share": "share of articles", "rate": "mentions per 1,000 words"}


def mention_changes(
    changes: pd.DataFrame,
    *,
    measure: str = "count",
    now: str = "now",
    before: str = "before",
    source: str = "",
    theme: str = "light",
) -> Picture:
    """The largest rises and falls (`mention_changes`): a hollow dot before, a full one now.

    `now` and `before` are the two periods in words.
    """
    title = f"Largest changes in {_CHANGING[measure]}"
    if changes.empty:
        return empty("No mentions match", title, HEIGHT, theme, changes)
    look = THEMES[theme]
    shown = changes.head(ROWS)
    places = list(range(len(shown)))
    names = [escape(name, 20) for name in shown["entity"]]
    colours = [
        look.accent if d > 0 else look.statuses["cancelled"] if d < 0 else look.muted
        for d in shown["difference"]
    ]
    hovers = [
        f"<b>{escape(row['entity'])}</b><br>{now}: {measured(row['value'], measure)}<br>"
        f"{before}: {measured(row['value_before'], measure)}<br>{moved(row['difference'], measure)}"
        for row in shown.to_dict("records")
    ]
    told = {"hovertext": hovers, "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False,
            "cliponaxis": False}  # fmt: skip
    figure = go.Figure()
    for sign in (look.accent, look.statuses["cancelled"]):
        xs, ys = [], []
        for place, row, colour in zip(places, shown.to_dict("records"), colours, strict=True):
            if colour == sign:
                xs += [row["value_before"], row["value"], None]
                ys += [place, place, None]
        figure.add_scatter(
            x=xs, y=ys, mode="lines", line={"color": sign, "width": 3}, hoverinfo="skip", showlegend=False
        )
    figure.add_scatter(
        x=shown["value_before"], y=places, mode="markers", customdata=shown["entity_id"], **told,
        marker={"size": 10, "color": look.paper, "line": {"width": 2, "color": colours}},
    )  # fmt: skip
    figure.add_scatter(
        x=shown["value"], y=places, mode="markers", customdata=shown["entity_id"], **told,
        marker={"size": 11, "color": colours},
    )  # fmt: skip
    labels = [_change(row, measure) for row in shown.to_dict("records")]
    top = max(float(shown[["value", "value_before"]].max().max()), 0.01)
    for place, row, label in zip(places, shown.to_dict("records"), labels, strict=True):
        figure.add_annotation(
            x=max(row["value"], row["value_before"]), y=place, text=label, showarrow=False, xanchor="left",
            xshift=9, font={"size": 12, "color": look.ink},
        )  # fmt: skip
    subtitle = f"Hollow: {before}; full: {now}"
    framed(figure, look, title, subtitle, source, HEIGHT, l=label_width(names), r=112)
    figure.update_xaxes(visible=False, range=[-0.04 * top, top * 1.04])
    figure.update_yaxes(
        range=[ROWS - 0.5, -0.5], tickvals=places, ticktext=names, ticklabelstandoff=6,
        tickfont={"color": look.ink, "size": 12},
    )  # fmt: skip
    said = listed([f"{n} {label}" for n, label in zip(shown["entity"], labels, strict=True)], most=5)
    return Picture(figure, f"Dot chart. {title}, {now} against {before}: {said}.", changes, title)


def _change(row: Mapping[Hashable, Any], measure: str) -> str:
    """A change in words, with how much of the value before it is.

    >>> _change({"difference": 12.0, "change": 0.5, "value": 36.0, "value_before": 24.0}, "count")
    '+12 (+50 %)'
    >>> _change({"difference": 3.0, "change": float("nan"), "value": 3.0, "value_before": 0.0}, "count")
    '+3 (new)'
    """
    said = moved(row["difference"], measure)
    if not row["value_before"]:
        return f"{said} (new)"
    if not row["value"]:
        return f"{said} (gone)"
    return f"{said} ({change(round(100 * row['change']))})" if row["difference"] else said


def source_heat(
    told: pd.DataFrame, *, measure: str = "share", source: str = "", theme: str = "light"
) -> Picture:
    """How often each source names whom (`mention_sources`): sources down, entities across."""
    title = f"{TITLES[measure]}, by source"
    if told.empty:
        return empty("No mentions match", title, HEIGHT, theme, told)
    look = THEMES[theme]
    entities = list(told.drop_duplicates("entity_id")["entity_id"])
    outlets = [rows.set_index("entity_id") for _, rows in told.groupby("source", sort=False, dropna=False)]
    values, texts, hovers = [], [], []
    for rows in outlets:
        cells = [rows.loc[entity].to_dict() for entity in entities]
        values.append([None if cell["value"] != cell["value"] else float(cell["value"]) for cell in cells])
        texts.append([_short(cell["value"], measure) for cell in cells])
        hovers.append(
            [
                f"<b>{escape(cell['source'], 30)}</b>: {escape(cell['entity'])}<br>"
                f"{count(cell['mentions'], 'mention')} in {cell['articles']} of {count(cell['published'], 'article')}"
                for cell in cells
            ]
        )
    names = [
        f"{escape(rows['source'].iloc[0], 16)} ({number(rows['published'].iloc[0])})" for rows in outlets
    ]
    across = [escape(name, 18) for name in told.drop_duplicates("entity_id")["entity"]]
    subtitle = {
        "count": "Times named; in brackets a source’s articles",
        "share": "Per cent of a source’s articles, whose number is in brackets",
        "rate": "Times named in a thousand words; in brackets a source’s articles",
    }[measure]
    figure = heat_map(
        look, names, across, values, texts, hovers, [entities] * len(outlets), title, subtitle, source, HEIGHT
    )
    most = told.sort_values("value", ascending=False).head(5).to_dict("records")
    said = listed(
        [f"{row['entity']} in {escape(row['source'])} {measured(row['value'], measure)}" for row in most],
        most=5,
    )
    return Picture(figure, f"Heat map. {title}. Highest: {said}.", told, title)


def _short(value: float, measure: str) -> str:
    """A value in at most four letters, for a narrow cell; of shares the per cent.

    >>> _short(0.375, "share"), _short(8.549, "rate"), _short(12.0, "count"), _short(12345.0, "count")
    ('38', '8.5', '12', '12k')
    """
    if measure == "count" and value >= 1000:
        return f"{number(round(value / 1000))}k"
    return measured(value, measure).removesuffix(" %")
