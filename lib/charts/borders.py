"""What the map's outlines lack: borders that are disputed, and the smallest countries."""

import plotly.graph_objects as go

from lib.charts.theme import Theme
from lib.tables import load

WITHOUT_OUTLINE = frozenset(row["alpha3"] for row in load("gazetteer/without_outline"))
"""countries that only a marker can show"""


def disputed_borders(theme: Theme) -> go.Scattergeo:
    """The lines of data/gazetteer/disputed_borders.csv, dashed, over whatever fills lie below."""
    latitudes: list[float | None] = []
    longitudes: list[float | None] = []
    for row in load("gazetteer/disputed_borders"):
        points = [point.split() for point in row["points"].split("|")]
        latitudes += [*(float(latitude) for latitude, _ in points), None]
        longitudes += [*(float(longitude) for _, longitude in points), None]
    return go.Scattergeo(
        lat=latitudes, lon=longitudes, mode="lines", line={"color": theme.muted, "width": 1, "dash": "2px,2px"},
        hoverinfo="skip", name="disputed borders", showlegend=False,
    )  # fmt: skip
