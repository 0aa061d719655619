"""What is said to be traded, lent, given and owed between countries."""

import streamlit as st

from app import PAGES
from lib.ui import trade
from lib.ui.choices import choose
from lib.ui.shell import enter, nothing

view = enter(PAGES)

st.title("Trade", anchor=False)
if not view.summary.trade_figures:
    nothing(view, "No trade figure fits the selection.")
opening = st.container()
show = choose("Show", "look", trade.VIEWS, labelled=False)
show(view, opening)
