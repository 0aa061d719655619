"""The articles, and a reader that marks what was read from them."""

import streamlit as st

from app import PAGES
from lib import query
from lib.ui import columns, prose, sentences
from lib.ui.correct import add_row
from lib.ui.reader import choose_article, choose_row, read_article
from lib.ui.shell import enter, nothing
from lib.ui.table import table

view = enter(PAGES)
chosen = choose_article()

st.title("Articles", anchor=False)
articles = view.first(query.articles, view.summary.articles)
if articles.frame.empty and not chosen:
    nothing(view, "No article fits the selection.")
prose.lead(sentences.articles(view.summary))
place = next((n for n, key in enumerate(articles.frame["article_id"]) if key == chosen), None)
if chosen:
    reader, more = st.columns([3, 2], gap="large")
    with reader:
        read_article(view, chosen)
        add_row(view, chosen)
    with more:
        hint = "Select another to read it, or untick this one to see them all."
        table(articles, columns.HEADLINES, "headlines", "article", hint, choose_row, 600, place)
else:
    table(articles, columns.ARTICLES, "articles", "article", "Select one to read it.", choose_row, 600)
