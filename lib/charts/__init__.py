"""DataFrame → Picture: one function per picture, named for what is seen."""

from lib.charts.accuracy import accuracy_bars
from lib.charts.claims import growth_chart, rival_claims_chart, targets_chart
from lib.charts.comentions import comention_heat, comention_ring
from lib.charts.compared import host_changes_chart, visit_years_chart
from lib.charts.comparisons import mention_changes, source_heat
from lib.charts.escape import escape
from lib.charts.histories import visit_history
from lib.charts.mentions import mention_bars, mention_lines
from lib.charts.network import relation_network
from lib.charts.picture import Picture, config, empty, packed, pointable
from lib.charts.playback import playback_map
from lib.charts.relations import pair_key, relation_bars, relation_matrix
from lib.charts.theme import DARK, LIGHT, THEMES, Theme
from lib.charts.tours import tour_map
from lib.charts.trade import trade_figures_chart
from lib.charts.travellers import traveller_timeline
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
    "growth_chart",
    "host_changes_chart",
    "mention_bars",
    "mention_changes",
    "mention_lines",
    "packed",
    "pair_key",
    "playback_map",
    "pointable",
    "relation_bars",
    "relation_matrix",
    "relation_network",
    "rival_claims_chart",
    "source_heat",
    "targets_chart",
    "tour_map",
    "trade_figures_chart",
    "travelled_map",
    "traveller_timeline",
    "visit_bars",
    "visit_history",
    "visit_timeline",
    "visit_years_chart",
    "visited_map",
]
