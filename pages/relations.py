"""Who meets whom, how mutual it is, and two countries or periods side by side."""

from functools import partial

import streamlit as st

from app import PAGES
from lib import charts, query
from lib.ui import columns, prose, relations, selection, sentences
from lib.ui.chart import chart
from lib.ui.choices import choose
from lib.ui.evidence import VISIT
from lib.ui.figures import key_figures
from lib.ui.shell import enter, nothing
from lib.ui.takeaway import take_away

MATRIX, NETWORK = "Matrix", "Network"
AMONG = 20
"""countries of the network"""

view = enter(PAGES)
met = view.ask(query.meetings)

st.title("Relations", anchor=False)
if not met.routes:
    nothing(view, "No visit between two countries fits the selection.")
most = view.ask(query.exchanges, limit=50)
lead = relations.lead(met, most)
prose.lead(lead)
figures = (
    ("Pairs that met", met.pairs, sentences.of(met.countries, "country", "among ")),
    ("Pairs both ways", met.mutual, "visited each other"),
    ("Visits made", met.made, "between them"),
    ("Visits ahead", view.summary.ahead, "planned or invited"),
)
key_figures(*figures)

shown = choose("Show", "relation", {MATRIX: MATRIX, NETWORK: NETWORK}, labelled=False)
chosen = selection.read("pair", selection.is_pair)
left, right = st.columns([2, 1], gap="medium")
with left:
    name = f"relations {shown.lower()}"
    if shown == MATRIX:
        drawn = partial(charts.relation_matrix, view.ask(query.visit_matrix))
    else:
        drawn = partial(charts.relation_network, view.ask(query.exchanges, AMONG))
    chart(drawn(selection=chosen.outlined(name), **view.setting), name, choosing="pair")
with right:
    name = "pairs that meet most"
    bars = partial(charts.relation_bars, most)
    chart(bars(selection=chosen.outlined(name), **view.setting), name, choosing="pair")

between = view.only("routes", *selection.both_ways(chosen.keys))
relations.pairs(view, view.first(query.visit_pairs, met.routes), chosen, between)
visits, narrowed = between.whole(query.visits, between.summary.visits), [*map(selection.pair, chosen.keys)]
take_away(view, "Relations", lead, [drawn, bars], visits, columns.VISITS, VISIT, figures, narrowed)

st.subheader("Side by side", anchor=False)
if choose("Compare", "compare", {"Two countries": True, "Two periods": False}):
    relations.compare_countries(view, most)
else:
    relations.compare_periods(view)
