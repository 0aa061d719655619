"""What the library holds, at a glance."""

from functools import partial

import streamlit as st

from app import PAGES
from lib import charts, query
from lib.ui import columns, prose, selection, sentences
from lib.ui.chart import chart
from lib.ui.evidence import VISIT, opened, rows
from lib.ui.figures import key_figures
from lib.ui.shell import enter, nothing
from lib.ui.start import say_sample
from lib.ui.table import MOST
from lib.ui.takeaway import take_away

view = enter(PAGES)
summary = view.summary
chosen = opened(VISIT)

st.title("Overview", anchor=False)
if not summary.articles:
    nothing(view, "No article fits the selection.")
lead = sentences.overview(summary)
prose.lead(lead)
if summary.articles <= MOST:
    say_sample(view.ask(query.articles)["url"])
figures = (
    ("Articles", summary.articles, sentences.of(summary.sources, "source")),
    ("Visits made", summary.made, sentences.of(summary.hosts_visited, "country", "to ")),
    ("Visits ahead", summary.ahead, "planned or invited"),
    ("Trade figures", summary.trade_figures, ""),
)
key_figures(*figures)

places = selection.read("place", selection.is_place)
there = view.only("routes", *selection.as_routes(places.keys, received=True))
left, right = st.columns([2, 1], gap="large")
with left:
    ranking, legs = view.ask(query.visit_ranking), view.ask(query.travelled, False)
    world = partial(charts.visited_map, ranking, legs)
    drawn = world(selection=places.outlined("overview map"), small=True, **view.setting)
    chart(drawn, "overview map", choosing="place")
    places.chip(selection.place)
    st.subheader("Latest visits", anchor=False)
    made = there.narrowed("completed", "ongoing").first(query.visits, there.summary.made)
    rows(view, made, columns.BRIEF_VISITS, "latest visits", VISIT, chosen, 213)
with right:
    bars = partial(charts.mention_bars, view.ask(query.mention_ranking))
    named = bars(selection=places.outlined("overview mentions"), **view.setting)
    chart(named, "overview mentions", choosing="place")

st.subheader("Announced visits", anchor=False)
ahead = there.narrowed("planned", "invited").first(query.visits, there.summary.ahead)
rows(view, ahead, columns.VISITS, "announced visits", VISIT, chosen, 213)
visits = view.first(query.visits, summary.visits)
pictures = [partial(world, selection=places.keys), partial(bars, selection=places.keys)]
take_away(view, "Overview", lead, pictures, visits, columns.VISITS, VISIT, figures)
