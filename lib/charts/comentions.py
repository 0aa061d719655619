"""Who is mentioned together: every pair as a heat map, the strongest as a network."""

from collections.abc import Hashable, Mapping
from math import cos, pi, sin, sqrt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.charts.escape import escape
from lib.charts.heat import heat_map
from lib.charts.picture import Picture, empty, framed
from lib.charts.theme import THEMES, Theme
from lib.charts.visits import label_width
from lib.format import count, listed, number, share

HEIGHT = 620
LINKS = 60
"""pairs drawn in the network"""
BEND = 0.6
"""how far from the middle of the ring a link passes, as a part of the straight way"""

SUBTITLES = {
    "together": "Number of articles that name both",
    "share": "Articles that name both, of those that name either",
}
WITHIN = {"article": "", "sentence": ", in one sentence"}


def comention_heat(
    pairs: pd.DataFrame,
    *,
    measure: str = "together",
    within: str = "article",
    source: str = "",
    theme: str = "light",
) -> Picture:
    """Every pair of the most mentioned (`comentions`) in articles, or, `measure="share"`, as their Jaccard share."""
    title = f"Who is named together{WITHIN[within]}"
    if pairs.empty:
        return empty("No two of these are named together: none match", title, HEIGHT, theme, pairs)
    look = THEMES[theme]
    entities = _entities(pairs)
    order = sorted(entities, key=lambda key: -entities[key][1])
    cells = {}
    for row in pairs.to_dict("records"):
        one, other = _ends(row)
        cells[one, other] = cells[other, one] = row
    values = [
        [float(cells[a, b][measure]) if (a, b) in cells else None if a == b else 0.0 for b in order]
        for a in order
    ]
    texts = [[_said(cells[a, b], measure) if (a, b) in cells else "" for b in order] for a in order]
    hovers = [[_hover(entities[a][0], entities[b][0], cells.get((a, b))) for b in order] for a in order]
    names = [entities[key][0] for key in order]
    keys = [[key[1]] * len(order) for key in order]
    figure = heat_map(
        look, names, names, values, texts, hovers, keys, title, SUBTITLES[measure], source, HEIGHT
    )
    return Picture(figure, f"Heat map. {title}. {_strongest(pairs, measure)}", pairs, title)


