"""What came in since a day, or since the last look; and the views saved under a name."""

import streamlit as st

from app import PAGES
from lib import query
from lib.ui import columns, filters, prose, saved_views
from lib.ui.evidence import FIGURE, VISIT, opened, rows
from lib.ui.figures import key_figures
from lib.ui.shell import enter
from lib.ui.table import table

view = enter(PAGES)
visit, figure = opened(VISIT), opened(FIGURE)

st.title("News", anchor=False)
opening = st.container()
looking = saved_views.look(view)
shown, since = looking.view, looking.since
found = shown.ask(query.news, since)
with opening:
    prose.lead(saved_views.lead(looking, found))
    if looking.name:
        prose.note(f"What it filters: {filters.in_words(shown.ask(query.choices), shown.filters)}")
    key_figures(
        ("New articles", found.articles, ""),
        ("New visits", found.visits, "not told of before"),
        ("Visits changed", found.changed, "to another status"),
        ("New trade figures", found.figures, ""),
    )

if found.visits:
    st.subheader("New visits", anchor=False)
    rows(
        shown, shown.first(query.new_visits, found.visits, since), columns.VISITS, "new visits", VISIT, visit
    )
if found.changed:
    st.subheader("Visits that changed status", anchor=False)
    changed = shown.first(query.changed_visits, found.changed, since)
    rows(shown, changed, columns.CHANGED_VISITS, "changed visits", VISIT, visit)
if found.figures:
    st.subheader("New trade figures", anchor=False)
    figures = shown.first(query.new_figures, found.figures, since)
    rows(shown, figures, columns.TRADE, "new trade figures", FIGURE, figure)
if found.articles:
    st.subheader("New articles", anchor=False)
    articles = shown.first(query.new_articles, found.articles, since)
    table(articles, columns.NEW_ARTICLES, "new articles", "article")

saved_views.manage(view, dict(PAGES))
