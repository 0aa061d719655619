"""The tour that the page shows."""

import pandas as pd
import streamlit as st

from lib import query
from lib.ui import columns, link
from lib.ui.data import View
from lib.ui.table import Listing, table


def choose_tour(view: View, tours: Listing) -> pd.DataFrame:
    """Show tours to choose from, and return the legs of the one in the address, else of the latest."""
    with st.container(key="address tour"):
        asked = st.text_input("Tour", key="tour", bind="query-params") or ""
    ids = tours.frame["tour_id"].tolist()
    link.expect("tour", "Tour", lambda asked: not view.look(query.tour, asked).empty)
    number = ids.index(asked) if asked in ids else None if asked else 0
    table(tours, columns.TOURS, "tours", "tour", "Select one to see it.", _pick, 400, number)
    legs: pd.DataFrame = view.look(query.tour, asked or ids[0])
    return view.look(query.tour, ids[0]) if legs.empty else legs


def _pick(row: pd.Series | None) -> None:
    st.session_state["tour"] = "" if row is None else row["tour_id"]
