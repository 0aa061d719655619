"""A picture with its words for those who cannot see it, its downloads, and the country pointed at in it."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from lib import countries
from lib.charts import Picture, config
from lib.ui import prose
from lib.ui.download import downloads, file_name


def chart(picture: Picture, name: str, choosing: bool = False, saving: bool = True) -> None:
    """Show a picture; with `saving`, a menu below holds its data, and a web page of it that opens offline.

    With `choosing`, a click on a country puts it into the address, a second click takes it out.
    """
    key = f"chart {name}"
    if choosing:
        # The figure outlines what is chosen itself; Plotly would fade all the rest.
        picture.figure.update_traces(unselected={"marker": {"opacity": 1}})
    # The style sheet gives the inner of two boxes a height that follows the width of the outer one.
    with st.container(key=f"{picture.shape or 'fixed'} of {name}"), st.container(key=f"drawing {name}"):
        st.plotly_chart(
            picture.figure,
            theme=None,
            height="stretch" if picture.shape else "content",
            key=key,
            alt=picture.alt,
            config=config(file_name(name)),
            on_select=(lambda: _choose(pointed_at(st.session_state[key]))) if choosing else "ignore",
            selection_mode="points",
        )
    if not saving:
        return
    with st.container(key=f"under {name}", horizontal=True, horizontal_alignment="right"):
        downloads(lambda: picture.data, name, picture)


def pointed_at(state: Any) -> str:
    """The country of the first point selected, empty when none is.

    >>> pointed_at({"selection": {"points": [{"location": "CUB", "customdata": "CUB"}]}})
    'CUB'
    >>> pointed_at({"selection": {"points": [{"x": 3, "customdata": ["PER"]}]}})
    'PER'
    >>> pointed_at({"selection": {"points": []}})
    ''
    """
    for point in state["selection"]["points"]:
        found = point.get("location") or point.get("customdata") or ""
        return str(found[0] if isinstance(found, list | tuple) else found)
    return ""


def _choose(country: str) -> None:
    st.session_state["country"] = "" if country == st.session_state.get("country") else country


def chosen_country(offered: Iterable[str]) -> str | None:
    """The country the address names, if it is among those offered."""
    with st.container(key="address country"):
        country = st.text_input("Country", key="country", bind="query-params")
    return country if country in set(offered) else None


def say_chosen(country: str | None, before: str) -> None:
    """Say which country the rows below are of, with a way back to all; or how to choose one."""
    with st.container(horizontal=True, vertical_alignment="center", key="chosen"):
        if country is None:
            prose.note("Click a country in the map or the bars to list its visits only.")
            return
        prose.note(f"Only visits {before} {countries.name(country)} are listed here.", beside=True)
        st.button("List all", on_click=_choose, args=(country,), type="tertiary", key="list all")
