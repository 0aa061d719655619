"""World maps: where visits went, and where visitors come from."""

from collections.abc import Collection, Sequence

import pandas as pd
import plotly.graph_objects as go

from lib import countries
from lib.charts.borders import WITHOUT_OUTLINE, disputed_borders
from lib.charts.escape import escape
from lib.charts.picture import Picture, empty, framed
from lib.charts.routes import handles, mark, routes, statuses_of, stops
from lib.charts.theme import BINS, DASHES, SYMBOLS, THEMES, Theme, blues, host_bin
from lib.format import between, count, listed, missing
from lib.query.filters import UNKNOWN

HEIGHT = 520
SMALL_HEIGHT = 320


def visited_map(
    ranking: pd.DataFrame,
    legs: pd.DataFrame,
    *,
    selection: Collection[str] = (),
    source: str = "",
    theme: str = "light",
    small: bool = False,
    mentioned: pd.DataFrame | None = None,
) -> Picture:
    """Host countries shaded by visits received (`visit_ranking`), with stops and routes (`travelled`).

    Countries that were only to be visited carry a hollow mark and no blue. The one home country of all
    visitors is gold; those of `selection` (alpha-3) are outlined. `small` leaves out routes and cities. Countries of
    `mentioned` (`mention_ranking`) that have no visit are outlined in grey.
    """
    homes = {code for code in legs["visitor_country"] if not missing(code)}
    return _world(
        ranking, "host_country", legs, homes if len(homes) == 1 else set(), selection, source, theme, small,
        mentioned, ("Visits received, by country", "Most visited"),
    )  # fmt: skip


def travelled_map(
    ranking: pd.DataFrame,
    legs: pd.DataFrame,
    *,
    selection: Collection[str] = (),
    source: str = "",
    theme: str = "light",
    small: bool = False,
    mentioned: pd.DataFrame | None = None,
) -> Picture:
    """Visitors' countries shaded by visits made abroad (`travel_ranking`); all else as in `visited_map`."""
    return _world(
        ranking, "visitor_country", legs, set(), selection, source, theme, small, mentioned,
        ("Visits made abroad, by visitors’ country", "Most travelled"),
    )  # fmt: skip