def comention_ring(
    pairs: pd.DataFrame,
    *,
    measure: str = "together",
    within: str = "article",
    source: str = "",
    theme: str = "light",
) -> Picture:
    """The strongest pairs of the most mentioned (`comentions`) as links on a ring, thicker the stronger."""
    title = f"Who is named together{WITHIN[within]}"
    if pairs.empty:
        return empty("No two of these are named together: none match", title, HEIGHT, theme, pairs)
    look = THEMES[theme]
    entities = _entities(pairs)
    order = ring(pairs)
    turn = 2 * pi / len(order)
    at = {key: (sin((n + 0.5) * turn), cos((n + 0.5) * turn)) for n, key in enumerate(order)}
    links = pairs.sort_values(measure, ascending=False, kind="stable").head(LINKS)
    figure = go.Figure()
    _draw_links(figure, look, links, measure, at)
    largest = max(articles for _, articles in entities.values())
    names = [entities[key][0] for key in order]
    figure.add_scatter(
        x=[at[key][0] for key in order], y=[at[key][1] for key in order], mode="markers",
        customdata=[key[1] for key in order], cliponaxis=False, showlegend=False,
        marker={"size": [8 + 16 * sqrt(entities[key][1] / largest) for key in order], "color": look.accent,
                "opacity": 1, "line": {"width": 1, "color": look.paper}},
        hovertext=[f"<b>{entities[key][0]}</b>, in {count(entities[key][1], 'article')}" for key in order],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    for key, name in zip(order, names, strict=True):
        x, y = at[key]
        figure.add_annotation(
            x=x, y=y, text=name, showarrow=False, xanchor="left" if x > 0 else "right", yanchor="middle",
            xshift=14 if x > 0 else -14, yshift=6 * y, font={"size": 12, "color": look.ink},
        )  # fmt: skip
    subtitle = SUBTITLES[measure]
    if len(pairs) > LINKS:
        subtitle += f"; the {LINKS} strongest of {number(len(pairs))} pairs"
    beside = label_width(names)
    framed(figure, look, title, subtitle, source, HEIGHT, l=beside, r=beside, t=84, b=56)
    figure.update_xaxes(visible=False, range=[-1.08, 1.08])
    figure.update_yaxes(visible=False, range=[-1.04, 1.04])
    return Picture(figure, f"Network. {title}. {_strongest(pairs, measure)}", pairs, title)


def _draw_links(
    figure: go.Figure,
    look: Theme,
    links: pd.DataFrame,
    measure: str,
    at: dict[tuple[str, str], tuple[float, float]],
) -> None:
    """Links in four widths, weak ones below, and a point in the middle of each that says what it is."""
    top = float(links[measure].max())
    rows = links.to_dict("records")
    for step, colour in enumerate(look.hosts):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for row in rows:
            if min(int(4 * row[measure] / top), 3) == step:
                (x0, y0), (x1, y1) = (at[end] for end in _ends(row))
                for n in range(21):
                    xs.append(_curve(x0, x1, n / 20))
                    ys.append(_curve(y0, y1, n / 20))
                xs.append(None)
                ys.append(None)
        figure.add_scatter(
            x=xs, y=ys, mode="lines", hoverinfo="skip", showlegend=False,
            line={"color": colour, "width": 1 + 1.8 * step},
        )  # fmt: skip
    middles = [[at[end] for end in _ends(row)] for row in rows]
    figure.add_scatter(
        x=[_curve(a[0], b[0], 0.5) for a, b in middles], y=[_curve(a[1], b[1], 0.5) for a, b in middles],
        mode="markers", marker={"size": 12, "opacity": 0}, showlegend=False,
        hovertext=[_pair(row) for row in rows], hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _curve(start: float, end: float, t: float) -> float:
    """A coordinate on the way between two points, bent towards the middle of the ring.

    >>> _curve(1.0, -1.0, 0.0), _curve(1.0, -1.0, 1.0), round(_curve(1.0, 1.0, 0.5), 2)
    (1.0, -1.0, 0.8)
    """
    return (1 - t) ** 2 * start + 2 * t * (1 - t) * BEND * (start + end) / 2 + t**2 * end


def ring(pairs: pd.DataFrame) -> list[tuple[str, str]]:
    """The order around a ring of who stands in `comentions`, as kind and id: after each the one it is most often named
    with of those not yet placed, so that strong links stay short."""
    together: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    for row in pairs.to_dict("records"):
        one, other = _ends(row)
        together.setdefault(one, {})[other] = together.setdefault(other, {})[one] = row["together"]
    order = list(together)[:1]
    while len(order) < len(together):
        order.append(
            max(
                (key for key in together if key not in order), key=lambda key: together[order[-1]].get(key, 0)
            )
        )
    return order


def _ends(row: Mapping[Hashable, Any]) -> tuple[tuple[str, str], tuple[str, str]]:
    return (row["kind"], row["entity_id"]), (row["other_kind"], row["other_id"])


def _entities(pairs: pd.DataFrame) -> dict[tuple[str, str], tuple[str, int]]:
    """Name, escaped, and number of articles of each entity, by kind and id."""
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for row in pairs.to_dict("records"):
        one, other = _ends(row)
        found[one] = (escape(row["entity"], 18), int(row["articles"]))
        found[other] = (escape(row["other"], 18), int(row["other_articles"]))
    return found


def _said(row: Mapping[Hashable, Any], measure: str) -> str:
    return share(row["share"]) if measure == "share" else number(int(row["together"]))


def _pair(row: Mapping[Hashable, Any]) -> str:
    return (
        f"<b>{escape(row['entity'], 30)}</b> and <b>{escape(row['other'], 30)}</b><br>"
        f"{count(int(row['together']), 'article')} in common, {share(float(row['share']))} of those that name either"
    )


def _hover(one: str, other: str, row: Mapping[Hashable, Any] | None) -> str:
    return _pair(row) if row is not None else f"<b>{one}</b> and <b>{other}</b>: never together"


def _strongest(pairs: pd.DataFrame, measure: str) -> str:
    top = pairs.sort_values(measure, ascending=False, kind="stable").head(5).to_dict("records")
    told = [f"{row['entity']} and {row['other']} ({_said(row, measure)})" for row in top]
    return f"Most often {listed(told, most=5)}."
