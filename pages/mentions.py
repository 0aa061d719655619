"""Who is named, how often, and when."""

from functools import partial

import streamlit as st

from app import PAGES
from lib import charts, query
from lib.ui import columns, prose, sentences
from lib.ui.chart import chart
from lib.ui.choices import choose
from lib.ui.correct import correct_entity
from lib.ui.evidence import MENTION, opened, rows
from lib.ui.shell import enter, nothing
from lib.ui.table import table
from lib.ui.takeaway import take_away

LINES = 6
"""entities whose mentions are drawn over time"""

view = enter(PAGES)

st.title("Mentions", anchor=False)
if not view.summary.mentions:
    nothing(view, "No mention fits the selection.")
opening = st.container()
with st.container(horizontal=True, gap="medium"):
    kind = choose("Kind", "kind", columns.KINDS)
    form = choose("Form", "form", columns.FORMS) if kind == "country" else None
    measure = choose("Measure", "measure", columns.MEASURES)
    by = choose("By", "by", columns.PERIODS, view.period)
forms = (form,) if form else ()
extent = view.ask(query.mention_extent, kind, forms)
ranked = view.first(query.mention_ranking, extent.entities, kind, forms=forms)
ranking = ranked.frame
if ranking.empty:
    nothing(view, "Nothing of this kind is mentioned.", "Choose another kind or form.")
most = tuple(ranking["entity_id"].head(LINES))
timeline = view.ask(query.mention_timeline, kind, most, by=by, measure=measure, forms=forms)
lead = sentences.mentions(view.summary, ranking)
bars = partial(charts.mention_bars, ranking, measure=measure)
lines = partial(charts.mention_lines, timeline, measure=measure, by=by)
with opening:
    prose.lead(lead)
left, right = st.columns([1, 2], gap="large")
with left:
    chart(bars(**view.setting), "mentions ranking")
with right:
    chart(lines(**view.setting), "mentions over time")

name = table(ranked, columns.RANKED, "ranking", "name", "Select a name to list its mentions.")
correct_entity(view, name, ranking)
chosen = None if name is None else name["entity_id"]
total = extent.mentions if name is None else int(name["mentions"])
kinds, entities = (kind,) if kind else (), (chosen,) if chosen else ()
latest = view.first(query.latest_mentions, total, kind, chosen, forms)
mentions = latest._replace(
    everything=partial(view.look, query.mentions, view.filters, kinds, entities, None, forms)
)
rows(view, mentions, columns.MENTIONS, "mentions", MENTION, opened(MENTION))
take_away(view, "Mentions", lead, [bars, lines], latest, columns.MENTIONS, MENTION)
