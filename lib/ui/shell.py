"""What stands around every page: navigation, theme, store, filters."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from lib import query
from lib.errors import DatelineError
from lib.ui import data, filters, link, prose, saved_views
from lib.ui.data import View
from lib.ui.start import fill_once
from lib.ui.takeaway import CORNER

ROOT = Path(__file__).parents[2]
ICON = ROOT / "static" / "icon.png"

Pages = Sequence[tuple[str, str]]
"""file name and title"""


def _navigation(pages: Pages) -> "st.Page":
    listed = [
        st.Page(ROOT / "pages" / f"{file}.py", title=title, default=number == 0)
        for number, (file, title) in enumerate(pages)
    ]
    return st.navigation(listed, position="top")


def run(pages: Pages) -> None:
    """Run the page asked for inside the shell."""
    st.set_page_config(page_title="Dateline", page_icon=str(ICON), layout="wide", initial_sidebar_state=270)
    page = _navigation(pages)
    st.session_state["shell"] = True
    prose.style()
    with _fetching_charts():
        try:
            _inside(page, pages)
        except DatelineError as error:
            prose.empty(f"{error.path}: {error.reason}.", f"{error.remedy[:1].upper()}{error.remedy[1:]}.")


@contextmanager
def _fetching_charts() -> Iterator[None]:
    """Let the browser load what draws charts, a second's work, while the first page is being made."""
    # The place stays when it is empty: what comes after it would lose its own.
    with st.container(key="fetching"):
        place = st.empty()
    if "fetched" not in st.session_state:
        st.session_state["fetched"] = True
        place.plotly_chart({"data": [{"type": "scatter"}]}, key="fetching charts")
    yield
    place.empty()


def _inside(page: "st.Page", pages: Pages) -> None:
    store = data.store()
    fill_once(store)
    link.receive(page.url_path)
    chosen, place = filters.read()
    facts = data.facts(store)
    view = View(store, facts, facts.version, chosen)
    choices = view.ask(query.choices)
    filters.offer(place, choices, chosen)
    with st.container(horizontal=True, vertical_alignment="center", key="active"):
        filters.active(choices, chosen)
        st.session_state[CORNER] = st.container(width="content", key=CORNER)
        saved_views.menu(store, page.url_path, dict(pages))
    filters.say_backwards(chosen)
    filters.say_absent(view.ask(query.absent) if (choices["rows"] == 0).any() else ())
    refused = st.container()
    st.session_state["view"] = view
    whole = None
    try:
        page.run()
        whole = page.url_path
    finally:
        with refused:
            link.say(whole)


def enter(pages: Pages) -> View:
    """The view a page shows.

    On a fresh server Streamlit runs a page under pages/ alone when it is the first one asked for; the page
    then makes the navigation known and starts over, inside the shell.
    """
    view: View | None = st.session_state.pop("view", None)
    if view is None:
        _navigation(pages)
        st.rerun()
    return view


def nothing(view: View, what: str, change: str = "") -> None:
    """An empty page: what is missing, and what to change to see something."""
    if not view.filtered:
        change = "Add articles of your own on the Library page."
    prose.empty(what, change or "Clear a filter in the sidebar, or widen the period.")
    st.stop()
