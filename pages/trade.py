"""What is said to be traded, lent, given and owed between countries."""

from functools import partial

import streamlit as st

from app import PAGES
from lib import charts, format, query
from lib.ui import columns, prose, sentences
from lib.ui.chart import chart
from lib.ui.choices import one_of
from lib.ui.evidence import FIGURE, opened, rows
from lib.ui.shell import enter, nothing
from lib.ui.takeaway import take_away

view = enter(PAGES)
summary = view.summary

st.title("Trade", anchor=False)
units = view.ask(query.trade_units)
if units.empty:
    nothing(view, "No trade figure fits the selection.")
opening = st.container()
unit = one_of("Unit", "unit", units["unit"], format.unit)
extent, largest = view.ask(query.trade_extent, unit), view.ask(query.trade_largest, unit)
series = view.first(query.trade_series, extent.figures, unit)
lead = sentences.trade(summary, extent, format.unit(unit))
with opening:
    prose.lead(lead)
drawn = partial(charts.trade_figures_chart, largest, unit=unit, figures=extent.figures)
chart(drawn(**view.setting), f"trade {unit}", choosing=FIGURE.noun)

rows(view, series, columns.TRADE, f"trade figures {unit}", FIGURE, opened(FIGURE))
take_away(view, f"Trade in {format.unit(unit)}", lead, [drawn], series, columns.TRADE, FIGURE)
