"""What a link asked for that is not there: said once, with the link as it came."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lib.ui import prose

_KEY = "opened link"
_OF_STREAMLIT = ("embed", "embed_options")


def receive(page: str) -> None:
    """Remember the parameters with which a session was opened; later calls do nothing."""
    st.session_state.setdefault(_KEY, {"page": page, "asked": current(), "refused": {}})


def current() -> dict[str, str]:
    """The parameters that are in the address now."""
    return {name: value for name, value in st.query_params.items() if name not in _OF_STREAMLIT}


def query() -> str:
    """The parameters in the address as a query string."""
    return encoded(current())


def encoded(parameters: dict[str, str]) -> str:
    """Parameters as a query string that people can read.

    >>> encoded({"host": "MEX~CUB", "words": "oil & gas"})
    'host=MEX~CUB&words=oil+%26+gas'
    """
    return urlencode(parameters, safe="~:,")


def expect(key: str, label: str, fits: Callable[[str], bool], why: str = "") -> None:
    """Note it, and why, when the link asked for something under a key that does not fit."""
    state: dict[str, Any] = st.session_state.get(_KEY) or {"asked": {}}
    asked = state["asked"].get(key)
    if asked and key not in state["refused"] and not fits(asked):
        state["refused"][key] = f"{label} “{asked}”{why}"


def say(page: str | None) -> None:
    """Say what the link asked for in vain, until it is dismissed.

    `page` is the one that has run to its end: if the link was for it, also what nothing there has read.
    """
    state = st.session_state[_KEY]
    refused = list(state["refused"].values())
    if page == state["page"]:
        refused += [
            f"{key} “{value}”" for key, value in state["asked"].items() if key not in st.session_state
        ]
    if not refused:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="refused link"):
        prose.note(
            f"The link asks for what is not there now: {'; '.join(refused)}. The page shows the rest."
            f" The link as it came: {state['page']}?{encoded(state['asked'])}",
            beside=True,
        )
        st.button("Dismiss", on_click=_dismiss, type="tertiary", key="dismiss link")


def _dismiss() -> None:
    st.session_state[_KEY] = {"page": "", "asked": {}, "refused": {}}
