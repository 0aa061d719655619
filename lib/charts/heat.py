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

    Labels and hovers come escaped; `texts` are the values in words, drawn where they fit but for zeros; `keys` say
    what a click on a cell chooses.
    """
    shades = (look.grid, *look.hosts)
    top = max((v for row in values for v in row if v is not None), default=0) or 1
    figure = go.Figure(
        go.Heatmap(
            z=values, x=list(range(len(columns))), y=list(range(len(rows))), hoverinfo="skip", xgap=1, ygap=1,
            zmin=0, zmax=top, colorscale=[[n / (len(shades) - 1), shade] for n, shade in enumerate(shades)],
            showscale=False,
        )
    )  # fmt: skip
    cells = [(x, y) for y, row in enumerate(values) for x, value in enumerate(row) if value is not None]
    # A heat map's own cells cannot be clicked.
    figure.add_scatter(
        x=[x for x, _ in cells], y=[y for _, y in cells], mode="markers", showlegend=False,
        marker={"symbol": "square", "size": 16, "opacity": 0}, customdata=[keys[y][x] for x, y in cells],
        hovertext=[hovers[y][x] for x, y in cells], hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    for x, y in cells if len(cells) <= MOST_TEXTS else ():
        if values[y][x]:
            figure.add_annotation(
                x=x, y=y, text=texts[y][x], showarrow=False,
                font={"size": 11, "color": legible(look, shades, (values[y][x] or 0) / top)},
            )  # fmt: skip
    below = label_width(list(columns))
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


def legible(look: Theme, shades: Sequence[str], part: float) -> str:
    """The colour, ink or paper, in which words stand out more on a shade so far along a scale.

    >>> from lib.charts.theme import DARK, LIGHT
    >>> [legible(LIGHT, LIGHT.hosts, part) == LIGHT.ink for part in (0.1, 1.0)]
    [True, False]
    >>> [legible(DARK, DARK.hosts, part) == DARK.ink for part in (0.1, 1.0)]
    [True, False]
    """
    step = part * (len(shades) - 1)
    low, high = (_luminance(shades[min(int(step) + n, len(shades) - 1)]) for n in (0, 1))
    ground = low + (high - low) * (step - int(step))
    return max((look.ink, look.paper), key=lambda colour: _contrast(_luminance(colour), ground))


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
