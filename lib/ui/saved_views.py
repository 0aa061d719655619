"""Views under a name: saving the one on screen, opening, renaming and deleting the others."""

from collections.abc import Callable, Container
from datetime import UTC, datetime, time, timedelta
from html import escape
from typing import NamedTuple

import streamlit as st

from lib import format, query
from lib.errors import DatelineError
from lib.query import News
from lib.records import EARLIEST, LATEST
from lib.store import Bookmarks, SavedView, Store
from lib.ui import filters, link, prose
from lib.ui.data import View

EVERY = "What the sidebar filters"
"""the choice that stands for no saved view"""
AGO = timedelta(days=7)
"""how far news go back for who never looked"""

NEWER = "A newer Dateline saved this view; update Dateline to open it. It is kept as it is."
NOWHERE = "No page of this Dateline is named in this view, so it cannot be opened. It is kept as it is."


def menu(store: Store, page: str, pages: Container[str]) -> None:
    """A quiet menu: the saved views as links to `pages`, and a name for the one on screen."""
    with st.popover("Saved views", type="tertiary"):
        outcome = st.session_state.pop("saved view said", "")
        try:
            views = Bookmarks(store.path).views()
        except DatelineError as error:
            prose.note(f"{error}.")
            return
        st.html(as_list(views, pages))
        with st.form("save view", clear_on_submit=True, border=False):
            st.text_input("Name of the view on screen", key="view name", max_chars=80)
            st.form_submit_button("Save", on_click=_save, args=(store, page))
        if outcome:
            prose.note(outcome)


def as_list(views: list[SavedView], pages: Container[str]) -> str:
    """Saved views as HTML: a link each to one of `pages`, or why it cannot be opened.

    >>> as_list([SavedView("<b>", "", "host=CUB&to=2020-01-01", None, None)], ())
    '<ul class="views"><li dir="auto"><a href="./?host=CUB&amp;to=2020-01-01" target="_self">&lt;b&gt;</a></li></ul>'
    >>> "href" in as_list([SavedView("Bait", "https://elsewhere.invalid/", "", None, None)], ("visits",))
    False
    """
    if not views:
        return prose.paragraph("No view is saved yet.", "note")
    items = "".join(f'<li dir="auto">{_item(view, pages)}</li>' for view in views)
    return f'<ul class="views">{items}</ul>'


def _item(view: SavedView, pages: Container[str]) -> str:
    # The start page stands at the root, without a name.
    if view.newer or (view.page and view.page not in pages):
        return f"{escape(view.name)} {prose.paragraph(NEWER if view.newer else NOWHERE, 'note')}"
    address = f"{view.page or './'}{'?' if view.query else ''}{view.query}"
    return f'<a href="{escape(address)}" target="_self">{escape(view.name)}</a>'


def _save(store: Store, page: str) -> None:
    name = st.session_state["view name"]
    _try(
        lambda: Bookmarks(store.path).save(name, page, link.query(), datetime.now(UTC)),
        f"Saved as “{' '.join(name.split())}”.",
    )


def _try(change: Callable[[], None], done: str) -> None:
    try:
        change()
    except DatelineError as error:
        done = f"Not done: {error.reason}; {error.remedy}."
    st.session_state["saved view said"] = done


class Looking(NamedTuple):
    """What news are asked of, and since when."""

    name: str
    """of a saved view, or empty"""
    view: View
    since: datetime
    """in UTC, without a time zone, as the store keeps times"""
    looked: bool
    """whether it is the moment of the last look; else a day"""


