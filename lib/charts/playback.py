"""Visits as they follow each other: a world map with a slider, which plays."""

from collections import Counter
from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib import countries
from lib.charts.arcs import arcs
from lib.charts.escape import escape
from lib.charts.picture import Picture, empty, framed
from lib.charts.theme import THEMES, Theme, host_bin
from lib.charts.world import HEIGHT as MAP_HEIGHT
from lib.charts.world import key, project
from lib.format import count, day, listed, period
from lib.query.tours import MONTHS, steps

CONTROLS = 86
"""pixels below the legend for buttons and slider"""
HEIGHT = MAP_HEIGHT + CONTROLS
HOSTS = 20
"""hosts with a mark and routes in one step, those with most visits"""
LASTS = 700
"""milliseconds of a step"""


def playback_map(seen: pd.DataFrame, *, source: str = "", theme: str = "light") -> Picture:
    """Visits by step of time (`playback`): hosts shaded by visits so far, and the routes of the step.

    It shows the last step until it is played.
    """
    title = "Visits as they followed each other"
    if seen.empty:
        return empty("No dated visits match", title, HEIGHT, theme, seen)
    look = THEMES[theme]
    step = str(seen["step"].iloc[0])
    groups = {
        pd.Timestamp(str(first)).date(): rows.to_dict("records") for first, rows in seen.groupby("period")
    }
    hosts = sorted(seen["host_country"].unique())
    so_far: Counter[str] = Counter()
    frames, names = [], []
    for first in steps(groups, step):
        rows = groups.get(first, [])
        so_far.update({row["host_country"]: row["visits"] for row in rows})
        names.append(_when(first, step))
        drawn = rows[:HOSTS]
        counts = [so_far[code] for code in hosts]
        # What a frame leaves out stays as it is: names and colours are told once. Plotly looks at each item of a
        # list, but takes an array as it is.
        shades = go.Choropleth(
            z=np.array([host_bin(n) if n else np.nan for n in counts]), customdata=np.array(counts)
        )
        frames.append(
            go.Frame(
                name=names[-1],
                traces=[0, 1, 2],
                data=[shades, _routes(drawn, look), _marks(drawn, names[-1], look)],
            )
        )
    figure = go.Figure(
        [_shading(hosts, look), *frames[-1].data[1:], *key(look, set(), False, [])], frames=frames
    )
    figure.data[0].update(frames[-1].data[0])
    most_at_once = max(map(len, groups.values()))
    subtitle = f"Countries by visits so far; lines: who came in this {step}"
    if most_at_once > HOSTS:
        subtitle += f", to the {HOSTS} most visited"
    framed(figure, look, title, subtitle, source, HEIGHT, l=0, r=0, b=88 + CONTROLS)
    project(figure)
    figure.update_layout(
        legend={"yref": "container", "y": 24 / HEIGHT, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        uirevision=title, updatemenus=[_buttons(look)], sliders=[_slider(names, look)],
    )  # fmt: skip
    most = listed([f"{countries.name(code)} {n}" for code, n in so_far.most_common(5)], most=5)
    alt = (
        f"World map that plays. {title}: {count(len(names), step)} from {names[0]} to {names[-1]},"
        f" {count(so_far.total(), 'visit')}; in the end {most}."
    )
    return Picture(figure, alt, seen, title, "played map")


def _when(first: date, step: str) -> str:
    """A step in words; a week is named by its Monday.

    >>> _when(date(2020, 4, 1), "quarter"), _when(date(2020, 4, 6), "week"), _when(date(2020, 1, 1), "year")
    ('Apr–Jun 2020', '6 Apr 2020', '2020')
    """
    if step == "week":
        return day(first)
    last = pd.Timestamp(first) + pd.offsets.MonthEnd(MONTHS[step])
    return period(first, last.date())


def _shading(hosts: Sequence[str], look: Theme) -> go.Choropleth:
    edges = [(edge, blue) for n, blue in enumerate(look.hosts) for edge in (n / 4, (n + 1) / 4)]
    return go.Choropleth(
        locations=hosts, zmin=-0.5, zmax=3.5, colorscale=edges, showscale=False, showlegend=False,
        marker={"line": {"color": look.border, "width": 0.6}},
        text=[escape(countries.name(code)) for code in hosts],
        hovertemplate="<b>%{text}</b><br>visits so far: %{customdata}<extra></extra>",
    )  # fmt: skip


def _routes(rows: list[dict[Hashable, Any]], look: Theme) -> go.Scattergeo:
    ends = [
        (*home, *host)
        for row in rows
        for code in row["homes"]
        if (home := countries.capital(code)) and (host := countries.point(row["host_country"]))
    ]
    latitudes, longitudes = arcs(ends)
    return go.Scattergeo(
        # Without a point, a step would keep the lines of the one before.
        lat=np.array([None, *latitudes], float), lon=np.array([None, *longitudes], float), mode="lines",
        hoverinfo="skip", showlegend=False, line={"color": look.selection, "width": 1.6},
    )  # fmt: skip


def _marks(rows: list[dict[Hashable, Any]], when: str, look: Theme) -> go.Scattergeo:
    here = [(*point, row) for row in rows if (point := countries.point(row["host_country"]))]
    return go.Scattergeo(
        lat=[lat for lat, _, _ in here], lon=[lon for _, lon, _ in here], mode="markers",
        marker={"size": [min(22, 7 + 2 * row["visits"]) for _, _, row in here], "color": look.selection, "opacity": 0.9,
                "line": {"width": 1, "color": look.paper}},
        customdata=[row["host_country"] for _, _, row in here],
        text=[_hover(row, when) for _, _, row in here], hovertemplate="%{text}<extra></extra>", showlegend=False,
    )  # fmt: skip


def _hover(row: dict[Hashable, Any], when: str) -> str:
    host, homes = (
        escape(countries.name(row["host_country"])),
        listed(map(escape, map(countries.name, row["homes"]))),
    )
    return f"<b>{host}</b>: {count(row['visits'], 'visit')}, {when}<br>from {homes}"


def _buttons(look: Theme) -> dict[str, Any]:
    play = {"frame": {"duration": LASTS, "redraw": True}, "transition": {"duration": 0},
            "fromcurrent": True, "mode": "immediate"}  # fmt: skip
    stop = {"frame": {"duration": 0, "redraw": False}, "mode": "immediate"}
    return {
        "type": "buttons", "direction": "right", "showactive": False, "x": 0, "xanchor": "left", "y": 0,
        "yanchor": "top", "pad": {"l": 4, "t": 6}, "bgcolor": look.paper, "bordercolor": look.muted,
        "font": {"size": 13, "color": look.ink},
        "buttons": [{"label": "Play", "method": "animate", "args": [None, play]},
                    {"label": "Pause", "method": "animate", "args": [[None], stop]}],
    }  # fmt: skip


def _slider(names: list[str], look: Theme) -> dict[str, Any]:
    show = {"frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}, "mode": "immediate"}
    return {
        "active": len(names) - 1, "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "len": 1,
        "pad": {"l": 32, "r": 32, "t": 30}, "bgcolor": look.grid, "activebgcolor": look.accent,
        "bordercolor": look.muted, "tickcolor": look.muted, "ticklen": 4, "minorticklen": 2,
        "font": {"size": 11, "color": look.muted},
        "currentvalue": {"xanchor": "right", "offset": 8, "font": {"size": 15, "color": look.ink}},
        "steps": [{"label": name, "method": "animate", "args": [[name], show]} for name in names],
    }  # fmt: skip
