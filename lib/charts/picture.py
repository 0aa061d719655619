"""A figure with what goes with it: its words, its data, its frame."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.io import from_json

from lib.charts.theme import THEMES, Theme

SOURCE_HEIGHT = 30
"""pixels kept below the drawing for the source line"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure, what it shows in words (`alt`), the rows drawn (`data`) and its title.

    `shape` is set where the height is to follow the width: `map`, `small map` or `played map`; `points` where what a
    point stands for depends on the data: the name of its key in the address.
    """

    figure: go.Figure
    alt: str
    data: pd.DataFrame
    title: str
    shape: str = ""
    points: str = ""


def framed(
    figure: go.Figure, theme: Theme, title: str, subtitle: str, source: str, height: int, **margin: int
) -> go.Figure:
    """The figure with title, subtitle and source line around a drawing of fixed height; margins in pixels."""
    room = {"l": 8, "r": 8, "t": 58 if subtitle else 38, "b": SOURCE_HEIGHT, **margin}
    # Plotly's own subtitle stands half a centimetre below the title.
    below = f'<br><span style="font-size:13px;color:{theme.muted};font-weight:400">{subtitle}</span>'
    figure.update_layout(
        template=theme.name,
        title={"text": title + (below if subtitle else "")},
        height=height,
        margin={**room, "autoexpand": False},
    )
    if source:
        figure.add_annotation(
            text=source, xref="paper", x=0, xanchor="left", xshift=4 - room["l"],
            yref="paper", y=0, yanchor="bottom", yshift=-room["b"] + 4,
            showarrow=False, font={"size": 11, "color": theme.muted},
        )  # fmt: skip
    return figure


def empty(
    message: str, title: str, height: int, theme: str = "light", data: pd.DataFrame | None = None
) -> Picture:
    """A picture that keeps its place and says that nothing matches."""
    look = THEMES[theme]
    figure = framed(go.Figure(), look, title, "", "", height)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.add_annotation(
        text=message, xref="paper", yref="paper", x=0.5, y=0.5, showarrow=False,
        font={"size": 14, "color": look.muted},
    )  # fmt: skip
    return Picture(figure, f"{title}: {message}.", pd.DataFrame() if data is None else data, title)


def pointable(figure: go.Figure, theme: str) -> None:
    """Shows in a figure what is pointed at: other countries fade, other marks take the colour of a selection."""
    chosen = {"marker": {"color": THEMES[theme].selection}}
    figure.update_traces(unselected={"marker": {"opacity": 0.45}}, selector={"type": "choropleth"})
    for kind in ("bar", "scatter", "scattergeo"):
        for trace in figure.select_traces({"type": kind}):
            if trace.marker.opacity != 0:
                trace.update(selected=chosen, unselected={"marker": {"opacity": 1}})


def config(name: str) -> dict[str, Any]:
    """Plotly's settings on the page: outlines at hand, a toolbar that only saves (under this name)."""
    return {
        "topojsonURL": "app/static/",
        "displaylogo": False,
        "typesetMath": False,
        "scrollZoom": False,
        "responsive": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2},
    }


def packed(picture: Picture) -> Callable[[], Picture]:
    """A picture in a tenth of its memory, for whoever asks for it later: what is returned gives it back."""
    spec, bare = zlib.compress(picture.figure.to_json().encode(), 1), replace(picture, figure=None)
    return lambda: replace(bare, figure=from_json(zlib.decompress(spec).decode()))