def look(view: View) -> Looking:
    """Ask whose news are wanted, and since when."""
    marks = Bookmarks(view.store.path)
    saved: dict[str, SavedView] = {}
    for one in marks.views():
        if not one.newer:
            saved.setdefault(one.name, one)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        link.expect("of", "View", {EVERY, *saved}.__contains__)
        name = st.selectbox("News of", [EVERY, *saved], key="of", bind="query-params", width=320)
        link.expect("since", "Since", lambda asked: filters.day(asked) is not None)
        day = st.date_input(
            "Since", None, EARLIEST, LATEST, key="since", format="YYYY-MM-DD", bind="query-params",
            width=180, help="A day; left empty, since you last called the news seen, or for a week.",
        )  # fmt: skip
        own = saved.get(name)
        if own:
            view = view.through(filters.parse(own.query))
        looked = marks.looked(own.name if own else "")
        since = looked
        if day or not since:
            first = datetime.combine(day or datetime.now() - AGO, time.min).astimezone(UTC)
            since = first - timedelta(microseconds=1)
        newest = view.look(query.newest)
        st.button(
            "Call it seen",
            on_click=_seen,
            args=(view.store, own.name if own else "", newest),
            disabled=newest is None,
            help="From now on, news are what comes in after this.",
        )
    return Looking(own.name if own else "", view, since.replace(tzinfo=None), since == looked)


def _seen(store: Store, name: str, newest: datetime) -> None:
    _try(
        lambda: Bookmarks(store.path).look(name, newest.replace(tzinfo=UTC)),
        "Seen: only what comes in from now on is news.",
    )
    st.session_state["since"] = None


def lead(looking: Looking, found: News) -> str:
    """The first sentence of the news."""
    when = looking.since.replace(tzinfo=UTC).astimezone() + timedelta(microseconds=1)
    since = f"Since {format.day(when.date())}" + (f", {when:%H:%M}" if looking.looked else "")
    of = f" for “{looking.name}”" if looking.name else ""
    if not found.any:
        return f"{since}, 0 articles came in{of}: nothing is new."
    came = format.listed(
        [
            format.count(found.articles, "article"),
            format.count(found.visits, "new visit"),
            format.count(found.figures, "trade figure"),
        ]
    )
    changed = f"; {format.count(found.changed, 'visit')} changed status" if found.changed else ""
    return f"{since}, {came} came in{of}{changed}."


def manage(view: View, pages: Container[str]) -> None:
    """The saved views with their news, to open on one of `pages`, rename and delete."""
    marks = Bookmarks(view.store.path)
    views = marks.views()
    st.subheader("Saved views", anchor=False)
    if outcome := st.session_state.pop("saved view said", ""):
        prose.note(outcome)
    if not views:
        prose.note("None yet: “Saved views” at the top of every page saves the one on screen under a name.")
        return
    for number, one in enumerate(views):
        with st.container(horizontal=True, vertical_alignment="center", key=f"saved view {number}"):
            st.html(f'<p class="saved" dir="auto">{_item(one, pages)}</p>', width="content")
            if one.newer:
                continue
            prose.note(_about(view, one), beside=True)
            with st.popover("Change", type="tertiary"):
                # A file edited by hand may hold a name twice.
                nth = [other.name for other in views[:number]].count(one.name)
                to = st.text_input("New name", one.name, key=f"rename {number} {one.name}", max_chars=80)
                st.button(
                    "Rename",
                    on_click=_rename,
                    args=(view.store, one.name, to, nth),
                    key=f"do rename {number}",
                )
                st.button(
                    "Delete", on_click=_delete, args=(view.store, one.name, nth), key=f"delete {number}"
                )


def _about(view: View, one: SavedView) -> str:
    since = one.looked or one.saved
    if since is None:
        return "never looked at"
    found: News = view.through(filters.parse(one.query)).ask(
        query.news, since.astimezone(UTC).replace(tzinfo=None)
    )
    new = (
        f"{format.count(found.articles, 'new article')}, {format.count(found.visits, 'new visit')}"
        if found.any
        else "nothing new"
    )
    return f"{new} since {format.day(since.astimezone().date())}"


def _rename(store: Store, name: str, to: str, nth: int) -> None:
    _try(lambda: Bookmarks(store.path).rename(name, to, nth), f"“{name}” is now “{' '.join(to.split())}”.")


def _delete(store: Store, name: str, nth: int) -> None:
    _try(lambda: Bookmarks(store.path).delete(name, nth), f"“{name}” is deleted.")
