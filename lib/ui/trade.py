"""The views of the Trade page: figures, rival claims, targets and growth, each a picture with its rows."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib import charts, format, query, rates
from lib.ui import columns, prose, sentences
from lib.ui.chart import chart
from lib.ui.choices import choose, one_of
from lib.ui.data import View
from lib.ui.evidence import FIGURE, TOTAL, opened, rows
from lib.ui.table import Listing
from lib.ui.takeaway import take_away

CURRENCIES = {"As stated": "", "In US dollars": "USD", "In euros": "EUR"}


class Amounts(NamedTuple):
    """Which figures are shown: of one unit, or of every currency, converted into one."""

    unit: str
    convert: bool

    @property
    def about(self) -> str:
        """What a file of them is named after."""
        return f"{self.unit} converted" if self.convert else self.unit


def amounts(view: View) -> Amounts:
    """Ask for the unit, or the currency to convert into."""
    currency = choose("Amounts", "amounts", CURRENCIES)
    if currency:
        return Amounts(currency, True)
    units = view.ask(query.trade_units, growth=False)
    if units.empty:
        prose.empty("No amount fits the selection.", "Choose Growth: all figures here are in per cent.")
        st.stop()
    return Amounts(one_of("Unit", "unit", units["unit"], format.unit), False)


def figures(view: View, opening: DeltaGenerator) -> None:
    """Every figure, the largest drawn."""
    unit, convert = chosen = amounts(view)
    extent = view.ask(query.trade_extent, unit, convert=convert)
    largest = view.ask(query.trade_largest, unit, convert=convert)
    series = view.first(query.trade_series, extent.figures, unit, convert=convert)
    lead = sentences.trade(view.summary, extent, "money" if convert else format.unit(unit))
    with opening:
        prose.lead(lead)
    drawn = partial(charts.trade_figures_chart, largest, unit=unit, figures=extent.figures)
    chart(drawn(**view.setting), f"trade {chosen.about}", choosing=FIGURE.noun)
    _say_rates(chosen)
    shown = columns.valued(columns.TRADE, *chosen)
    rows(view, series, shown, f"trade figures {chosen.about}", FIGURE, opened(FIGURE))
    take_away(view, f"Trade in {format.unit(unit)}", lead, [drawn], series, shown, FIGURE)


def claims(view: View, opening: DeltaGenerator) -> None:
    """Figures that contradict each other, side by side; and sums that count none twice."""
    unit, convert = chosen = amounts(view)
    asked = view.ask(query.claim_extent, unit, convert=convert)
    rival = view.ask(query.rival_claims, unit, convert=convert)
    lead = sentences.claims(asked, rival)
    with opening:
        prose.lead(lead)
    drawn = partial(charts.rival_claims_chart, rival, unit=unit, questions=asked.contested)
    chart(drawn(**view.setting), f"rival claims {chosen.about}", choosing=FIGURE.noun)
    _say_rates(chosen)
    prose.note(sentences.compared(asked))
    if not rival.empty:
        shown = columns.valued(columns.CLAIMS, *chosen)
        rows(view, rival, shown, f"claims {chosen.about}", FIGURE, opened(FIGURE))
        title = f"Rival claims in {format.unit(unit)}"
        take_away(view, title, lead, [drawn], _whole(rival), shown, FIGURE)
    totals = view.ask(query.trade_totals, unit, convert=convert)
    if not totals.empty:
        st.subheader("Added up, no figure twice", anchor=False)
        prose.note(sentences.ADDED)
        rows(view, totals, columns.TOTALS, f"totals {chosen.about}", TOTAL, opened(TOTAL))


def targets(view: View, opening: DeltaGenerator) -> None:
    """What was aimed at, and what came of it."""
    unit, convert = chosen = amounts(view)
    aims = view.ask(query.trade_targets, unit, convert=convert)
    lead = sentences.targets(aims)
    with opening:
        prose.lead(lead)
    drawn = partial(charts.targets_chart, aims, unit=unit)
    chart(drawn(**view.setting), f"targets and outcomes {chosen.about}", choosing=FIGURE.noun)
    _say_rates(chosen)
    prose.note(sentences.OUTCOMES)
    if not aims.empty:
        shown = columns.valued(columns.TARGETS, *chosen)
        rows(view, aims, shown, f"targets {chosen.about}", FIGURE, opened(FIGURE))
        title = f"Trade targets in {format.unit(unit)}"
        take_away(view, title, lead, [drawn], _whole(aims), shown, FIGURE)


def growth(view: View, opening: DeltaGenerator) -> None:
    """Changes and shares, apart from the amounts themselves."""
    extent = view.ask(query.trade_extent, "%")
    largest = view.ask(query.trade_largest, "%")
    lead = sentences.growth(view.summary, extent)
    with opening:
        prose.lead(lead)
    drawn = partial(charts.growth_chart, largest, figures=extent.figures)
    chart(drawn(**view.setting), "growth", choosing=FIGURE.noun)
    if extent.figures:
        series = view.first(query.trade_series, extent.figures, "%")
        rows(view, series, columns.GROWTH, "growth figures", FIGURE, opened(FIGURE))
        take_away(view, "Growth of trade", lead, [drawn], series, columns.GROWTH, FIGURE)


VIEWS: dict[str, Callable[[View, DeltaGenerator], None]] = {
    "Figures": figures,
    "Rival claims": claims,
    "Targets and outcomes": targets,
    "Growth": growth,
}


def _whole(frame: pd.DataFrame) -> Listing:
    """A frame that is short enough to be there whole, as a listing."""
    return Listing(frame, len(frame), lambda limit=None: frame if limit is None else frame.head(limit))


def _say_rates(chosen: Amounts) -> None:
    if chosen.convert:
        prose.note(sentences.converted(format.unit(chosen.unit), rates.quoted_until()))
