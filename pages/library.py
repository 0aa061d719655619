"""Articles in and out: upload, paste, remove, export; and what could not be read."""

import streamlit as st

from app import PAGES
from lib import query
from lib.ui import columns, prose, sentences
from lib.ui.download import everything
from lib.ui.intake import paste, remove, say_outcome, upload
from lib.ui.shell import enter
from lib.ui.table import table

view = enter(PAGES)
articles, problems = view.first(query.articles, view.summary.articles), view.ask(query.problems)

st.title("Library", anchor=False)
prose.lead(sentences.library(view.held, view.summary.articles, len(problems)))
say_outcome()

left, right = st.columns(2, gap="large")
with left:
    st.subheader("Add files", anchor=False)
    upload(view.store)
with right:
    st.subheader("Paste an article", anchor=False)
    paste(view.store)

st.subheader("Articles in the library", anchor=False)
remove(view.store, articles)
if len(problems):
    st.subheader("What could not be read", anchor=False)
    table(problems, columns.PROBLEMS, "problems", "document", height=250)
st.subheader("Take everything with you", anchor=False)
everything(view.facts)
