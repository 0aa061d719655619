"""The store and its frames, opened once and remembered while the data stay the same."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypedDict

import streamlit as st

from lib import query
from lib.format import source_line
from lib.query import EVERYTHING, Filters, Summary
from lib.store import Facts, Store, default_path, open_store
from lib.ui.table import MOST, Listing, Whole

SAVED_EVERY = 2000
"""articles that may come before what is known of them is written down"""


class Setting(TypedDict):
    """What every chart takes."""

    theme: str
    source: str


@dataclass(frozen=True)
class View:
    """What a page shows: a store, as it is now, through filters."""

    store: Store
    facts: Facts
    version: str
    filters: Filters

    def ask(self, question: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """The answer of a query function for these filters, remembered until the data change."""
        known = (str(self.store.path), self.version, question.__name__, self.filters, args, options)
        return _answer(*known, self.facts, question)

    @property
    def summary(self) -> Summary:
        """The key figures of what is shown."""
        found: Summary = self.ask(query.summary)
        return found

    @property
    def held(self) -> int:
        """How many articles the library holds, whatever the filters."""
        return int(replace(self, filters=EVERYTHING).summary.articles)

    @property
    def setting(self) -> Setting:
        """What every chart is told: the theme the reader has chosen, and what the numbers rest on."""
        rests_on = source_line(self.summary.articles, self.summary.sources, self.summary.last_published)
        return Setting(theme=theme(), source=rests_on)

    @property
    def period(self) -> str:
        """What to count by so that a development over time shows: month, quarter or year."""
        first, last = self.summary.first_published, self.summary.last_published
        days = (last - first).days if first and last else 0
        return "month" if days <= 2 * 366 else "quarter" if days <= 5 * 366 else "year"

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        return self.filters != EVERYTHING

    def only(self, field: str, *values: str) -> "View":
        """The same view with other choices in one field of the filters."""
        filters = replace(self.filters, **{field: values})  # type: ignore[arg-type]
        return replace(self, filters=filters)

    def through(self, filters: Filters) -> "View":
        """The same data through other filters."""
        return replace(self, filters=filters)

    def narrowed(self, *statuses: str) -> "View":
        """The same view of visits, of those with one of these statuses only."""
        chosen = self.filters.statuses or statuses
        return self.only("statuses", *([s for s in statuses if s in chosen] or ["none of these"]))

    def first(self, question: Callable[..., Any], total: int, *args: Any, **options: Any) -> Listing:
        """The first of so many rows that a query function gives, and the way to all of them."""
        rows = self.ask(question, *args, limit=MOST, **options)
        return Listing(rows, *self.whole(question, total, *args, **options))

    def whole(self, question: Callable[..., Any], total: int, *args: Any, **options: Any) -> Whole:
        """The way to all of the rows that a query function gives, and how many they are."""
        return Whole(total, partial(question, self.facts, self.filters, *args, limit=None, **options))

    def look(self, question: Callable[..., Any], *args: Any) -> Any:
        """The answer of a query function that knows no filters, such as `evidence` and `article`."""
        return question(self.facts, *args)


@st.cache_data(max_entries=500, show_spinner=False)
def _answer(
    path: str,
    version: str,
    name: str,
    filters: Filters,
    args: Any,
    options: Any,
    _facts: Facts,
    _ask: Callable[..., Any],
) -> Any:
    return _ask(_facts, filters, *args, **options)


def theme() -> str:
    """The theme the reader has chosen: light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def store() -> Store:
    """The store named by `DATELINE_STORE`, else the user's own, opened once for all sessions."""
    return _open(str(default_path()))


@st.cache_resource(show_spinner=False)
def _open(path: str) -> Store:
    return open_store(path)


def facts(store: Store) -> Facts:
    """What the store holds, in a form that answers quickly, for all sessions."""
    found = _keep(str(store.path))
    if found.unsaved > SAVED_EVERY and not _saving(str(store.path)).is_alive():
        _saving.clear()
        _saving(str(store.path))
    return found


@st.cache_resource(show_spinner=False)
def _keep(path: str) -> Facts:
    return Facts(path)


@st.cache_resource(show_spinner=False)
def _saving(path: str) -> threading.Thread:
    """Indexes what came since the last time, while sessions go on."""
    thread = threading.Thread(target=_keep(path).save, daemon=True)
    thread.start()
    return thread


@st.cache_resource(show_spinner=False)
def writing() -> threading.Lock:
    """Held while the store is being filled, so that sessions do not fill it at once."""
    return threading.Lock()
