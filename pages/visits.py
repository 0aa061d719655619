"""Who went where, and who is to go."""

from functools import partial

import streamlit as st

from app import PAGES
from lib import charts, query
from lib.ui import columns, prose, selection, sentences
from lib.ui.chart import chart
from lib.ui.choices import choose
from lib.ui.evidence import VISIT, opened, rows
from lib.ui.figures import key_figures
from lib.ui.shell import enter, nothing
from lib.ui.table import MOST

VISITED, MADE = "Countries visited", "Travels made"

view = enter(PAGES)
summary = view.summary

st.title("Visits", anchor=False)
if not summary.visits:
    nothing(view, "No visit fits the selection.")
visits = view.first(query.visits, summary.visits)
prose.lead(sentences.visits(summary, visits.frame))
key_figures(
    ("Visits made", summary.made, sentences.of(summary.hosts_visited, "country", "to ")),
    ("Visits ahead", summary.ahead, "planned or invited"),
    ("Visitors", summary.visitors, sentences.of(summary.visitor_countries, "country", "from ")),
    ("Articles", summary.articles, sentences.of(summary.sources, "source")),
)

with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
    shown = choose("Show", "show", {VISITED: VISITED, MADE: MADE}, labelled=False)
    outlined = st.toggle("Outline countries only mentioned", key="mentioned", bind="query-params")
received = shown == VISITED
ranking = view.ask(query.visit_ranking if received else query.travel_ranking)
places, days = selection.read("place"), selection.read("days")
mentioned = view.ask(query.mention_ranking, "country", None) if outlined else None
legs = view.ask(query.travelled, summary.visits <= MOST)
draw = charts.visited_map if received else charts.travelled_map
left, right = st.columns([2, 1], gap="medium")
with left:
    world = draw(ranking, legs, selection=places.outlined("visits map"), mentioned=mentioned, **view.setting)
    chart(world, "visits map", choosing="place")
with right:
    bars = charts.visit_bars(ranking, selection=places.outlined("visits ranking"), **view.setting)
    chart(bars, "visits ranking", choosing="place")
timeline = charts.visit_timeline(view.ask(query.visit_days) if visits.cut else visits.frame, **view.setting)
chart(timeline, "visits over time", choosing=timeline.points)

places.chip(partial(selection.place, received=received))
if days.keys:
    days.chip(selection.span)
if places.keys or days.keys:
    only = view.only("routes", *selection.as_routes(places.keys, received)).only("arrivals", *days.keys)
    visits = only.first(query.visits, only.summary.visits)
rows(view, visits, columns.VISITS, "visits", VISIT, opened(VISIT))
