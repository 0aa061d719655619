"""Who strung visits together, who travels when, and who is to come."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from app import PAGES
from lib import charts, query
from lib.ui import columns, journeys, prose, sentences
from lib.ui.agenda import agenda, ahead
from lib.ui.chart import chart
from lib.ui.evidence import VISIT, evidence, opened, rows
from lib.ui.figures import key_figures
from lib.ui.shell import enter, nothing
from lib.ui.takeaway import take_away
from lib.ui.tours import choose_tour

view = enter(PAGES)
summary = view.summary

st.title("Tours", anchor=False)
if not summary.visits:
    nothing(view, "No visit fits the selection.")
extent = view.ask(query.tour_extent)
tours = view.first(query.tours, extent.tours)
beyond, since = ahead(view)
to_come = beyond.ask(query.coming_extent, since) if since else 0
lead = journeys.tours(extent, tours.frame)
prose.lead(lead)
figures = (
    ("Tours", extent.tours, sentences.of(extent.visitors, "visitor", "by ")),
    ("Most stops", extent.most_legs, "on one tour"),
    ("Visits to come", to_come, "planned, under way or invited"),
)
key_figures(*figures)

visit, listed = opened(VISIT), set()
pictures: list[Callable[..., charts.Picture]] = []
if extent.tours:
    left, right = st.columns([2, 1], gap="medium")
    with right:
        legs = choose_tour(view, tours)
    with left:
        pictures.append(partial(charts.tour_map, legs))
        chart(pictures[0](**view.setting), "tour map", choosing="visit")
    rows(view, legs, columns.LEGS, "legs of the tour", VISIT, visit, 213)
    listed = set(legs["visit_id"])

chart(charts.playback_map(view.ask(query.playback), **view.setting), "playback")
travels = view.ask(query.traveller_visits)
pictures.append(partial(charts.traveller_timeline, travels))
chart(pictures[-1](**view.setting), "travellers", choosing="visit")
visits = view.whole(query.visits, summary.visits)
take_away(view, "Tours", lead, pictures, visits, columns.VISITS, VISIT, figures)
# A visit opens once on a page.
if visit in set(travels["visit_id"]) - listed:
    evidence(view, VISIT.table, [visit], VISIT.noun)
    listed.add(visit)

st.subheader("Coming visits", anchor=False)
if since is None:
    prose.note("No article here has a date, so what is still to come is not known.")
    st.stop()
prose.note(journeys.coming(to_come, since))
if to_come:
    coming = beyond.first(query.coming, to_come, since)
    agenda(coming)
    rows(view, coming, columns.VISITS, "coming visits", VISIT, "" if visit in listed else visit, 213)
