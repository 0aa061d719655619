"""Who is mentioned how often, and when."""

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from lib.charts.escape import escape
from lib.charts.picture import Picture, empty, framed
from lib.charts.theme import THEMES
from lib.charts.visits import label_width
from lib.format import count, listed, measured, period, share

HEIGHT = 480
ROWS = 15
LINES_HEIGHT = 360

TITLES = {
    "count": "Mentions",
    "share": "Share of articles that mention them",
    "rate": "Mentions per thousand words",
}
AXES = {"count": ",~r", "share": ".0%", "rate": ",~r"}
"""how an axis of a measure is labelled"""


def mention_bars(
    ranking: pd.DataFrame,
    *,
    measure: str = "count",
    selection: Collection[str] = (),
    source: str = "",
    theme: str = "light",
) -> Picture:
    """Who is mentioned most (`mention_ranking`), in one of the measures of `lib.query.measures`."""
    title = f"{TITLES[measure]}, most frequent first" if measure == "count" else TITLES[measure]
    if ranking.empty:
        return empty("No mentions match", title, HEIGHT, theme, ranking)
    look = THEMES[theme]
    value = "mentions" if measure == "count" else measure
    shown = ranking.sort_values(value, ascending=False, kind="stable").head(ROWS)
    places, names = list(range(len(shown))), [escape(name, 25) for name in shown["entity"]]
    labels = [measured(n, measure) for n in shown[value]]
    hovers = [
        f"<b>{escape(row['entity'])}</b><br>{count(row['mentions'], 'mention')} in"
        f" {count(row['articles'], 'article')} ({share(row['share'])})"
        for row in shown.to_dict("records")
    ]
    figure = go.Figure(
        go.Bar(
            x=shown[value], y=places, orientation="h", customdata=shown["entity_id"], width=0.62,
            marker={"color": [look.selection if e in selection else look.accent for e in shown["entity_id"]]},
            text=labels, textposition="outside", cliponaxis=False, textfont={"size": 12, "color": look.ink},
            hovertext=hovers, hovertemplate="%{hovertext}<extra></extra>", showlegend=False,
        )
    )  # fmt: skip
    subtitle = {
        "count": "Number of times named in the articles selected",
        "share": "Per cent of the articles selected",
        "rate": "Times named in a thousand words of the articles selected",
    }[measure]
    framed(figure, look, title, subtitle, source, HEIGHT, l=label_width(names), r=8)
    figure.update_xaxes(visible=False, range=[0, float(shown[value].max()) * 1.14])
    figure.update_yaxes(
        range=[ROWS - 0.5, -0.5], tickvals=places, ticktext=names, showgrid=False, ticklabelstandoff=6,
        tickfont={"color": look.ink, "size": 12},
    )  # fmt: skip
    top = listed([f"{name} {label}" for name, label in zip(shown["entity"], labels, strict=True)], most=5)
    return Picture(figure, f"Bar chart. {title}: {top}.", ranking, title)


def mention_lines(
    timeline: pd.DataFrame,
    *,
    measure: str = "count",
    by: str = "month",
    average: int = 1,
    source: str = "",
    theme: str = "light",
) -> Picture:
    """Mentions over time (`mention_timeline`), one line an entity, named at its end; `average` as asked there."""
    title = "Share of articles over time" if measure == "share" else f"{TITLES[measure]} over time"
    if timeline.empty:
        return empty("No dated mentions match", title, LINES_HEIGHT, theme, timeline)
    if timeline["value"].isna().all():
        few = f"Fewer than {average} {by}s: choose a shorter average"
        return empty(few, title, LINES_HEIGHT, theme, timeline)
    look = THEMES[theme]
    series = [(name, rows.sort_values("period")) for name, rows in timeline.groupby("entity", sort=False)]
    top = max(float(timeline["value"].max()), 1.0 if measure == "count" else 0.01) * 1.06
    heights = spread([_last(rows) / top for _, rows in series], least=0.075)
    figure = go.Figure()
    names = []
    for n, (name, rows) in enumerate(series):
        colour = look.categories[n % len(look.categories)]
        label = escape(name, 18)
        names.append(label)
        values = [measured(v, measure) for v in rows["value"]]
        figure.add_trace(
            go.Scatter(
                x=rows["period"], y=rows["value"], mode="lines+markers" if len(rows) < 25 else "lines",
                line={"color": colour, "width": 2}, marker={"size": 5}, name=label, showlegend=False,
                customdata=rows["entity_id"],
                text=[
                    f"<b>{label}</b>, {_period_name(start, by)}: {value}"
                    for start, value in zip(rows["period"], values, strict=True)
                ],
                hovertemplate="%{text}<extra></extra>",
            )
        )  # fmt: skip
        figure.add_annotation(
            text=label, x=1, xref="paper", xanchor="left", xshift=6,
            y=heights[n], yref="paper", yanchor="middle", showarrow=False, font={"size": 12, "color": colour},
        )  # fmt: skip
    subtitle = {
        "count": f"Mentions a {by}, by date of publication",
        "share": f"Per cent of a {by}’s articles",
        "rate": f"Times named in a thousand words of a {by}",
    }[measure]
    if average > 1:
        subtitle = f"{subtitle.partition(',')[0]}, average of {average} {by}s"
    framed(figure, look, title, subtitle, source, LINES_HEIGHT, l=40, r=label_width(names), b=62)
    figure.update_yaxes(range=[-0.015 * top, top], nticks=5, tickformat=AXES[measure])
    figure.update_xaxes(showgrid=False, nticks=6)
    first, last = timeline["period"].min(), timeline["period"].max()
    named = [f"{name} {int(rows['mentions'].sum())}" for name, rows in series]
    span = f"{_period_name(first, by)} to {_period_name(last, by)}"
    alt = f"Line chart. {title}, {span}: {listed(named, most=5)} mentions."
    return Picture(figure, alt, timeline, title)


def _last(rows: pd.DataFrame) -> float:
    values = rows["value"].dropna()
    return float(values.iloc[-1]) if len(values) else 0.0


def _period_name(start: pd.Timestamp, by: str) -> str:
    if by in ("day", "week"):
        return period(start, start + pd.Timedelta(days=0 if by == "day" else 6), "day")
    months = {"month": 1, "quarter": 3, "year": 12}[by]
    return period(start, start + pd.offsets.MonthEnd(months), "month")


def spread(wanted: list[float], least: float) -> list[float]:
    """Heights near those wanted, in their order, no two closer than `least`, none below 0.

    >>> [round(height, 2) for height in spread([0.5, 0.5, 0.0], 0.1)]
    [0.5, 0.6, 0.0]
    >>> spread([], 0.1)
    []
    """
    heights = list(wanted)
    floor = 0.0
    for n in sorted(range(len(wanted)), key=lambda n: wanted[n]):
        heights[n] = max(wanted[n], floor)
        floor = heights[n] + least
    # What was pushed over the top comes down again, and pushes what is below it.
    ceiling = 1.0
    for n in sorted(range(len(wanted)), key=lambda n: -heights[n]):
        heights[n] = min(heights[n], ceiling)
        ceiling = heights[n] - least
    return heights
