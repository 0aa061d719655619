"""One tour on the map: numbered stops, and arrows from the home country on."""

from collections.abc import Hashable, Iterator
from math import atan2, cos, radians, sin
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from lib.charts.arcs import great_circle
from lib.charts.escape import escape
from lib.charts.picture import Picture, empty, framed
from lib.charts.theme import DASHES, SYMBOLS, THEMES, Theme
from lib.charts.world import HEIGHT
from lib.format import count, listed, number, period

SPAN = 50.0
"""degrees of longitude that a map shows at least"""
AIR = 1.3
"""room around the stops, as a part of what they span"""
NORTH, SOUTH = 84.0, -58.0
WIDTH = 2.6
"""degrees of longitude that are drawn as wide as the drawing is high for one of latitude"""

Way = tuple[list[float], list[float]]
"""latitudes, longitudes"""


class Window(NamedTuple):
    """The part of the world that a map shows, in degrees."""

    middle: float
    wide: float
    south: float
    north: float


def tour_map(legs: pd.DataFrame, *, source: str = "", theme: str = "light") -> Picture:
    """The legs of a tour (`tour`): great circles from the home capital through the stops, in order.

    The map shows the part of the world that the tour crosses. Legs with an end that no one knows are not drawn.
    """
    if legs.empty:
        return empty("No tour matches", "Tour", HEIGHT, theme, legs)
    look = THEMES[theme]
    visitor = max(legs["visitor"], key=len)
    title = f"Tour of {escape(visitor, 40)}"
    placed = legs.dropna(subset=["from_lat", "from_lon", "to_lat", "to_lon"])
    ways = [
        great_circle((row["from_lat"], row["from_lon"]), (row["to_lat"], row["to_lon"]))
        for row in placed.to_dict("records")
    ]
    when = period(legs["start_date"].min(), legs["end_date"].max(), "day")
    subtitle = f"{count(len(legs), 'stop')}, {when}{_length(legs['km'])}"
    if len(placed) < len(legs):
        subtitle += f"; {count(len(legs) - len(placed), 'leg')} without a known place not drawn"
    window = _window(ways)
    lines = _lines(placed, ways, window.wide / 60, look)
    figure = go.Figure([*lines, _home(placed.head(1), look), *_stops(placed, look)])
    framed(figure, look, title, subtitle, source, HEIGHT, l=0, r=0, b=88)
    _show(figure, window)
    figure.update_layout(
        legend={"yref": "container", "y": 24 / HEIGHT, "yanchor": "bottom", "x": 0, "xanchor": "left"}
    )
    places = listed([f"{n} {name}" for n, name in zip(legs["leg"], legs["to_name"], strict=True)], most=12)
    return Picture(
        figure, f"Map. {title}: {subtitle}. From {legs['from_name'].iloc[0]}: {places}.", legs, title, "map"
    )


def _length(km: pd.Series) -> str:
    known = km.dropna()
    return f", {number(round(known.sum(), -1))} km along great circles" if len(known) else ""


def _lines(placed: pd.DataFrame, ways: list[Way], size: float, look: Theme) -> Iterator[go.Scattergeo]:
    """The ways, and an arrow head of so many degrees in the middle of each: Plotly turns no marker on a map."""
    for status in SYMBOLS:
        mine = [way for way, other in zip(ways, placed["status"], strict=True) if other == status]
        for lines, dash in (
            (mine, DASHES.get(status, "solid")),
            ([_head(way, size) for way in mine], "solid"),
        ):
            if not lines:
                continue
            yield go.Scattergeo(
                lat=[lat for line in lines for lat in (*line[0], None)],
                lon=[lon for line in lines for lon in (*line[1], None)],
                mode="lines", line={"color": look.statuses[status], "width": 2, "dash": dash},
                hoverinfo="skip", showlegend=False,
            )  # fmt: skip


