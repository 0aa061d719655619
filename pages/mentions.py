"""Who is named, how often, and when."""

import streamlit as st

from app import PAGES
from lib import charts, query
from lib.ui import columns, prose, sentences
from lib.ui.chart import chart
from lib.ui.choices import choose
from lib.ui.evidence import MENTION, opened, rows
from lib.ui.shell import enter, nothing
from lib.ui.table import table

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
ranking = view.ask(query.mention_ranking, kind, None, forms)
timeline = view.ask(query.mention_timeline, kind, by=by, measure=measure, forms=forms)
if ranking.empty:
    nothing(view, "Nothing of this kind is mentioned.", "Choose another kind or form.")
with opening:
    prose.lead(sentences.mentions(view.summary, ranking))
left, right = st.columns([1, 2], gap="large")
with left:
    chart(charts.mention_bars(ranking, measure=measure, **view.setting), "mentions ranking")
with right:
    chart(charts.mention_lines(timeline, measure=measure, by=by, **view.setting), "mentions over time")

name = table(ranking, columns.RANKED, "ranking", "name", "Select a name to list its mentions.")
chosen = () if name is None else (name["entity_id"],)
mentions = view.ask(query.mentions, (kind,) if kind else (), chosen, forms=forms)
rows(view, mentions, columns.MENTIONS, "mentions", MENTION, opened(MENTION))
