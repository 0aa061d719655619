"""What was corrected by hand: by whom, when and why; and the way back."""

import streamlit as st

from app import PAGES
from lib import query
from lib.ui import log, prose
from lib.ui.correct import add_row
from lib.ui.names import names
from lib.ui.shell import enter
from lib.ui.table import table

view = enter(PAGES)
corrections, faults = view.ask(query.corrections), view.ask(query.faults)

st.title("Corrections", anchor=False)
prose.lead(log.lead(corrections, faults))
prose.note(log.HOW)
log.listing(view, corrections)
if len(faults):
    st.subheader("Lines that cannot be used", anchor=False)
    prose.note(log.BAD)
    table(faults, log.FAULTS, "faulty corrections", "line", height=250)
st.subheader("A visit that no article tells of", anchor=False)
add_row(view, "")
names(view)
log.file(view.store)
