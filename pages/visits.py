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
from lib.ui.takeaway import take_away

VISITED, MADE = "Countries visited", "Travels made"

view = enter(PAGES)
summary = view.summary

st.title("Visits", anchor=False)
if not summary.visits:
    nothing(view, "No visit fits the selection.")
visits = view.first(query.visits, summary.visits)
lead = sentences.visits(summary, visits.frame)
prose.lead(lead)
figures = (
    ("Visits made", summary.made, sentences.of(summary.hosts_visited, "country", "to ")),
    ("Visits ahead", summary.ahead, "planned or invited"),
    ("Visitors", summary.visitors, sentences.of(summary.visitor_countries, "country", "from ")),
    ("Articles", summary.articles, sentences.of(summary.sources, "source")),
)
key_figures(*figures)

with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
    shown = choose("Show", "show", {VISITED: VISITED, MADE: MADE}, labelled=False)
    outlined = st.toggle("Outline countries only mentioned", key="mentioned", bind="query-params")
received = shown == VISITED
ranking = view.ask(query.visit_ranking if received else query.travel_ranking)
places = selection.read("place", selection.is_place)
days = selection.read("days", selection.is_span)
mentioned = view.ask(query.mention_ranking, "country", None) if outlined else None
legs = view.ask(query.travelled, summary.visits <= MOST)
draw = charts.visited_map if received else charts.travelled_map
world = partial(draw, ranking, legs, mentioned=mentioned)
bars = partial(charts.visit_bars, ranking)
over_time = partial(charts.visit_timeline, view.ask(query.visit_days) if visits.cut else visits.frame)
left, right = st.columns([2, 1], gap="medium")
with left:
    chart(world(selection=places.outlined("visits map"), **view.setting), "visits map", choosing="place")
with right:
    outline = places.outlined("visits ranking")
    chart(bars(selection=outline, **view.setting), "visits ranking", choosing="place")
timeline = over_time(**view.setting)
chart(timeline, "visits over time", choosing=timeline.points)

place = partial(selection.place, received=received)
places.chip(place)
if days.keys:
    days.chip(selection.span)
if places.keys or days.keys:
    only = view.only("routes", *selection.as_routes(places.keys, received)).only("arrivals", *days.keys)
    visits = only.first(query.visits, only.summary.visits)
rows(view, visits, columns.VISITS, "visits", VISIT, opened(VISIT))
pictures = [partial(world, selection=places.keys), partial(bars, selection=places.keys), over_time]
narrowed = [*map(place, places.keys), *map(selection.span, days.keys)]
take_away(view, "Visits", lead, pictures, visits, columns.VISITS, VISIT, figures, narrowed)
