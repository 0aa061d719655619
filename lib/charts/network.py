"""Countries around a circle, joined where they visit each other."""

from collections.abc import Collection, Sequence
from math import cos, dist, pi, sin
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib import countries
from lib.charts.escape import escape
from lib.charts.picture import Picture, empty, framed
from lib.charts.relations import HEIGHT, hovers, pair_key, short
from lib.charts.theme import THEMES, Theme, host_bin
from lib.format import count, listed, number

POINTS, HEAD = 24, 20
"""of a curve, and the one at which its arrow stands"""
WIDTHS = (1.2, 2.2, 3.6, 5.4)
"""pixels of a line that stands for 1, 2–3, 4–7, 8 and more visits"""
LOPSIDED = 2
"""times as many visits one way as the other, from which a pair counts as mostly one way"""
BALANCES = ("about as often both ways", "mostly one way", "one way only")
LABEL = 104
"""pixels kept for the names left and right of the circle"""

Place = tuple[float, float]


def balance(made: int, returned: int) -> int:
    """Which of `BALANCES` holds for visits there and back.

    >>> [balance(*visits) for visits in ((3, 2), (2, 4), (0, 3), (1, 1))]
    [0, 1, 2, 0]
    """
    fewer, more = sorted((made, returned))
    return 2 if not fewer else 1 if more >= LOPSIDED * fewer else 0


def relation_network(
    exchanges: pd.DataFrame, *, selection: Collection[str] = (), source: str = "", theme: str = "light"
) -> Picture:
    """The pairs of `exchanges` as curves between countries around a circle, from west to east.

    The more visits, the wider; an arrow points at the host where visits go mostly one way. `selection` holds the
    `pair_key` of pairs, or countries, whose curves to mark.
    """
    title = "Who meets whom"
    met = exchanges[exchanges["total"] > 0] if len(exchanges) else exchanges
    if met.empty:
        return empty("No visits made match", title, HEIGHT, theme, exchanges)
    look = THEMES[theme]
    places = _around({*met["visitor_country"], *met["host_country"]})
    figure = go.Figure()
    colours = (look.accent, look.categories[1], look.muted)
    pairs = met.to_dict("records")
    lines: dict[tuple[int, int], list[list[Place]]] = {}
    for row in pairs:
        ends = row["visitor_country"], row["host_country"]
        chosen = {pair_key(*ends), pair_key(*ends[::-1]), *ends} & {*selection}
        curve = _curve(places[ends[0]], places[ends[1]])
        kind = -1 if chosen else balance(row["made"], row["returned"])
        lines.setdefault((kind, host_bin(row["total"])), []).append(curve)
    for (kind, width), curves in sorted(lines.items(), reverse=True):
        figure.add_trace(_lines(curves, look.selection if kind < 0 else colours[kind], WIDTHS[width]))
    figure.add_traces(
        [_arrows(pairs, places, colours), _middles(look, met, places), _dots(look, met, places)]
    )
    kinds = sorted({balance(row["made"], row["returned"]) for row in pairs})
    figure.add_traces([_key(BALANCES[kind], colours[kind], kind > 0) for kind in kinds])
    for code, (x, y) in places.items():
        side = "center" if abs(x) < 0.12 else "left" if x > 0 else "right"
        figure.add_annotation(
            x=x, y=y, text=short(code, 15), showarrow=False, font={"size": 12, "color": look.ink}, xanchor=side,
            xshift={"left": 10, "right": -10, "center": 0}[side],
            yshift=14 if side == "center" and y > 0 else -14 if side == "center" else 0,
        )  # fmt: skip
    subtitle = (
        f"{count(len(met), 'pair')} of {count(len(places), 'country')}, west to east; width: number of visits"
    )
    framed(figure, look, title, subtitle, source, HEIGHT, l=LABEL, r=LABEL, t=88, b=104)
    figure.update_layout(
        legend={"yref": "container", "y": 24 / HEIGHT, "yanchor": "bottom", "xref": "container", "x": 0}
    )
    figure.update_xaxes(visible=False, range=[-1.03, 1.03], fixedrange=True)
    figure.update_yaxes(visible=False, range=[-1.03, 1.03], fixedrange=True)
    said = listed([_said(row) for row in pairs[:5]], most=5)
    return Picture(figure, f"Network. {title}: {said}.", exchanges, title)


def _said(row: dict[Any, Any]) -> str:
    one, other = countries.name(row["visitor_country"]), countries.name(row["host_country"])
    return f"{one} and {other} {number(row['made'])} and {number(row['returned'])}"


