"""A heat map: how much of something each row has in each column, light to dark."""

from collections.abc import Sequence

import plotly.graph_objects as go

from lib.charts.picture import SOURCE_HEIGHT, framed
from lib.charts.theme import Theme
from lib.charts.visits import label_width

MOST_TEXTS = 160
"""cells that still have room for their values"""


def heat_map(
    look: Theme,
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float | None]],
    texts: Sequence[Sequence[str]],
    hovers: Sequence[Sequence[str]],
    keys: Sequence[Sequence[str]],
    title: str,
    subtitle: str,
    source: str,
    height: int,
) -> go.Figure:
    """A framed heat map of labelled rows, the first on top, and columns; a cell of value None is left out.

    Labels and hovers come escaped; `texts` are the cells' values in words, drawn where they fit; `keys` say what a
    click on a cell chooses.
    """
    shades = (look.grid, *look.hosts)
    below = label_width(list(columns))
    figure = go.Figure(
        go.Heatmap(
            z=values, x=list(range(len(columns))), y=list(range(len(rows))), customdata=keys, text=texts,
            hovertext=hovers, hovertemplate="%{hovertext}<extra></extra>", hoverongaps=False, xgap=1, ygap=1,
            texttemplate="%{text}" if len(rows) * len(columns) <= MOST_TEXTS else "", textfont={"size": 11},
            zmin=0, zmax=max((v for row in values for v in row if v is not None), default=0) or 1,
            colorscale=[[n / (len(shades) - 1), shade] for n, shade in enumerate(shades)], showscale=False,
        )
    )  # fmt: skip
    framed(
        figure, look, title, subtitle, source, height, l=label_width(list(rows)), r=8, b=below + SOURCE_HEIGHT
    )
    labels = {"showgrid": False, "tickfont": {"color": look.ink, "size": 12}, "ticklabelstandoff": 4}
    figure.update_xaxes(
        tickvals=list(range(len(columns))), ticktext=list(columns), tickangle=-90,
        range=[-0.5, len(columns) - 0.5], **labels,
    )  # fmt: skip
    figure.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=list(rows), range=[len(rows) - 0.5, -0.5], **labels
    )
    return figure
