"""The first start: the sample corpus is read, with its progress on screen."""

import re
from collections.abc import Iterable

import streamlit as st

from lib import charts
from lib.store import Store
from lib.store.names import names_beside
from lib.ui import data, prose
from lib.ui.chart import chart
from lib.ui.progress import Bar

SAMPLE = re.compile(r"\.example(/|$)|data[/\\]sample[/\\]articles")
"""where the articles of the sample are: at invented addresses, or in the files they came from"""


def fill_once(store: Store) -> None:
    """Fill a store that has never held anything with the sample corpus; later calls return at once."""
    if "filled" in st.session_state or not store.is_new:
        return
    with data.writing():
        st.session_state["filled"] = True
        if not store.is_new:
            return
        st.title("Overview", anchor=False)
        prose.lead("Welcome to Dateline. It is reading the sample articles that come with it.")
        bar = Bar("Loading names of countries, people and places", names_beside(store.path).names)
        # The browser loads what draws maps while the articles are read.
        chart(charts.blank_map(theme=data.theme()), "the world", saving=False)
        from lib.ingest import SAMPLE as ARTICLES
        from lib.ingest import ingest  # with the parser's tables it takes a while to load

        ingest([ARTICLES], store, progress=bar.progress, parse=bar.parse)
    st.rerun()


def say_sample(urls: Iterable[object]) -> None:
    """Say that what is on screen is the sample, while every article is of it."""
    if all(isinstance(url, str) and SAMPLE.search(url) for url in urls):
        prose.note(
            "This is the sample that comes with Dateline: reports written to show what it does. "
            "Add articles of your own on the Library page."
        )
