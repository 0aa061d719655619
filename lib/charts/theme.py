"""The marks: one colour and one shape for each thing, in a light and a dark variant."""

from dataclasses import dataclass

import plotly.graph_objects as go
import plotly.io

FONT = "'Source Sans 3', 'Source Sans Pro', 'Source Sans', system-ui, 'Segoe UI', Roboto, sans-serif"


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of one variant. Text colours keep contrast AA on `paper`."""

    name: str
    paper: str
    ink: str
    muted: str
    grid: str
    land: str
    border: str
    accent: str
    hosts: tuple[str, str, str, str]
    """1, 2–3, 4–7, 8 and more visits"""
    home: str
    selection: str
    statuses: dict[str, str]
    flows: dict[str, str]
    categories: tuple[str, ...]


LIGHT = Theme(
    name="dateline_light", paper="#ffffff", ink="#1d2733", muted="#5b6775", grid="#e7eaee", land="#e6e9ed",
    border="#ffffff", accent="#1f6fb2", hosts=("#b9d5ec", "#79afdb", "#3b80bd", "#124d87"),
    home="#e3b23c", selection="#cc4a00",
    statuses={"completed": "#1f6fb2", "ongoing": "#00827a", "planned": "#b36b00", "invited": "#7a4fbf",
              "cancelled": "#b03a2e"},
    flows={"trade": "#4a5765", "export": "#0b6cb0", "import": "#cf5a00", "investment": "#008a66",
           "loan": "#3d9bd4", "aid": "#bb5f92", "debt": "#8a2b55", "contract": "#c98b00"},
    categories=("#1f6fb2", "#b35900", "#267a4b", "#a3478f", "#b03a2e", "#5f6e0c", "#08757e", "#7a4fbf",
                "#84592f", "#b8376d", "#4a5765", "#3f58a6"),
)  # fmt: skip

DARK = Theme(
    name="dateline_dark", paper="#12171d", ink="#e8ebee", muted="#a2adb8", grid="#29313a", land="#2b333c",
    border="#465260", accent="#62b0ec", hosts=("#264a6b", "#336f9f", "#4f9bd3", "#9bd0f6"),
    home="#e3b23c", selection="#ff8a3c",
    statuses={"completed": "#62b0ec", "ongoing": "#3cc4b6", "planned": "#eeaa3f", "invited": "#b899f2",
              "cancelled": "#ea7f70"},
    flows={"trade": "#b3bdc7", "export": "#5aaae8", "import": "#f28a3c", "investment": "#35bd93",
           "loan": "#93cdf2", "aid": "#e39cc4", "debt": "#d9749f", "contract": "#e6bd4a"},
    categories=("#62b0ec", "#f09a4a", "#62c08a", "#d98cc8", "#ea7f70", "#b3c24a", "#45c1cb", "#b899f2",
                "#c99a6b", "#ee85ae", "#b3bdc7", "#8ea2ee"),
)  # fmt: skip

THEMES = {"light": LIGHT, "dark": DARK}

SYMBOLS = {
    "completed": "circle",
    "ongoing": "circle-open-dot",
    "planned": "circle-open",
    "invited": "diamond-open",
    "cancelled": "x",
}
DASHES = {"completed": "solid", "ongoing": "solid", "planned": "dash", "invited": "dot"}
"""how a route is drawn; a cancelled visit has none"""

HATCHES = {"completed": "", "ongoing": ".", "planned": "/", "invited": "\\", "cancelled": "x"}

BINS = ((1, 1, "1"), (2, 3, "2–3"), (4, 7, "4–7"), (8, None, "8+"))


def host_bin(visits: int) -> int:
    """Which of the four blues a number of visits gets.

    >>> [host_bin(n) for n in (1, 2, 3, 4, 7, 8, 500)]
    [0, 1, 1, 2, 2, 3, 3]
    >>> host_bin(0)
    Traceback (most recent call last):
        ...
    ValueError: a country without visits has no blue
    """
    for number, (least, _, _) in reversed(list(enumerate(BINS))):
        if visits >= least:
            return number
    raise ValueError("a country without visits has no blue")


def blues(theme: Theme) -> list[tuple[float, str]]:
    """The four blues as a colour scale without gradients, for `host_bin` between −0.5 and 3.5."""
    return [(edge, blue) for n, blue in enumerate(theme.hosts) for edge in (n / 4, (n + 1) / 4)]


def _template(theme: Theme) -> go.layout.Template:
    axis = {
        "gridcolor": theme.grid, "linecolor": theme.grid, "zeroline": False, "ticks": "", "showline": False,
        "tickfont": {"size": 12, "color": theme.muted}, "title": {"font": {"size": 12, "color": theme.muted}},
    }  # fmt: skip
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": theme.ink},
            "paper_bgcolor": theme.paper,
            "plot_bgcolor": theme.paper,
            "colorway": list(theme.categories),
            "title": {
                "x": 0, "xref": "container", "xanchor": "left", "yref": "container", "y": 1, "yanchor": "top",
                "pad": {"l": 4, "t": 20}, "font": {"size": 16, "color": theme.ink, "weight": 600},
            },
            "hoverlabel": {
                "bgcolor": theme.paper, "bordercolor": theme.muted, "align": "left",
                "font": {"family": FONT, "size": 13, "color": theme.ink},
            },
            "legend": {
                "orientation": "h", "font": {"size": 12, "color": theme.ink}, "bgcolor": "rgba(0,0,0,0)",
                "itemclick": False, "itemdoubleclick": False,
                "title": {"font": {"size": 12, "color": theme.muted}},
            },
            "xaxis": axis,
            "yaxis": axis,
            "geo": {
                "bgcolor": theme.paper, "showframe": False, "showcoastlines": False, "showcountries": True,
                "countrycolor": theme.border, "countrywidth": 0.6, "showland": True, "landcolor": theme.land,
                "showocean": False, "showlakes": False,
            },
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": theme.muted, "activecolor": theme.accent},
            "dragmode": False,
        }
    )  # fmt: skip


for _theme in THEMES.values():
    plotly.io.templates[_theme.name] = _template(_theme)
