"""Routes and stops of visits on a map."""

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib import countries
from lib.charts.arcs import POINTS, arc, arcs
from lib.charts.escape import escape
from lib.charts.theme import DASHES, SYMBOLS, Theme
from lib.format import count, missing, number, period
from lib.query.filters import UNKNOWN

NAMED_PER_STOP = 6
"""visits that the hover of one stop lists"""
ROUTES = 300
"""different routes drawn of a status, the most travelled first; more is a blot and slow"""
_ROUTE = [
    "from_name",
    "from_lat",
    "from_lon",
    "to_name",
    "to_lat",
    "to_lon",
    "visitor_country",
    "host_country",
]


def statuses_of(legs: pd.DataFrame) -> list[str]:
    """The statuses that some legs have, in their order."""
    present = set(legs["status"])
    return [status for status in SYMBOLS if status in present]


def routes(look: Theme, legs: pd.DataFrame) -> list[go.Scattergeo]:
    """One line trace per status that has a route."""
    traces = []
    for status in statuses_of(legs):
        if status not in DASHES:
            continue
        ends = legs.loc[legs["status"] == status, ["from_lat", "from_lon", "to_lat", "to_lon"]]
        weights = legs.loc[ends.index, "visits"] if "visits" in legs else 1
        often = ends.astype("float64").assign(n=weights).groupby(list(ends), sort=False)["n"].sum()
        often = often.sort_values(ascending=False, kind="stable").head(ROUTES)
        latitudes, longitudes = arcs(often.index)
        traces.append(
            go.Scattergeo(
                lat=latitudes, lon=longitudes, mode="lines", hoverinfo="skip", showlegend=False,
                line={"color": look.statuses[status], "width": 1.3, "dash": DASHES[status]},
                opacity=0.75 if len(often) <= 40 else 0.35, name=f"{status} routes",
            )
        )  # fmt: skip
    return traces


def handles(legs: pd.DataFrame) -> go.Scattergeo:
    """A spot in the middle of each route that can be pointed at, since a line cannot."""
    drawn = legs[legs["status"].isin(list(DASHES)) & legs["from_lat"].notna() & legs["to_lat"].notna()]
    drawn = drawn[(drawn["from_lat"] != drawn["to_lat"]) | (drawn["from_lon"] != drawn["to_lon"])]
    weighed = drawn if "visits" in drawn else drawn.assign(visits=1)
    often = weighed.groupby(_ROUTE, sort=False, dropna=False, as_index=False).agg(visits=("visits", "sum"))
    often = often.sort_values("visits", ascending=False, kind="stable").head(ROUTES)
    middles, keys, texts = [], [], []
    for row in often.to_dict("records"):
        curve = arc((row["from_lat"], row["from_lon"]), (row["to_lat"], row["to_lon"]))
        middles.append((curve[0][POINTS // 2], curve[1][POINTS // 2]))
        home = UNKNOWN if missing(row["visitor_country"]) else row["visitor_country"]
        keys.append(f"{home}>{row['host_country']}")
        visitor = escape(countries.name(row["visitor_country"]))
        texts.append(
            f"{escape(row['from_name'])} → {escape(row['to_name'])}<br>{count(row['visits'], 'visit')} from {visitor}"
        )
    return go.Scattergeo(
        lat=[lat for lat, _ in middles], lon=[lon for _, lon in middles], mode="markers", customdata=keys,
        # Of two spots under the pointer Plotly takes the smaller: a stop before the route that ends there.
        marker={"size": 14, "opacity": 0}, unselected={"marker": {"opacity": 0}}, selected={"marker": {"opacity": 0}},
        text=texts, hovertemplate="%{text}<extra></extra>", name="routes", showlegend=False,
    )  # fmt: skip


def stops(look: Theme, legs: pd.DataFrame) -> list[go.Scattergeo]:
    """One marker per place and status; its hover lists who came when."""
    placed = legs[legs["to_lat"].notna() & legs["to_lon"].notna()]
    traces = []
    for status in statuses_of(placed):
        places: dict[tuple[float, float], list[dict[Hashable, Any]]] = {}
        for row in placed[placed["status"] == status].to_dict("records"):
            places.setdefault((row["to_lat"], row["to_lon"]), []).append(row)
        traces.append(
            go.Scattergeo(
                lat=[lat for lat, _ in places], lon=[lon for _, lon in places], mode="markers",
                marker=mark(look, status),
                customdata=[_stop_key(visits[0]) for visits in places.values()],
                text=[_stop_hover(status, visits) for visits in places.values()],
                hovertemplate="%{text}<extra></extra>", name=f"{status} stops", showlegend=False,
            )
        )  # fmt: skip
    return traces


def _stop_key(visit: dict[Hashable, Any]) -> str:
    """Where a click on a stop leads: `CUB.Havana`, or the country where no city is told."""
    host, city = str(visit["host_country"]), visit["city"]
    return host if missing(city) else f"{host}.{city}"


def _stop_hover(status: str, visits: Sequence[dict[Hashable, Any]]) -> str:
    lines = [
        f"{escape(row['visitor'])}, {period(row['start_date'], row['end_date'], row['date_precision'])}"
        for row in visits[:NAMED_PER_STOP]
    ]
    received = visits[0].get("received", len(visits))
    more = [f"and {number(received - len(lines))} more"] if received > len(lines) else []
    return "<br>".join([f"<b>{escape(visits[0]['to_name'])}</b> ({status})", *lines, *more])


def mark(look: Theme, status: str) -> dict[str, object]:
    """How a stop of a status is drawn."""
    return {
        "symbol": SYMBOLS[status],
        "size": 7,
        "color": look.statuses[status],
        "opacity": 1,
        "line": {
            "width": 1.5 if SYMBOLS[status].endswith(("open", "dot")) else 0.8,
            "color": (look.statuses[status] if SYMBOLS[status].endswith(("open", "dot")) else look.paper),
        },
    }