def _around(codes: set[str]) -> dict[str, Place]:
    """Countries on a circle by their longitude, westernmost at the left, over the top."""
    ordered = sorted(codes, key=lambda code: ((countries.point(code) or (0.0, 0.0))[1], code))
    angles = [pi - 2 * pi * n / len(ordered) for n in range(len(ordered))]
    return {code: (cos(angle), sin(angle)) for code, angle in zip(ordered, angles, strict=True)}


def _curve(start: Place, end: Place) -> list[Place]:
    """From one country to another, bent towards the middle of the circle."""
    steps = [n / (POINTS - 1) for n in range(POINTS)]
    # Neighbours are joined almost straight; a bend through the middle would be a hook.
    bend = 0.8 * min(1.0, dist(start, end) / 1.4)
    x, y = ((1 - bend) * (a + b) / 2 for a, b in zip(start, end, strict=True))
    return [
        ((1 - t) ** 2 * start[0] + 2 * t * (1 - t) * x + t**2 * end[0],
         (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * y + t**2 * end[1])
        for t in steps
    ]  # fmt: skip


def _lines(curves: Sequence[Sequence[Place]], colour: str, width: float) -> go.Scatter:
    points = [point for curve in curves for point in [*curve, (None, None)]]
    return go.Scatter(
        x=[x for x, _ in points], y=[y for _, y in points], mode="lines", hoverinfo="skip", showlegend=False,
        line={"color": colour, "width": width}, opacity=0.75, name="lines",
    )  # fmt: skip


def _arrows(pairs: Sequence[dict[Any, Any]], places: dict[str, Place], colours: Sequence[str]) -> go.Scatter:
    """A head near the host, on pairs that go mostly one way."""
    tails_and_heads: list[tuple[float | None, float | None, str, int]] = []
    for row in pairs:
        if kind := balance(row["made"], row["returned"]):
            ends = row["visitor_country"], row["host_country"]
            visitor, host = ends if row["made"] >= row["returned"] else ends[::-1]
            tail, head = _curve(places[visitor], places[host])[HEAD - 1 : HEAD + 1]
            # The gap keeps a tail from being the head of another.
            tails_and_heads += [
                (*tail, colours[kind], 0),
                (*head, colours[kind], 11),
                (None, None, colours[kind], 0),
            ]
    x, y, colour, size = zip(*tails_and_heads, strict=True) if tails_and_heads else ((), (), (), ())
    return go.Scatter(
        x=x, y=y, mode="markers", hoverinfo="skip", name="hosts", showlegend=False,
        marker={"symbol": "arrow", "angleref": "previous", "size": size, "color": colour, "opacity": 1,
                "line": {"width": 0}},
    )  # fmt: skip


def _middles(look: Theme, met: pd.DataFrame, places: dict[str, Place]) -> go.Scatter:
    """Where visits can be pointed at: a mark nobody sees, a third along each curve on the visitor's side."""
    marks = []
    for row, text in zip(met.to_dict("records"), hovers(met), strict=True):
        ends = row["visitor_country"], row["host_country"]
        for way in (ends, ends[::-1]) if row["returned"] else (ends,):
            marks.append((*_curve(places[way[0]], places[way[1]])[POINTS // 3], pair_key(*way), text))
    return go.Scatter(
        x=[x for x, *_ in marks], y=[y for _, y, *_ in marks], mode="markers", showlegend=False, name="pairs",
        marker={"size": 16, "color": look.paper, "opacity": 0}, customdata=[[key] for *_, key, _ in marks],
        selected={"marker": {"color": look.selection, "opacity": 0.9}}, unselected={"marker": {"opacity": 0}},
        text=[text for *_, text in marks], hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def _dots(look: Theme, met: pd.DataFrame, places: dict[str, Place]) -> go.Scatter:
    ends = pd.concat([met.set_index(column)["total"] for column in ("visitor_country", "host_country")])
    totals = ends.groupby(level=0).sum()
    return go.Scatter(
        x=[x for x, _ in places.values()], y=[y for _, y in places.values()], mode="markers", name="countries",
        cliponaxis=False, customdata=[[code] for code in places],
        showlegend=False, hovertemplate="%{text}<extra></extra>",
        text=[f"<b>{escape(countries.name(code))}</b>: {count(int(totals[code]), 'visit')} here" for code in places],
        marker={"size": [7 + 2 * host_bin(int(totals[code])) for code in places], "color": look.ink, "opacity": 1,
                "line": {"color": look.paper, "width": 1}},
    )  # fmt: skip


def _key(label: str, colour: str, pointed: bool) -> go.Scatter:
    return go.Scatter(
        x=[None], y=[None], mode="lines+markers" if pointed else "lines", name=label, hoverinfo="skip",
        line={"color": colour, "width": 3}, marker={"symbol": "arrow-right", "size": 10, "color": colour},
    )  # fmt: skip
