"""DataFrame → Picture: one function per picture, named for what is seen."""

from lib.charts.accuracy import accuracy_bars
from lib.charts.comentions import comention_heat, comention_ring
from lib.charts.comparisons import mention_changes, source_heat
from lib.charts.escape import escape
from lib.charts.mentions import mention_bars, mention_lines
from lib.charts.picture import Picture, config, empty, pointable
from lib.charts.theme import DARK, LIGHT, THEMES, Theme
from lib.charts.trade import trade_figures_chart
from lib.charts.visits import visit_bars, visit_timeline
from lib.charts.world import blank_map, travelled_map, visited_map

__all__ = [
    "DARK",
    "LIGHT",
    "THEMES",
    "Picture",
    "Theme",
    "accuracy_bars",
    "blank_map",
    "comention_heat",
    "comention_ring",
    "config",
    "empty",
    "escape",
    "mention_bars",
    "mention_changes",
    "mention_lines",
    "pointable",
    "source_heat",
    "trade_figures_chart",
    "travelled_map",
    "visit_bars",
    "visit_timeline",
    "visited_map",
]
