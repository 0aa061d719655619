"""Who went where, and who is to go."""

import streamlit as st

from app import PAGES
from lib import charts, query
from lib.ui import columns, prose, sentences
from lib.ui.chart import chart, chosen_country, say_chosen
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
country = chosen_country(ranking["host_country" if received else "visitor_country"])
mentioned = view.ask(query.mention_ranking, "country", None) if outlined else None
world = charts.visited_map if received else charts.travelled_map
left, right = st.columns([2, 1], gap="medium")
with left:
    chart(
        world(
            ranking,
            view.ask(query.travelled, summary.visits <= MOST),
            selection=country,
            mentioned=mentioned,
            **view.setting,
        ),
        "visits map",
        choosing=True,
    )
with right:
    chart(charts.visit_bars(ranking, selection=country, **view.setting), "visits ranking", choosing=True)
days = view.ask(query.visit_days) if visits.cut else visits.frame
chart(charts.visit_timeline(days, **view.setting), "visits over time")

say_chosen(country, "to" if received else "from")
if country:
    only = view.only("host_countries" if received else "visitor_countries", country)
    visits = only.first(query.visits, only.summary.visits)
rows(view, visits, columns.VISITS, "visits", VISIT, opened(VISIT))
