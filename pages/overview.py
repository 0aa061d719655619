"""What the library holds, at a glance."""

import streamlit as st

from app import PAGES
from lib import charts, query
from lib.ui import columns, prose, sentences
from lib.ui.chart import chart
from lib.ui.evidence import VISIT, opened, rows
from lib.ui.figures import key_figures
from lib.ui.shell import enter, nothing
from lib.ui.start import say_sample
from lib.ui.table import MOST

view = enter(PAGES)
summary = view.summary
chosen = opened(VISIT)

st.title("Overview", anchor=False)
if not summary.articles:
    nothing(view, "No article fits the selection.")
prose.lead(sentences.overview(summary))
if summary.articles <= MOST:
    say_sample(view.ask(query.articles)["url"])
key_figures(
    ("Articles", summary.articles, sentences.of(summary.sources, "source")),
    ("Visits made", summary.made, sentences.of(summary.hosts_visited, "country", "to ")),
    ("Visits ahead", summary.ahead, "planned or invited"),
    ("Trade figures", summary.trade_figures, ""),
)

left, right = st.columns([2, 1], gap="large")
with left:
    ranking, legs = view.ask(query.visit_ranking), view.ask(query.travelled, False)
    chart(charts.visited_map(ranking, legs, small=True, **view.setting), "overview map")
    st.subheader("Latest visits", anchor=False)
    made = view.narrowed("completed", "ongoing").first(query.visits, summary.made)
    rows(view, made, columns.BRIEF_VISITS, "latest visits", VISIT, chosen, 213)
with right:
    chart(charts.mention_bars(view.ask(query.mention_ranking), **view.setting), "overview mentions")

st.subheader("Announced visits", anchor=False)
ahead = view.narrowed("planned", "invited").first(query.visits, summary.ahead)
rows(view, ahead, columns.VISITS, "announced visits", VISIT, chosen, 213)
