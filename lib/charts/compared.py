"""Countries or periods side by side: small pictures, all on one scale."""

import pandas as pd
import plotly.graph_objects as go

from lib import countries
from lib.charts.picture import Picture, empty, framed
from lib.charts.relations import short
from lib.charts.theme import THEMES
from lib.charts.visits import label_width
from lib.format import count, listed, number

HEIGHT = 300
ROWS = 10
"""hosts compared"""


def visit_years_chart(
    years: pd.DataFrame, country: str, *, source: str = "", theme: str = "light"
) -> Picture:
    """Visits of one country by year (`visit_years`, which may hold others): made above the line, received below.

    The scale is that of all countries in the rows, so that pictures of two can be compared.
    """
    title = f"{countries.name(country)}: visits by year"
    own = years[years["country"] == country]
    if own.empty:
        return empty("No dated visit made matches", title, HEIGHT, theme, own)
    look = THEMES[theme]
    most = int(years[["made", "received"]].max().max())
    figure = go.Figure(
        [
            go.Bar(
                x=own["year"], y=sign * own[column], name=label, marker={"color": colour},
                customdata=own[["country"]], width=0.7,
                text=[f"{year}: {number(n)} {column}" for year, n in zip(own["year"], own[column], strict=True)],
                textposition="none", hovertemplate="%{text}<extra></extra>",
            )
            for column, label, sign, colour in (
                ("made", "made abroad", 1, look.categories[0]),
                ("received", "received at home", -1, look.categories[1]),
            )
        ]
    )  # fmt: skip
    subtitle = (
        f"{number(own['made'].sum())} made abroad, {number(own['received'].sum())} received, with a date"
    )
    framed(figure, look, short(country, 30) + ": visits by year", subtitle, source, HEIGHT, l=36, r=12, b=74)
    figure.update_layout(
        barmode="relative",
        legend={"yref": "container", "y": 24 / HEIGHT, "yanchor": "bottom", "xref": "container", "x": 0},
    )
    ticks = sorted({-most, -(most // 2), 0, most // 2, most})
    figure.update_yaxes(
        range=[-most * 1.1, most * 1.1], tickvals=ticks, ticktext=[number(abs(n)) for n in ticks], zeroline=True,
        zerolinecolor=look.muted,
    )  # fmt: skip
    figure.update_xaxes(
        showgrid=False, range=[years["year"].min() - 0.6, years["year"].max() + 0.6], tickformat="d", nticks=8
    )
    return Picture(figure, f"Bar chart. {title}: {subtitle}.", own, title)


def host_changes_chart(
    changes: pd.DataFrame, side: str, words: str, *, source: str = "", theme: str = "light"
) -> Picture:
    """Visits made in one of two periods by host: the rows of `visit_changes` that changed most, `side` before or
    after, on the scale of both. `words` name the period."""
    title = f"Visits received, {words}"
    if changes.empty:
        return empty("No visits match", title, HEIGHT, theme, changes)
    look = THEMES[theme]
    shown = changes.head(ROWS)
    names = [short(code) for code in shown["host_country"]]
    most = int(changes.head(ROWS)[["before", "after"]].max().max())
    places = list(range(len(shown)))
    figure = go.Figure(
        go.Bar(
            x=shown[side], y=places, orientation="h", width=0.62, showlegend=False,
            marker={"color": look.accent if side == "after" else look.muted},
            customdata=shown[["host_country"]],
            text=[f"<b>{name}</b>: {count(n, 'visit')}" for name, n in zip(names, shown[side], strict=True)],
            textposition="none", hovertemplate="%{text}<extra></extra>",
        )
    )  # fmt: skip
    for place, n in zip(places, shown[side], strict=True):
        figure.add_annotation(
            x=n, y=place, text=number(n), showarrow=False, xanchor="left", xshift=4,
            font={"size": 12, "color": look.ink},
        )  # fmt: skip
    subtitle = "Visits made; the hosts that changed most"
    framed(figure, look, title, subtitle, source, HEIGHT, l=label_width(names), r=8, b=40)
    figure.update_xaxes(visible=False, range=[0, max(most, 1) * 1.15])
    figure.update_yaxes(
        range=[ROWS - 0.5, -0.5], tickvals=places, ticktext=names, showgrid=False, ticklabelstandoff=6,
        tickfont={"color": look.ink, "size": 12},
    )  # fmt: skip
    said = listed([f"{name} {n}" for name, n in zip(names, shown[side], strict=True)], most=5)
    return Picture(figure, f"Bar chart. {title}: {said}.", shown, title)
