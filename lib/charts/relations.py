"""Who visits whom: a matrix of visitors' countries and hosts, and the pairs that meet most."""

from collections.abc import Collection
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib import countries
from lib.charts.escape import escape
from lib.charts.picture import Picture, empty, framed
from lib.charts.theme import THEMES, Theme, blues, host_bin
from lib.charts.visits import label_width
from lib.format import count, listed, number

HEIGHT = 560
SLOTS = 12
"""rows and columns of the matrix, and bars of pairs; fewer keep the same size"""
WAYS = ("by the first named", "by the second named")


def pair_key(visitor: str, host: str) -> str:
    """What visits of one country to another are called where they can be pointed at.

    >>> pair_key("MEX", "CUB")
    'MEX>CUB'
    """
    return f"{visitor}>{host}"


def short(code: str, most: int = 18) -> str:
    """A country's name for a label.

    >>> short("ARE", 8)
    'United…'
    """
    return escape(countries.name(code), most)


def counted_by(pairs: pd.DataFrame) -> str:
    """The column that counts: visits made, or all visits where none is made yet."""
    return "made" if pairs["made"].sum() else "visits"


def relation_matrix(
    matrix: pd.DataFrame, *, selection: Collection[str] = (), source: str = "", theme: str = "light"
) -> Picture:
    """The rows of `visit_matrix`: visitors' countries down, hosts across, a blue and a number for each pair.

    `selection` holds the `pair_key` of those to outline.
    """
    title = "Visits by visitors’ country and host"
    if matrix.empty:
        return empty("No visits match", title, HEIGHT, theme, matrix)
    look, counted = THEMES[theme], counted_by(matrix)
    drawn = matrix[matrix[counted] > 0]
    rows, columns = (list(dict.fromkeys(drawn[column])) for column in ("visitor_country", "host_country"))
    columns.sort(key=lambda code: (-int(_total(drawn, "host_country", code, "received")), code))
    places = [
        (columns.index(host), rows.index(visitor))
        for visitor, host in zip(drawn["visitor_country"], drawn["host_country"], strict=True)
    ]
    cells: list[list[int | None]] = [[None] * len(columns) for _ in rows]
    for (x, y), n in zip(places, drawn[counted], strict=True):
        cells[y][x] = int(n)
    figure = go.Figure(_cells(look, cells, rows, columns))
    figure.add_trace(_hovered(look, drawn, places))
    names = [short(code) for code in rows]
    lines = [
        f"{name}  <b>{number(_total(drawn, 'visitor_country', code, 'gone'))}</b>"
        for code, name in zip(rows, names, strict=True)
    ]
    heads = [
        f"{short(code, 14)}  <b>{number(_total(drawn, 'host_country', code, 'received'))}</b>"
        for code in columns
    ]
    kind = "made or under way" if counted == "made" else "to come or called off"
    subtitle = f"Visits {kind}; bold: all to or from a country, also those not drawn"
    framed(
        figure,
        look,
        title,
        subtitle,
        source,
        HEIGHT,
        l=label_width([*names, "x" * 14]) + 14,
        t=158,
        r=24,
        b=46,
    )
    axis = {"showgrid": False, "fixedrange": True, "tickfont": {"color": look.ink, "size": 12}}
    figure.update_xaxes(
        **axis, side="top", tickangle=-50, tickvals=list(range(len(columns))), ticktext=heads,
        range=[-0.5, SLOTS - 0.5],
    )  # fmt: skip
    figure.update_yaxes(
        **axis,
        tickvals=list(range(len(rows))),
        ticktext=lines,
        range=[SLOTS - 0.5, -0.5],
        ticklabelstandoff=6,
    )
    keys = [pair_key(*pair) for pair in zip(drawn["visitor_country"], drawn["host_country"], strict=True)]
    for x, y in (place for key, place in zip(keys, places, strict=True) if key in selection):
        figure.add_shape(
            type="rect", x0=x - 0.5, x1=x + 0.5, y0=y - 0.5, y1=y + 0.5,
            line={"color": look.selection, "width": 2.5},
        )  # fmt: skip
    top = drawn.sort_values(counted, ascending=False, kind="stable").head(5)
    said = listed([_said(row, counted) for row in top.to_dict("records")], most=5)
    return Picture(figure, f"Matrix. {title}: {said}.", matrix, title)


def _total(drawn: pd.DataFrame, column: str, code: str, total: str) -> int:
    return int(drawn.loc[drawn[column] == code, total].iloc[0])


def _said(row: dict[Any, Any], counted: str) -> str:
    return f"{countries.name(row['visitor_country'])} to {countries.name(row['host_country'])} {number(row[counted])}"


