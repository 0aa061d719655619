"""One tour on the map: numbered stops, and arrows from the home country on."""

from collections.abc import Hashable
from typing import Any

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
    figure = go.Figure(
        [
            *(
                _leg(row["status"], way, look)
                for row, way in zip(placed.to_dict("records"), ways, strict=True)
            ),
            *_arrows(placed, ways, look),
            _home(placed.head(1), look),
            *_stops(placed, look),
        ]
    )
    framed(figure, look, title, subtitle, source, HEIGHT, l=0, r=0, b=88)
    _zoom(figure, ways)
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


def _leg(status: str, way: tuple[list[float], list[float]], look: Theme) -> go.Scattergeo:
    return go.Scattergeo(
        lat=way[0], lon=way[1], mode="lines", hoverinfo="skip", showlegend=False,
        line={"color": look.statuses[status], "width": 2, "dash": DASHES.get(status, "solid")},
    )  # fmt: skip


def _arrows(
    placed: pd.DataFrame, ways: list[tuple[list[float], list[float]]], look: Theme
) -> list[go.Scattergeo]:
    """An arrow head in the middle of each leg, pointing on."""
    heads = []
    for status, (latitudes, longitudes) in zip(placed["status"], ways, strict=True):
        middle = len(latitudes) // 2
        if latitudes[0] == latitudes[-1] and longitudes[0] == longitudes[-1]:
            continue
        heads.append(
            go.Scattergeo(
                lat=latitudes[middle - 1 : middle + 1], lon=longitudes[middle - 1 : middle + 1], mode="markers",
                marker={"symbol": "arrow", "angleref": "previous", "size": [0, 13], "opacity": 1,
                        "color": look.statuses[status], "line": {"width": 0}},
                hoverinfo="skip", showlegend=False,
            )
        )  # fmt: skip
    return heads


def _home(first: pd.DataFrame, look: Theme) -> go.Scattergeo:
    return go.Scattergeo(
        lat=first["from_lat"], lon=first["from_lon"], mode="markers", name="home", showlegend=True,
        marker={"symbol": "square", "size": 12, "color": look.home, "line": {"width": 1, "color": look.ink}},
        text=[f"{escape(name)}: home" for name in first["from_name"]], customdata=first["visitor_country"],
        hovertemplate="%{text}<extra></extra>",
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
                name=status, showlegend=True, customdata=[rows[0]["host_country"] for _, rows in here],
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


def _zoom(figure: go.Figure, ways: list[tuple[list[float], list[float]]]) -> None:
    """Show what the ways cross; without any, the world."""
    latitudes = [lat for way in ways for lat in way[0]]
    # A later leg may be told one turn of the globe away from the one before.
    longitudes: list[float] = []
    for way in ways:
        turn = 360 * round((longitudes[-1] - way[1][0]) / 360) if longitudes else 0
        longitudes += [lon + turn for lon in way[1]]
    west, east = min(longitudes, default=-180.0), max(longitudes, default=180.0)
    south, north = min(latitudes, default=SOUTH), max(latitudes, default=NORTH)
    # The drawing is about twice as wide as high.
    wide = max((east - west) * AIR, 2 * (north - south) * AIR, SPAN)
    middle, height = (west + east) / 2, max((north - south) * AIR, wide / 2.2)
    if wide >= 300:
        middle, wide, south, north = (middle if ways else 11), 360, SOUTH, NORTH
    else:
        south = max(SOUTH, min((south + north - height) / 2, NORTH - height))
        north = min(NORTH, south + height)
    figure.update_geos(
        projection={"type": "natural earth", "rotation": {"lon": middle}}, resolution=110,
        lonaxis={"range": [middle - wide / 2, middle + wide / 2]}, lataxis={"range": [south, north]},
    )  # fmt: skip
