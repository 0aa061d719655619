"""What the map's outlines lack: borders that are disputed, and the smallest countries."""

import plotly.graph_objects as go

from lib.charts.theme import Theme
from lib.tables import load

WITHOUT_OUTLINE = frozenset(
    """
    ABW AIA AND ASM ATG BES BHR BLM BMU BRB BVT CCK COK CUW CXR CYM EUE FRO FSM GGY GIB GRD HKG HMD IMN IOT JEY KIR
    KNA LCA LIE MAC MAF MCO MDV MHL MLT MNP MSR MYT NFK NIU NRU PCN PLW SGP SHN SMR SPM SXM SYC TCA TKL TON TUV UMI
    VAT VCT VGB VIR WLF XKX
    """.split()
)
"""countries that static/world_110m.json has no outline of: only a marker can show them"""


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