def _world(
    ranking: pd.DataFrame, column: str, legs: pd.DataFrame, homes: set[str], selection: Collection[str],
    source: str, theme: str, small: bool, mentioned: pd.DataFrame | None, words: tuple[str, str],
) -> Picture:  # fmt: skip
    title, superlative = words
    look, height = THEMES[theme], SMALL_HEIGHT if small else HEIGHT
    if ranking.empty:
        return empty("No visits match", title, height, theme, ranking)
    data, ranking = ranking, ranking[ranking[column] != UNKNOWN]
    # With nothing made yet, what is ahead is what there is to shade.
    counted = "made" if ranking["made"].sum() else "visits"
    shaded = ranking[ranking[counted] > 0]
    coloured = shaded[~shaded[column].isin(homes)]
    figure = go.Figure(_shading(look, coloured, column, counted))
    only = _unvisited(mentioned, {*ranking[column], *homes})
    if len(only):
        figure.add_traces([_outlines(look, only), _mention_marks(look, only)])
    if homes:
        figure.add_trace(_fill(sorted(homes), look.home, look.border, 0.6))
    if selection:
        figure.add_trace(
            _fill([code for code in selection if len(code) == 3], "rgba(0,0,0,0)", look.selection, 2.5)
        )
    figure.add_trace(disputed_borders(look))
    if not small:
        figure.add_traces(routes(look, legs))
    # Where a stop is drawn, a second mark for its country would only crowd the map.
    drawn = set() if small else set(legs.loc[legs["to_lat"].notna(), "host_country"]) - {*selection}
    unmarked = ranking[~ranking[column].isin(drawn)]
    figure.add_trace(_country_marks(look, unmarked, column, counted, homes, selection, 7 if small else 9))
    if not small:
        figure.add_trace(handles(legs))
        figure.add_traces(stops(look, legs))
    figure.add_traces(key(look, homes, len(only) > 0, [] if small else statuses_of(legs)))
    subtitle = f"{count(int(ranking[counted].sum()), 'visit')} {_kind(ranking, counted)}"
    subtitle += f", {count(len(shaded), 'country')}"
    framed(figure, look, title, subtitle, source, height, l=0, r=0, b=46 if small else 88)
    project(figure)
    figure.update_layout(
        legend={"yref": "container", "y": 24 / height, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        uirevision=title,  # keeps zoom and pan while the data change
    )
    top = shaded.sort_values(counted, ascending=False).head(5)
    most = listed([f"{name} {n}" for name, n in zip(top["name"], top[counted], strict=True)], most=5)
    alt = f"World map. {title}: {subtitle}. {superlative}: {most}."
    return Picture(figure, alt, data, title, "small map" if small else "map")


def blank_map(*, theme: str = "light") -> Picture:
    """The world before anything is known of it, in the place of the small map."""
    look, title = THEMES[theme], "Visits received, by country"
    figure = go.Figure(go.Scattergeo(lat=[None], lon=[None], showlegend=False))
    framed(figure, look, title, "Reading the articles", "", SMALL_HEIGHT, l=0, r=0, b=46)
    project(figure)
    return Picture(
        figure, "World map, empty while the articles are read.", pd.DataFrame(), title, "small map"
    )


def project(figure: go.Figure) -> None:
    """Show the whole inhabited world."""
    figure.update_geos(
        projection={"type": "natural earth", "rotation": {"lon": 11}}, lataxis={"range": [-57, 80]},
        resolution=110,  # the finer outlines take the browser a second longer at every change
    )  # fmt: skip


def _kind(ranking: pd.DataFrame, counted: str) -> str:
    if counted == "made":
        return "made or under way"
    kinds = [status for status in ("planned", "invited", "cancelled") if ranking[status].sum()]
    return " or ".join(kinds)


def _hovers(ranking: pd.DataFrame) -> list[str]:
    """What the hover of each country says."""
    texts = []
    for row in ranking.to_dict("records"):
        by = [f"{row[status]} {status}" for status in SYMBOLS if row[status]]
        when = between(row["first"], row["last"], row["first_precision"], row["last_precision"])
        lines = [f"<b>{escape(row['name'])}</b>: {count(row['visits'], 'visit')}", ", ".join(by)]
        lines += [count(row["visitors"], "visitor"), *([] if missing(row["last"]) else [when])]
        texts.append("<br>".join(lines))
    return texts


def _shading(look: Theme, ranking: pd.DataFrame, column: str, counted: str) -> go.Choropleth:
    return go.Choropleth(
        locations=ranking[column].tolist(), customdata=ranking[column].tolist(),
        z=[host_bin(n) for n in ranking[counted]], zmin=-0.5, zmax=3.5, colorscale=blues(look), showscale=False,
        marker={"line": {"color": look.border, "width": 0.6}},
        text=_hovers(ranking), hovertemplate="%{text}<extra></extra>", name="countries", showlegend=False,
    )  # fmt: skip


def _fill(codes: Sequence[str], colour: str, line: str, width: float) -> go.Choropleth:
    return go.Choropleth(
        locations=list(codes), customdata=list(codes), z=[1] * len(codes), showscale=False, showlegend=False,
        colorscale=[(0, colour), (1, colour)], marker={"line": {"color": line, "width": width}},
        text=[escape(countries.name(code)) for code in codes], hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def _unvisited(mentioned: pd.DataFrame | None, visited: set[str]) -> pd.DataFrame:
    return pd.DataFrame() if mentioned is None else mentioned[~mentioned["entity_id"].isin(visited)]


def _outlines(look: Theme, only: pd.DataFrame) -> go.Choropleth:
    """Countries that are mentioned and no more."""
    outlined = _fill(only["entity_id"].tolist(), look.land, look.muted, 1.2)
    outlined.text = _mention_hovers(only)
    outlined.name = "only mentioned"
    return outlined


def _mention_marks(look: Theme, only: pd.DataFrame) -> go.Scattergeo:
    """A dot for those that have no outline."""
    only = only[only["entity_id"].isin(WITHOUT_OUTLINE)]
    points = [countries.point(code) or (None, None) for code in only["entity_id"]]
    return go.Scattergeo(
        lat=[latitude for latitude, _ in points], lon=[longitude for _, longitude in points], mode="markers",
        marker={"size": 7, "color": look.land, "opacity": 1, "line": {"color": look.muted, "width": 1.2}},
        customdata=only["entity_id"].tolist(), text=_mention_hovers(only),
        hovertemplate="%{text}<extra></extra>", name="only mentioned marks", showlegend=False,
    )  # fmt: skip


def _mention_hovers(only: pd.DataFrame) -> list[str]:
    named = zip(only["entity"], only["mentions"], strict=True)
    return [f"<b>{escape(name)}</b>: {count(n, 'mention')}, no visit" for name, n in named]


def _country_marks(
    look: Theme, ranking: pd.DataFrame, column: str, counted: str, homes: set[str], selection: Collection[str],
    size: int,
) -> go.Scattergeo:  # fmt: skip
    """A dot on every country that counts, so that small states show as well."""
    rows = [
        (code, n, hover)
        for code, n, hover in zip(ranking[column], ranking[counted], _hovers(ranking), strict=True)
        if code not in homes
    ] + [(code, None, f"{escape(countries.name(code))}: home of the visitors") for code in sorted(homes)]
    marks = [(*point, *row) for row in rows if (point := countries.point(row[0]))]
    colours = [look.home if n is None else look.hosts[host_bin(n)] if n else look.paper for *_, n, _ in marks]
    return go.Scattergeo(
        lat=[mark[0] for mark in marks], lon=[mark[1] for mark in marks], mode="markers",
        marker={
            "size": size, "color": colours, "opacity": 1,
            "line": {
                "width": [2.5 if code in selection else 1 for _, _, code, _, _ in marks],
                "color": [look.selection if code in selection else look.ink for _, _, code, _, _ in marks],
            },
        },
        customdata=[code for _, _, code, _, _ in marks], text=[mark[4] for mark in marks],
        hovertemplate="%{text}<extra></extra>", name="country marks", showlegend=False,
    )  # fmt: skip


def key(look: Theme, homes: set[str], mentioned: bool, statuses: list[str]) -> list[go.Scattergeo]:
    """Legend entries: the blues with what they stand for, gold, grey outlines, and the statuses drawn."""
    squares = [(label, blue) for (_, _, label), blue in zip(BINS, look.hosts, strict=True)]
    squares[-1] = (f"{squares[-1][0]} visits", squares[-1][1])
    if homes:
        squares.append(("visitors’ home", look.home))
    traces = [
        go.Scattergeo(lat=[None], lon=[None], mode="markers", name=label, showlegend=True, hoverinfo="skip",
                      marker={"symbol": "square", "size": 12, "color": colour})
        for label, colour in squares
    ]  # fmt: skip
    if mentioned:
        line = {"color": look.muted, "width": 1.2}
        outline = {"symbol": "square", "size": 11, "color": look.land, "line": line}
        traces.append(
            go.Scattergeo(
                lat=[None], lon=[None], mode="markers", name="only mentioned", showlegend=True,
                hoverinfo="skip", marker=outline,
            )
        )  # fmt: skip
    for status in statuses:
        drawn = status in DASHES
        traces.append(
            go.Scattergeo(
                lat=[None], lon=[None], mode="lines+markers" if drawn else "markers", name=status,
                showlegend=True,
                line={"color": look.statuses[status], "width": 1.3, "dash": DASHES.get(status, "solid")},
                marker=mark(look, status), hoverinfo="skip",
            )
        )  # fmt: skip
    return traces