def _head(way: Way, size: float) -> Way:
    """The two barbs of an arrow in the middle of a way, as one line.

    >>> _head(([0.0, 0.0], [0.0, 2.0]), 1.0)
    ([-0.5, 0.0, 0.5], [1.13, 2.0, 1.13])
    >>> _head(([3.0, 3.0], [2.0, 2.0]), 1.0)
    ([], [])
    """
    n = len(way[0]) // 2
    latitude, longitude = way[0][n], way[1][n]
    narrow = cos(radians(latitude))
    east, north = (longitude - way[1][n - 1]) * narrow, latitude - way[0][n - 1]
    if not east and not north:
        return [], []
    latitudes, longitudes = [latitude], [longitude]
    for at, turn in ((0, 150), (2, -150)):
        course = atan2(east, north) + radians(turn)
        latitudes.insert(at, round(latitude + size * cos(course), 2))
        longitudes.insert(at, round(longitude + size * sin(course) / narrow, 2))
    return latitudes, longitudes


def _home(first: pd.DataFrame, look: Theme) -> go.Scattergeo:
    return go.Scattergeo(
        lat=first["from_lat"], lon=first["from_lon"], mode="markers", name="home", showlegend=True,
        marker={"symbol": "square", "size": 12, "color": look.home, "line": {"width": 1, "color": look.ink}},
        text=[f"{escape(name)}: home" for name in first["from_name"]], hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def _stops(placed: pd.DataFrame, look: Theme) -> list[go.Scattergeo]:
    """One numbered disc per place, in the colour of its status; a place of two stops carries both numbers."""
    places: dict[tuple[float, float], list[dict[Hashable, Any]]] = {}
    for row in placed.to_dict("records"):
        places.setdefault((row["to_lat"], row["to_lon"]), []).append(row)
    traces = []
    for status in SYMBOLS:
        here = [(point, rows) for point, rows in places.items() if rows[0]["status"] == status]
        if not here:
            continue
        traces.append(
            go.Scattergeo(
                lat=[lat for (lat, _), _ in here], lon=[lon for (_, lon), _ in here], mode="markers+text",
                name=status, showlegend=True, customdata=[rows[0]["visit_id"] for _, rows in here],
                marker={"symbol": "circle", "size": 20, "color": look.paper, "opacity": 1,
                        "line": {"width": 2, "color": look.statuses[status]}},
                text=["<b>" + "/".join(str(int(row["leg"])) for row in rows) + "</b>" for _, rows in here],
                textfont={"size": 12, "color": look.ink},
                hovertext=["<br>".join(map(_hover, rows)) for _, rows in here],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )  # fmt: skip
    return traces


def _hover(row: dict[Hashable, Any]) -> str:
    days = period(row["start_date"], row["end_date"], row["date_precision"])
    place, km = escape(row["to_name"]), number(round(row["km"]))
    return f"<b>{int(row['leg'])} {place}</b><br>{days}, {row['status']}<br>{km} km from the stop before"


def _window(ways: list[Way]) -> Window:
    """What the ways cross; without any, the world."""
    latitudes = [lat for way in ways for lat in way[0]]
    # A later leg may be told one turn of the globe away from the one before.
    longitudes: list[float] = []
    for way in ways:
        turn = 360 * round((longitudes[-1] - way[1][0]) / 360) if longitudes else 0
        longitudes += [lon + turn for lon in way[1]]
    if not ways:
        return Window(11, 360, SOUTH, NORTH)
    west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
    wide = max((east - west) * AIR, WIDTH * (north - south) * AIR, SPAN)
    if wide >= 340:
        return Window((west + east) / 2, 360, SOUTH, NORTH)
    high = max((north - south) * AIR, wide / WIDTH)
    south = max(SOUTH, min((south + north - high) / 2, NORTH - high))
    return Window((west + east) / 2, wide, south, min(NORTH, south + high))


def _show(figure: go.Figure, window: Window) -> None:
    middle, wide = window.middle, window.wide
    figure.update_geos(
        projection={"type": "natural earth", "rotation": {"lon": middle}}, resolution=110,
        lonaxis={"range": [middle - wide / 2, middle + wide / 2]},
        lataxis={"range": [window.south, window.north]},
    )  # fmt: skip