def _cells(
    look: Theme, cells: list[list[int | None]], rows: list[str], columns: list[str]
) -> list[go.Heatmap]:
    """A grey ground for every pair, and a blue over it where there are visits."""
    own = [["–" if row == column else "" for column in columns] for row in rows]
    common = {"xgap": 2, "ygap": 2, "showscale": False, "hoverinfo": "skip", "texttemplate": "%{text}"}
    ground = go.Heatmap(
        z=[[0] * len(columns) for _ in rows], colorscale=[(0, look.grid), (1, look.grid)], text=own,
        textfont={"color": look.muted, "size": 12}, name="ground", **common,
    )  # fmt: skip
    # The two darker blues of the light theme, and the two lighter ones of the dark theme, are inked in paper.
    visits = []
    for name, bins, ink in (("few visits", (0, 1), look.ink), ("many visits", (2, 3), look.paper)):
        held = [[n if n and host_bin(n) in bins else None for n in line] for line in cells]
        visits.append(
            go.Heatmap(
                z=[[host_bin(n) if n else None for n in line] for line in held], zmin=-0.5, zmax=3.5,
                colorscale=blues(look), text=[[number(n) if n else "" for n in line] for line in held],
                textfont={"size": 12, "color": ink}, name=name, **common,
            )
        )  # fmt: skip
    return [ground, *visits]


def _hovered(look: Theme, drawn: pd.DataFrame, places: list[tuple[int, int]]) -> go.Scatter:
    """A mark nobody sees on each pair: a heat map can be pointed at but not chosen from."""
    return go.Scatter(
        x=[x for x, _ in places], y=[y for _, y in places], mode="markers", showlegend=False, name="pairs",
        marker={"symbol": "square", "size": 26, "color": look.paper, "opacity": 0},
        selected={"marker": {"color": look.selection, "opacity": 0.5}}, unselected={"marker": {"opacity": 0}},
        customdata=[[pair_key(row["visitor_country"], row["host_country"])] for row in drawn.to_dict("records")],
        text=hovers(drawn), hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def hovers(pairs: pd.DataFrame) -> list[str]:
    """What the hover of each pair says."""
    texts = []
    for row in pairs.to_dict("records"):
        visitor, host = short(row["visitor_country"], 40), short(row["host_country"], 40)
        lines = [
            f"<b>{visitor} → {host}</b>: {count(row['made'], 'visit')} made",
            *([f"{number(row['ahead'])} to come"] if row["ahead"] else []),
            f"the other way: {number(row['returned']) if row['returned'] else 'none'}",
        ]
        texts.append("<br>".join(lines))
    return texts


def relation_bars(
    exchanges: pd.DataFrame, *, selection: Collection[str] = (), source: str = "", theme: str = "light"
) -> Picture:
    """The pairs of `exchanges` that meet most, each as one bar in two parts: visits one way and the other."""
    title = "Pairs that meet most"
    if exchanges.empty:
        return empty("No visits match", title, HEIGHT, theme, exchanges)
    look = THEMES[theme]
    shown = exchanges[exchanges["total"] > 0].head(SLOTS)
    if shown.empty:
        return empty(
            "No visit between two countries is made yet; none match", title, HEIGHT, theme, exchanges
        )
    places = list(range(len(shown)))
    pairs = shown.to_dict("records")
    names = [f"{short(row['visitor_country'], 13)} – {short(row['host_country'], 13)}" for row in pairs]
    ends = list(zip(shown["visitor_country"], shown["host_country"], strict=True))
    there, back = ([[pair_key(*pair[::way])] for pair in ends] for way in (1, -1))
    figure = go.Figure()
    for way, column, colour, keys in zip(
        WAYS, ("made", "returned"), look.categories, (there, back), strict=False
    ):
        figure.add_trace(
            go.Bar(
                x=shown[column].tolist(), y=places, orientation="h", width=0.62, name=way, customdata=keys,
                text=hovers(shown), textposition="none", hovertemplate="%{text}<extra></extra>",
                marker={
                    "color": colour if column == "made" else look.paper,
                    "line": {"color": colour, "width": [1 if n else 0 for n in shown[column]]},
                    "pattern": {"shape": "" if column == "made" else "/", "fgcolor": colour, "bgcolor": look.paper,
                                "size": 5, "solidity": 0.35},
                },
            )
        )  # fmt: skip
    for place, row, (key,), (other,) in zip(places, pairs, there, back, strict=True):
        figure.add_annotation(
            x=row["total"], y=place, text=f"{number(row['made'])} + {number(row['returned'])}", showarrow=False,
            xanchor="left", xshift=4,
            font={"size": 12, "color": look.selection if {key, other} & {*selection} else look.ink},
        )  # fmt: skip
    framed(
        figure,
        look,
        title,
        "Visits made, one way and the other",
        source,
        HEIGHT,
        l=label_width(names),
        r=8,
        b=74,
    )
    figure.update_layout(
        barmode="stack",
        legend={"yref": "container", "y": 24 / HEIGHT, "yanchor": "bottom", "xref": "container", "x": 0,
                "traceorder": "normal"},
    )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, int(shown["total"].max()) * 1.25])
    figure.update_yaxes(
        range=[SLOTS - 0.5, -0.5], tickvals=places, ticktext=names, showgrid=False, ticklabelstandoff=6,
        tickfont={"color": look.ink, "size": 12},
    )  # fmt: skip
    said = listed(
        [f"{name} {row['made']} and {row['returned']}" for name, row in zip(names, pairs, strict=True)],
        most=5,
    )
    return Picture(figure, f"Bar chart. {title}, visits one way and the other: {said}.", exchanges, title)
