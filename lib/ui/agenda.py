"""Visits to come, month by month, and the calendar file of them."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from lib import countries, format, icalendar
from lib.query import EVERYTHING
from lib.ui import journeys, prose
from lib.ui.columns import status
from lib.ui.data import View
from lib.ui.download import file_name
from lib.ui.table import Listing

MOST = 60
"""visits in the calendar; the table below it has them all"""


def ahead(view: View) -> tuple[View, date | None]:
    """Where to look for visits to come, and from which day on: the end of the period chosen, at the latest the day of
    the newest article. None when no article has a date.

    The filters stay, but for the period: what is to come lies beyond it.
    """
    newest = replace(view, filters=EVERYTHING).summary.last_published
    end = view.filters.end
    since = min(newest, end) if newest and end else newest
    return replace(view, filters=replace(view.filters, start=None, end=None)), since


def agenda(visits: Listing) -> None:
    """Show visits in order of their days, a heading for each month, with a calendar file of the days that are sure."""
    st.html(as_list(visits.frame.head(MOST)))
    if visits.total > MOST:
        prose.note(f"The next {MOST} of {format.count(visits.total, 'visit')}.")
    sure = len(icalendar.sure(visits.frame))
    if not sure:
        prose.note("None of them is known to the day, so there is nothing to put into a calendar yet.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Calendar file (.ics)",
            lambda: icalendar.calendar(visits.everything()),
            f"{file_name('coming visits')}.ics",
            "text/calendar",
            key="download calendar",
            on_click="ignore",
        )
        prose.note("Holds the visits known to the day, as all-day events.", beside=True)


def as_list(visits: pd.DataFrame) -> str:
    """Visits, first day first, as an HTML list for each month.

    >>> as_list(pd.DataFrame(columns=["start_date"]))
    '<div class="agenda"></div>'
    """
    rows = visits.to_dict("records")
    months = groupby(rows, key=lambda row: journeys.month(row["start_date"]))
    lists = (f"<h4>{name}</h4><ol>{''.join(map(_entry, entries))}</ol>" for name, entries in months)
    return f'<div class="agenda">{"".join(lists)}</div>'


def _entry(row: dict[Hashable, Any]) -> str:
    when = format.period(row["start_date"], row["end_date"], row["date_precision"])
    sure = row["date_precision"] == "day"
    when = f"{row['start_date']:%a} {when}" if sure else f"{when}, day not stated"
    country = countries.name(row["host_country"])
    where = country if format.missing(row["city"]) else f"{row['city']}, {country}"
    return (
        f'<li><span class="when">{when}</span> <span dir="auto"><b>{escape(row["visitor"])}</b> in {escape(where)}'
        f"</span> <small>{escape(status(row['status']))}</small></li>"
    )
